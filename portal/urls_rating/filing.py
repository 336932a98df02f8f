"""Filing, cards and benefits. SIGNED_IN is below /rating/, DESK below /desk/, PUBLIC at the root."""

from django.urls import URLPattern, path

from portal.views.desk import filings, filings_signing
from portal.views.notices import card
from portal.views.rating import benefits, benefits_export, cards, cards_print, filing

ROUND = "<int:round_id>/"
CARD = "cards/<int:card_id>/"
FILING = "filings/<int:filing_id>/"

SIGNED_IN: list[URLPattern] = [
    path(ROUND + "filing/", filing.filing, name="filing"),
    path(ROUND + "levels/", cards.levels, name="levels"),
    path(ROUND + "cards/", cards.cards, name="cards"),
    path(ROUND + "cards/print/", cards_print.cards_print, name="cards_print"),
    path(CARD, cards.card, name="card"),
    path(CARD + "withdraw/", cards.card_withdraw, name="card_withdraw"),
    path(CARD + "reissue/", cards.card_reissue, name="card_reissue"),
    path(ROUND + "benefits/", benefits.benefits, name="benefits"),
    path(CARD + "benefits/new/", benefits.benefit_new, name="benefit_new"),
    path("benefits/<int:grant_id>/strike/", benefits.benefit_strike, name="benefit_strike"),
    path(ROUND + "benefits/export/", benefits_export.benefits_export, name="benefits_export"),
]
DESK: list[URLPattern] = [
    path("filings/", filings.filings, name="filings"),
    path(FILING, filings.desk_filing, name="desk_filing"),
    path(FILING + "check/", filings.filing_check, name="filing_check"),
    path(FILING + "return/", filings.filing_return, name="filing_return"),
    path(FILING + "sign/", filings_signing.filing_sign, name="filing_sign"),
]
PUBLIC: list[URLPattern] = [path("cards/<slug:code>/", card.card_public, name="card_public")]
