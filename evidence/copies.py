"""What of a signed section the public gets: one allow-list, for copying and for checking the copies. Pure."""

PUBLIC_SIZES = ("800", "400")
FIGURE_FIELDS = ("key", "label", "value", "unit", "as_of", "source")


def public_figures(section: dict) -> list[dict]:
    return [{name: figure[name] for name in FIGURE_FIELDS} for figure in section["figures"]]


def public_pictures(section: dict) -> list[dict]:
    """The pictures that the village ticked, with consent: a row a size, with the digest that was signed."""
    shown = [one for one in section["evidence"] if one["make_public"] and one["consent"]]
    return [
        {
            "position": position,
            "size_name": size,
            "file": evidence["sha256"],
            "sha256": evidence["public"].get(size, ""),
            "caption": evidence["caption"],
            "happened_on": evidence["happened_on"],
        }
        for position, evidence in enumerate(shown, start=1)
        for size in PUBLIC_SIZES
    ]
