"""From a parsed ordinance to the blocks of an OrdinancePage. Nothing is left out and nothing is worded anew."""

from typing import Any

from cms.ordinance.structure import Article, Ordinance, Paragraph, Supplement


def provisions(ordinance: Ordinance) -> list[dict[str, Any]]:
    """Raw stream data for ``OrdinancePage.text``: chapters, sections, articles in their order, then 부칙."""
    blocks = [_article(article) for article in ordinance.loose_articles]
    for chapter in ordinance.chapters:
        blocks.append(_block("chapter", f"{chapter.heading} {chapter.amended}".strip()))
        blocks += [_article(article) for article in chapter.articles]
        for section in chapter.sections:
            blocks.append(_block("section", f"{section.heading} {section.amended}".strip()))
            blocks += [_article(article) for article in section.articles]
    return blocks + [_supplement(supplement) for supplement in ordinance.supplements]


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _article(article: Article) -> dict[str, Any]:
    return _block(
        "article",
        {
            "number": article.number,
            "branch": article.branch or None,
            "title": article.title,
            "deleted": article.deleted,
            "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
            "note": " ".join(article.notes),
        },
    )


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "number": paragraph.number or None,
        "text": paragraph.text,
        "amended": paragraph.amended,
        "items": [
            {
                "number": item.label.rstrip("."),
                "text": item.text,
                "amended": item.amended,
                "subitems": [
                    {"letter": sub.letter, "text": f"{sub.text} {sub.amended}".strip()} for sub in item.subitems
                ],
            }
            for item in paragraph.items
        ],
    }


def _supplement(supplement: Supplement) -> dict[str, Any]:
    lines = list(supplement.lines)
    for article in supplement.articles:
        lines.append(article.heading)
        lines += [f"{part.mark} {part.text} {part.amended}".strip() for part in article.paragraphs]
        lines += article.notes
    return _block("supplement", {"title": f"{supplement.title} {supplement.note}".strip(), "text": "\n".join(lines)})
