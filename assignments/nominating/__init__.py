"""Asking agencies for officers: the letter, the mails with the link, the reminders."""
