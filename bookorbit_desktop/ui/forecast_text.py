"""Text for forecasts."""

from bookorbit_desktop.domain.reading.forecast import FinishForecast
from bookorbit_desktop.ui.translation import tr
from bookorbit_desktop.ui.wording import date_text, duration


def left_text(forecast: FinishForecast | None) -> str:
    """The estimated time left, in a few words; empty if unknown or nothing is left."""
    if forecast is None or forecast.seconds_left < 60:
        return ""
    return tr("about {0} left").format(duration(forecast.seconds_left))


def forecast_text(forecast: FinishForecast | None) -> str:
    """The estimated finish of a book, as a sentence."""
    if forecast is None or forecast.likely is None:
        return tr("Not enough reading yet to tell when you'll finish it.")
    likely = date_text(forecast.likely)
    if forecast.earliest == forecast.latest:
        return tr("Finished around {0} at your pace.").format(likely)
    between = date_text(forecast.earliest), date_text(forecast.latest)
    return tr("Finished around {0} at your pace, most likely between {1} and {2}.").format(likely, *between)
