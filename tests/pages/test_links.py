"""Links in prose lead to pages that can be opened."""

from tests.factories.pages import InformationPageFactory, stream


def test_a_link_leads_to_a_live_page_and_not_to_a_draft(client_for, in_alpha):
    live, draft = InformationPageFactory(), InformationPageFactory(live=False)
    links = "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in (live, draft))
    page = InformationPageFactory(body=stream(("paragraph", links)))
    html = client_for(in_alpha).get(page.url).content.decode()
    assert f'<a href="{live.url}">{live.title}</a>' in html
    assert f"<a>{draft.title}</a>" in html
