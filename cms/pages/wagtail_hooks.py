"""Signs up what this room adds to Wagtail's admin."""

from wagtail import hooks

from cms.pages.panels import show_panels, without_counts

hooks.register("construct_homepage_panels", show_panels)
hooks.register("construct_homepage_summary_items", without_counts, order=1000)
