"""Which page numbers a list offers."""


def gaps(current: int, last: int) -> list[int | None]:
    """First, last, the current page and its neighbours; None for what is left out. A gap of one page is that page."""
    shown = sorted(n for n in {1, last, current - 1, current, current + 1} if 1 <= n <= last)
    numbers: list[int | None] = []
    before = 0
    for n in shown:
        if n - before == 2:
            numbers.append(n - 1)
        elif n - before > 2:
            numbers.append(None)
        numbers.append(n)
        before = n
    return numbers
