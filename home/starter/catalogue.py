"""The petition catalogue (민원 안내) and the processing standards (민원처리기준표) as tables."""

from __future__ import annotations

from html import escape

from home.starter import blocks
from home.starter.blocks import Block
from home.starter.rows import PETITION_KINDS, ServiceRow
from home.starter.writer import Writer, channels, fee, period, remark

INSERTS = {"window", "catalogue", "standards"}

#: What each kind of petition is (민원 처리에 관한 법률 제2조제1호), said plainly.
_KINDS = {
    "법정": "법령에 따라 허가·등록·신고·증명 등을 신청하는 민원입니다.",
    "질의": "법령이나 제도, 절차에 관해 설명이나 해석을 요구하는 민원입니다.",
    "건의": "행정 제도와 운영을 개선해 달라고 요구하는 민원입니다.",
    "고충": "위법·부당하거나 소극적인 처분 등으로 권리가 침해되거나 불편을 겪은 사항을 다루는 민원입니다.",
    "기타": "간단한 설명이나 생활의 불편을 알리고 조치를 요구하는 민원입니다.",
}


def blocks_of(writer: Writer, insert: str) -> list[Block]:
    """By kind, with all details in the catalogue and without them at the window; or the standards as one table."""
    if insert == "standards":
        return _standards(writer)
    made: list[Block] = []
    for kind in PETITION_KINDS:
        services = [service for service in writer.material.services if service.kind == kind]
        if services:
            made.append(blocks.prose(f"<h2>{kind}민원</h2><p>{_KINDS[kind]}</p>"))
            made.append(_kind_table(writer, kind, services))
            if insert == "catalogue":
                made.append(blocks.accordion((service.name_ko, _details(service)) for service in services))
    return made


def _kind_table(writer: Writer, kind: str, services: list[ServiceRow]) -> Block:
    head = ("민원", "처리기간", "수수료", "담당부서", "신청 방법")
    rows = [(s.name_ko, period(s), fee(s), writer.departments[s.department_code].name, channels(s)) for s in services]
    return blocks.table(f"{kind}민원의 처리기간과 수수료", head, rows)


def _details(service: ServiceRow) -> str:
    """Papers, procedure and legal basis as rich text."""
    facts = [
        ("구비서류", service.documents_ko),
        ("처리절차", service.procedure_ko),
        ("근거 법령", service.legal_basis),
        ("알아 둘 점", remark(service)),
    ]
    lines = (f"<li><b>{name}</b>: {escape(value, quote=False)}</li>" for name, value in facts if value)
    return f"<ul>{''.join(lines)}</ul>"


def _standards(writer: Writer) -> list[Block]:
    head = ("민원", "종류", "처리기간", "수수료", "담당부서", "처리절차", "근거 법령")
    rows = [
        (
            service.name_ko,
            service.kind,
            period(service),
            fee(service),
            writer.departments[service.department_code].name,
            service.procedure_ko,
            service.legal_basis,
        )
        for service in writer.material.services
    ]
    return [blocks.table("민원처리기준표", head, rows)] if rows else []
