"""Keeping the portal alive: backups that restore, parts that say whether they live, figures for operators."""
