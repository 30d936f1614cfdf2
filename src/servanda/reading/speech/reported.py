from servanda.reading.speech.found import Reported


def reported_speech(doc, speech, language):
    return []
