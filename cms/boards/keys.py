"""The address under which the author of a post says whether it may become a petition."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.boards.models import PetitionOffer, Post
from cms.members.models import Member
from tenants.addresses import desk_address


def key_of(offer: PetitionOffer) -> str:
    """What opens the question beside the number of the post; a new question has another one."""
    secret = f"{connection.schema_name} {offer.post_id} {offer.pk}"
    return salted_hmac("boards.offer", secret, algorithm="sha256").hexdigest()[:40]


def opens(offer: PetitionOffer, key: str) -> bool:
    """Whether this key belongs to this question."""
    return constant_time_compare(key_of(offer), key)


def consent_path(offer: PetitionOffer) -> str:
    """Where the author answers, in the author's language, without the host."""
    with translation.override(language_of(offer.post)):
        return reverse("post_petition", args=[offer.post_id, key_of(offer)])


def door_path(post: Post) -> str:
    """Where a member goes, who is known by signing in: it says nothing that others could use."""
    with translation.override(language_of(post)):
        return reverse("post_petition_door", args=[post.pk])


def consent_address(offer: PetitionOffer) -> str:
    """For mail: members sign in, guests have nothing but the key."""
    post = offer.post
    return f"{desk_address()}{door_path(post) if post.author_id else consent_path(offer)}"


def language_of(post: Post) -> str:
    """The author's: a member's own, a guest's as the page was; Korean where the municipality has it no longer."""
    own = Member.objects.filter(user_id=post.author_id, left_at=None).values_list("language", flat=True).first()
    language = own or post.language
    return language if language in connection.tenant.languages else settings.LANGUAGE_CODE
