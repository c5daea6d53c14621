"""Charts as inline SVG: a sentence, the picture, and the same numbers as a table for screen readers."""

from django import template

from lo_portal import charts

register = template.Library()


@register.inclusion_tag("_components/chart_bars.html")
def bar_chart(chart):
    """Horizontal bars of a ``charts.Chart``."""
    return {"chart": chart, "picture": charts.horizontal(chart)}


@register.inclusion_tag("_components/chart_bars.html")
def stacked_chart(chart):
    """Horizontal bars with one stretch per series and a legend."""
    return {"chart": chart, "picture": charts.horizontal(chart), "legend": True}


@register.inclusion_tag("_components/chart_columns.html")
def column_chart(chart):
    """Upright columns: a course over time."""
    return {"chart": chart, "picture": charts.columns(chart)}


@register.inclusion_tag("_components/chart_radar.html")
def radar_chart(chart):
    """One axis per row, one outline per series: at most two series."""
    return {"chart": chart, "radar": charts.radar(chart)}


@register.filter
def plain(value):
    """A number as SVG wants it, whatever the language: ``12.5``."""
    return f"{value:g}"
