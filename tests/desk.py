"""What the tests of the work pages share."""


def posted(client, url, **changes):
    """What a browser sends: the fields as the page shows them, some of them changed."""
    return client.post(url, shown(client, url) | changes)


def shown(client, url):
    """The values of a form as the page shows them."""
    sent = {}
    for field in client.get(url).context["form"]:
        value = field.value()
        if hasattr(value, "chosen"):
            sent |= {field.name: value.text, f"{field.name}_chosen": value.chosen, f"{field.name}_for": value.offered_for}
        elif value is not None and value is not False:
            sent[field.name] = value
    return sent
