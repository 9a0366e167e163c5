"""Which browser on which system signed in, as people would name it."""

from django.utils.translation import gettext as _

#: What a browser calls itself, the telling word first: most name others too, to be served alike.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "UCBrowser/": "UC Browser",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def browser_in_words(agent: str) -> str:
    """A User-Agent header as "Chrome, Android"; what is neither browser nor system we know says so."""
    browser = next((name for word, name in BROWSERS.items() if word in agent), _("Another browser"))
    system = next((name for word, name in SYSTEMS.items() if word in agent), "")
    return f"{browser}, {system}" if system else browser
