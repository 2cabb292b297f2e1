"""What core hangs into Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.core.rich_text import PublicPageLinks


@hooks.register("register_rich_text_features", order=100)
def links_to_public_pages(features: FeatureRegistry) -> None:
    """Replaces Wagtail's own handler of links to pages."""
    features.register_link_type(PublicPageLinks)
