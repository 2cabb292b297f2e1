"""The laws besides the ordinances, by the name under which citations file them."""

from __future__ import annotations

from cms.ordinance.citation import Article

PETITION_ACT = "petition-act"
PETITION_DECREE = "petition-decree"
PROCEDURE_DECREE = "administrative-procedure-decree"
CIVIL_ACT = "civil-act"
FOI_ACT = "foi-act"
PRIVACY_ACT = "personal-information-act"
SAFETY_STANDARD = "personal-information-safety-standard"
NETWORK_ACT = "network-act"
NETWORK_DECREE = "network-decree"

TITLES = {
    PETITION_ACT: "민원 처리에 관한 법률",
    PETITION_DECREE: "민원 처리에 관한 법률 시행령",
    PROCEDURE_DECREE: "행정절차법 시행령",
    CIVIL_ACT: "민법",
    FOI_ACT: "공공기관의 정보공개에 관한 법률",
    PRIVACY_ACT: "개인정보 보호법",
    NETWORK_ACT: "정보통신망 이용촉진 및 정보보호 등에 관한 법률",
    NETWORK_DECREE: "정보통신망 이용촉진 및 정보보호 등에 관한 법률 시행령",
    SAFETY_STANDARD: "개인정보의 안전성 확보조치 기준",
}


def written(article: Article) -> str:
    """A citation with its law: 「민법」 제161조. An ordinance's own articles need no title (이 조례)."""
    title = TITLES.get(article.ordinance)
    return f"「{title}」 {article}" if title else str(article)
