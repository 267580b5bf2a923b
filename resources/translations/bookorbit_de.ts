<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Activity</source>
            <translation>Aktivität</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Aufgaben</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>What is done so far is kept.</source>
            <translation>Was bis jetzt getan ist, bleibt.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <source>Choose a job to see more.</source>
            <translation>Wähle eine Aufgabe, um mehr zu sehen.</translation>
        </message>
        <message>
            <source>Only what failed or waits can be retried.</source>
            <translation>Nur was fehlgeschlagen ist oder wartet, lässt sich erneut versuchen.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Nothing has been done since BookOrbit started.</source>
            <translation>Seit dem Start von BookOrbit gab es nichts zu tun.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Wird geladen</translation>
        </message>
        <message>
            <source>Look through folders</source>
            <translation>Ordner durchsuchen</translation>
        </message>
        <message>
            <source>Compare the texts of copies</source>
            <translation>Texte von Kopien vergleichen</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Mit Hardcover synchronisieren</translation>
        </message>
        <message>
            <source>Change entries on Hardcover</source>
            <translation>Einträge auf Hardcover ändern</translation>
        </message>
        <message>
            <source>Read your shelf on Hardcover</source>
            <translation>Dein Regal auf Hardcover lesen</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Von Hardcover importieren</translation>
        </message>
        <message>
            <source>Undo a sync</source>
            <translation>Synchronisierung rückgängig machen</translation>
        </message>
        <message>
            <source>Ask the other server</source>
            <translation>Den anderen Server fragen</translation>
        </message>
        <message>
            <source>Work on your files</source>
            <translation>Arbeit an deinen Dateien</translation>
        </message>
        <message>
            <source>Read a KOReader device</source>
            <translation>Ein KOReader-Gerät einlesen</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Von einem KOReader-Gerät importieren</translation>
        </message>
        <message>
            <source>Send a book</source>
            <translation>Ein Buch senden</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Delayed</source>
            <translation>Verzögert</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Erledigt</translation>
        </message>
        <message>
            <source>Putting back {0}</source>
            <translation>{0} wird zurückgesetzt</translation>
        </message>
        <message>
            <source>Reading whole files: {0}</source>
            <translation>Ganze Dateien werden gelesen: {0}</translation>
        </message>
        <message>
            <source>Waits for more changes before it is sent.</source>
            <translation>Wartet vor dem Senden auf weitere Änderungen.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} von {1}</translation>
        </message>
        <message>
            <source>goes on {0}</source>
            <translation>geht weiter {0}</translation>
        </message>
        <message>
            <source>since {0}</source>
            <translation>seit {0}</translation>
        </message>
        <message>
            <source>attempt {0}</source>
            <translation>Versuch {0}</translation>
        </message>
        <message>
            <source>Looking through your folders…</source>
            <translation>Deine Ordner werden durchsucht …</translation>
        </message>
        <message>
            <source>Reading files: {0}</source>
            <translation>Dateien werden gelesen: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) read</source>
            <translation>
                <numerusform>%Ln Buch gelesen</numerusform>
                <numerusform>%Ln Bücher gelesen</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped before its end</source>
            <translation>Vor dem Ende angehalten</translation>
        </message>
        <message>
            <source>Looking for books that KOReader opened…</source>
            <translation>Bücher, die KOReader geöffnet hat, werden gesucht …</translation>
        </message>
        <message>
            <source>Reading its statistics…</source>
            <translation>Seine Statistik wird gelesen …</translation>
        </message>
        <message>
            <source>Reading what KOReader knows: {0}</source>
            <translation>Was KOReader weiß, wird gelesen: {0}</translation>
        </message>
        <message>
            <source>Waits for its turn</source>
            <translation>Wartet, bis es an der Reihe ist</translation>
        </message>
        <message>
            <source>Looking up {0}</source>
            <translation>{0} wird gesucht</translation>
        </message>
        <message>
            <source>Comparing {0}</source>
            <translation>{0} wird verglichen</translation>
        </message>
        <message>
            <source>Sending {0}</source>
            <translation>{0} wird gesendet</translation>
        </message>
        <message>
            <source>Asking Hardcover…</source>
            <translation>Hardcover wird gefragt …</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>in weniger als einer Minute</translation>
        </message>
        <message>
            <source>in {0} min</source>
            <translation>in {0} Min.</translation>
        </message>
        <message>
            <source>Choose a folder with books</source>
            <translation>Ordner mit Büchern wählen</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Bücher wählen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read; the Inbox says why.</source>
            <translation>
                <numerusform>%Ln Datei war nicht lesbar; der Eingang sagt, warum.</numerusform>
                <numerusform>%Ln Dateien waren nicht lesbar; der Eingang sagt, warum.</numerusform>
            </translation>
        </message>
        <message>
            <source>No book: {0}.</source>
            <translation>Kein Buch: {0}.</translation>
        </message>
        <message>
            <source>Not reachable: {0}.</source>
            <translation>Nicht erreichbar: {0}.</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mehr anzeigen</translation>
        </message>
        <message>
            <source>Genres</source>
            <translation>Genres</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Bearbeiten …</translation>
        </message>
        <message>
            <source>Compare online…</source>
            <translation>Online vergleichen …</translation>
        </message>
        <message>
            <source>Search Hardcover and compare field by field.</source>
            <translation>Auf Hardcover suchen und Feld für Feld vergleichen.</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Auffrischen</translation>
        </message>
        <message>
            <source>Fetch again what came from Hardcover; locked fields stay.</source>
            <translation>Noch einmal holen, was von Hardcover kam; gesperrte Felder bleiben.</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Weniger anzeigen</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Verlag</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Erschienen</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>ISBN-13</source>
            <translation>ISBN-13</translation>
        </message>
        <message>
            <source>ISBN-10</source>
            <translation>ISBN-10</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Hinzugefügt</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Markierungen und Notizen</translation>
        </message>
        <message>
            <source>None yet. They come in with an import from a device.</source>
            <translation>Noch keine. Sie kommen mit einem Import von einem Gerät.</translation>
        </message>
        <message numerus="yes">
            <source>Show %n highlight(s) and note(s)</source>
            <translation>
                <numerusform>%Ln Markierung oder Notiz anzeigen</numerusform>
                <numerusform>%Ln Markierungen und Notizen anzeigen</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Unnamed device</source>
            <translation>Gerät ohne Namen</translation>
        </message>
        <message>
            <source>{0} went back from {1} to {2}.</source>
            <translation>{0} ging von {1} auf {2} zurück.</translation>
        </message>
        <message>
            <source>The book stays at {0}. {1} is at {2}.</source>
            <translation>Das Buch bleibt bei {0}. {1} steht bei {2}.</translation>
        </message>
        <message>
            <source>Accept {0}</source>
            <translation>{0} übernehmen</translation>
        </message>
        <message>
            <source>Keep {0}</source>
            <translation>{0} behalten</translation>
        </message>
        <message>
            <source>Book details</source>
            <translation>Buchdetails</translation>
        </message>
        <message>
            <source>Position history…</source>
            <translation>Verlauf der Lesestellen …</translation>
        </message>
        <message>
            <source>Reset progress…</source>
            <translation>Fortschritt zurücksetzen …</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>There is no place here to reset.</source>
            <translation>Hier gibt es keine Stelle zum Zurücksetzen.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>No file. What your devices send is kept.</source>
            <translation>Keine Datei. Was deine Geräte senden, bleibt erhalten.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Technische Details</translation>
        </message>
        <message>
            <source>File changed since last sync; the copy on your device is still linked.</source>
            <translation>Datei seit der letzten Synchronisierung geändert; die Kopie auf deinem Gerät bleibt verknüpft.</translation>
        </message>
        <message>
            <source>The identifiers under which devices know this book.</source>
            <translation>Die Kennungen, unter denen Geräte dieses Buch kennen.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Im Ordner anzeigen</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Pfad kopieren</translation>
        </message>
        <message>
            <source>Split off</source>
            <translation>Abtrennen</translation>
        </message>
        <message>
            <source>Make {0} a book of its own</source>
            <translation>{0} zu einem eigenen Buch machen</translation>
        </message>
        <message>
            <source>This file is another book: make it a book of its own.</source>
            <translation>Diese Datei ist ein anderes Buch: Mach sie zu einem eigenen.</translation>
        </message>
        <message>
            <source>Read it again</source>
            <translation>Neu einlesen</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>Die Datei wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Its copies keep a place each, as its text cannot be compared: {0}</source>
            <translation>Seine Kopien behalten je ihre eigene Stelle, denn ihr Text lässt sich nicht vergleichen: {0}</translation>
        </message>
        <message>
            <source>Copies of this format keep a place each.</source>
            <translation>Kopien dieses Formats behalten je ihre eigene Stelle.</translation>
        </message>
        <message>
            <source>Copies with the same text share one place.</source>
            <translation>Kopien mit demselben Text teilen sich eine Stelle.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet; until then each keeps its place.</source>
            <translation>Noch nicht mit anderen Kopien verglichen; bis dahin behält jede ihre Stelle.</translation>
        </message>
        <message>
            <source>Replace status on Hardcover</source>
            <translation>Status auf Hardcover ersetzen</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Auswählen …</translation>
        </message>
        <message>
            <source>Open this book on hardcover.app</source>
            <translation>Dieses Buch auf hardcover.app öffnen</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>Weitere Aktionen</translation>
        </message>
        <message>
            <source>Why isn't this on Hardcover?</source>
            <translation>Warum ist das nicht auf Hardcover?</translation>
        </message>
        <message>
            <source>Connect your Hardcover account first.</source>
            <translation>Verbinde zuerst dein Hardcover-Konto.</translation>
        </message>
        <message>
            <source>Matched to “{0}”</source>
            <translation>„{0}“ zugeordnet</translation>
        </message>
        <message>
            <source>edition {0}</source>
            <translation>Ausgabe {0}</translation>
        </message>
        <message>
            <source>no edition</source>
            <translation>keine Ausgabe</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln Seite</numerusform>
                <numerusform>%Ln Seiten</numerusform>
            </translation>
        </message>
        <message>
            <source>no page count</source>
            <translation>keine Seitenzahl</translation>
        </message>
        <message>
            <source>last sent {0}</source>
            <translation>zuletzt gesendet {0}</translation>
        </message>
        <message>
            <source>never sent</source>
            <translation>nie gesendet</translation>
        </message>
        <message>
            <source>On Hardcover</source>
            <translation>Auf Hardcover</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <source>Hardcover</source>
            <translation>Hardcover</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Cover</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>Autoren</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Reihe</translation>
        </message>
        <message>
            <source>Open the file with your reading program</source>
            <translation>Die Datei mit deinem Leseprogramm öffnen</translation>
        </message>
        <message>
            <source>Previous book</source>
            <translation>Voriges Buch</translation>
        </message>
        <message>
            <source>Next book</source>
            <translation>Nächstes Buch</translation>
        </message>
        <message>
            <source>Close details</source>
            <translation>Details schließen</translation>
        </message>
        <message>
            <source>Show beside the list</source>
            <translation>Neben der Liste anzeigen</translation>
        </message>
        <message>
            <source>Show on a page of its own</source>
            <translation>Auf einer eigenen Seite anzeigen</translation>
        </message>
        <message>
            <source>Reading history</source>
            <translation>Leseverlauf</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n step(s).</source>
            <translation>
                <numerusform>Von {0} am {1} bis {2} am {3}, in %Ln Schritt.</numerusform>
                <numerusform>Von {0} am {1} bis {2} am {3}, in %Ln Schritten.</numerusform>
            </translation>
        </message>
        <message>
            <source>Position history</source>
            <translation>Verlauf der Lesestellen</translation>
        </message>
        <message>
            <source>Restore this position</source>
            <translation>Diese Stelle wiederherstellen</translation>
        </message>
        <message>
            <source>Select a place first.</source>
            <translation>Wähle zuerst eine Stelle.</translation>
        </message>
        <message>
            <source>Your devices are given this place already.</source>
            <translation>Deine Geräte bekommen diese Stelle schon.</translation>
        </message>
        <message>
            <source>Restore a place, and your devices are given it again, exactly as one of them sent it. A place that a device sends afterwards wins.</source>
            <translation>Stell eine Stelle wieder her, und deine Geräte bekommen sie genau so, wie eines sie gesendet hat. Eine Stelle, die ein Gerät danach sendet, geht vor.</translation>
        </message>
        <message>
            <source>Where “{0}” stood</source>
            <translation>Wo „{0}“ stand</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%Ln Mal</numerusform>
                <numerusform>%Ln Mal</numerusform>
            </translation>
        </message>
        <message>
            <source>through the relay</source>
            <translation>über das Relais</translation>
        </message>
        <message>
            <source>back from {0}</source>
            <translation>zurück von {0}</translation>
        </message>
        <message>
            <source>Given to devices</source>
            <translation>Für Geräte</translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Weniger anzeigen</translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>%Ln weitere anzeigen</numerusform>
                <numerusform>%Ln weitere anzeigen</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, last seen {1}</source>
            <translation>{0}, zuletzt gesehen {1}</translation>
        </message>
        <message>
            <source>digest {0}</source>
            <translation>Prüfsumme {0}</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>Verknüpfung lösen</translation>
        </message>
        <message>
            <source>Unlink the document {0}</source>
            <translation>Verknüpfung des Dokuments {0} lösen</translation>
        </message>
        <message>
            <source>This document of your device is another book.</source>
            <translation>Dieses Dokument deines Geräts ist ein anderes Buch.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>von dir gelöst</translation>
        </message>
        <message>
            <source>Link again</source>
            <translation>Wieder verknüpfen</translation>
        </message>
        <message>
            <source>Link the document {0} again</source>
            <translation>Dokument {0} wieder verknüpfen</translation>
        </message>
        <message>
            <source>a device uses it</source>
            <translation>ein Gerät verwendet sie</translation>
        </message>
        <message>
            <source>binary</source>
            <translation>binär</translation>
        </message>
        <message>
            <source>file name</source>
            <translation>Dateiname</translation>
        </message>
        <message>
            <source>name of a download</source>
            <translation>Name eines Downloads</translation>
        </message>
        <message>
            <source>whole file</source>
            <translation>ganze Datei</translation>
        </message>
        <message>
            <source>from a device</source>
            <translation>von einem Gerät</translation>
        </message>
        <message>
            <source>linked by you</source>
            <translation>von dir verknüpft</translation>
        </message>
        <message>
            <source>shared place</source>
            <translation>gemeinsame Stelle</translation>
        </message>
        <message>
            <source>own place</source>
            <translation>eigene Stelle</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>Du hast sie mit {0} verknüpft.</translation>
        </message>
        <message>
            <source>{0} has it too; it counts for this book, as you linked it.</source>
            <translation>{0} hat sie auch; sie zählt für dieses Buch, weil du sie verknüpft hast.</translation>
        </message>
        <message>
            <source>Two books have this digest, this one and {0}.</source>
            <translation>Zwei Bücher haben diese Prüfsumme, dieses und {0}.</translation>
        </message>
        <message>
            <source>Several books have this digest, also {0}.</source>
            <translation>Mehrere Bücher haben diese Prüfsumme, auch {0}.</translation>
        </message>
        <message>
            <source>What a device sends by it counts for none of them. Link the document on the KOReader page, or merge the books if they are one.</source>
            <translation>Was ein Gerät darunter sendet, zählt für keines davon. Verknüpfe das Dokument auf der Seite KOReader oder führe die Bücher zusammen, wenn sie eines sind.</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Alle Bücher anzeigen: {0}</translation>
        </message>
        <message>
            <source>No program opens this file. Choose one for it.</source>
            <translation>Kein Programm öffnet diese Datei. Lege eines dafür fest.</translation>
        </message>
        <message>
            <source>No program shows this folder.</source>
            <translation>Kein Programm zeigt diesen Ordner an.</translation>
        </message>
        <message>
            <source>Path copied.</source>
            <translation>Pfad kopiert.</translation>
        </message>
        <message>
            <source>Not found: {0}</source>
            <translation>Nicht gefunden: {0}</translation>
        </message>
        <message>
            <source>Reset the progress of “{0}”?</source>
            <translation>Fortschritt von „{0}“ zurücksetzen?</translation>
        </message>
        <message numerus="yes">
            <source>Reset the progress of %n book(s)?</source>
            <translation>
                <numerusform>Fortschritt von %Ln Buch zurücksetzen?</numerusform>
                <numerusform>Fortschritt von %Ln Büchern zurücksetzen?</numerusform>
            </translation>
        </message>
        <message>
            <source>Clears BookOrbit's copy. Your device keeps its own place and may send it again: it counts once it differs from the one it sent last. Hardcover stays as it is; change it there if you want to.</source>
            <translation>Löscht die Stelle in BookOrbit. Dein Gerät behält seine eigene und sendet sie vielleicht wieder: Sie zählt, sobald sie von der zuletzt gesendeten abweicht. Hardcover bleibt, wie es ist; ändere es dort, wenn du willst.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Fortschritt zurücksetzen</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>The book stands at {0} now</source>
            <translation>Das Buch steht jetzt bei {0}</translation>
        </message>
        <message>
            <source>The book stays at {0}</source>
            <translation>Das Buch bleibt bei {0}</translation>
        </message>
        <message>
            <source>Your devices are given {0} again</source>
            <translation>Deine Geräte bekommen wieder {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset: %n book(s)</source>
            <translation>
                <numerusform>Fortschritt zurückgesetzt: %Ln Buch</numerusform>
                <numerusform>Fortschritt zurückgesetzt: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Zurückgenommen.</translation>
        </message>
        <message>
            <source>Start re-reading</source>
            <translation>Erneutes Lesen beginnen</translation>
        </message>
        <message>
            <source>Not a re-read</source>
            <translation>Kein erneutes Lesen</translation>
        </message>
        <message>
            <source>Set the status to Reading or Read first.</source>
            <translation>Setze zuerst den Status „Lese ich gerade“ oder „Gelesen“.</translation>
        </message>
        <message>
            <source>A finish date needs the status Read or Skimmed.</source>
            <translation>Für ein Enddatum braucht es den Status „Gelesen“ oder „Überflogen“.</translation>
        </message>
        <message>
            <source>No reader has sent progress yet.</source>
            <translation>Noch kein Gerät hat Fortschritt gesendet.</translation>
        </message>
        <message>
            <source>Reset. The next new place of a device counts.</source>
            <translation>Zurückgesetzt. Die nächste neue Stelle eines Geräts zählt.</translation>
        </message>
        <message>
            <source>You seem to be reading this again since {0}, now at {1}.</source>
            <translation>Anscheinend liest du das seit {0} erneut und bist jetzt bei {1}.</translation>
        </message>
        <message>
            <source>Your device has moved on, to {0}. You set this status.</source>
            <translation>Dein Gerät ist weiter, bei {0}. Diesen Status hast du gesetzt.</translation>
        </message>
        <message>
            <source>Follow the device</source>
            <translation>Dem Gerät folgen</translation>
        </message>
        <message>
            <source>Set by hand. KOReader updates won't change it.</source>
            <translation>Von Hand gesetzt. KOReader ändert das nicht.</translation>
        </message>
        <message>
            <source>Let KOReader decide</source>
            <translation>KOReader entscheiden lassen</translation>
        </message>
        <message>
            <source>Status: {0}</source>
            <translation>Status: {0}</translation>
        </message>
        <message>
            <source>Rated {0}</source>
            <translation>Bewertet mit {0}</translation>
        </message>
        <message>
            <source>Not rated here any more. On Hardcover the rating stays.</source>
            <translation>Hier nicht mehr bewertet. Auf Hardcover bleibt die Bewertung.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Nicht bewertet</translation>
        </message>
        <message>
            <source>Start date saved</source>
            <translation>Anfangsdatum gespeichert</translation>
        </message>
        <message>
            <source>Finish date saved</source>
            <translation>Enddatum gespeichert</translation>
        </message>
        <message>
            <source>KOReader decides again</source>
            <translation>KOReader entscheidet wieder</translation>
        </message>
        <message>
            <source>A new read is open</source>
            <translation>Ein neuer Lesedurchgang ist offen</translation>
        </message>
        <message>
            <source>Not a re-read. You are asked again after a month's pause.</source>
            <translation>Kein erneutes Lesen. Nach einem Monat Pause wirst du wieder gefragt.</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>Lesedurchgänge</translation>
        </message>
        <message>
            <source>No reads yet. One begins with your device, or with a status.</source>
            <translation>Noch kein Lesedurchgang. Einer beginnt mit deinem Gerät oder mit einem Status.</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Nr.</translation>
        </message>
        <message>
            <source>on Hardcover</source>
            <translation>auf Hardcover</translation>
        </message>
        <message>
            <source>open, at {0}</source>
            <translation>offen, bei {0}</translation>
        </message>
        <message>
            <source>day not known</source>
            <translation>Tag unbekannt</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>No device has sent this book yet.</source>
            <translation>Noch kein Gerät hat dieses Buch gesendet.</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>Deine Notiz auf dem Gerät: {0}</translation>
        </message>
        <message>
            <source>Read for {0} h {1} min.</source>
            <translation>{0} Std. {1} Min. gelesen.</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%Ln Seitenaufruf von {0} bis {1}.</numerusform>
                <numerusform>%Ln Seitenaufrufe von {0} bis {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The server is stopped, so nothing arrives from your devices.</source>
            <translation>Der Server ist gestoppt, deshalb kommt von deinen Geräten nichts an.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Open Hardcover</source>
            <translation>Hardcover öffnen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read</source>
            <translation>
                <numerusform>%Ln Datei war nicht lesbar</numerusform>
                <numerusform>%Ln Dateien waren nicht lesbar</numerusform>
            </translation>
        </message>
        <message>
            <source>Show why</source>
            <translation>Grund anzeigen</translation>
        </message>
        <message>
            <source>Two devices report the same id, it seems</source>
            <translation>Zwei Geräte melden wohl dieselbe ID</translation>
        </message>
        <message>
            <source>Show how to mend it</source>
            <translation>Zeigen, wie es sich beheben lässt</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) from your devices without a book</source>
            <translation>
                <numerusform>%Ln Dokument von deinen Geräten ohne Buch</numerusform>
                <numerusform>%Ln Dokumente von deinen Geräten ohne Buch</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Verknüpfen</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) whose device went back</source>
            <translation>
                <numerusform>%Ln Buch, dessen Gerät zurückging</numerusform>
                <numerusform>%Ln Bücher, deren Gerät zurückging</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
        <message numerus="yes">
            <source>%n finished book(s) being read again, it seems</source>
            <translation>
                <numerusform>%Ln beendetes Buch wird anscheinend erneut gelesen</numerusform>
                <numerusform>%Ln beendete Bücher werden anscheinend erneut gelesen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) could not be sent to Hardcover</source>
            <translation>
                <numerusform>%Ln Buch konnte nicht an Hardcover gesendet werden</numerusform>
                <numerusform>%Ln Bücher konnten nicht an Hardcover gesendet werden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) paused after 10 failures</source>
            <translation>
                <numerusform>%Ln Buch nach 10 Fehlschlägen pausiert</numerusform>
                <numerusform>%Ln Bücher nach 10 Fehlschlägen pausiert</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again…</source>
            <translation>Erneut versuchen …</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not found on Hardcover</source>
            <translation>
                <numerusform>%Ln Buch auf Hardcover nicht gefunden</numerusform>
                <numerusform>%Ln Bücher auf Hardcover nicht gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Pick matches</source>
            <translation>Treffer wählen</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) without a page count on Hardcover</source>
            <translation>
                <numerusform>%Ln Buch auf Hardcover ohne Seitenzahl</numerusform>
                <numerusform>%Ln Bücher auf Hardcover ohne Seitenzahl</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter pages</source>
            <translation>Seiten eingeben</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) matched by title only</source>
            <translation>
                <numerusform>%Ln Buch nur über den Titel zugeordnet</numerusform>
                <numerusform>%Ln Bücher nur über den Titel zugeordnet</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Braucht dich</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>hinzugefügt {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>S. {0} von {1}</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Bücher</translation>
        </message>
        <message>
            <source>Show all books</source>
            <translation>Alle Bücher anzeigen</translation>
        </message>
        <message>
            <source>Awaiting review</source>
            <translation>Zu prüfen</translation>
        </message>
        <message>
            <source>Show the Inbox</source>
            <translation>Eingang anzeigen</translation>
        </message>
        <message>
            <source>Reading now</source>
            <translation>Lese ich gerade</translation>
        </message>
        <message>
            <source>Show what you are reading</source>
            <translation>Anzeigen, was du gerade liest</translation>
        </message>
        <message>
            <source>Finished this year</source>
            <translation>Dieses Jahr gelesen</translation>
        </message>
        <message>
            <source>Show what you have read</source>
            <translation>Anzeigen, was du gelesen hast</translation>
        </message>
        <message>
            <source>Library size</source>
            <translation>Größe der Bibliothek</translation>
        </message>
        <message>
            <source>The library could not be read. The log file has the details.</source>
            <translation>Die Bibliothek war nicht lesbar. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
        <message>
            <source>No books yet. Drop files here, or choose a folder.</source>
            <translation>Noch keine Bücher. Zieh Dateien hierher oder wähle einen Ordner.</translation>
        </message>
        <message>
            <source>Choose folder…</source>
            <translation>Ordner wählen …</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Deine Bücher werden geladen</translation>
        </message>
        <message>
            <source>Dashboard</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>What you are reading, and what needs you.</source>
            <translation>Was du liest und was dich braucht.</translation>
        </message>
        <message>
            <source>Currently reading</source>
            <translation>Lese ich gerade</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Alle anzeigen</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Neu hinzugefügt</translation>
        </message>
        <message>
            <source>The chosen book</source>
            <translation>Das gewählte Buch</translation>
        </message>
        <message>
            <source>Choose its book in your library…</source>
            <translation>Sein Buch in deiner Bibliothek wählen …</translation>
        </message>
        <message>
            <source>Leave it out</source>
            <translation>Auslassen</translation>
        </message>
        <message>
            <source>Kobo</source>
            <translation>Kobo</translation>
        </message>
        <message>
            <source>Kindle</source>
            <translation>Kindle</translation>
        </message>
        <message>
            <source>PocketBook</source>
            <translation>PocketBook</translation>
        </message>
        <message>
            <source>Cervantes</source>
            <translation>Cervantes</translation>
        </message>
        <message>
            <source>reMarkable</source>
            <translation>reMarkable</translation>
        </message>
        <message>
            <source>Android device</source>
            <translation>Android-Gerät</translation>
        </message>
        <message>
            <source>KOReader on this computer</source>
            <translation>KOReader auf diesem Computer</translation>
        </message>
        <message>
            <source>Folder with KOReader</source>
            <translation>Ordner mit KOReader</translation>
        </message>
        <message>
            <source>A Kobo with KOReader is connected</source>
            <translation>Ein Kobo mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>A Kindle with KOReader is connected</source>
            <translation>Ein Kindle mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>A PocketBook with KOReader is connected</source>
            <translation>Ein PocketBook mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>A Cervantes with KOReader is connected</source>
            <translation>Ein Cervantes mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>A reMarkable with KOReader is connected</source>
            <translation>Ein reMarkable mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>An Android device with KOReader is connected</source>
            <translation>Ein Android-Gerät mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>KOReader on this computer was found</source>
            <translation>KOReader auf diesem Computer wurde gefunden</translation>
        </message>
        <message>
            <source>A device with KOReader is connected</source>
            <translation>Ein Gerät mit KOReader ist verbunden</translation>
        </message>
        <message>
            <source>Its reading was not imported yet.</source>
            <translation>Sein Lesestand wurde noch nicht importiert.</translation>
        </message>
        <message>
            <source>Its reading was last looked into {0}.</source>
            <translation>Sein Lesestand wurde zuletzt angesehen: {0}.</translation>
        </message>
        <message>
            <source>KOReader {0}</source>
            <translation>KOReader {0}</translation>
        </message>
        <message>
            <source>last used {0}</source>
            <translation>zuletzt benutzt {0}</translation>
        </message>
        <message>
            <source>read {0}</source>
            <translation>eingelesen {0}</translation>
        </message>
        <message>
            <source>not read yet</source>
            <translation>noch nicht eingelesen</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>{0} wird gelesen …</translation>
        </message>
        <message>
            <source>Nothing on the device is changed, and nothing here before you say so.</source>
            <translation>Auf dem Gerät wird nichts geändert, und hier nichts, bevor du es sagst.</translation>
        </message>
        <message>
            <source>Reading the device</source>
            <translation>Gerät wird gelesen</translation>
        </message>
        <message>
            <source>Reading what KOReader knows: {0} of {1}</source>
            <translation>Was KOReader weiß, wird gelesen: {0} von {1}</translation>
        </message>
        <message>
            <source>Comparing with your library: {0} of {1}</source>
            <translation>Vergleich mit deiner Bibliothek: {0} von {1}</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Wird importiert …</translation>
        </message>
        <message>
            <source>If you cancel, what is done so far is kept; importing again goes on from there.</source>
            <translation>Wenn du abbrichst, bleibt, was bis dahin getan ist; ein neuer Import macht dort weiter.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Wird importiert</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} von {1} Büchern</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Anderen Ordner wählen …</translation>
        </message>
        <message>
            <source>No book was opened on this device yet. There is nothing to import.</source>
            <translation>Auf diesem Gerät wurde noch kein Buch geöffnet. Es gibt nichts zu importieren.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) without an answer: left out for now.</source>
            <translation>
                <numerusform>%Ln Frage ohne Antwort: vorerst ausgelassen.</numerusform>
                <numerusform>%Ln Fragen ohne Antwort: vorerst ausgelassen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Import %n book(s)</source>
            <translation>
                <numerusform>%Ln Buch importieren</numerusform>
                <numerusform>%Ln Bücher importieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Strg+Eingabe</translation>
        </message>
        <message>
            <source>Tick at least one book.</source>
            <translation>Kreuze mindestens ein Buch an.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Etwas ist schiefgegangen. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
        <message>
            <source>Choose the folder that the memory card appears in</source>
            <translation>Ordner wählen, unter dem die Speicherkarte erscheint</translation>
        </message>
        <message>
            <source>Import again whenever you like: only what is new comes in. What you set here stays, and so does what you removed.</source>
            <translation>Importiere, so oft du magst: Nur Neues kommt herein. Was du hier gesetzt hast, bleibt, und was du entfernt hast, bleibt entfernt.</translation>
        </message>
        <message>
            <source>Show the library</source>
            <translation>Bibliothek anzeigen</translation>
        </message>
        <message>
            <source>Show the highlights</source>
            <translation>Markierungen anzeigen</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Everything is as before; what you changed since is left alone.</source>
            <translation>Alles wird wie vorher; was du seither geändert hast, bleibt in Ruhe.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) without an answer: import again to answer, nothing is lost.</source>
            <translation>
                <numerusform>%Ln Frage ohne Antwort: Importiere noch einmal, um zu antworten; nichts geht verloren.</numerusform>
                <numerusform>%Ln Fragen ohne Antwort: Importiere noch einmal, um zu antworten; nichts geht verloren.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the folder that the device appears in</source>
            <translation>Ordner wählen, unter dem das Gerät erscheint</translation>
        </message>
        <message>
            <source>Several devices are connected: choose one of them here.</source>
            <translation>Mehrere Geräte sind verbunden: Wähle hier eines davon.</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>Braucht deine Antwort</translation>
        </message>
        <message>
            <source>New here</source>
            <translation>Neu hier</translation>
        </message>
        <message>
            <source>Fills gaps</source>
            <translation>Füllt Lücken</translation>
        </message>
        <message>
            <source>Differs</source>
            <translation>Weicht ab</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Nichts Neues</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Fragen</translation>
        </message>
        <message>
            <source>Trust its clock again</source>
            <translation>Seiner Uhr wieder trauen</translation>
        </message>
        <message>
            <source>Its times count as its clock said them; nothing else changes.</source>
            <translation>Seine Zeiten gelten so, wie seine Uhr sie angab; sonst ändert sich nichts.</translation>
        </message>
        <message>
            <source>Add its memory card…</source>
            <translation>Seine Speicherkarte hinzufügen …</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>Dateien, die nicht lesbar waren</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) lie[s] on a memory card that was not read.</source>
            <translation>
                <numerusform>%Ln Buch liegt auf einer Speicherkarte, die nicht gelesen wurde.</numerusform>
                <numerusform>%Ln Bücher liegen auf einer Speicherkarte, die nicht gelesen wurde.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%Ln Buch vom Gerät importiert.</numerusform>
                <numerusform>%Ln Bücher vom Gerät importiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes were brought up to date.</source>
            <translation>Markierungen und Notizen wurden auf den neuesten Stand gebracht.</translation>
        </message>
        <message>
            <source>There was nothing new.</source>
            <translation>Es gab nichts Neues.</translation>
        </message>
        <message>
            <source>It was stopped: import again to go on from there.</source>
            <translation>Der Import wurde angehalten: Importiere noch einmal, um dort weiterzumachen.</translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n book(s) as before.</source>
            <translation>
                <numerusform>Zurückgenommen: %Ln Buch wie zuvor.</numerusform>
                <numerusform>Zurückgenommen: %Ln Bücher wie zuvor.</numerusform>
            </translation>
        </message>
        <message>
            <source>Changed since, so left alone: {0}.</source>
            <translation>Seither geändert, daher in Ruhe gelassen: {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes stay; you can remove them on their own page.</source>
            <translation>Markierungen und Notizen bleiben; entfernen kannst du sie auf ihrer eigenen Seite.</translation>
        </message>
        <message numerus="yes">
            <source>Entries without a file made: %n.</source>
            <translation>
                <numerusform>Eintrag ohne Datei angelegt: %Ln.</numerusform>
                <numerusform>Einträge ohne Datei angelegt: %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) kept for your statistics.</source>
            <translation>
                <numerusform>%Ln Seitenaufruf für deine Statistik gespeichert.</numerusform>
                <numerusform>%Ln Seitenaufrufe für deine Statistik gespeichert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n digest(s) known as books from now on.</source>
            <translation>
                <numerusform>%Ln Prüfsumme ist von jetzt an als Buch bekannt.</numerusform>
                <numerusform>%Ln Prüfsummen sind von jetzt an als Bücher bekannt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>New highlights, notes and bookmarks: %n.</source>
            <translation>
                <numerusform>Neue Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
                <numerusform>Neue Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks that were changed on the device: %n.</source>
            <translation>
                <numerusform>Auf dem Gerät geänderte Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
                <numerusform>Auf dem Gerät geänderte Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks no longer on the device, and kept here: %n.</source>
            <translation>
                <numerusform>Markierungen, Notizen und Lesezeichen, die nicht mehr auf dem Gerät sind und hier bleiben: %Ln.</numerusform>
                <numerusform>Markierungen, Notizen und Lesezeichen, die nicht mehr auf dem Gerät sind und hier bleiben: %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>Its times are corrected by its clock from now on.</source>
            <translation>Seine Zeiten werden von jetzt an nach seiner Uhr berichtigt.</translation>
        </message>
        <message>
            <source>Removed here in the meantime, so left alone: {0}.</source>
            <translation>Hier inzwischen entfernt, daher in Ruhe gelassen: {0}.</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtern …</translation>
        </message>
        <message>
            <source>Books on the device</source>
            <translation>Bücher auf dem Gerät</translation>
        </message>
        <message>
            <source>Tick all</source>
            <translation>Alle ankreuzen</translation>
        </message>
        <message>
            <source>Untick all</source>
            <translation>Keine ankreuzen</translation>
        </message>
        <message>
            <source>Each is the book here with the same title and author.</source>
            <translation>Jedes ist das Buch hier mit gleichem Titel und Autor.</translation>
        </message>
        <message>
            <source>No books in this view.</source>
            <translation>Keine Bücher in dieser Ansicht.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on this device.</source>
            <translation>
                <numerusform>%Ln Buch auf diesem Gerät.</numerusform>
                <numerusform>%Ln Bücher auf diesem Gerät.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing new on it: everything is here already.</source>
            <translation>Darauf ist nichts Neues: Alles ist schon hier.</translation>
        </message>
        <message>
            <source>There is nothing new on it. What only you can decide is not ticked.</source>
            <translation>Darauf ist nichts Neues. Was nur du entscheiden kannst, ist nicht angekreuzt.</translation>
        </message>
        <message>
            <source>What you set here stays; what is missing is filled. Nothing is changed until you import.</source>
            <translation>Was du hier gesetzt hast, bleibt; was fehlt, wird gefüllt. Nichts wird geändert, bevor du importierst.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>Bei %Ln dasselbe Buch</numerusform>
                <numerusform>Bei allen %Ln dasselbe Buch</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a book to see what its device says.</source>
            <translation>Wähle ein Buch, um zu sehen, was sein Gerät dazu sagt.</translation>
        </message>
        <message>
            <source>Read to the end</source>
            <translation>Zu Ende gelesen</translation>
        </message>
        <message>
            <source>Read before</source>
            <translation>Früher gelesen</translation>
        </message>
        <message>
            <source>Known by its digest</source>
            <translation>An der Prüfsumme erkannt</translation>
        </message>
        <message>
            <source>Reading time</source>
            <translation>Lesezeit</translation>
        </message>
        <message>
            <source>Your review</source>
            <translation>Deine Rezension</translation>
        </message>
        <message>
            <source>★ {0}</source>
            <translation>★ {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s)</source>
            <translation>
                <numerusform>%Ln Seitenaufruf</numerusform>
                <numerusform>%Ln Seitenaufrufe</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} new</source>
            <translation>{0} neu</translation>
        </message>
        <message numerus="yes">
            <source>%n no longer on the device</source>
            <translation>
                <numerusform>%Ln nicht mehr auf dem Gerät</numerusform>
                <numerusform>%Ln nicht mehr auf dem Gerät</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} (or {1})</source>
            <translation>{0} (oder {1})</translation>
        </message>
        <message>
            <source>{0} → {1}</source>
            <translation>{0} → {1}</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>noch nichts</translation>
        </message>
        <message>
            <source>on the device {0}</source>
            <translation>auf dem Gerät {0}</translation>
        </message>
        <message>
            <source>here {0}, on the device {1}</source>
            <translation>hier {0}, auf dem Gerät {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Gleich</translation>
        </message>
        <message>
            <source>Stays as it is here</source>
            <translation>Bleibt, wie es hier ist</translation>
        </message>
        <message>
            <source>Another book: make an entry for it</source>
            <translation>Ein anderes Buch: einen Eintrag dafür anlegen</translation>
        </message>
        <message>
            <source>It is “{0}”, which is also on this device</source>
            <translation>Es ist „{0}“, das auch auf diesem Gerät ist</translation>
        </message>
        <message>
            <source>It is “{0}” by {1}</source>
            <translation>Es ist „{0}“ von {1}</translation>
        </message>
        <message>
            <source>It is “{0}”</source>
            <translation>Es ist „{0}“</translation>
        </message>
        <message>
            <source>Here it is “{0}”.</source>
            <translation>Hier heißt es „{0}“.</translation>
        </message>
        <message>
            <source>a new entry</source>
            <translation>ein neuer Eintrag</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>Lesezeit</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) no longer there</source>
            <translation>
                <numerusform>%Ln Markierung nicht mehr dort</numerusform>
                <numerusform>%Ln Markierungen nicht mehr dort</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>%Ln Markierung</numerusform>
                <numerusform>%Ln Markierungen</numerusform>
            </translation>
        </message>
        <message>
            <source>start date</source>
            <translation>Anfangsdatum</translation>
        </message>
        <message>
            <source>finish date</source>
            <translation>Enddatum</translation>
        </message>
        <message>
            <source>earlier reads</source>
            <translation>frühere Lesedurchgänge</translation>
        </message>
        <message>
            <source>digest</source>
            <translation>Prüfsumme</translation>
        </message>
        <message>
            <source>review</source>
            <translation>Rezension</translation>
        </message>
        <message>
            <source>The same already: {0}</source>
            <translation>Schon gleich: {0}</translation>
        </message>
        <message>
            <source>The clock of this device is {0} behind: correct it</source>
            <translation>Die Uhr dieses Geräts geht {0} nach: berichtigen</translation>
        </message>
        <message>
            <source>The clock of this device is {0} ahead: correct it</source>
            <translation>Die Uhr dieses Geräts geht {0} vor: berichtigen</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) arrived here at another time than its statistics say. The device itself stays as it is.</source>
            <translation>
                <numerusform>%Ln Stelle kam hier zu einer anderen Zeit an, als seine Statistik sagt. Das Gerät selbst bleibt, wie es ist.</numerusform>
                <numerusform>%Ln Stellen kamen hier zu einer anderen Zeit an, als seine Statistik sagt. Das Gerät selbst bleibt, wie es ist.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%Ln Tag</numerusform>
                <numerusform>%Ln Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%Ln Stunde</numerusform>
                <numerusform>%Ln Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%Ln Minute</numerusform>
                <numerusform>%Ln Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's settings are taken back; everything that KOReader wrote since stays.</source>
            <translation>Die Einstellungen von BookOrbit werden zurückgenommen; alles, was KOReader seither geschrieben hat, bleibt.</translation>
        </message>
        <message>
            <source>Nothing to put back</source>
            <translation>Nichts wiederherzustellen</translation>
        </message>
        <message>
            <source>The files are as they were before.</source>
            <translation>Die Dateien sind, wie sie vorher waren.</translation>
        </message>
        <message>
            <source>Written to {0}. The file as it is now stays beside it on the device.</source>
            <translation>Wird in {0} geschrieben. Die Datei, wie sie jetzt ist, bleibt daneben auf dem Gerät.</translation>
        </message>
        <message>
            <source>Written to {0} and {1}. The files as they are now stay beside them on the device.</source>
            <translation>Wird in {0} und {1} geschrieben. Die Dateien, wie sie jetzt sind, bleiben daneben auf dem Gerät.</translation>
        </message>
        <message>
            <source>This was written on {0} and is different again. Unless you changed it yourself, KOReader was running then: close it on the device before you write.</source>
            <translation>Das wurde am {0} geschrieben und ist wieder anders. Wenn du es nicht selbst geändert hast, lief KOReader dabei: Schließ es auf dem Gerät, bevor du schreibst.</translation>
        </message>
        <message>
            <source>Is removed: it was not there before.</source>
            <translation>Wird entfernt: Es war vorher nicht da.</translation>
        </message>
        <message>
            <source>Becomes what it was before, byte for byte.</source>
            <translation>Wird Byte für Byte, was es vorher war.</translation>
        </message>
        <message>
            <source>Set up a device</source>
            <translation>Ein Gerät einrichten</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Ordner wählen …</translation>
        </message>
        <message>
            <source>Address for the device</source>
            <translation>Adresse für das Gerät</translation>
        </message>
        <message>
            <source>KOReader is closed on the device</source>
            <translation>KOReader ist auf dem Gerät geschlossen</translation>
        </message>
        <message>
            <source>Take the set-up back…</source>
            <translation>Einrichtung zurücknehmen …</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Auf das Gerät schreiben</translation>
        </message>
        <message>
            <source>Chosen folder</source>
            <translation>Gewählter Ordner</translation>
        </message>
        <message>
            <source>No device with KOReader is plugged in. Connect it with its cable, or choose its folder.</source>
            <translation>Kein Gerät mit KOReader ist angeschlossen. Verbinde es mit seinem Kabel oder wähle seinen Ordner.</translation>
        </message>
        <message>
            <source>This device is set up already. There is nothing to write.</source>
            <translation>Dieses Gerät ist schon eingerichtet. Es gibt nichts zu schreiben.</translation>
        </message>
        <message>
            <source>This changes on the device. Everything else there stays as it is.</source>
            <translation>Das ändert sich auf dem Gerät. Alles andere dort bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Schließ zuerst KOReader auf dem Gerät.</translation>
        </message>
        <message>
            <source>Take the set-up back</source>
            <translation>Einrichtung zurücknehmen</translation>
        </message>
        <message>
            <source>This takes back what was written on {0}.</source>
            <translation>Das nimmt zurück, was am {0} geschrieben wurde.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>The device is set up</source>
            <translation>Das Gerät ist eingerichtet</translation>
        </message>
        <message>
            <source>Everything was written and read again. What is left to do:</source>
            <translation>Alles wurde geschrieben und zur Kontrolle wieder gelesen. Was noch zu tun ist:</translation>
        </message>
        <message>
            <source>BookOrbit's settings are taken back; what KOReader wrote since is kept.</source>
            <translation>Die Einstellungen von BookOrbit sind zurückgenommen; was KOReader seither geschrieben hat, bleibt.</translation>
        </message>
        <message>
            <source>The device is as it was before.</source>
            <translation>Das Gerät ist, wie es vorher war.</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Zurückgenommen</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Enter it, then press Enter</source>
            <translation>Eingeben, dann Eingabetaste drücken</translation>
        </message>
        <message>
            <source>Entry without a file</source>
            <translation>Eintrag ohne Datei</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Separate several with ;</source>
            <translation>Mehrere mit ; trennen</translation>
        </message>
        <message>
            <source>Create entry</source>
            <translation>Eintrag anlegen</translation>
        </message>
        <message>
            <source>Type the title of your book first.</source>
            <translation>Gib zuerst den Titel deines Buchs ein.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>Welches Buch ist das?</translation>
        </message>
        <message>
            <source>It reads, syncs and matches like any other book. A file with this digest that comes later becomes its file.</source>
            <translation>Er wird gelesen, synchronisiert und zugeordnet wie jedes Buch. Eine Datei mit dieser Prüfsumme, die später kommt, wird seine Datei.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Mit „{0}“ verknüpft</translation>
        </message>
        <message>
            <source>Unlinked. The book stands where it stood before.</source>
            <translation>Verknüpfung gelöst. Das Buch steht, wo es vorher stand.</translation>
        </message>
        <message>
            <source>Unlinked. The place in the book stays as it is.</source>
            <translation>Verknüpfung gelöst. Die Stelle im Buch bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>“{0}” is ignored. It is still kept.</source>
            <translation>„{0}“ wird ignoriert. Es bleibt gespeichert.</translation>
        </message>
        <message>
            <source>“{0}” is listed again.</source>
            <translation>„{0}“ ist wieder in der Liste.</translation>
        </message>
        <message>
            <source>“{0}” is in your library, without a file.</source>
            <translation>„{0}“ ist in deiner Bibliothek, ohne Datei.</translation>
        </message>
        <message>
            <source>Unmatched documents</source>
            <translation>Dokumente ohne Buch</translation>
        </message>
        <message>
            <source>Your device sent progress for a file BookOrbit hasn't seen. It's saved and is given back to your devices even if you never link it.</source>
            <translation>Dein Gerät hat Fortschritt zu einer Datei gesendet, die BookOrbit nicht kennt. Er ist gespeichert und geht an deine Geräte zurück, auch wenn du sie nie verknüpfst.</translation>
        </message>
        <message>
            <source>Every document your devices sent is matched.</source>
            <translation>Jedes Dokument deiner Geräte ist zugeordnet.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to see whether it is the one.</source>
            <translation>Zieh eine Datei von deinem Gerät auf ein Dokument, um zu sehen, ob es diese ist.</translation>
        </message>
        <message>
            <source>Show linked documents</source>
            <translation>Verknüpfte Dokumente anzeigen</translation>
        </message>
        <message numerus="yes">
            <source>Show all %n document(s)</source>
            <translation>
                <numerusform>%Ln Dokument anzeigen</numerusform>
                <numerusform>Alle %Ln Dokumente anzeigen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n ignored document(s)</source>
            <translation>
                <numerusform>%Ln ignoriertes Dokument anzeigen</numerusform>
                <numerusform>%Ln ignorierte Dokumente anzeigen</numerusform>
            </translation>
        </message>
        <message>
            <source>Documents from your devices</source>
            <translation>Dokumente von deinen Geräten</translation>
        </message>
        <message>
            <source>Which documents</source>
            <translation>Welche Dokumente</translation>
        </message>
        <message>
            <source>Search name, device or digest</source>
            <translation>Name, Gerät oder Prüfsumme suchen</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <source>Unmatched</source>
            <translation>Ohne Treffer</translation>
        </message>
        <message>
            <source>Ignored</source>
            <translation>Ignoriert</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Von dir verknüpft</translation>
        </message>
        <message>
            <source>No document is called so.</source>
            <translation>Kein Dokument heißt so.</translation>
        </message>
        <message>
            <source>You ignore no document.</source>
            <translation>Du ignorierst kein Dokument.</translation>
        </message>
        <message>
            <source>You have linked no document by hand.</source>
            <translation>Du hast kein Dokument von Hand verknüpft.</translation>
        </message>
        <message>
            <source>Prove by file</source>
            <translation>Mit Datei belegen</translation>
        </message>
        <message>
            <source>Add this file to the library</source>
            <translation>Diese Datei in die Bibliothek aufnehmen</translation>
        </message>
        <message>
            <source>Create an entry without a file…</source>
            <translation>Eintrag ohne Datei anlegen …</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen …</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it.</source>
            <translation>Zieh die Datei von deinem Gerät hierher oder wähle sie.</translation>
        </message>
        <message>
            <source>Drop one file at a time.</source>
            <translation>Zieh nur eine Datei auf einmal hierher.</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Datei wird gelesen …</translation>
        </message>
        <message>
            <source>This could not be compared.</source>
            <translation>Das ließ sich nicht vergleichen.</translation>
        </message>
        <message>
            <source>Link to this book</source>
            <translation>Mit diesem Buch verknüpfen</translation>
        </message>
        <message>
            <source>Link to “{0}”</source>
            <translation>Mit „{0}“ verknüpfen</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>Andere Datei wählen …</translation>
        </message>
        <message>
            <source>Document {0} · file {1} · file name {2}</source>
            <translation>Dokument {0} · Datei {1} · Dateiname {2}</translation>
        </message>
        <message>
            <source>Choose the file from your device</source>
            <translation>Datei von deinem Gerät wählen</translation>
        </message>
        <message>
            <source>Is this the file of “{0}”?</source>
            <translation>Ist das die Datei von „{0}“?</translation>
        </message>
        <message>
            <source>The file is only read. It is not added to your library by this.</source>
            <translation>Die Datei wird nur gelesen. Sie kommt dadurch nicht in deine Bibliothek.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Verknüpfen mit …</translation>
        </message>
        <message>
            <source>Link “{0}” to a book</source>
            <translation>„{0}“ mit einem Buch verknüpfen</translation>
        </message>
        <message>
            <source>More actions for “{0}”</source>
            <translation>Mehr für „{0}“</translation>
        </message>
        <message>
            <source>Linked to {0}</source>
            <translation>Mit {0} verknüpft</translation>
        </message>
        <message>
            <source>Unlink “{0}”</source>
            <translation>Verknüpfung von „{0}“ lösen</translation>
        </message>
        <message>
            <source>{0} sure</source>
            <translation>{0} sicher</translation>
        </message>
        <message>
            <source>Could be {0}</source>
            <translation>Könnte {0} sein</translation>
        </message>
        <message>
            <source>Link “{0}” to “{1}”</source>
            <translation>„{0}“ mit „{1}“ verknüpfen</translation>
        </message>
        <message>
            <source>Add the file…</source>
            <translation>Datei hinzufügen …</translation>
        </message>
        <message>
            <source>Create entry without a file…</source>
            <translation>Eintrag ohne Datei anlegen …</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Ignorieren</translation>
        </message>
        <message>
            <source>Stop ignoring</source>
            <translation>Nicht mehr ignorieren</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>„{0}“ von {1}</translation>
        </message>
        <message numerus="yes">
            <source>Done: %n file(s)</source>
            <translation>
                <numerusform>Fertig: %Ln Datei</numerusform>
                <numerusform>Fertig: %Ln Dateien</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>stayed as they were: %n file(s)</source>
            <translation>
                <numerusform>%Ln Datei blieb, wie sie war</numerusform>
                <numerusform>%Ln Dateien blieben, wie sie waren</numerusform>
            </translation>
        </message>
        <message>
            <source>Looking at your files…</source>
            <translation>Deine Dateien werden angesehen …</translation>
        </message>
        <message>
            <source>Undo the last run</source>
            <translation>Letzten Durchgang zurücknehmen</translation>
        </message>
        <message numerus="yes">
            <source>Would change: %n file(s)</source>
            <translation>
                <numerusform>Würde ändern: %Ln Datei</numerusform>
                <numerusform>Würde ändern: %Ln Dateien</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing would change</source>
            <translation>Nichts würde sich ändern</translation>
        </message>
        <message numerus="yes">
            <source>would stay, each for its reason: %n file(s)</source>
            <translation>
                <numerusform>%Ln Datei bliebe, mit ihrem Grund</numerusform>
                <numerusform>%Ln Dateien blieben, jede mit ihrem Grund</numerusform>
            </translation>
        </message>
        <message>
            <source>Every file is as it should be, or has to stay.</source>
            <translation>Jede Datei ist, wie sie sein soll, oder muss bleiben.</translation>
        </message>
        <message numerus="yes">
            <source>Puts back %n file(s).</source>
            <translation>
                <numerusform>Stellt %Ln Datei wieder her.</numerusform>
                <numerusform>Stellt %Ln Dateien wieder her.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>{0} of {1} files</source>
            <translation>{0} von {1} Dateien</translation>
        </message>
        <message>
            <source>with what KOReader keeps beside it</source>
            <translation>mit dem, was KOReader daneben ablegt</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0}: {1} → {2}</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} Pixel</translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Dateien ordnen</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. Their places are kept, and Undo puts them back.</source>
            <translation>Geänderte Dateien erkennt KOReader anders. Ihre Stellen bleiben erhalten, und „Rückgängig“ stellt sie wieder her.</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Fields: {0}. What stands in square brackets is left out where a field in it is empty.</source>
            <translation>Felder: {0}. Was in eckigen Klammern steht, fällt weg, wo ein Feld darin leer ist.</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Was zu tun ist</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Verschieben</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Below its own folder</source>
            <translation>Unter dem eigenen Ordner</translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s)</source>
            <translation>
                <numerusform>%Ln Datei verschieben</numerusform>
                <numerusform>%Ln Dateien verschieben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n file(s)</source>
            <translation>
                <numerusform>%Ln Datei kopieren</numerusform>
                <numerusform>%Ln Dateien kopieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Write metadata into files</source>
            <translation>Metadaten in Dateien schreiben</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. Both forms are known here, so their places are kept. Each file is kept as it was until you undo, or delete the backups under Settings, Library.</source>
            <translation>Geänderte Dateien erkennt KOReader anders. Beide Formen sind hier bekannt, ihre Stellen bleiben also erhalten. Jede Datei wird aufgehoben, wie sie war, bis du es zurücknimmst oder die Sicherungen unter Einstellungen, Bibliothek löschst.</translation>
        </message>
        <message>
            <source>The cover that you chose. One that came with the file is in it already.</source>
            <translation>Das Cover, das du gewählt hast. Eines, das mit der Datei kam, ist schon darin.</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>In %Ln Datei schreiben</numerusform>
                <numerusform>In %Ln Dateien schreiben</numerusform>
            </translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Auch schreiben:</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>Wo sind deine Bücher?</translation>
        </message>
        <message>
            <source>Choose the folder with your books, or your Calibre library. The files stay where they are and are never changed.</source>
            <translation>Wähle den Ordner mit deinen Büchern oder deine Calibre-Bibliothek. Die Dateien bleiben, wo sie sind, und werden nie geändert.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Deine Bücher werden gelesen</translation>
        </message>
        <message>
            <source>Every book is listed; covers follow.</source>
            <translation>Alle Bücher sind aufgeführt; Cover folgen.</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book file(s)</source>
            <translation>
                <numerusform>%Ln Buchdatei gefunden</numerusform>
                <numerusform>%Ln Buchdateien gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading {0}</source>
            <translation>{0} wird gelesen</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book(s)</source>
            <translation>
                <numerusform>%Ln Buch gefunden</numerusform>
                <numerusform>%Ln Bücher gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>You can go on while they are read, and add or drop more folders at any time.</source>
            <translation>Du kannst währenddessen weitermachen und jederzeit Ordner hinzufügen oder herziehen.</translation>
        </message>
        <message>
            <source>No book has a status yet. A book is sent once you read it or give it a status.</source>
            <translation>Noch hat kein Buch einen Status. Gesendet wird ein Buch, sobald du es liest oder ihm einen Status gibst.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) would be sent: {0}.</source>
            <translation>
                <numerusform>%Ln Buch würde gesendet: {0}.</numerusform>
                <numerusform>%Ln Bücher würden gesendet: {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover, if you like</source>
            <translation>Hardcover, wenn du magst</translation>
        </message>
        <message>
            <source>Optional: your reading, posted to your profile on hardcover.app. You can do this later.</source>
            <translation>Freiwillig: was du liest, auf deinem Profil bei hardcover.app. Das geht auch später.</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Anderes Token verwenden …</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Verbunden als {0}</translation>
        </message>
        <message>
            <source>Your token is kept. It is checked before the first sync.</source>
            <translation>Dein Token ist aufbewahrt. Es wird vor der ersten Synchronisierung geprüft.</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync</source>
            <translation>Gesendet wird erst, wenn du synchronisierst</translation>
        </message>
        <message>
            <source>Then you see each change first, and can leave books out.</source>
            <translation>Dann siehst du vorher jede Änderung und kannst Bücher auslassen.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>KOReader verbinden</translation>
        </message>
        <message>
            <source>Type these into KOReader on your device. It must be on the same Wi-Fi as this computer.</source>
            <translation>Gib das auf deinem Gerät in KOReader ein. Es muss im selben WLAN sein wie dieser Computer.</translation>
        </message>
        <message>
            <source>Waiting for your device…</source>
            <translation>Warten auf dein Gerät …</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Startet…</translation>
        </message>
        <message>
            <source>The server is stopped.</source>
            <translation>Der Server ist angehalten.</translation>
        </message>
        <message>
            <source>The server answers at each address. If your device gets none, a firewall is in the way.</source>
            <translation>Der Server antwortet an jeder Adresse. Erreicht dein Gerät keine, ist eine Firewall im Weg.</translation>
        </message>
        <message>
            <source>Connected: a device logged in as “{0}”</source>
            <translation>Verbunden: Ein Gerät hat sich als „{0}“ angemeldet</translation>
        </message>
        <message>
            <source>A device tried to log in as “{0}”. {1}</source>
            <translation>Ein Gerät wollte sich als „{0}“ anmelden. {1}</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} verbunden</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Dein Gerät</translation>
        </message>
        <message>
            <source>Or type only the address: while pairing is open, tap Register on the device with a name and password of your own, and allow it here.</source>
            <translation>Oder gib nur die Adresse ein: Tippe, solange das Koppeln offen ist, auf dem Gerät auf „Registrieren“ mit einem eigenen Namen und Passwort und erlaube es hier.</translation>
        </message>
        <message>
            <source>Nothing arriving? The KOReader page shows the last login and a line for your firewall.</source>
            <translation>Kommt nichts an? Die Seite KOReader zeigt die letzte Anmeldung und einen Befehl für deine Firewall.</translation>
        </message>
        <message>
            <source>How should BookOrbit behave?</source>
            <translation>Wie soll sich BookOrbit verhalten?</translation>
        </message>
        <message>
            <source>Each of these takes effect at once. Settings has them all, and those for notifications.</source>
            <translation>Alles wirkt sofort. Mehr davon steht in den Einstellungen, auch zu Benachrichtigungen.</translation>
        </message>
        <message>
            <source>You find these pages again under Settings, About.</source>
            <translation>Diese Seiten findest du wieder unter Einstellungen, Info.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Willkommen bei BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your place in sync with KOReader on your Wi-Fi and posts it to Hardcover if you want. Everything stays on this computer.</source>
            <translation>BookOrbit hält deine Lesestelle über dein WLAN mit KOReader im Gleichstand und meldet sie an Hardcover, wenn du willst. Alles bleibt auf diesem Computer.</translation>
        </message>
        <message>
            <source>Your books stay where they are. BookOrbit reads them and never changes a file.</source>
            <translation>Deine Bücher bleiben, wo sie sind. BookOrbit liest sie und ändert nie eine Datei.</translation>
        </message>
        <message>
            <source>Your devices talk to this computer alone; there is no other server.</source>
            <translation>Deine Geräte sprechen nur mit diesem Computer; einen anderen Server gibt es nicht.</translation>
        </message>
        <message>
            <source>Hardcover is optional. Nothing is sent there until you press Sync.</source>
            <translation>Hardcover ist freiwillig. Nichts wird dorthin gesendet, bevor du auf Synchronisieren drückst.</translation>
        </message>
        <message>
            <source>It takes about three minutes, and you can leave out any step.</source>
            <translation>Es dauert etwa drei Minuten, und jeden Schritt kannst du auslassen.</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Erste Schritte</translation>
        </message>
        <message>
            <source>Skip the rest</source>
            <translation>Rest überspringen</translation>
        </message>
        <message>
            <source>This is the first page.</source>
            <translation>Das ist die erste Seite.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Token kept in your password store</source>
            <translation>Token liegt in deinem Passwortspeicher</translation>
        </message>
        <message>
            <source>Token kept until you quit</source>
            <translation>Token gilt, bis du BookOrbit beendest</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Token aus BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Account not checked yet</source>
            <translation>Konto noch nicht geprüft</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>last synced {0}</source>
            <translation>zuletzt synchronisiert {0}</translation>
        </message>
        <message>
            <source>never synced</source>
            <translation>nie synchronisiert</translation>
        </message>
        <message>
            <source>sends only when you press Sync now</source>
            <translation>sendet nur, wenn du synchronisierst</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Aktionen für die ausgewählten Bücher</translation>
        </message>
        <message>
            <source>Choose the book on Hardcover yourself.</source>
            <translation>Wähle das Buch auf Hardcover selbst.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Neu zuordnen</translation>
        </message>
        <message>
            <source>Forget the match; the next sync looks anew.</source>
            <translation>Zuordnung vergessen; die nächste Synchronisierung sucht neu.</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>Stimmt so</translation>
        </message>
        <message>
            <source>Matched by title and author alone, and it is the right book.</source>
            <translation>Nur über Titel und Autor zugeordnet, und es ist das richtige Buch.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Ausschließen</translation>
        </message>
        <message>
            <source>Hardcover id…</source>
            <translation>Hardcover-ID …</translation>
        </message>
        <message>
            <source>The id, slug or address by which this book is looked up.</source>
            <translation>ID, Kurzname oder Adresse, mit der dieses Buch gesucht wird.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Seitenzahl eingeben …</translation>
        </message>
        <message>
            <source>Progress is sent in pages of this count.</source>
            <translation>Fortschritt wird in Seiten dieser Zahl gesendet.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Synchronisieren</translation>
        </message>
        <message>
            <source>Send what changed in the selected books.</source>
            <translation>Senden, was sich in den ausgewählten Büchern geändert hat.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Bewertung auch auf Hardcover löschen …</translation>
        </message>
        <message>
            <source>For books that are not rated here any more. It asks first.</source>
            <translation>Für Bücher, die hier nicht mehr bewertet sind. Es fragt vorher.</translation>
        </message>
        <message>
            <source>Send the status here although you set another one on Hardcover.</source>
            <translation>Den Status von hier senden, obwohl auf Hardcover ein anderer gesetzt ist.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Warum?</translation>
        </message>
        <message>
            <source>How this book gets to Hardcover, and where it stopped.</source>
            <translation>Wie dieses Buch zu Hardcover kommt und wo es hängt.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Wähle zuerst ein Buch aus.</translation>
        </message>
        <message>
            <source>Select one book only.</source>
            <translation>Wähle nur ein Buch aus.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Send it to Hardcover again.</source>
            <translation>Wieder an Hardcover senden.</translation>
        </message>
        <message>
            <source>Keep it off Hardcover from now on. What is there stays there.</source>
            <translation>Ab jetzt nicht mehr an Hardcover senden. Was dort ist, bleibt dort.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Synchronisieren</translation>
        </message>
        <message>
            <source>Only for books that need review: matched by title and author alone.</source>
            <translation>Nur für Bücher, die zu prüfen sind: nur über Titel und Autor zugeordnet.</translation>
        </message>
        <message>
            <source>Only where Hardcover shows more than this library.</source>
            <translation>Nur, wo Hardcover mehr zeigt als diese Bibliothek.</translation>
        </message>
        <message>
            <source>It is rated here. Take that rating back first.</source>
            <translation>Es ist hier bewertet. Nimm diese Bewertung zuerst zurück.</translation>
        </message>
        <message>
            <source>Include it first.</source>
            <translation>Nimm es zuerst auf.</translation>
        </message>
        <message>
            <source>Show the books</source>
            <translation>Bücher anzeigen</translation>
        </message>
        <message>
            <source>sent {0}</source>
            <translation>gesendet {0}</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Buch</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Matched record</source>
            <translation>Zugeordneter Eintrag</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Ausgabe</translation>
        </message>
        <message>
            <source>How matched</source>
            <translation>Zuordnung</translation>
        </message>
        <message>
            <source>Last sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>Connect your Hardcover account</source>
            <translation>Dein Hardcover-Konto verbinden</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now. You see what would be sent first.</source>
            <translation>Nichts wird gesendet, bevor du auf „Jetzt synchronisieren“ drückst. Vorher siehst du, was gesendet würde.</translation>
        </message>
        <message>
            <source>Show the token</source>
            <translation>Token anzeigen</translation>
        </message>
        <message>
            <source>Get a token</source>
            <translation>Token holen</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Token prüfen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Use for this session</source>
            <translation>Für diese Sitzung verwenden</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Füge zuerst ein Token ein.</translation>
        </message>
        <message>
            <source>Valid ({0})</source>
            <translation>Gültig ({0})</translation>
        </message>
        <message>
            <source>{0} You can use the token until you quit, without saving it.</source>
            <translation>{0} Du kannst das Token verwenden, bis du BookOrbit beendest, ohne es zu speichern.</translation>
        </message>
        <message>
            <source>Paste your token here</source>
            <translation>Token hier einfügen</translation>
        </message>
        <message>
            <source>Hardcover token</source>
            <translation>Hardcover-Token</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>“Get a token” opens Hardcover with the four permissions ticked. Give it a name and an expiry.</source>
            <translation>„Token holen“ öffnet Hardcover mit den vier angekreuzten Berechtigungen. Gib ihm einen Namen und ein Ablaufdatum.</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Wer es sieht</translation>
        </message>
        <message>
            <source>To save it, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Um es zu speichern, installiere und entsperre einen Passwortspeicher wie GNOME Keyring oder KWallet.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Meine Sichtbarkeit auf alle meine Einträge anwenden</translation>
        </message>
        <message>
            <source>Every entry on your shelf has this privacy already, or belongs to a book you excluded.</source>
            <translation>Jeder Eintrag in deinem Regal hat diese Sichtbarkeit schon oder gehört zu einem ausgeschlossenen Buch.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Bewertung auch auf Hardcover löschen</translation>
        </message>
        <message>
            <source>There is no rating to clear.</source>
            <translation>Es gibt keine Bewertung zu löschen.</translation>
        </message>
        <message>
            <source>Also ratings that I gave on Hardcover myself</source>
            <translation>Auch Bewertungen, die ich auf Hardcover selbst gegeben habe</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>Auch auf Hardcover löschen …</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Keep as it is</source>
            <translation>Lassen, wie es ist</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Diese Änderung rückgängig machen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <source>Looking at your shelf. Nothing is changed yet.</source>
            <translation>Dein Regal wird angesehen. Noch ist nichts geändert.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf would change:</source>
            <translation>
                <numerusform>%Ln Buch in deinem Hardcover-Regal würde sich ändern:</numerusform>
                <numerusform>%Ln Bücher in deinem Hardcover-Regal würden sich ändern:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s) there</source>
            <translation>
                <numerusform>%Ln Buch dort ändern</numerusform>
                <numerusform>%Ln Bücher dort ändern</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries that would change</source>
            <translation>Einträge, die sich ändern würden</translation>
        </message>
        <message>
            <source>Books and their state on Hardcover</source>
            <translation>Bücher und ihr Zustand auf Hardcover</translation>
        </message>
        <message>
            <source>Page count saved</source>
            <translation>Seitenzahl gespeichert</translation>
        </message>
        <message>
            <source>The page count of the edition is used again</source>
            <translation>Es gilt wieder die Seitenzahl der Ausgabe</translation>
        </message>
        <message numerus="yes">
            <source>Marked as right: %n book(s)</source>
            <translation>
                <numerusform>Als richtig markiert: %Ln Buch</numerusform>
                <numerusform>Als richtig markiert: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>The next sync replaces the status on Hardcover</source>
            <translation>Der nächste Abgleich ersetzt den Status auf Hardcover</translation>
        </message>
        <message>
            <source>Hardcover id saved. Your own pick stays until you re-match the book.</source>
            <translation>Hardcover-ID gespeichert. Deine eigene Auswahl bleibt, bis du das Buch neu zuordnest.</translation>
        </message>
        <message>
            <source>Hardcover id saved — re-matching on the next sync</source>
            <translation>Hardcover-ID gespeichert – wird bei der nächsten Synchronisierung neu zugeordnet</translation>
        </message>
        <message>
            <source>Match cleared — re-matching on the next sync</source>
            <translation>Zuordnung gelöscht – wird bei der nächsten Synchronisierung neu zugeordnet</translation>
        </message>
        <message>
            <source>Excluded from Hardcover sync</source>
            <translation>Von der Synchronisierung mit Hardcover ausgeschlossen</translation>
        </message>
        <message>
            <source>Included in Hardcover sync</source>
            <translation>In die Synchronisierung mit Hardcover aufgenommen</translation>
        </message>
        <message>
            <source>Taking it back</source>
            <translation>Wird zurückgenommen</translation>
        </message>
        <message>
            <source>Removing entries on Hardcover</source>
            <translation>Einträge auf Hardcover werden entfernt</translation>
        </message>
        <message numerus="yes">
            <source>Removed from Hardcover: %n book(s).</source>
            <translation>
                <numerusform>Von Hardcover entfernt: %Ln Buch.</numerusform>
                <numerusform>Von Hardcover entfernt: %Ln Bücher.</numerusform>
            </translation>
        </message>
        <message>
            <source>Changing your books</source>
            <translation>Deine Bücher werden geändert</translation>
        </message>
        <message>
            <source>Also remove the entry on Hardcover…</source>
            <translation>Auch den Eintrag auf Hardcover entfernen …</translation>
        </message>
        <message>
            <source>You created this entry yourself; BookOrbit won't delete it.</source>
            <translation>Diesen Eintrag hast du selbst angelegt; BookOrbit löscht ihn nicht.</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s) from your Hardcover shelf?</source>
            <translation>
                <numerusform>%Ln Buch aus deinem Hardcover-Regal entfernen?</numerusform>
                <numerusform>%Ln Bücher aus deinem Hardcover-Regal entfernen?</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}: status, dates and rating there are deleted. Your books here stay.</source>
            <translation>{0}: Status, Daten und Bewertung werden dort gelöscht. Deine Bücher hier bleiben.</translation>
        </message>
        <message>
            <source>Remove entry on Hardcover</source>
            <translation>Eintrag auf Hardcover entfernen</translation>
        </message>
        <message>
            <source>{0} · Vol. {1}</source>
            <translation>{0} · Band {1}</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}, {1}</translation>
        </message>
        <message>
            <source>entered by you</source>
            <translation>von dir eingegeben</translation>
        </message>
        <message>
            <source>Waiting for pages</source>
            <translation>Seitenzahl fehlt</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>Dort weiter</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Ausgabe wählen …</translation>
        </message>
        <message>
            <source>Show what differs</source>
            <translation>Unterschied zeigen</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%Ln Buch</numerusform>
                <numerusform>%Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>matched to “{0}”</source>
            <translation>„{0}“ zugeordnet</translation>
        </message>
        <message>
            <source>next step: {0}</source>
            <translation>nächster Schritt: {0}</translation>
        </message>
        <message>
            <source>series</source>
            <translation>Reihe</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Jetzt synchronisieren</translation>
        </message>
        <message>
            <source>More about your Hardcover shelf</source>
            <translation>Mehr zu deinem Hardcover-Regal</translation>
        </message>
        <message>
            <source>States</source>
            <translation>Zustände</translation>
        </message>
        <message>
            <source>Sync now ({0})</source>
            <translation>Jetzt synchronisieren ({0})</translation>
        </message>
        <message>
            <source>What your books sync to on Hardcover — audit matches, fix wrong ones, exclude books.</source>
            <translation>Deine Bücher auf Hardcover: prüfen, berichtigen, ausschließen.</translation>
        </message>
        <message>
            <source>No Hardcover account linked yet. It is optional: your reading, posted to your profile on hardcover.app.</source>
            <translation>Noch kein Hardcover-Konto verbunden. Es ist freiwillig: was du liest, auf deinem Profil bei hardcover.app.</translation>
        </message>
        <message>
            <source>All books</source>
            <translation>Alle Bücher</translation>
        </message>
        <message>
            <source>No eligible books to sync. Give a book a status (anything except Unread) and it appears here.</source>
            <translation>Keine Bücher zu synchronisieren. Gib einem Buch einen anderen Status als „Ungelesen“, dann erscheint es hier.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Von Hardcover importieren …</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Filter aufheben</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Seitenzahl</translation>
        </message>
        <message>
            <source>As in the edition</source>
            <translation>Wie in der Ausgabe</translation>
        </message>
        <message>
            <source>A page count is a number from 1 to 100,000.</source>
            <translation>Eine Seitenzahl liegt zwischen 1 und 100.000.</translation>
        </message>
        <message>
            <source>How many pages does “{0}” have?</source>
            <translation>Wie viele Seiten hat „{0}“?</translation>
        </message>
        <message numerus="yes">
            <source>How many pages do these %n book(s) have?</source>
            <translation>
                <numerusform>Wie viele Seiten hat dieses Buch?</numerusform>
                <numerusform>Wie viele Seiten haben diese %Ln Bücher?</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover counts progress in pages. Leave it empty to use the count of the edition.</source>
            <translation>Hardcover zählt Fortschritt in Seiten. Lass das Feld leer, damit die Zahl der Ausgabe gilt.</translation>
        </message>
        <message>
            <source>Get a new one</source>
            <translation>Neues holen</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Jahr</translation>
        </message>
        <message>
            <source>ISBN</source>
            <translation>ISBN</translation>
        </message>
        <message>
            <source>My file and the record</source>
            <translation>Meine Datei und der Eintrag</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Meine Datei</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} weicht ab: {1}</translation>
        </message>
        <message>
            <source>Match “{0}” to…</source>
            <translation>„{0}“ zuordnen …</translation>
        </message>
        <message>
            <source>Use book without an edition</source>
            <translation>Buch ohne Ausgabe verwenden</translation>
        </message>
        <message>
            <source>Choose edition</source>
            <translation>Ausgabe wählen</translation>
        </message>
        <message>
            <source>Use this edition</source>
            <translation>Diese Ausgabe verwenden</translation>
        </message>
        <message>
            <source>Which edition?</source>
            <translation>Welche Ausgabe?</translation>
        </message>
        <message>
            <source>Select an edition first.</source>
            <translation>Wähle zuerst eine Ausgabe.</translation>
        </message>
        <message>
            <source>Remove the entry BookOrbit created on “{0}”</source>
            <translation>Den Eintrag entfernen, den BookOrbit bei „{0}“ angelegt hat</translation>
        </message>
        <message>
            <source>Remove “{0}”</source>
            <translation>„{0}“ entfernen</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Ausgaben</translation>
        </message>
        <message>
            <source>Looking up the editions…</source>
            <translation>Ausgaben werden gesucht …</translation>
        </message>
        <message>
            <source>Hardcover lists no text edition of this book.</source>
            <translation>Hardcover führt keine Textausgabe dieses Buchs.</translation>
        </message>
        <message>
            <source>Best match because: same ISBN</source>
            <translation>Bester Treffer, weil: gleiche ISBN</translation>
        </message>
        <message>
            <source>Best match because: {0}, with a page count, and the most readers</source>
            <translation>Bester Treffer, weil: {0}, mit Seitenzahl und den meisten Lesern</translation>
        </message>
        <message>
            <source>Best match because: the most readers</source>
            <translation>Bester Treffer, weil: die meisten Leser</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0} ({1})</translation>
        </message>
        <message>
            <source>On your shelf</source>
            <translation>In deinem Regal</translation>
        </message>
        <message>
            <source>Audiobook</source>
            <translation>Hörbuch</translation>
        </message>
        <message>
            <source>unknown author</source>
            <translation>unbekannter Autor</translation>
        </message>
        <message numerus="yes">
            <source>%n reader(s)</source>
            <translation>
                <numerusform>%Ln Leser</numerusform>
                <numerusform>%Ln Leser</numerusform>
            </translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Gedruckt</translation>
        </message>
        <message>
            <source>Text and audio</source>
            <translation>Text und Ton</translation>
        </message>
        <message>
            <source>E-book</source>
            <translation>E-Book</translation>
        </message>
        <message>
            <source>Title and author, or a link, id or ISBN</source>
            <translation>Titel und Autor oder ein Link, eine ID oder ISBN</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Books on Hardcover</source>
            <translation>Bücher auf Hardcover</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Suche läuft …</translation>
        </message>
        <message>
            <source>No results — try a different query.</source>
            <translation>Keine Treffer – versuche andere Suchworte.</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Öffentlich</translation>
        </message>
        <message>
            <source>Followers only</source>
            <translation>Nur Follower</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Privat</translation>
        </message>
        <message>
            <source>Leave as on Hardcover</source>
            <translation>Wie auf Hardcover lassen</translation>
        </message>
        <message>
            <source>Who sees your books on Hardcover</source>
            <translation>Wer deine Bücher auf Hardcover sieht</translation>
        </message>
        <message numerus="yes">
            <source>Also change %n book(s) sent earlier?</source>
            <translation>
                <numerusform>Auch %n früher gesendetes Buch ändern?</numerusform>
                <numerusform>Auch %n früher gesendete Bücher ändern?</numerusform>
            </translation>
        </message>
        <message>
            <source>They were sent with another privacy. Entries that you made or wrote on yourself stay.</source>
            <translation>Sie wurden mit einer anderen Sichtbarkeit gesendet. Einträge, die du selbst angelegt oder bearbeitet hast, bleiben.</translation>
        </message>
        <message>
            <source>Change them</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Leave them</source>
            <translation>So lassen</translation>
        </message>
        <message>
            <source>Another edition of the record that it is matched to.</source>
            <translation>Eine andere Ausgabe des zugeordneten Eintrags.</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Auf Hardcover öffnen</translation>
        </message>
        <message>
            <source>Show the matched record in your browser.</source>
            <translation>Den zugeordneten Eintrag im Browser anzeigen.</translation>
        </message>
        <message>
            <source>Copy ids</source>
            <translation>IDs kopieren</translation>
        </message>
        <message>
            <source>The number of the book here, and of record and edition there.</source>
            <translation>Die Nummer des Buchs hier und von Eintrag und Ausgabe dort.</translation>
        </message>
        <message>
            <source>It is not matched to a record yet. Pick one first.</source>
            <translation>Es ist noch keinem Eintrag zugeordnet. Wähle zuerst einen.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the ids of %n book(s).</source>
            <translation>
                <numerusform>IDs von %Ln Buch kopiert.</numerusform>
                <numerusform>IDs von %Ln Büchern kopiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover id</source>
            <translation>Hardcover-ID</translation>
        </message>
        <message>
            <source>Address, number, slug or ISBN</source>
            <translation>Adresse, Nummer, Kurzname oder ISBN</translation>
        </message>
        <message>
            <source>What is “{0}” on Hardcover?</source>
            <translation>Was ist „{0}“ auf Hardcover?</translation>
        </message>
        <message>
            <source>You picked this book's record by hand, and that stays. Re-match goes by what is saved here.</source>
            <translation>Den Eintrag zu diesem Buch hast du selbst gewählt, und er bleibt. „Neu zuordnen“ richtet sich nach dem, was hier gespeichert ist.</translation>
        </message>
        <message>
            <source>It is looked up by this from the next sync on. Leave it empty to go by the file, which says {0}.</source>
            <translation>Damit wird es ab der nächsten Synchronisierung gesucht. Lass das Feld leer, damit die Datei gilt; dort steht {0}.</translation>
        </message>
        <message>
            <source>It is looked up by this from the next sync on. The file stays as it is.</source>
            <translation>Damit wird es ab der nächsten Synchronisierung gesucht. Die Datei bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Vorschau …</translation>
        </message>
        <message>
            <source>Show book by book what a sync would write, before anything is sent.</source>
            <translation>Buch für Buch zeigen, was geschrieben würde, bevor etwas gesendet wird.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Alles neu synchronisieren</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover anew, also what is in sync, paused or was not found.</source>
            <translation>Jedes Buch neu mit Hardcover vergleichen, auch was synchron oder pausiert ist oder nicht gefunden wurde.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Meine Sichtbarkeit auf alle meine Einträge anwenden …</translation>
        </message>
        <message>
            <source>Also to books that were on your shelf before. It asks first, and can be undone.</source>
            <translation>Auch auf Bücher, die schon in deinem Regal waren. Es fragt vorher und lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>Fill books that are blank here from your shelf. Nothing on Hardcover changes.</source>
            <translation>Bücher ohne Angaben hier aus deinem Regal ergänzen. Auf Hardcover ändert sich nichts.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Aus einer Datei importieren …</translation>
        </message>
        <message>
            <source>Fill what is missing here from a CSV export of Goodreads or StoryGraph.</source>
            <translation>Füllt aus einem CSV-Export von Goodreads oder StoryGraph, was hier fehlt.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Sync-Protokoll öffnen</translation>
        </message>
        <message>
            <source>What was sent, and what was answered.</source>
            <translation>Was gesendet und was geantwortet wurde.</translation>
        </message>
        <message>
            <source>What is sent, and who sees it…</source>
            <translation>Was gesendet wird und wer es sieht …</translation>
        </message>
        <message>
            <source>The Hardcover page of the settings.</source>
            <translation>Die Seite Hardcover der Einstellungen.</translation>
        </message>
        <message>
            <source>Remove token</source>
            <translation>Token entfernen</translation>
        </message>
        <message>
            <source>The token comes from BOOKORBIT_HARDCOVER_TOKEN.</source>
            <translation>Das Token kommt aus BOOKORBIT_HARDCOVER_TOKEN.</translation>
        </message>
        <message>
            <source>The token was removed. What was matched and sent stays known.</source>
            <translation>Das Token ist entfernt. Was zugeordnet und gesendet wurde, bleibt bekannt.</translation>
        </message>
        <message>
            <source>Group series</source>
            <translation>Reihen gruppieren</translation>
        </message>
        <message>
            <source>Show as cards</source>
            <translation>Als Karten anzeigen</translation>
        </message>
        <message>
            <source>Show as a table</source>
            <translation>Als Tabelle anzeigen</translation>
        </message>
        <message>
            <source>Choose columns</source>
            <translation>Spalten wählen</translation>
        </message>
        <message>
            <source>Nothing is in the way.</source>
            <translation>Nichts ist im Weg.</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Hält</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>Unterbrochen</translation>
        </message>
        <message numerus="yes">
            <source>%n to carry</source>
            <translation>
                <numerusform>%Ln zu übertragen</numerusform>
                <numerusform>%Ln zu übertragen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted there stay deleted</source>
            <translation>
                <numerusform>%Ln dort gelöschte bleibt gelöscht</numerusform>
                <numerusform>%Ln dort gelöschte bleiben gelöscht</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be placed there</source>
            <translation>
                <numerusform>%Ln lässt sich dort nicht unterbringen</numerusform>
                <numerusform>%Ln lassen sich dort nicht unterbringen</numerusform>
            </translation>
        </message>
        <message>
            <source>Carry highlights to a device</source>
            <translation>Markierungen auf ein Gerät übertragen</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Geräte werden gesucht …</translation>
        </message>
        <message>
            <source>Books of the device</source>
            <translation>Bücher des Geräts</translation>
        </message>
        <message>
            <source>Put back what was deleted there</source>
            <translation>Dort Gelöschtes zurückgeben</translation>
        </message>
        <message>
            <source>For a device that was reset, or that is a copy of another one.</source>
            <translation>Für ein Gerät, das zurückgesetzt wurde oder die Kopie eines anderen ist.</translation>
        </message>
        <message>
            <source>Carry</source>
            <translation>Übertragen</translation>
        </message>
        <message>
            <source>No KOReader device is plugged in. Plug one in, or choose the folder it appears in.</source>
            <translation>Kein KOReader-Gerät ist angeschlossen. Schließ eines an oder wähle den Ordner, unter dem es erscheint.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Gerät wird gelesen …</translation>
        </message>
        <message>
            <source>There is nothing to carry.</source>
            <translation>Es gibt nichts zu übertragen.</translation>
        </message>
        <message>
            <source>Nothing can be carried now; each book says why.</source>
            <translation>Jetzt lässt sich nichts übertragen; jedes Buch sagt, warum.</translation>
        </message>
        <message>
            <source>No book on this device lacks highlights that are here.</source>
            <translation>Keinem Buch auf diesem Gerät fehlen Markierungen, die hier sind.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s) would be left beside their books, in KOReader's own form. KOReader takes them in when you open a book there. Nothing else on the device is changed.</source>
            <translation>
                <numerusform>%Ln Markierung oder Notiz würde neben ihrem Buch abgelegt, in der Form, die KOReader kennt. KOReader übernimmt sie, wenn du das Buch dort öffnest. Sonst wird auf dem Gerät nichts geändert.</numerusform>
                <numerusform>%Ln Markierungen und Notizen würden neben ihren Büchern abgelegt, in der Form, die KOReader kennt. KOReader übernimmt sie, wenn du ein Buch dort öffnest. Sonst wird auf dem Gerät nichts geändert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Wird geschrieben …</translation>
        </message>
        <message>
            <source>Copy as picture</source>
            <translation>Als Bild kopieren</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Buch öffnen</translation>
        </message>
        <message>
            <source>No book of your library belongs to it yet.</source>
            <translation>Noch gehört kein Buch deiner Bibliothek dazu.</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <source>Remove here</source>
            <translation>Hier entfernen</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>Autor</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Kapitel</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Angelegt</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <source>The device does not say where in the book it belongs.</source>
            <translation>Das Gerät sagt nicht, wohin im Buch das gehört.</translation>
        </message>
        <message>
            <source>Markdown, for Obsidian and other notes</source>
            <translation>Markdown, für Obsidian und andere Notizen</translation>
        </message>
        <message>
            <source>CSV, for spreadsheets</source>
            <translation>CSV, für Tabellenprogramme</translation>
        </message>
        <message>
            <source>JSON, for scripts</source>
            <translation>JSON, für Skripte</translation>
        </message>
        <message>
            <source>HTML, for a browser</source>
            <translation>HTML, für einen Browser</translation>
        </message>
        <message>
            <source>Export highlights and notes</source>
            <translation>Markierungen und Notizen exportieren</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Usual template</source>
            <translation>Übliche Vorlage</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s), note(s) and bookmark(s) will be in the file.</source>
            <translation>
                <numerusform>%Ln Markierung, Notiz oder Lesezeichen kommt in die Datei.</numerusform>
                <numerusform>%Ln Markierungen, Notizen und Lesezeichen kommen in die Datei.</numerusform>
            </translation>
        </message>
        <message>
            <source>It is written where you choose, and sent nowhere.</source>
            <translation>Sie wird dorthin geschrieben, wo du willst, und nirgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Parts: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. A line whose placeholders are all empty is left out, and so is such a part between two ·.</source>
            <translation>Teile: [book], [chapter], [highlight], [note], [bookmark]. Platzhalter: {0}. Eine Zeile, deren Platzhalter alle leer sind, fällt weg, ebenso ein solcher Teil zwischen zwei ·.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Suchen…</translation>
        </message>
        <message>
            <source>All chapters</source>
            <translation>Alle Kapitel</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Alle Arten</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Alle Farben</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Alle Stile</translation>
        </message>
        <message>
            <source>With and without note</source>
            <translation>Mit und ohne Notiz</translation>
        </message>
        <message>
            <source>All devices</source>
            <translation>Alle Geräte</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>All time</source>
            <translation>Gesamte Zeit</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>Stand</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Sortierung</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Ohne Titel</translation>
        </message>
        <message numerus="yes">
            <source>Last %n day(s)</source>
            <translation>
                <numerusform>Letzter %Ln Tag</numerusform>
                <numerusform>Letzte %Ln Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>Filters ({0})</source>
            <translation>Filter ({0})</translation>
        </message>
        <message>
            <source>With a note</source>
            <translation>Mit Notiz</translation>
        </message>
        <message>
            <source>Without a note</source>
            <translation>Ohne Notiz</translation>
        </message>
        <message>
            <source>Search highlights and notes</source>
            <translation>Markierungen und Notizen durchsuchen</translation>
        </message>
        <message>
            <source>Highlights</source>
            <translation>Markierungen</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>Lesezeichen</translation>
        </message>
        <message>
            <source>Carry to a device…</source>
            <translation>Auf ein Gerät übertragen …</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>Zufällig</translation>
        </message>
        <message>
            <source>Show one of these at random</source>
            <translation>Zufällig eine davon anzeigen</translation>
        </message>
        <message>
            <source>The highlights could not be read. The log file has the details.</source>
            <translation>Die Markierungen waren nicht lesbar. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%Ln gefunden</numerusform>
                <numerusform>%Ln gefunden</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to export.</source>
            <translation>Es gibt nichts zu exportieren.</translation>
        </message>
        <message>
            <source>Nothing to show.</source>
            <translation>Nichts anzuzeigen.</translation>
        </message>
        <message>
            <source>Picture copied.</source>
            <translation>Bild kopiert.</translation>
        </message>
        <message numerus="yes">
            <source>%n copied.</source>
            <translation>
                <numerusform>%Ln kopiert.</numerusform>
                <numerusform>%Ln kopiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep theirs, and an import does not bring them back.</source>
            <translation>
                <numerusform>%Ln hier entfernt. Deine Geräte behalten sie, und ein Import bringt sie nicht zurück.</numerusform>
                <numerusform>%Ln hier entfernt. Deine Geräte behalten sie, und ein Import bringt sie nicht zurück.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n put back.</source>
            <translation>
                <numerusform>%Ln zurückgeholt.</numerusform>
                <numerusform>%Ln zurückgeholt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) could not be written: {0}</source>
            <translation>
                <numerusform>Zu %Ln Buch ließ sich nichts schreiben: {0}</numerusform>
                <numerusform>Zu %Ln Büchern ließ sich nichts schreiben: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n carried. Open each book on the device: KOReader takes them in.</source>
            <translation>
                <numerusform>%Ln übertragen. Öffne das Buch auf dem Gerät: KOReader übernimmt sie.</numerusform>
                <numerusform>%Ln übertragen. Öffne jedes Buch auf dem Gerät: KOReader übernimmt sie.</numerusform>
            </translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>Wird exportiert …</translation>
        </message>
        <message>
            <source>Exporting highlights</source>
            <translation>Markierungen werden exportiert</translation>
        </message>
        <message>
            <source>Export cancelled. No file was written.</source>
            <translation>Export abgebrochen. Es wurde keine Datei geschrieben.</translation>
        </message>
        <message numerus="yes">
            <source>%n exported to {0}.</source>
            <translation>
                <numerusform>%Ln nach {0} exportiert.</numerusform>
                <numerusform>%Ln nach {0} exportiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Details …</translation>
        </message>
        <message>
            <source>Show only this book</source>
            <translation>Nur dieses Buch anzeigen</translation>
        </message>
        <message>
            <source>No highlights yet. Plug in a KOReader device and import from it: its highlights, notes and bookmarks come here, and go nowhere else.</source>
            <translation>Noch keine Markierungen. Schließ ein KOReader-Gerät an und importiere davon: Seine Markierungen, Notizen und Lesezeichen kommen hierher und gehen sonst nirgendwohin.</translation>
        </message>
        <message>
            <source>Go to KOReader</source>
            <translation>Zu KOReader</translation>
        </message>
        <message>
            <source>No highlights match these filters.</source>
            <translation>Keine Markierungen passen zu diesen Filtern.</translation>
        </message>
        <message>
            <source>Loading the highlights</source>
            <translation>Markierungen werden geladen</translation>
        </message>
        <message>
            <source>What you marked and wrote on your devices, in one place.</source>
            <translation>Was du auf deinen Geräten markiert und geschrieben hast, an einem Ort.</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Markierung</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Lesezeichen</translation>
        </message>
        <message>
            <source>Highlights without a note</source>
            <translation>Markierungen ohne Notiz</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rot</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>Gelb</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Grün</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Oliv</translation>
        </message>
        <message>
            <source>Cyan</source>
            <translation>Cyan</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Lila</translation>
        </message>
        <message>
            <source>Gray</source>
            <translation>Grau</translation>
        </message>
        <message>
            <source>Lighten</source>
            <translation>Aufhellen</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Unterstreichen</translation>
        </message>
        <message>
            <source>Strikethrough</source>
            <translation>Durchstreichen</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Invertieren</translation>
        </message>
        <message>
            <source>Reading order</source>
            <translation>Lesereihenfolge</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Neueste zuerst</translation>
        </message>
        <message>
            <source>All that are here</source>
            <translation>Alle, die hier sind</translation>
        </message>
        <message>
            <source>No longer on a device</source>
            <translation>Auf keinem Gerät mehr</translation>
        </message>
        <message>
            <source>Removed here</source>
            <translation>Hier entfernt</translation>
        </message>
        <message>
            <source>p. {0}</source>
            <translation>S. {0}</translation>
        </message>
        <message>
            <source>no longer on {0}</source>
            <translation>nicht mehr auf {0}</translation>
        </message>
        <message>
            <source>note: {0}</source>
            <translation>Notiz: {0}</translation>
        </message>
        <message>
            <source>Approved: “{0}”</source>
            <translation>Freigegeben: „{0}“</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Bücher werden freigegeben</translation>
        </message>
        <message numerus="yes">
            <source>Approved: %n book(s)</source>
            <translation>
                <numerusform>Freigegeben: %Ln Buch</numerusform>
                <numerusform>Freigegeben: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>No book looks complete. Review them one by one: their title or author is not certain.</source>
            <translation>Kein Buch sieht vollständig aus. Prüfe sie einzeln: Titel oder Autor sind nicht sicher.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left: rescan them in a while.</source>
            <translation>
                <numerusform>%Ln Buch übrig: Lies es in einer Weile neu ein.</numerusform>
                <numerusform>%Ln Bücher übrig: Lies sie in einer Weile neu ein.</numerusform>
            </translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Calibre</source>
            <translation>Calibre</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>Sicher</translation>
        </message>
        <message>
            <source>Likely</source>
            <translation>Wahrscheinlich</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Unsicher</translation>
        </message>
        <message>
            <source>{0} by hand</source>
            <translation>{0} von Hand</translation>
        </message>
        <message>
            <source>{0} says nothing about this.</source>
            <translation>{0} sagt dazu nichts.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} von {1}: {2}</translation>
        </message>
        <message>
            <source>The cover on Hardcover</source>
            <translation>Das Cover auf Hardcover</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Dieses Cover verwenden</translation>
        </message>
        <message>
            <source>Drop books or folders anywhere in this window.</source>
            <translation>Zieh Bücher oder Ordner irgendwo in dieses Fenster.</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>und {0} weitere</translation>
        </message>
        <message>
            <source>Search the Inbox</source>
            <translation>Im Eingang suchen</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Prüfen …</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Show book</source>
            <translation>Buch anzeigen</translation>
        </message>
        <message>
            <source>Rescan</source>
            <translation>Neu einlesen</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Entfernen …</translation>
        </message>
        <message>
            <source>Approve all that look complete</source>
            <translation>Alle freigeben, die vollständig aussehen</translation>
        </message>
        <message>
            <source>The Inbox could not be read. The log file has the details.</source>
            <translation>Der Eingang war nicht lesbar. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) wait[s] for you. Their place is kept and synced.</source>
            <translation>
                <numerusform>%Ln Buch wartet auf dich. Seine Stelle wird gespeichert und synchronisiert.</numerusform>
                <numerusform>%Ln Bücher warten auf dich. Ihre Stellen werden gespeichert und synchronisiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose one file.</source>
            <translation>Wähle eine Datei.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Freigeben ({0})</translation>
        </message>
        <message>
            <source>With what their files and Hardcover say for sure (Ctrl+Enter)</source>
            <translation>Mit dem, was ihre Dateien und Hardcover sicher sagen (Strg+Eingabe)</translation>
        </message>
        <message>
            <source>These files were read without a problem.</source>
            <translation>Diese Dateien wurden ohne Problem gelesen.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%Ln Datei</numerusform>
                <numerusform>%Ln Dateien</numerusform>
            </translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <source>What came in, what waits for you, and what could not be read.</source>
            <translation>Was hereinkam, was auf dich wartet und was nicht lesbar war.</translation>
        </message>
        <message>
            <source>Look for changes in your folders (F5)</source>
            <translation>In deinen Ordnern nach Änderungen suchen (F5)</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Dateien hinzufügen …</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Ordner hinzufügen …</translation>
        </message>
        <message>
            <source>Nothing came in yet.</source>
            <translation>Noch ist nichts hereingekommen.</translation>
        </message>
        <message>
            <source>No files match these filters.</source>
            <translation>Keine Dateien passen zu diesen Filtern.</translation>
        </message>
        <message>
            <source>Loading the Inbox</source>
            <translation>Eingang wird geladen</translation>
        </message>
        <message>
            <source>Review “{0}”</source>
            <translation>„{0}“ prüfen</translation>
        </message>
        <message>
            <source>Search Hardcover…</source>
            <translation>Auf Hardcover suchen …</translation>
        </message>
        <message>
            <source>Read the file and ask Hardcover anew (F5)</source>
            <translation>Datei neu einlesen und Hardcover neu fragen (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare with its catalogue.</source>
            <translation>Verbinde Hardcover, um mit seinem Katalog zu vergleichen.</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Verbinden …</translation>
        </message>
        <message>
            <source>Hardcover was not asked yet.</source>
            <translation>Hardcover wurde noch nicht gefragt.</translation>
        </message>
        <message>
            <source>Ask Hardcover</source>
            <translation>Hardcover fragen</translation>
        </message>
        <message>
            <source>Choose where each field comes from. The file itself stays as it is.</source>
            <translation>Wähle, woher jedes Feld kommt. Die Datei selbst bleibt, wie sie ist.</translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) cannot be kept like this.</source>
            <translation>
                <numerusform>%Ln Feld lässt sich so nicht speichern.</numerusform>
                <numerusform>%Ln Felder lassen sich so nicht speichern.</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep these fields and let the book wait no more (Ctrl+Enter)</source>
            <translation>Diese Felder behalten und das Buch nicht länger warten lassen (Strg+Eingabe)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Verbinde zuerst Hardcover.</translation>
        </message>
        <message>
            <source>Is this “{0}”?</source>
            <translation>Ist das „{0}“?</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Neueste</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Älteste</translation>
        </message>
        <message>
            <source>Title A–Z</source>
            <translation>Titel A–Z</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>Manual review needed</source>
            <translation>Muss von Hand geprüft werden</translation>
        </message>
        <message>
            <source>Ready to review</source>
            <translation>Bereit zum Prüfen</translation>
        </message>
        <message>
            <source>Reading file</source>
            <translation>Datei wird gelesen</translation>
        </message>
        <message>
            <source>Asking Hardcover</source>
            <translation>Hardcover wird gefragt</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%Ln Datei hinzugefügt</numerusform>
                <numerusform>%Ln Dateien hinzugefügt</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} schon in deiner Bibliothek</translation>
        </message>
        <message>
            <source>{0} — unsupported type</source>
            <translation>{0} – Dateityp nicht unterstützt</translation>
        </message>
        <message>
            <source>{0} — {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>{0} — not reachable</source>
            <translation>{0} – nicht erreichbar</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Bücher für dein Gerät</translation>
        </message>
        <message>
            <source>KOReader browses your library and downloads from it. Name and passphrase are the same.</source>
            <translation>KOReader blättert in deiner Bibliothek und lädt daraus herunter. Name und Passphrase sind dieselben.</translation>
        </message>
        <message>
            <source>Offer the catalogue (OPDS)</source>
            <translation>Katalog anbieten (OPDS)</translation>
        </message>
        <message>
            <source>catalogue address</source>
            <translation>Katalogadresse</translation>
        </message>
        <message>
            <source>Catalogue address as a QR code</source>
            <translation>Katalogadresse als QR-Code</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>Auf deinem Gerät, in KOReader</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Ausgeschaltet</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Starte zuerst den Server.</translation>
        </message>
        <message>
            <source>Offer the catalogue first.</source>
            <translation>Biete zuerst den Katalog an.</translation>
        </message>
        <message>
            <source>Catalogue address</source>
            <translation>Katalogadresse</translation>
        </message>
        <message>
            <source>Off: nobody can browse or download your books.</source>
            <translation>Aus: Niemand kann in deinen Büchern blättern oder sie herunterladen.</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Anmeldung ändern</translation>
        </message>
        <message>
            <source>Make one up</source>
            <translation>Eine ausdenken</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Benutzername</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Neue Passphrase</translation>
        </message>
        <message>
            <source>Stays as it is</source>
            <translation>Bleibt so</translation>
        </message>
        <message>
            <source>Devices must log in again afterwards. Their progress is kept.</source>
            <translation>Danach müssen sich Geräte neu anmelden. Ihr Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>seen {0}</source>
            <translation>gesehen {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n update(s)</source>
            <translation>
                <numerusform>%Ln Meldung</numerusform>
                <numerusform>%Ln Meldungen</numerusform>
            </translation>
        </message>
        <message>
            <source>Name it sends: {0}</source>
            <translation>Name, den es sendet: {0}</translation>
        </message>
        <message>
            <source>Before that: {0}</source>
            <translation>Davor: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln Dokument</numerusform>
                <numerusform>%Ln Dokumente</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} in the last 7 days</source>
            <translation>{0} in den letzten 7 Tagen</translation>
        </message>
        <message>
            <source>First seen: {0}</source>
            <translation>Zuerst gesehen: {0}</translation>
        </message>
        <message>
            <source>Two devices report the same id — KOReader will think progress is its own.</source>
            <translation>Zwei Geräte melden dieselbe ID – KOReader hält den Fortschritt des anderen für den eigenen.</translation>
        </message>
        <message>
            <source>Perhaps two devices report the same id — KOReader would then think progress is its own.</source>
            <translation>Vielleicht melden zwei Geräte dieselbe ID – KOReader hielte dann den Fortschritt des anderen für den eigenen.</translation>
        </message>
        <message>
            <source>{0} sends from two addresses in turn, and its place in a document jumps back and forth. With one such device only, all is well.</source>
            <translation>{0} sendet abwechselnd von zwei Adressen, und seine Stelle in einem Dokument springt hin und her. Hast du nur ein solches Gerät, ist alles gut.</translation>
        </message>
        <message>
            <source>These take turns under one id: {0}. BookOrbit keeps their places apart; no progress is lost.</source>
            <translation>Diese wechseln sich unter einer ID ab: {0}. BookOrbit hält ihre Stellen auseinander; kein Fortschritt geht verloren.</translation>
        </message>
        <message>
            <source>It was seen under these names: {0}. If you renamed one device, all is well.</source>
            <translation>Es kam unter diesen Namen: {0}. Hast du ein Gerät umbenannt, ist alles gut.</translation>
        </message>
        <message>
            <source>On one of them close KOReader, and connect it to this computer.</source>
            <translation>Schließ auf einem davon KOReader und verbinde es mit diesem Computer.</translation>
        </message>
        <message>
            <source>In its folder “koreader” open settings.reader.lua, delete the line with “device_id”, and save it.</source>
            <translation>Öffne in seinem Ordner „koreader“ die Datei settings.reader.lua, lösche die Zeile mit „device_id“ und speichere.</translation>
        </message>
        <message>
            <source>Start KOReader again: it makes an id of its own.</source>
            <translation>Starte KOReader wieder: Es macht sich eine eigene ID.</translation>
        </message>
        <message>
            <source>Or give each of them a device name of its own in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>Oder gib jedem in den Einstellungen von KOReader zur Fortschrittssynchronisierung einen eigenen Gerätenamen (ab KOReader 2026.03).</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Gerät umbenennen</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>What shall “{0}” be called?</source>
            <translation>Wie soll „{0}“ heißen?</translation>
        </message>
        <message>
            <source>The name is shown in BookOrbit only; your devices still see the one that it sends. Leave it empty to use that one here too.</source>
            <translation>Der Name steht nur in BookOrbit; deine Geräte sehen weiter den, den es sendet. Lass das Feld leer, um den auch hier zu nehmen.</translation>
        </message>
        <message>
            <source>I fixed it</source>
            <translation>Ich habe es behoben</translation>
        </message>
        <message>
            <source>It is one device</source>
            <translation>Es ist ein Gerät</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Device id</source>
            <translation>Geräte-ID</translation>
        </message>
        <message>
            <source>It sends none</source>
            <translation>Es sendet keine</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>„{0}“ umbenennen</translation>
        </message>
        <message>
            <source>Forget “{0}”</source>
            <translation>„{0}“ vergessen</translation>
        </message>
        <message>
            <source>Details of “{0}”</source>
            <translation>Einzelheiten zu „{0}“</translation>
        </message>
        <message>
            <source>A device appears here when it first sends its place.</source>
            <translation>Ein Gerät erscheint hier, sobald es zum ersten Mal seine Stelle sendet.</translation>
        </message>
        <message>
            <source>It is called “{0}” here from now on.</source>
            <translation>Es heißt hier ab jetzt „{0}“.</translation>
        </message>
        <message>
            <source>It is called as it sends itself: “{0}”.</source>
            <translation>Es heißt, wie es sich selbst nennt: „{0}“.</translation>
        </message>
        <message>
            <source>Forgot “{0}”. What it sent is kept; it comes back when it sends its place again.</source>
            <translation>„{0}“ vergessen. Was es gesendet hat, bleibt; es kommt wieder, wenn es wieder seine Stelle sendet.</translation>
        </message>
        <message>
            <source>You are told when it is seen again.</source>
            <translation>Du erfährst es, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <source>Link a document</source>
            <translation>Dokument verknüpfen</translation>
        </message>
        <message>
            <source>Search your library</source>
            <translation>In deiner Bibliothek suchen</translation>
        </message>
        <message>
            <source>Books in your library</source>
            <translation>Bücher in deiner Bibliothek</translation>
        </message>
        <message>
            <source>No book found. Search by title or author.</source>
            <translation>Kein Buch gefunden. Suche nach Titel oder Autor.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>Welches Buch ist „{0}“?</translation>
        </message>
        <message>
            <source>Its place is taken over, and later ones follow by themselves.</source>
            <translation>Die Lesestelle wird übernommen, spätere folgen von selbst.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %Ln weiteres</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Connect your device</source>
            <translation>Dein Gerät verbinden</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>Gerät und Computer müssen im selben WLAN sein.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>Serveradresse</translation>
        </message>
        <message>
            <source>user name</source>
            <translation>Benutzername</translation>
        </message>
        <message>
            <source>passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Show the passphrase</source>
            <translation>Passphrase anzeigen</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ändern …</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Serveradresse als QR-Code</translation>
        </message>
        <message>
            <source>Or plug it in and have it set up…</source>
            <translation>Oder schließ es an und lass es einrichten …</translation>
        </message>
        <message>
            <source>Cannot be shown</source>
            <translation>Nicht anzeigbar</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Passphrase verbergen</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Serveradresse</translation>
        </message>
        <message>
            <source>If one does not work, try the next.</source>
            <translation>Geht eine nicht, versuche die nächste.</translation>
        </message>
        <message>
            <source>Nothing arriving?</source>
            <translation>Kommt nichts an?</translation>
        </message>
        <message>
            <source>firewall command</source>
            <translation>Firewall-Befehl</translation>
        </message>
        <message>
            <source>Refused: {0}</source>
            <translation>Abgelehnt: {0}</translation>
        </message>
        <message>
            <source>KOReader</source>
            <translation>KOReader</translation>
        </message>
        <message>
            <source>Your devices keep their place in step over your Wi-Fi.</source>
            <translation>Deine Geräte halten ihre Lesestelle über dein WLAN im Gleichstand.</translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Gerät koppeln</translation>
        </message>
        <message>
            <source>For two minutes a device on your Wi-Fi may make its own name and password; you allow it here.</source>
            <translation>Zwei Minuten lang darf sich ein Gerät in deinem WLAN Namen und Passwort selbst geben; du erlaubst es hier.</translation>
        </message>
        <message>
            <source>No device has a password of its own.</source>
            <translation>Kein Gerät hat ein eigenes Passwort.</translation>
        </message>
        <message>
            <source>Revoke all</source>
            <translation>Alle widerrufen</translation>
        </message>
        <message>
            <source>Devices paired with their own password stay logged in.</source>
            <translation>Geräte mit eigenem Passwort bleiben angemeldet.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Widerrufen</translation>
        </message>
        <message>
            <source>Revoke “{0}”</source>
            <translation>„{0}“ widerrufen</translation>
        </message>
        <message>
            <source>“{0}” cannot log in any more.</source>
            <translation>„{0}“ kann sich nicht mehr anmelden.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) cannot log in any more.</source>
            <translation>
                <numerusform>%Ln gekoppeltes Gerät kann sich nicht mehr anmelden.</numerusform>
                <numerusform>%Ln gekoppelte Geräte können sich nicht mehr anmelden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Koppeln beenden</translation>
        </message>
        <message>
            <source>{0} left. A device asks to log in as “{1}”: answer the question.</source>
            <translation>Noch {0}. Ein Gerät möchte sich als „{1}“ anmelden: Beantworte die Frage.</translation>
        </message>
        <message>
            <source>{0} left. On the device, enter the server address under Progress sync, then tap Register / Login ▸ Register with any name and password.</source>
            <translation>Noch {0}. Gib auf dem Gerät unter Fortschrittssynchronisierung die Serveradresse ein und tippe dann auf Registrieren / Einloggen ▸ Registrieren, mit beliebigem Namen und Passwort.</translation>
        </message>
        <message>
            <source>“{0}” is paired, so pairing is closed again.</source>
            <translation>„{0}“ ist gekoppelt, das Koppeln ist also wieder zu.</translation>
        </message>
        <message>
            <source>Two minutes are over, so pairing is closed again.</source>
            <translation>Zwei Minuten sind um, das Koppeln ist also wieder zu.</translation>
        </message>
        <message>
            <source>Pairing is closed: you stopped it.</source>
            <translation>Das Koppeln ist zu: Du hast es beendet.</translation>
        </message>
        <message>
            <source>The server is just being started.</source>
            <translation>Der Server wird gerade gestartet.</translation>
        </message>
        <message>
            <source>Switch on “Accept progress from devices” first.</source>
            <translation>Schalte zuerst „Fortschritt von Geräten annehmen“ ein.</translation>
        </message>
        <message>
            <source>A device at {0} wants to log in as “{1}”. Allow?</source>
            <translation>Ein Gerät unter {0} möchte sich als „{1}“ anmelden. Erlauben?</translation>
        </message>
        <message>
            <source>not used yet</source>
            <translation>noch nicht benutzt</translation>
        </message>
        <message>
            <source>paired {0}</source>
            <translation>gekoppelt {0}</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} als QR-Code</translation>
        </message>
        <message>
            <source>Type it into KOReader, or scan it where that is possible.</source>
            <translation>Gib sie in KOReader ein oder scanne sie, wo das geht.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Verbindung testen</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Fortschritt von Geräten annehmen</translation>
        </message>
        <message>
            <source>Stopped. A device sends a book's place again when you next read that book.</source>
            <translation>Gestoppt. Ein Gerät sendet den Stand eines Buchs wieder, wenn du darin weiterliest.</translation>
        </message>
        <message>
            <source>Running on port {0}, but not accepting progress.</source>
            <translation>Läuft auf Port {0}, nimmt aber keinen Fortschritt an.</translation>
        </message>
        <message>
            <source>Running on port {0}.</source>
            <translation>Läuft auf Port {0}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Start the server</source>
            <translation>Server starten</translation>
        </message>
        <message>
            <source>Stop the server</source>
            <translation>Server anhalten</translation>
        </message>
        <message>
            <source>If your device still cannot connect, a firewall may be in the way: see below.</source>
            <translation>Kann sich dein Gerät nicht verbinden, ist vielleicht eine Firewall im Weg: siehe unten.</translation>
        </message>
        <message>
            <source>Off: progress is refused. A device sends a book's place again when you next read that book.</source>
            <translation>Aus: Fortschritt wird abgelehnt. Ein Gerät sendet den Stand eines Buchs wieder, wenn du darin weiterliest.</translation>
        </message>
        <message>
            <source>Open a book, then Tools ▸ Progress sync.</source>
            <translation>Öffne ein Buch, dann Werkzeuge ▸ Fortschrittssynchronisierung.</translation>
        </message>
        <message>
            <source>Custom sync server: type the address above in place of the https:// there.</source>
            <translation>Eigener Sync-Server: Gib die Adresse von oben ein, an die Stelle des https://, das dort steht.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: type the name and the passphrase.</source>
            <translation>Registrieren / Einloggen ▸ Einloggen: Gib Namen und Passphrase ein.</translation>
        </message>
        <message>
            <source>Document matching method ▸ Binary.</source>
            <translation>Verfahren zum Abgleich von Dokumenten ▸ Binär.</translation>
        </message>
        <message>
            <source>Tick “Automatically keep documents in sync”.</source>
            <translation>Kreuze „Dokumente automatisch synchron halten“ an.</translation>
        </message>
        <message>
            <source>Sync to a newer state ▸ Silently.</source>
            <translation>Synchronisierung mit einem neueren Status ▸ Lautlos.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>In der Dateiliste: die Lupe ▸ OPDS-Katalog.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: type a name, the address above, name and passphrase.</source>
            <translation>Das Pluszeichen oben links ▸ Katalog hinzufügen: Gib einen Namen, die Adresse oben, Namen und Passphrase ein.</translation>
        </message>
        <message>
            <source>Tap the catalogue, then a book, then its format: it is downloaded, and its progress is known.</source>
            <translation>Tippe auf den Katalog, dann auf ein Buch, dann auf sein Format: Es wird heruntergeladen, und sein Fortschritt ist bekannt.</translation>
        </message>
        <message>
            <source>To fetch new books at once: in the catalogue open “For catalog sync” ▸ the sign at the top left ▸ Add catalog. Hold it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Um neue Bücher auf einmal zu holen: Öffne im Katalog „For catalog sync“ ▸ das Zeichen oben links ▸ Katalog hinzufügen. Halte ihn in der Liste gedrückt ▸ Bearbeiten ▸ „Katalog synchronisieren“.</translation>
        </message>
        <message>
            <source>No device has tried to log in since BookOrbit started.</source>
            <translation>Seit dem Start von BookOrbit wollte sich kein Gerät anmelden.</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, accepted.</source>
            <translation>Letzte Anmeldung: {0}, „{1}“, angenommen.</translation>
        </message>
        <message>
            <source>Last login: {0}, refused. {1}</source>
            <translation>Letzte Anmeldung: {0}, abgelehnt. {1}</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, refused. {2}</source>
            <translation>Letzte Anmeldung: {0}, „{1}“, abgelehnt. {2}</translation>
        </message>
        <message>
            <source>No progress has arrived yet.</source>
            <translation>Noch ist kein Fortschritt angekommen.</translation>
        </message>
        <message>
            <source>Last progress: {0}.</source>
            <translation>Letzter Fortschritt: {0}.</translation>
        </message>
        <message>
            <source>Matching method on the device: filename. Binary also finds renamed files.</source>
            <translation>Verfahren zum Abgleich auf dem Gerät: Dateiname. Binär findet auch umbenannte Dateien.</translation>
        </message>
        <message>
            <source>Matching method on the device: binary.</source>
            <translation>Verfahren zum Abgleich auf dem Gerät: Binär.</translation>
        </message>
        <message>
            <source>No book has this digest. Link the document, or add its file to the library.</source>
            <translation>Kein Buch hat diese Prüfsumme. Verknüpfe das Dokument oder nimm seine Datei in die Bibliothek auf.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address, and allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Gar keine Anmeldung? Prüfe WLAN und Adresse, und lass BookOrbit für private Netzwerke zu: Windows-Sicherheit ▸ Firewall- und Netzwerkschutz.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address, and allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Gar keine Anmeldung? Prüfe WLAN und Adresse, und lass BookOrbit zu: Systemeinstellungen ▸ Netzwerk ▸ Firewall.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address. A firewall may be in the way:</source>
            <translation>Gar keine Anmeldung? Prüfe WLAN und Adresse. Vielleicht ist eine Firewall im Weg:</translation>
        </message>
        <message>
            <source>{0} answers.</source>
            <translation>{0} antwortet.</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Dokument {0}</translation>
        </message>
        <message>
            <source>Import reading…</source>
            <translation>Lesestand importieren …</translation>
        </message>
        <message>
            <source>Import reading from {0}</source>
            <translation>Lesestand von {0} importieren</translation>
        </message>
        <message>
            <source>Set up…</source>
            <translation>Einrichten …</translation>
        </message>
        <message>
            <source>Set up {0}</source>
            <translation>{0} einrichten</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Über USB verbunden</translation>
        </message>
        <message>
            <source>Brings in what KOReader knows of every book you opened: status, rating, dates, reading time and highlights. An import changes nothing on the device.</source>
            <translation>Holt, was KOReader von jedem Buch weiß, das du geöffnet hast: Status, Bewertung, Daten, Lesezeit und Markierungen. Ein Import ändert auf dem Gerät nichts.</translation>
        </message>
        <message>
            <source>No device with KOReader is plugged in. Connect it with its cable, and let it share its files if it asks: it appears here by itself.</source>
            <translation>Kein Gerät mit KOReader ist angeschlossen. Verbinde es mit seinem Kabel und erlaube ihm, seine Dateien freizugeben, wenn es fragt: Es erscheint hier von selbst.</translation>
        </message>
        <message>
            <source>Import from a folder…</source>
            <translation>Aus einem Ordner importieren …</translation>
        </message>
        <message>
            <source>A memory card, a copy of a device, or a device that is not found by itself.</source>
            <translation>Eine Speicherkarte, eine Kopie eines Geräts oder ein Gerät, das nicht von selbst gefunden wird.</translation>
        </message>
        <message>
            <source>Set up a device…</source>
            <translation>Ein Gerät einrichten …</translation>
        </message>
        <message>
            <source>Write address, login and catalogue to it: nothing to type on the device.</source>
            <translation>Schreibt Adresse, Anmeldung und Katalog darauf: Auf dem Gerät ist nichts zu tippen.</translation>
        </message>
        <message>
            <source>Afrikaans</source>
            <translation>Afrikaans</translation>
        </message>
        <message>
            <source>Albanian</source>
            <translation>Albanisch</translation>
        </message>
        <message>
            <source>Arabic</source>
            <translation>Arabisch</translation>
        </message>
        <message>
            <source>Bangla</source>
            <translation>Bengalisch</translation>
        </message>
        <message>
            <source>Basque</source>
            <translation>Baskisch</translation>
        </message>
        <message>
            <source>Bulgarian</source>
            <translation>Bulgarisch</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>Katalanisch</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>Chinesisch</translation>
        </message>
        <message>
            <source>Croatian</source>
            <translation>Kroatisch</translation>
        </message>
        <message>
            <source>Czech</source>
            <translation>Tschechisch</translation>
        </message>
        <message>
            <source>Danish</source>
            <translation>Dänisch</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>Niederländisch</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Englisch</translation>
        </message>
        <message>
            <source>Esperanto</source>
            <translation>Esperanto</translation>
        </message>
        <message>
            <source>Estonian</source>
            <translation>Estnisch</translation>
        </message>
        <message>
            <source>Finnish</source>
            <translation>Finnisch</translation>
        </message>
        <message>
            <source>French</source>
            <translation>Französisch</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>Galicisch</translation>
        </message>
        <message>
            <source>Georgian</source>
            <translation>Georgisch</translation>
        </message>
        <message>
            <source>German</source>
            <translation>Deutsch</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Griechisch</translation>
        </message>
        <message>
            <source>Hebrew</source>
            <translation>Hebräisch</translation>
        </message>
        <message>
            <source>Hindi</source>
            <translation>Hindi</translation>
        </message>
        <message>
            <source>Hungarian</source>
            <translation>Ungarisch</translation>
        </message>
        <message>
            <source>Icelandic</source>
            <translation>Isländisch</translation>
        </message>
        <message>
            <source>Indonesian</source>
            <translation>Indonesisch</translation>
        </message>
        <message>
            <source>Irish</source>
            <translation>Irisch</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italienisch</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japanisch</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Koreanisch</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>Latein</translation>
        </message>
        <message>
            <source>Latvian</source>
            <translation>Lettisch</translation>
        </message>
        <message>
            <source>Lithuanian</source>
            <translation>Litauisch</translation>
        </message>
        <message>
            <source>Malay</source>
            <translation>Malaiisch</translation>
        </message>
        <message>
            <source>Norwegian Bokmål</source>
            <translation>Norwegisch (Bokmål)</translation>
        </message>
        <message>
            <source>Norwegian Nynorsk</source>
            <translation>Norwegisch (Nynorsk)</translation>
        </message>
        <message>
            <source>Persian</source>
            <translation>Persisch</translation>
        </message>
        <message>
            <source>Polish</source>
            <translation>Polnisch</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>Portugiesisch</translation>
        </message>
        <message>
            <source>Romanian</source>
            <translation>Rumänisch</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Russisch</translation>
        </message>
        <message>
            <source>Serbian</source>
            <translation>Serbisch</translation>
        </message>
        <message>
            <source>Slovak</source>
            <translation>Slowakisch</translation>
        </message>
        <message>
            <source>Slovenian</source>
            <translation>Slowenisch</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>Spanisch</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>Schwedisch</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Thailändisch</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Türkisch</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Ukrainisch</translation>
        </message>
        <message>
            <source>Urdu</source>
            <translation>Urdu</translation>
        </message>
        <message>
            <source>Vietnamese</source>
            <translation>Vietnamesisch</translation>
        </message>
        <message>
            <source>Welsh</source>
            <translation>Walisisch</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0}: %Ln Buch</numerusform>
                <numerusform>{0}: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rated: %n book(s)</source>
            <translation>
                <numerusform>Bewertet: %Ln Buch</numerusform>
                <numerusform>Bewertet: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>KOReader decides: %n book(s)</source>
            <translation>
                <numerusform>KOReader entscheidet: %Ln Buch</numerusform>
                <numerusform>KOReader entscheidet: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not rated: %n book(s)</source>
            <translation>
                <numerusform>Ohne Bewertung: %Ln Buch</numerusform>
                <numerusform>Ohne Bewertung: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Bücher werden entfernt</translation>
        </message>
        <message numerus="yes">
            <source>Moved to Trash: %n book(s)</source>
            <translation>
                <numerusform>In den Papierkorb verschoben: %Ln Buch</numerusform>
                <numerusform>In den Papierkorb verschoben: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Removed: %n book(s)</source>
            <translation>
                <numerusform>Entfernt: %Ln Buch</numerusform>
                <numerusform>Entfernt: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Mit „{0}“ zusammengeführt.</translation>
        </message>
        <message>
            <source>“{0}” is a book of its own now.</source>
            <translation>„{0}“ ist jetzt ein eigenes Buch.</translation>
        </message>
        <message>
            <source>cancelled, the others are as they were</source>
            <translation>abgebrochen, die anderen sind, wie sie waren</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Zuletzt gelesen</translation>
        </message>
        <message>
            <source>Device at {0}</source>
            <translation>Gerät bei {0}</translation>
        </message>
        <message>
            <source>Genre</source>
            <translation>Genre</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} Sterne</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Datei fehlt</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Mehrere Exemplare</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>Filter by</source>
            <translation>Filtern nach</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Werte</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Wird gezählt …</translation>
        </message>
        <message>
            <source>None of these books has one.</source>
            <translation>Keines dieser Bücher hat eine Angabe.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Filters in use</source>
            <translation>Aktive Filter</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Alle aufheben</translation>
        </message>
        <message>
            <source>Remove the filter {0}</source>
            <translation>Filter {0} entfernen</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Alle Reihen</translation>
        </message>
        <message>
            <source>Your library is empty.</source>
            <translation>Deine Bibliothek ist leer.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Keine Bücher passen zu diesen Filtern.</translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Online suchen und vergleichen …</translation>
        </message>
        <message>
            <source>Select a single book to compare it.</source>
            <translation>Wähle ein einzelnes Buch, um es zu vergleichen.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Von Hardcover auffrischen</translation>
        </message>
        <message>
            <source>You did not set these statuses; KOReader decides already.</source>
            <translation>Diese Status hast du nicht gesetzt; KOReader entscheidet schon.</translation>
        </message>
        <message>
            <source>No device has sent a place of these books.</source>
            <translation>Kein Gerät hat eine Stelle dieser Bücher gesendet.</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Zusammenführen …</translation>
        </message>
        <message>
            <source>Select two to twenty books that are one and the same.</source>
            <translation>Wähle zwei bis zwanzig Bücher aus, die ein und dasselbe sind.</translation>
        </message>
        <message>
            <source>Organise files…</source>
            <translation>Dateien ordnen …</translation>
        </message>
        <message>
            <source>Write metadata into files…</source>
            <translation>Metadaten in Dateien schreiben …</translation>
        </message>
        <message>
            <source>Switch it on under Settings, Library.</source>
            <translation>Schalte es unter Einstellungen, Bibliothek ein.</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Von Hardcover ausschließen</translation>
        </message>
        <message>
            <source>These books are excluded already.</source>
            <translation>Diese Bücher sind schon ausgeschlossen.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>In die Hardcover-Synchronisierung aufnehmen</translation>
        </message>
        <message>
            <source>None of these books is excluded.</source>
            <translation>Keines dieser Bücher ist ausgeschlossen.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread first; then it is looked up on Hardcover.</source>
            <translation>Gib dem Buch zuerst einen anderen Status als „Ungelesen“; dann wird es auf Hardcover gesucht.</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%Ln Stern</numerusform>
                <numerusform>%Ln Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Merge books</source>
            <translation>Bücher zusammenführen</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Zusammenführen</translation>
        </message>
        <message numerus="yes">
            <source>Which of these %n books stays?</source>
            <translation>
                <numerusform>Welches dieser %Ln Bücher bleibt?</numerusform>
                <numerusform>Welches dieser %Ln Bücher bleibt?</numerusform>
            </translation>
        </message>
        <message>
            <source>The files, identities and reading of the others go to it. Files on your disk and entries on Hardcover stay as they are, and Undo takes it back.</source>
            <translation>Dateien, Kennungen und Lesestand der anderen gehen an dieses über. Dateien auf der Festplatte und Einträge auf Hardcover bleiben, wie sie sind, und „Rückgängig“ nimmt es zurück.</translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>bewertet mit {0}</translation>
        </message>
        <message>
            <source>your device has moved on</source>
            <translation>dein Gerät ist weiter</translation>
        </message>
        <message>
            <source>being read again, it seems</source>
            <translation>wird anscheinend erneut gelesen</translation>
        </message>
        <message>
            <source>your device went back</source>
            <translation>dein Gerät ging zurück</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover: {0}</translation>
        </message>
        <message>
            <source>Your device has moved on. Open the book to follow it.</source>
            <translation>Dein Gerät ist weiter. Öffne das Buch, um ihm zu folgen.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to say what you meant.</source>
            <translation>Dein Gerät ging auf {0} zurück. Öffne das Buch und sag, was gemeint war.</translation>
        </message>
        <message>
            <source>You seem to be reading this again. Open the book to say so.</source>
            <translation>Anscheinend liest du das erneut. Öffne das Buch, um es zu bestätigen.</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, Band {1}</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, davon {1} begonnen</translation>
        </message>
        <message>
            <source>Your books, with the place you are at in each.</source>
            <translation>Deine Bücher und wo du in jedem bist.</translation>
        </message>
        <message>
            <source>Remove “{0}”?</source>
            <translation>„{0}“ entfernen?</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s)?</source>
            <translation>
                <numerusform>%Ln Buch entfernen?</numerusform>
                <numerusform>%Ln Bücher entfernen?</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove from BookOrbit</source>
            <translation>Aus BookOrbit entfernen</translation>
        </message>
        <message>
            <source>Remove from BookOrbit (keep the file)</source>
            <translation>Aus BookOrbit entfernen (Datei behalten)</translation>
        </message>
        <message>
            <source>Move file to Trash</source>
            <translation>Datei in den Papierkorb verschieben</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Reading progress, digests and history are kept. Undo brings everything back.</source>
            <translation>Lesefortschritt, Prüfsummen und Verlauf bleiben erhalten. „Rückgängig“ bringt alles zurück.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Suchlauf</translation>
        </message>
        <message>
            <source>Cancel the scan</source>
            <translation>Suchlauf abbrechen</translation>
        </message>
        <message>
            <source>What was read is kept. The next scan goes on from there.</source>
            <translation>Was gelesen ist, bleibt. Der nächste Suchlauf macht dort weiter.</translation>
        </message>
        <message>
            <source>Making covers: {0} of {1}</source>
            <translation>Cover werden erstellt: {0} von {1}</translation>
        </message>
        <message>
            <source>Reading files: {0} of {1}</source>
            <translation>Dateien werden gelesen: {0} von {1}</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>Search title, author, series or description</source>
            <translation>Titel, Autor, Reihe, Beschreibung</translation>
        </message>
        <message>
            <source>Show as covers</source>
            <translation>Als Cover anzeigen</translation>
        </message>
        <message>
            <source>Create entries without a file for books that are not here</source>
            <translation>Einträge ohne Datei anlegen für Bücher, die nicht hier sind</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Bücher in der Datei</translation>
        </message>
        <message>
            <source>Each is a book of your library; a file that you add later becomes its file.</source>
            <translation>Jeder ist ein Buch deiner Bibliothek; eine Datei, die du später hinzufügst, wird seine Datei.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%Ln Buch in diesem Export von {0}.</numerusform>
                <numerusform>%Ln Bücher in diesem Export von {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only what is missing here is filled; nothing is overwritten, nothing is sent now.</source>
            <translation>Nur was hier fehlt, wird gefüllt; nichts wird überschrieben, nichts jetzt gesendet.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Datei wird gelesen</translation>
        </message>
        <message>
            <source>Import from a file</source>
            <translation>Aus einer Datei importieren</translation>
        </message>
        <message>
            <source>This export has no books. There is nothing to import.</source>
            <translation>In diesem Export sind keine Bücher. Es gibt nichts zu importieren.</translation>
        </message>
        <message>
            <source>Choose an export of Goodreads or StoryGraph</source>
            <translation>Export von Goodreads oder StoryGraph wählen</translation>
        </message>
        <message>
            <source>Exports (*.csv)</source>
            <translation>Exporte (*.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Drop one export at a time.</source>
            <translation>Zieh nur einen Export auf einmal hierher.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the file.</source>
            <translation>
                <numerusform>%Ln Buch aus der Datei importiert.</numerusform>
                <numerusform>%Ln Bücher aus der Datei importiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Entries made: %n.</source>
            <translation>
                <numerusform>Einträge angelegt: %Ln.</numerusform>
                <numerusform>Einträge angelegt: %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed in the meantime, so left alone: %n book(s).</source>
            <translation>
                <numerusform>Inzwischen geändert, daher in Ruhe gelassen: %Ln Buch.</numerusform>
                <numerusform>Inzwischen geändert, daher in Ruhe gelassen: %Ln Bücher.</numerusform>
            </translation>
        </message>
        <message>
            <source>Clear the sync log</source>
            <translation>Sync-Protokoll leeren</translation>
        </message>
        <message>
            <source>Clear lines older than</source>
            <translation>Zeilen löschen, älter als</translation>
        </message>
        <message>
            <source>Now: every line</source>
            <translation>Jetzt: jede Zeile</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Keep the log</source>
            <translation>Protokoll behalten</translation>
        </message>
        <message>
            <source>Counting what would go…</source>
            <translation>Es wird gezählt, was wegfiele …</translation>
        </message>
        <message>
            <source>No line is that old.</source>
            <translation>Keine Zeile ist so alt.</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) about Hardcover will be deleted for good.</source>
            <translation>
                <numerusform>%Ln Zeile zu Hardcover wird endgültig gelöscht.</numerusform>
                <numerusform>%Ln Zeilen zu Hardcover werden endgültig gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>What your devices sent stays, and so does what undo of a sync needs. Lines older than {0} days go by themselves.</source>
            <translation>Was deine Geräte gesendet haben, bleibt, ebenso was zum Rückgängigmachen einer Synchronisierung nötig ist. Zeilen, die älter als {0} Tage sind, fallen von selbst weg.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Eintrag im Sync-Protokoll</translation>
        </message>
        <message>
            <source>No book of your library belongs to this entry.</source>
            <translation>Zu diesem Eintrag gehört kein Buch deiner Bibliothek.</translation>
        </message>
        <message>
            <source>This book is not in your library any more.</source>
            <translation>Dieses Buch ist nicht mehr in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>This entry names no book on Hardcover.</source>
            <translation>Dieser Eintrag nennt kein Buch auf Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Richtung</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>{0}. Look-ups that many books share are not counted here.</source>
            <translation>{0}. Abfragen, die viele Bücher gemeinsam haben, sind hier nicht gezählt.</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Aufwand</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Synchronisierung</translation>
        </message>
        <message>
            <source>Number {0}</source>
            <translation>Nummer {0}</translation>
        </message>
        <message>
            <source>All directions</source>
            <translation>Alle Richtungen</translation>
        </message>
        <message>
            <source>All results</source>
            <translation>Alle Ergebnisse</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Zeitraum</translation>
        </message>
        <message>
            <source>Only “{0}”. Press to show all books.</source>
            <translation>Nur „{0}“. Drücken, um alle Bücher anzuzeigen.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Letzte 7 Tage</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Letzte 30 Tage</translation>
        </message>
        <message>
            <source>KOReader →</source>
            <translation>KOReader →</translation>
        </message>
        <message>
            <source>→ Hardcover</source>
            <translation>→ Hardcover</translation>
        </message>
        <message>
            <source>← Hardcover</source>
            <translation>← Hardcover</translation>
        </message>
        <message>
            <source>→ Relay</source>
            <translation>→ Relais</translation>
        </message>
        <message>
            <source>← Relay</source>
            <translation>← Relais</translation>
        </message>
        <message>
            <source>← File</source>
            <translation>← Datei</translation>
        </message>
        <message>
            <source>← Device</source>
            <translation>← Gerät</translation>
        </message>
        <message>
            <source>from KOReader</source>
            <translation>von KOReader</translation>
        </message>
        <message>
            <source>to Hardcover</source>
            <translation>an Hardcover</translation>
        </message>
        <message>
            <source>from Hardcover</source>
            <translation>von Hardcover</translation>
        </message>
        <message>
            <source>to the relay</source>
            <translation>zum Relais</translation>
        </message>
        <message>
            <source>from the relay</source>
            <translation>vom Relais</translation>
        </message>
        <message>
            <source>from a file</source>
            <translation>aus einer Datei</translation>
        </message>
        <message>
            <source>The whole sync</source>
            <translation>Die ganze Synchronisierung</translation>
        </message>
        <message numerus="yes">
            <source>%n unit(s)</source>
            <translation>
                <numerusform>%Ln Einheit</numerusform>
                <numerusform>%Ln Einheiten</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Sync-Protokoll</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>CSV exportieren …</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Ältere löschen …</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%Ln Zeile</numerusform>
                <numerusform>%Ln Zeilen</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Sync-Protokoll exportieren</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <source>Exporting the sync log</source>
            <translation>Sync-Protokoll wird exportiert</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) exported to {0}.</source>
            <translation>
                <numerusform>%Ln Zeile nach {0} exportiert.</numerusform>
                <numerusform>%Ln Zeilen nach {0} exportiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%Ln Zeile gelöscht.</numerusform>
                <numerusform>%Ln Zeilen gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet.</source>
            <translation>Noch keine Einträge im Sync-Protokoll.</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Gerät verbinden</translation>
        </message>
        <message>
            <source>No entries match these filters.</source>
            <translation>Keine Einträge passen zu diesen Filtern.</translation>
        </message>
        <message>
            <source>Loading the log</source>
            <translation>Protokoll wird geladen</translation>
        </message>
        <message>
            <source>What your devices sent, what went to Hardcover, and why something did not.</source>
            <translation>Was deine Geräte sendeten, was an Hardcover ging und warum etwas nicht.</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Demo: Nichts verlässt diesen Computer.</translation>
        </message>
        <message>
            <source>“{0}” is saved.</source>
            <translation>„{0}“ ist gespeichert.</translation>
        </message>
        <message numerus="yes">
            <source>Changed: %n book(s)</source>
            <translation>
                <numerusform>Geändert: %Ln Buch</numerusform>
                <numerusform>Geändert: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>They are like this already.</source>
            <translation>Sie sind schon so.</translation>
        </message>
        <message>
            <source>Nothing here came from Hardcover, so there is nothing to fetch again. Compare first.</source>
            <translation>Hier kam nichts von Hardcover, also gibt es nichts neu zu holen. Vergleiche zuerst.</translation>
        </message>
        <message>
            <source>Hardcover says the same as here</source>
            <translation>Hardcover sagt dasselbe wie hier</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not matched any more</source>
            <translation>
                <numerusform>%Ln Buch nicht mehr zugeordnet</numerusform>
                <numerusform>%Ln Bücher nicht mehr zugeordnet</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a cover for “{0}”</source>
            <translation>Wähle ein Cover für „{0}“</translation>
        </message>
        <message>
            <source>Compare “{0}” with Hardcover</source>
            <translation>„{0}“ mit Hardcover vergleichen</translation>
        </message>
        <message>
            <source>Match the book to this record, also for the sync</source>
            <translation>Das Buch diesem Eintrag zuordnen, auch für die Synchronisierung</translation>
        </message>
        <message>
            <source>Search for another…</source>
            <translation>Anderen suchen …</translation>
        </message>
        <message>
            <source>Compare without an edition</source>
            <translation>Ohne Ausgabe vergleichen</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Use what is chosen</source>
            <translation>Auswahl übernehmen</translation>
        </message>
        <message>
            <source>Hardcover has no picture of this edition. Choose another one.</source>
            <translation>Hardcover hat kein Bild dieser Ausgabe. Wähle eine andere.</translation>
        </message>
        <message>
            <source>Choose something from Hardcover first.</source>
            <translation>Wähle zuerst etwas von Hardcover.</translation>
        </message>
        <message>
            <source>Nothing is known here.</source>
            <translation>Hier ist nichts bekannt.</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>All from Hardcover</source>
            <translation>Alles von Hardcover</translation>
        </message>
        <message>
            <source>All as here</source>
            <translation>Alles wie hier</translation>
        </message>
        <message>
            <source>You locked this field. Unlock it in the editor to change it.</source>
            <translation>Du hast dieses Feld gesperrt. Entsperre es beim Bearbeiten, um es zu ändern.</translation>
        </message>
        <message>
            <source>Hardcover has no picture of it.</source>
            <translation>Hardcover hat kein Bild davon.</translation>
        </message>
        <message>
            <source>The cover here</source>
            <translation>Das Cover hier</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Bild wählen …</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>Von Hardcover …</translation>
        </message>
        <message>
            <source>As in the file</source>
            <translation>Wie in der Datei</translation>
        </message>
        <message>
            <source>As in Calibre</source>
            <translation>Wie in Calibre</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Von dir gewählt</translation>
        </message>
        <message>
            <source>It is as in Calibre already.</source>
            <translation>Es ist schon wie in Calibre.</translation>
        </message>
        <message>
            <source>It is as in the file already.</source>
            <translation>Es ist schon wie in der Datei.</translation>
        </message>
        <message>
            <source>Pictures ({0})</source>
            <translation>Bilder ({0})</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Bild wählen</translation>
        </message>
        <message>
            <source>You can also drop a picture here.</source>
            <translation>Du kannst auch ein Bild hierherziehen.</translation>
        </message>
        <message>
            <source>From Calibre</source>
            <translation>Aus Calibre</translation>
        </message>
        <message>
            <source>From the file</source>
            <translation>Aus der Datei</translation>
        </message>
        <message>
            <source>The file has no cover; one is drawn from the title.</source>
            <translation>Die Datei hat kein Cover; eines wird aus dem Titel gezeichnet.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>„{0}“ bearbeiten</translation>
        </message>
        <message>
            <source>You picked this book's record by hand, and that stays.</source>
            <translation>Du hast den Eintrag dieses Buchs von Hand gewählt, und das bleibt so.</translation>
        </message>
        <message>
            <source>Under this the book is looked up on Hardcover, from the next sync on.</source>
            <translation>Darunter wird das Buch ab der nächsten Synchronisierung auf Hardcover gesucht.</translation>
        </message>
        <message>
            <source>Calibre says {0}. Leave it empty to go by Calibre.</source>
            <translation>Calibre sagt {0}. Lass es leer, um Calibre zu folgen.</translation>
        </message>
        <message>
            <source>The file says {0}. Leave it empty to go by the file.</source>
            <translation>Die Datei sagt {0}. Lass es leer, um der Datei zu folgen.</translation>
        </message>
        <message>
            <source>The file stays as it is.</source>
            <translation>Die Datei bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>{0} sperren</translation>
        </message>
        <message>
            <source>Locked: only you change it. Press to unlock.</source>
            <translation>Gesperrt: Nur du änderst es. Zum Entsperren drücken.</translation>
        </message>
        <message>
            <source>Lock it, so that neither the file nor Hardcover changes it.</source>
            <translation>Sperren, damit es weder die Datei noch Hardcover ändert.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>{0} entsperren</translation>
        </message>
        <message>
            <source>{0} as in Calibre</source>
            <translation>{0} wie in Calibre</translation>
        </message>
        <message>
            <source>{0} as in the file</source>
            <translation>{0} wie in der Datei</translation>
        </message>
        <message numerus="yes">
            <source>Edit %n book(s)</source>
            <translation>
                <numerusform>%Ln Buch bearbeiten</numerusform>
                <numerusform>%Ln Bücher bearbeiten</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave empty to clear it</source>
            <translation>Zum Löschen leer lassen</translation>
        </message>
        <message>
            <source>Number from</source>
            <translation>Nummerieren ab</translation>
        </message>
        <message>
            <source>Add genres</source>
            <translation>Genres hinzufügen</translation>
        </message>
        <message>
            <source>Remove genres</source>
            <translation>Genres entfernen</translation>
        </message>
        <message>
            <source>Lock what is changed</source>
            <translation>Geändertes sperren</translation>
        </message>
        <message>
            <source>Neither the files nor Hardcover change it then.</source>
            <translation>Dann ändern es weder die Dateien noch Hardcover.</translation>
        </message>
        <message>
            <source>Tick what you want to change first.</source>
            <translation>Hake zuerst an, was du ändern willst.</translation>
        </message>
        <message>
            <source>Mend what is marked first.</source>
            <translation>Berichtige zuerst, was markiert ist.</translation>
        </message>
        <message>
            <source>Counted up in the order in which the books stand in the list.</source>
            <translation>Hochgezählt in der Reihenfolge, in der die Bücher in der Liste stehen.</translation>
        </message>
        <message>
            <source>Only what you tick is changed, in every one of them. The files stay as they are.</source>
            <translation>Nur was du anhakst, wird geändert, und zwar in jedem davon. Die Dateien bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Reihen in deiner Bibliothek</translation>
        </message>
        <message>
            <source>Number in the series</source>
            <translation>Nummer in der Reihe</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>From Hardcover</source>
            <translation>Von Hardcover</translation>
        </message>
        <message>
            <source>Set by you</source>
            <translation>Von dir gesetzt</translation>
        </message>
        <message>
            <source>Calibre says nothing</source>
            <translation>Calibre sagt nichts</translation>
        </message>
        <message>
            <source>The file says nothing</source>
            <translation>Die Datei sagt nichts</translation>
        </message>
        <message>
            <source>Calibre says: {0}</source>
            <translation>Calibre sagt: {0}</translation>
        </message>
        <message>
            <source>the file says: {0}</source>
            <translation>die Datei sagt: {0}</translation>
        </message>
        <message>
            <source>the file says nothing</source>
            <translation>die Datei sagt nichts</translation>
        </message>
        <message>
            <source>Several, with ; between</source>
            <translation>Mehrere, mit ; dazwischen</translation>
        </message>
        <message>
            <source>A year, or a date as YYYY-MM-DD</source>
            <translation>Ein Jahr oder ein Datum als JJJJ-MM-TT</translation>
        </message>
        <message>
            <source>A code such as en or pt-BR</source>
            <translation>Ein Kürzel wie en oder pt-BR</translation>
        </message>
        <message>
            <source>Finished “{0}”</source>
            <translation>„{0}“ gelesen</translation>
        </message>
        <message>
            <source>Rate it?</source>
            <translation>Möchtest du es bewerten?</translation>
        </message>
        <message>
            <source>Rate…</source>
            <translation>Bewerten …</translation>
        </message>
        <message>
            <source>“{0}” has sent its place for the first time.</source>
            <translation>„{0}“ hat zum ersten Mal seine Stelle gesendet.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Neues Gerät</translation>
        </message>
        <message>
            <source>Two devices report the same id</source>
            <translation>Zwei Geräte melden dieselbe ID</translation>
        </message>
        <message>
            <source>Perhaps two devices report the same id</source>
            <translation>Vielleicht melden zwei Geräte dieselbe ID</translation>
        </message>
        <message>
            <source>BookOrbit shows you how to give one of them an id of its own.</source>
            <translation>BookOrbit zeigt dir, wie eines davon eine eigene ID bekommt.</translation>
        </message>
        <message>
            <source>Show how</source>
            <translation>Zeigen, wie</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover ist pausiert</translation>
        </message>
        <message>
            <source>Your device sent “{0}”, which BookOrbit has not seen. Link it to its book.</source>
            <translation>Dein Gerät hat „{0}“ gesendet, das BookOrbit nicht kennt. Verknüpfe es mit seinem Buch.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add the files.</source>
            <translation>
                <numerusform>Verknüpfe %Ln Dokument mit einem Buch oder füge die Datei hinzu.</numerusform>
                <numerusform>Verknüpfe %Ln Dokumente mit Büchern oder füge die Dateien hinzu.</numerusform>
            </translation>
        </message>
        <message>
            <source>No book for a document</source>
            <translation>Kein Buch zu einem Dokument</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Verknüpfen …</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) did not get to Hardcover. BookOrbit tries again.</source>
            <translation>
                <numerusform>%Ln Buch kam nicht bei Hardcover an. BookOrbit versucht es erneut.</numerusform>
                <numerusform>%Ln Bücher kamen nicht bei Hardcover an. BookOrbit versucht es erneut.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync with problems</source>
            <translation>Synchronisierung mit Problemen</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>Die Datei von „{0}“ wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Progress is kept.</source>
            <translation>
                <numerusform>%Ln Datei wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</numerusform>
                <numerusform>%Ln Dateien wurden verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” stays where it was until you have said what you meant.</source>
            <translation>„{0}“ bleibt, wo es war, bis du sagst, was gemeint war.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Ein Gerät ging zurück</translation>
        </message>
        <message>
            <source>BookOrbit can store everything again.</source>
            <translation>BookOrbit kann wieder alles speichern.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Ihre Bibliothek</translation>
        </message>
        <message>
            <source>It could then read and send the progress of your books. If it says “Allow it on your computer”, tap Register on it again.</source>
            <translation>Es könnte dann den Fortschritt deiner Bücher lesen und senden. Steht dort „Allow it on your computer“, tippe auf dem Gerät noch einmal auf „Registrieren“.</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Erlauben</translation>
        </message>
        <message>
            <source>Don't allow</source>
            <translation>Nicht erlauben</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <source>Preview the sync</source>
            <translation>Vorschau der Synchronisierung</translation>
        </message>
        <message>
            <source>Import from a KOReader device…</source>
            <translation>Von einem KOReader-Gerät importieren …</translation>
        </message>
        <message>
            <source>Add books…</source>
            <translation>Bücher hinzufügen …</translation>
        </message>
        <message>
            <source>Rescan folders</source>
            <translation>Ordner neu durchsuchen</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Aktivität anzeigen</translation>
        </message>
        <message>
            <source>Help: open the guide</source>
            <translation>Hilfe: Handbuch öffnen</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Find a page, an action or a book</source>
            <translation>Seite, Aktion oder Buch suchen</translation>
        </message>
        <message>
            <source>Go to a page, a book, or do something</source>
            <translation>Gehe zu einer Seite, einem Buch oder tu etwas</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>Nothing fits. Try the beginning of a title or an author.</source>
            <translation>Nichts passt. Versuche den Anfang eines Titels oder Autors.</translation>
        </message>
        <message>
            <source>Rate a book</source>
            <translation>Ein Buch bewerten</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Choose some stars first.</source>
            <translation>Wähle zuerst Sterne.</translation>
        </message>
        <message>
            <source>How was “{0}”?</source>
            <translation>Wie war „{0}“?</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>{0} nutzen, wenn frei</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Version {0}</translation>
        </message>
        <message>
            <source>Show the first steps</source>
            <translation>Erste Schritte zeigen</translation>
        </message>
        <message>
            <source>Your place in every book, on every KOReader device and on Hardcover.</source>
            <translation>Deine Stelle in jedem Buch, auf jedem KOReader-Gerät und auf Hardcover.</translation>
        </message>
        <message>
            <source>Read the licence</source>
            <translation>Lizenz lesen</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Handbuch öffnen</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Lizenz und Hilfe</translation>
        </message>
        <message>
            <source>Answers by task and by symptom. Works offline.</source>
            <translation>Antworten nach Aufgabe und nach Symptom, auf Englisch. Geht ohne Netz.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Freie Software</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. It comes without any warranty.</source>
            <translation>GNU Affero General Public License, Version 3 oder neuer. Ohne jede Gewährleistung.</translation>
        </message>
        <message>
            <source>The five pages of the first start, whenever you want.</source>
            <translation>Die fünf Seiten des ersten Starts, wann immer du willst.</translation>
        </message>
        <message>
            <source>How much is logged</source>
            <translation>Was protokolliert wird</translation>
        </message>
        <message>
            <source>Open data folder</source>
            <translation>Datenordner öffnen</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Protokollordner öffnen</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>Diagnose speichern …</translation>
        </message>
        <message>
            <source>Problems only</source>
            <translation>Nur Probleme</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <source>Saved {0}. It holds no token and no passphrase; the log names your books.</source>
            <translation>{0} gespeichert. Darin sind weder Token noch Passphrase; das Protokoll nennt deine Bücher.</translation>
        </message>
        <message>
            <source>Save diagnostics</source>
            <translation>Diagnose speichern</translation>
        </message>
        <message>
            <source>Zip archive (*.zip)</source>
            <translation>Zip-Archiv (*.zip)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokolldatei</translation>
        </message>
        <message>
            <source>Takes effect at once. “Everything” helps to find a fault and makes the log grow faster.</source>
            <translation>Wirkt sofort. „Alles“ hilft bei der Fehlersuche und lässt das Protokoll schneller wachsen.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Protokollordner</translation>
        </message>
        <message>
            <source>What happened, without your token and passphrase.</source>
            <translation>Was geschehen ist, ohne dein Token und deine Passphrase.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnose</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, secrets removed. Nothing is sent anywhere.</source>
            <translation>Protokoll, Einstellungen und Versionen in einer Zip-Datei, ohne Geheimnisse. Nichts wird irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Datenordner</translation>
        </message>
        <message>
            <source>Library, progress and covers. A copy made while BookOrbit is not running is a backup.</source>
            <translation>Bibliothek, Fortschritt und Cover. Eine Kopie, während BookOrbit nicht läuft, ist eine Sicherung.</translation>
        </message>
        <message>
            <source>Calibre's rating</source>
            <translation>Calibres Bewertung</translation>
        </message>
        <message>
            <source>{0} (#{1})</source>
            <translation>{0} (#{1})</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>This library has no column of that kind.</source>
            <translation>Diese Bibliothek hat keine Spalte dieser Art.</translation>
        </message>
        <message>
            <source>Several columns look right. Choose the one to use.</source>
            <translation>Mehrere Spalten kommen infrage. Wähle eine.</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>„{0}“</translation>
        </message>
        <message>
            <source>Not understood, so nothing is filled from it: {0}.</source>
            <translation>Nicht verstanden, darum wird daraus nichts gefüllt: {0}.</translation>
        </message>
        <message>
            <source>Read status</source>
            <translation>Lesestatus</translation>
        </message>
        <message>
            <source>Date read</source>
            <translation>Gelesen am</translation>
        </message>
        <message>
            <source>For books without a status here. What you set here stays.</source>
            <translation>Für Bücher, die hier keinen Status haben. Was du hier setzt, bleibt.</translation>
        </message>
        <message>
            <source>For books without a finish date here.</source>
            <translation>Für Bücher, die hier kein Enddatum haben.</translation>
        </message>
        <message>
            <source>For books without a rating here.</source>
            <translation>Für Bücher, die hier keine Bewertung haben.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>BookOrbit starten, wenn ich mich anmelde</translation>
        </message>
        <message>
            <source>It starts in the tray, so that your devices always find it.</source>
            <translation>Es startet im Infobereich, damit deine Geräte es immer finden.</translation>
        </message>
        <message>
            <source>Not in the demo: its library is gone when you quit.</source>
            <translation>Nicht in der Demo: Ihre Bibliothek ist nach dem Beenden weg.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Im Infobereich weiterlaufen, wenn ich das Fenster schließe</translation>
        </message>
        <message>
            <source>Off: closing the window ends BookOrbit, and devices cannot reach it until you start it again.</source>
            <translation>Aus: Schließen beendet BookOrbit, und Geräte erreichen es erst wieder, wenn du es neu startest.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window ends BookOrbit.</source>
            <translation>Diese Arbeitsumgebung hat keinen Infobereich, daher beendet Schließen BookOrbit.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>Changes the colours at once. System follows your desktop.</source>
            <translation>Ändert die Farben sofort. „System“ folgt deiner Arbeitsumgebung.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Takes effect the next time BookOrbit starts.</source>
            <translation>Wirkt beim nächsten Start von BookOrbit.</translation>
        </message>
        <message>
            <source>Start and close</source>
            <translation>Starten und Schließen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Änderungen automatisch senden</translation>
        </message>
        <message>
            <source>Off: pauses all automatic syncing without disconnecting. Sync now still works.</source>
            <translation>Aus: Automatisches Senden ruht, die Verbindung bleibt. „Jetzt synchronisieren“ geht weiterhin.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Statusänderungen</translation>
        </message>
        <message>
            <source>Send updates when you mark a book as reading, read, and so on.</source>
            <translation>Sendet, wenn du ein Buch als „Lese ich gerade“, „Gelesen“ und so weiter markierst.</translation>
        </message>
        <message>
            <source>Reading progress</source>
            <translation>Lesefortschritt</translation>
        </message>
        <message>
            <source>Send progress and dates when your device reports them.</source>
            <translation>Fortschritt und Daten senden, wenn dein Gerät sie meldet.</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Bewertungen</translation>
        </message>
        <message>
            <source>Send your star ratings.</source>
            <translation>Deine Sternebewertungen senden.</translation>
        </message>
        <message>
            <source>Keep Want to Read the same in both directions</source>
            <translation>„Will ich lesen“ in beiden Richtungen gleich halten</translation>
        </message>
        <message>
            <source>With each sync, books on Want to Read on Hardcover become Want to Read here if they are blank; taken off there, they are blank again.</source>
            <translation>Bei jeder Synchronisierung werden Bücher, die auf Hardcover auf „Will ich lesen“ stehen und hier keine Angaben haben, auch hier zu „Will ich lesen“; dort entfernt, sind sie wieder ohne Angaben.</translation>
        </message>
        <message>
            <source>Nothing is sent by itself while “Send changes automatically” is off.</source>
            <translation>Nichts wird von selbst gesendet, solange „Änderungen automatisch senden“ aus ist.</translation>
        </message>
        <message>
            <source>What is sent by itself</source>
            <translation>Was von selbst gesendet wird</translation>
        </message>
        <message>
            <source>Sync runs only for books that are not unread, and begins after your first sync.</source>
            <translation>Nur für Bücher, die nicht ungelesen sind, und erst nach deiner ersten Synchronisierung.</translation>
        </message>
        <message>
            <source>What comes from Hardcover</source>
            <translation>Was von Hardcover kommt</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Sichtbarkeit</translation>
        </message>
        <message>
            <source>Who sees your books</source>
            <translation>Wer deine Bücher sieht</translation>
        </message>
        <message>
            <source>For books that are sent from now on. Entries you made yourself stay as they are.</source>
            <translation>Für Bücher, die ab jetzt gesendet werden. Einträge, die du selbst angelegt hast, bleiben.</translation>
        </message>
        <message>
            <source>Devices with name and passphrase may browse your library and download from it.</source>
            <translation>Geräte mit Name und Passphrase dürfen in deiner Bibliothek blättern und daraus herunterladen.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Ein Buch ist gelesen bei</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100 %.</source>
            <translation>Ab da gilt es als „Gelesen“. Im Scrollmodus erreicht KOReader nie 100 %.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Wenn ein Gerät in einem Buch zurückgeht</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices are always given what was sent last, and Hardcover is never lowered.</source>
            <translation>Um mehr als ein, zwei Seiten. Geräte bekommen immer, was zuletzt gesendet wurde, und Hardcover wird nie herabgesetzt.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Mich fragen</translation>
        </message>
        <message>
            <source>Accept it</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Ignore it: the furthest place stays</source>
            <translation>Ignorieren: Die weiteste Stelle bleibt</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Verwenden</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Erreichbar über</translation>
        </message>
        <message>
            <source>Show address, name and passphrase</source>
            <translation>Adresse, Namen und Passphrase anzeigen</translation>
        </message>
        <message>
            <source>Every network</source>
            <translation>Jedes Netzwerk</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Nur diesen Computer</translation>
        </message>
        <message>
            <source>The server is stopped. A new port is tried when it starts.</source>
            <translation>Der Server ist angehalten. Ein neuer Port wird beim Start versucht.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Use this port</source>
            <translation>Diesen Port verwenden</translation>
        </message>
        <message>
            <source>Takes effect at once. Then change the address on your devices too.</source>
            <translation>Wirkt sofort. Ändere dann auch die Adresse auf deinen Geräten.</translation>
        </message>
        <message>
            <source>The networks that devices may come from. Takes effect at once.</source>
            <translation>Die Netzwerke, aus denen Geräte kommen dürfen. Wirkt sofort.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Sicherungen löschen …</translation>
        </message>
        <message>
            <source>Files as they were before writing</source>
            <translation>Dateien, wie sie vor dem Schreiben waren</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Undo needs them.</source>
            <translation>
                <numerusform>%Ln Datei, {0}. „Rückgängig“ braucht sie.</numerusform>
                <numerusform>%Ln Dateien, {0}. „Rückgängig“ braucht sie.</numerusform>
            </translation>
        </message>
        <message>
            <source>None are kept.</source>
            <translation>Keine sind aufgehoben.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>Sicherungen löschen?</translation>
        </message>
        <message>
            <source>What was written into your files then stays: it can no longer be taken back. The files themselves, and what your devices know of them, stay as they are.</source>
            <translation>Was in deine Dateien geschrieben wurde, bleibt dann: Es lässt sich nicht mehr zurücknehmen. Die Dateien selbst und was deine Geräte von ihnen wissen, bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>Delete backups</source>
            <translation>Sicherungen löschen</translation>
        </message>
        <message>
            <source>Keep backups</source>
            <translation>Sicherungen behalten</translation>
        </message>
        <message>
            <source>The backups are deleted.</source>
            <translation>Die Sicherungen sind gelöscht.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>{0} entfernen</translation>
        </message>
        <message>
            <source>Changes are noticed by themselves.</source>
            <translation>Änderungen werden von selbst bemerkt.</translation>
        </message>
        <message>
            <source>Looked through every 15 minutes: your system does not tell of all changes here.</source>
            <translation>Wird alle 15 Minuten durchgesehen: Dein System meldet hier nicht alle Änderungen.</translation>
        </message>
        <message>
            <source>Not there now. Its books are kept; connect the drive, and it goes on.</source>
            <translation>Gerade nicht da. Die Bücher bleiben; schließ das Laufwerk an, dann geht es weiter.</translation>
        </message>
        <message>
            <source>Changes are read at the next start, or when you press Look for changes now.</source>
            <translation>Änderungen werden beim nächsten Start gelesen oder wenn du auf „Jetzt nach Änderungen suchen“ drückst.</translation>
        </message>
        <message>
            <source>Notice changes by themselves</source>
            <translation>Änderungen von selbst bemerken</translation>
        </message>
        <message>
            <source>New, changed and renamed books are in your library seconds later.</source>
            <translation>Neue, geänderte und umbenannte Bücher sind Sekunden später in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Neue Bücher zuerst prüfen</translation>
        </message>
        <message>
            <source>New books wait in the Inbox until you approve them; your library lists them then. They are served and synced meanwhile like any other. Off: only books without a title or an author wait.</source>
            <translation>Neue Bücher warten im Eingang, bis du sie freigibst; dann führt deine Bibliothek sie auf. Bis dahin werden sie angeboten und synchronisiert wie alle. Aus: Nur Bücher ohne Titel oder Autor warten.</translation>
        </message>
        <message>
            <source>Let me organise files</source>
            <translation>Dateien ordnen erlauben</translation>
        </message>
        <message>
            <source>Copies or moves files into folders by a template, when you ask for it, with a preview and Undo. Changing files changes how KOReader recognises them.</source>
            <translation>Kopiert oder verschiebt Dateien nach einer Vorlage in Ordner, wenn du es verlangst, mit Vorschau und „Rückgängig“. Geänderte Dateien erkennt KOReader anders.</translation>
        </message>
        <message>
            <source>Let me write metadata into files</source>
            <translation>Metadaten in Dateien schreiben erlauben</translation>
        </message>
        <message>
            <source>Writes title, authors, series and what else you tick into EPUBs, when you ask for it, with a preview and Undo. Changing files changes how KOReader recognises them.</source>
            <translation>Schreibt Titel, Autoren, Reihe und was du sonst ankreuzt in EPUBs, wenn du es verlangst, mit Vorschau und „Rückgängig“. Geänderte Dateien erkennt KOReader anders.</translation>
        </message>
        <message>
            <source>Organise all files…</source>
            <translation>Alle Dateien ordnen …</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Ordner hinzufügen …</translation>
        </message>
        <message>
            <source>Look for changes now</source>
            <translation>Jetzt nach Änderungen suchen</translation>
        </message>
        <message>
            <source>No folder yet. Your books stay where they are; BookOrbit only reads them.</source>
            <translation>Noch kein Ordner. Deine Bücher bleiben, wo sie sind; BookOrbit liest sie nur.</translation>
        </message>
        <message>
            <source>Switch it on above first.</source>
            <translation>Schalte es zuerst oben ein.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Füge zuerst einen Ordner hinzu.</translation>
        </message>
        <message>
            <source>Stop looking in this folder?</source>
            <translation>In diesem Ordner nicht mehr suchen?</translation>
        </message>
        <message>
            <source>{0}

The files stay where they are. Its books stay in your library with their progress, but BookOrbit no longer notices changes there.</source>
            <translation>{0}

Die Dateien bleiben, wo sie sind. Die Bücher bleiben mit ihrem Fortschritt in deiner Bibliothek, aber BookOrbit bemerkt dort keine Änderungen mehr.</translation>
        </message>
        <message>
            <source>Remove folder</source>
            <translation>Ordner entfernen</translation>
        </message>
        <message>
            <source>Keep folder</source>
            <translation>Ordner behalten</translation>
        </message>
        <message>
            <source>BookOrbit no longer looks in {0}.</source>
            <translation>BookOrbit sucht nicht mehr in {0}.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Books in these folders and below them are in your library. Their files stay as they are.</source>
            <translation>Bücher in diesen Ordnern und darunter sind in deiner Bibliothek. Ihre Dateien bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <source>New books</source>
            <translation>Neue Bücher</translation>
        </message>
        <message>
            <source>Your files</source>
            <translation>Deine Dateien</translation>
        </message>
        <message>
            <source>Goodreads and StoryGraph</source>
            <translation>Goodreads und StoryGraph</translation>
        </message>
        <message>
            <source>The CSV file that you export there fills what is missing here: status, rating and dates. You see every line first.</source>
            <translation>Die CSV-Datei, die du dort exportierst, füllt, was hier fehlt: Status, Bewertung und Daten. Du siehst zuerst jede Zeile.</translation>
        </message>
        <message>
            <source>You finished a book</source>
            <translation>Du hast ein Buch beendet</translation>
        </message>
        <message>
            <source>With stars to rate it.</source>
            <translation>Mit Sternen zum Bewerten.</translation>
        </message>
        <message>
            <source>A new device connected</source>
            <translation>Ein neues Gerät hat sich verbunden</translation>
        </message>
        <message>
            <source>The first time that a device sends its place.</source>
            <translation>Wenn ein Gerät zum ersten Mal seine Stelle sendet.</translation>
        </message>
        <message>
            <source>Once, with the way to mend it.</source>
            <translation>Einmal, mit dem Weg, es zu beheben.</translation>
        </message>
        <message>
            <source>Your Hardcover token needs you</source>
            <translation>Dein Hardcover-Token braucht dich</translation>
        </message>
        <message>
            <source>When it was refused, or soon expires. Sending is paused until you replace it.</source>
            <translation>Wenn es abgelehnt wurde oder bald abläuft. Das Senden ruht, bis du es ersetzt.</translation>
        </message>
        <message>
            <source>A document is no book of your library</source>
            <translation>Ein Dokument ist kein Buch deiner Bibliothek</translation>
        </message>
        <message>
            <source>Several at once are told together.</source>
            <translation>Mehrere zugleich werden gemeinsam gemeldet.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Eine Synchronisierung endete mit Problemen</translation>
        </message>
        <message>
            <source>When books could not be matched or sent.</source>
            <translation>Wenn Bücher nicht zugeordnet oder gesendet werden konnten.</translation>
        </message>
        <message>
            <source>A book file is missing</source>
            <translation>Eine Buchdatei fehlt</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Its progress is kept.</source>
            <translation>Wenn eine Datei verschoben oder gelöscht wurde. Ihr Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>A KOReader device was plugged in</source>
            <translation>Ein KOReader-Gerät wurde angeschlossen</translation>
        </message>
        <message>
            <source>When its reading can be imported. Nothing is read until you say so.</source>
            <translation>Wenn sein Lesestand importiert werden kann. Nichts wird gelesen, bevor du es sagst.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Ein Gerät ging in einem Buch zurück</translation>
        </message>
        <message>
            <source>Once for each book, when you are asked about steps back.</source>
            <translation>Einmal für jedes Buch, wenn du bei Rückschritten gefragt wirst.</translation>
        </message>
        <message>
            <source>Keep quiet for some hours</source>
            <translation>Einige Stunden lang still sein</translation>
        </message>
        <message>
            <source>Nothing is shown then; the window still tells what happened.</source>
            <translation>Dann wird nichts angezeigt; das Fenster sagt weiterhin, was war.</translation>
        </message>
        <message>
            <source>The hours may reach over midnight.</source>
            <translation>Die Zeit darf über Mitternacht gehen.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Tell me when</source>
            <translation>Sag mir Bescheid</translation>
        </message>
        <message>
            <source>You are never told about single pages or progress.</source>
            <translation>Einzelne Seiten oder Fortschritt werden nie gemeldet.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Ruhezeit</translation>
        </message>
        <message>
            <source>Tick “Keep quiet for some hours” first.</source>
            <translation>Kreuze zuerst „Einige Stunden lang still sein“ an.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Benachrichtigungen</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Erweitert</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Info</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>How BookOrbit behaves on this computer.</source>
            <translation>Wie sich BookOrbit auf diesem Computer verhält.</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Bereiche</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Relais</translation>
        </message>
        <message>
            <source>Keeps another progress sync server in step while this computer is awake. Devices that use that server then go on where you were, also while this computer sleeps or you are away.</source>
            <translation>Hält einen anderen Server für die Fortschrittssynchronisierung im Gleichstand, solange dieser Computer wach ist. Geräte, die jenen Server nutzen, machen dann weiter, wo du warst, auch während dieser Computer schläft oder du unterwegs bist.</translation>
        </message>
        <message>
            <source>Use the relay</source>
            <translation>Relais verwenden</translation>
        </message>
        <message>
            <source>Without https:// your name and password can be read on the way. Fine at home only.</source>
            <translation>Ohne https:// lassen sich Name und Passwort unterwegs mitlesen. Nur zu Hause in Ordnung.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Speichern und verwenden</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>Jetzt fragen</translation>
        </message>
        <message>
            <source>Kept; type to replace it</source>
            <translation>Gespeichert; zum Ersetzen tippen</translation>
        </message>
        <message>
            <source>Enter another server and your login there first.</source>
            <translation>Gib zuerst einen anderen Server und deine Anmeldung dort ein.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Zuletzt gesendet: {0}</translation>
        </message>
        <message>
            <source>Last taken in: {0}</source>
            <translation>Zuletzt übernommen: {0}</translation>
        </message>
        <message>
            <source>Last asked: {0}</source>
            <translation>Zuletzt gefragt: {0}</translation>
        </message>
        <message>
            <source>Nothing was sent or asked yet.</source>
            <translation>Noch wurde nichts gesendet oder gefragt.</translation>
        </message>
        <message>
            <source>Asking the other server…</source>
            <translation>Der andere Server wird gefragt …</translation>
        </message>
        <message>
            <source>It answers and accepts your login.</source>
            <translation>Er antwortet und nimmt deine Anmeldung an.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Gespeichert. Das Relais ist an.</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) sent</source>
            <translation>
                <numerusform>%Ln Stelle gesendet</numerusform>
                <numerusform>%Ln Stellen gesendet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) taken in</source>
            <translation>
                <numerusform>%Ln Stelle übernommen</numerusform>
                <numerusform>%Ln Stellen übernommen</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in step.</source>
            <translation>Beide Server sind im Gleichstand.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <source>{0}:{1}</source>
            <translation>{0}:{1}</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Noch ist nichts geändert.</translation>
        </message>
        <message>
            <source>Fetching your shelf from Hardcover…</source>
            <translation>Dein Regal wird von Hardcover abgerufen …</translation>
        </message>
        <message>
            <source>Fetching your shelf</source>
            <translation>Dein Regal wird abgerufen</translation>
        </message>
        <message>
            <source>Your Hardcover shelf is empty. There is nothing to import.</source>
            <translation>Dein Hardcover-Regal ist leer. Es gibt nichts zu importieren.</translation>
        </message>
        <message>
            <source>No Hardcover account linked yet.</source>
            <translation>Noch kein Hardcover-Konto verbunden.</translation>
        </message>
        <message>
            <source>With each sync, books that you put on Want to Read on Hardcover become Want to Read here, if they are blank. Taken off there, they are blank again. Yours go there in any case.</source>
            <translation>Bei jeder Synchronisierung werden Bücher, die du auf Hardcover auf „Will ich lesen“ setzt, auch hier zu „Will ich lesen“, wenn sie hier keine Angaben haben. Dort entfernt, sind sie wieder ohne Angaben. Deine von hier gehen in jedem Fall dorthin.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) fetched so far.</source>
            <translation>
                <numerusform>Bisher %Ln Buch abgerufen.</numerusform>
                <numerusform>Bisher %Ln Bücher abgerufen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from Hardcover.</source>
            <translation>
                <numerusform>%Ln Buch von Hardcover importiert.</numerusform>
                <numerusform>%Ln Bücher von Hardcover importiert.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n book(s) blank again.</source>
            <translation>
                <numerusform>Zurückgenommen: %Ln Buch wieder ohne Angaben.</numerusform>
                <numerusform>Zurückgenommen: %Ln Bücher wieder ohne Angaben.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Konflikte</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Übersprungen</translation>
        </message>
        <message>
            <source>Book {0} on Hardcover</source>
            <translation>Buch {0} auf Hardcover</translation>
        </message>
        <message>
            <source>Line {0}</source>
            <translation>Zeile {0}</translation>
        </message>
        <message>
            <source>no status</source>
            <translation>kein Status</translation>
        </message>
        <message>
            <source>Sets {0}</source>
            <translation>Setzt {0}</translation>
        </message>
        <message>
            <source>Here: {0}</source>
            <translation>Hier: {0}</translation>
        </message>
        <message>
            <source>Is this your “{0}”? Found by title and author.</source>
            <translation>Ist das dein „{0}“? Über Titel und Autor gefunden.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>beendet {0}</translation>
        </message>
        <message>
            <source>There is nothing to import: each line says why.</source>
            <translation>Es gibt nichts zu importieren: Jede Zeile sagt, warum.</translation>
        </message>
        <message>
            <source>Import progress</source>
            <translation>Fortschritt importieren</translation>
        </message>
        <message>
            <source>Books on your Hardcover shelf</source>
            <translation>Bücher in deinem Hardcover-Regal</translation>
        </message>
        <message>
            <source>Also the place in books that you are reading on Hardcover.</source>
            <translation>Auch die Stelle in Büchern, die du auf Hardcover gerade liest.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%Ln Buch in deinem Hardcover-Regal.</numerusform>
                <numerusform>%Ln Bücher in deinem Hardcover-Regal.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only books that are blank here are filled; nothing is overwritten.</source>
            <translation>Nur Bücher ohne Angaben hier werden ergänzt; nichts wird überschrieben.</translation>
        </message>
        <message>
            <source>Go to {0}</source>
            <translation>Gehe zu: {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vor</translation>
        </message>
        <message>
            <source>Add a folder with books</source>
            <translation>Ordner mit Büchern hinzufügen</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>In deinen Büchern suchen</translation>
        </message>
        <message>
            <source>Look for changes in your folders</source>
            <translation>In deinen Ordnern nach Änderungen suchen</translation>
        </message>
        <message>
            <source>Show what goes on</source>
            <translation>Anzeigen, was vorgeht</translation>
        </message>
        <message>
            <source>Undo the last change that can be taken back</source>
            <translation>Die letzte Änderung zurücknehmen, bei der das geht</translation>
        </message>
        <message>
            <source>Show these shortcuts</source>
            <translation>Diese Tastenkürzel anzeigen</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Fenster schließen</translation>
        </message>
        <message>
            <source>Close what is open: message, panel, details</source>
            <translation>Offenes schließen: Meldung, Leiste, Details</translation>
        </message>
        <message>
            <source>Show the details of a book</source>
            <translation>Details eines Buchs anzeigen</translation>
        </message>
        <message>
            <source>On the Hardcover page: do what the state of the book offers</source>
            <translation>Auf der Seite Hardcover: tun, was der Zustand des Buchs anbietet</translation>
        </message>
        <message>
            <source>In the Inbox and its review: approve</source>
            <translation>Im Eingang und beim Prüfen: freigeben</translation>
        </message>
        <message>
            <source>In the review of a book: read its file and ask Hardcover anew</source>
            <translation>Beim Prüfen eines Buchs: seine Datei neu einlesen und Hardcover neu fragen</translation>
        </message>
        <message>
            <source>Go through the books, with their details</source>
            <translation>Bücher durchgehen, mit ihren Details</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Alle auswählen</translation>
        </message>
        <message>
            <source>Rate with 1 to 5 stars; 0 takes the rating away</source>
            <translation>Mit 1 bis 5 Sternen bewerten; 0 nimmt die Bewertung weg</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Ausgewählte Bücher entfernen</translation>
        </message>
        <message>
            <source>On the Highlights page: remove the selected ones here</source>
            <translation>Auf der Seite Markierungen: die ausgewählten hier entfernen</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Ausgewählte Markierungen kopieren</translation>
        </message>
        <message>
            <source>Begin to search, with any letter</source>
            <translation>Suche beginnen, mit jedem Buchstaben</translation>
        </message>
        <message>
            <source>Show what can be done with the selected books</source>
            <translation>Zeigen, was mit den ausgewählten Büchern geht</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>In a list of books</source>
            <translation>In einer Bücherliste</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) need[s] you</source>
            <translation>
                <numerusform>%Ln Datei braucht dich</numerusform>
                <numerusform>%Ln Dateien brauchen dich</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s)</source>
            <translation>
                <numerusform>%Ln Markierung oder Notiz</numerusform>
                <numerusform>%Ln Markierungen und Notizen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need[s] attention</source>
            <translation>
                <numerusform>%Ln braucht dich</numerusform>
                <numerusform>%Ln brauchen dich</numerusform>
            </translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>On</source>
            <translation>An</translation>
        </message>
        <message>
            <source>Set library aside</source>
            <translation>Bibliothek beiseitelegen</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Setting it aside moves it into a folder beside it. Nothing is deleted.</source>
            <translation>Beiseitelegen verschiebt sie in einen Ordner daneben. Nichts wird gelöscht.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit kann nicht starten</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>It is in {0} now, whole. BookOrbit begins with a new library.</source>
            <translation>Sie liegt jetzt vollständig in {0}. BookOrbit beginnt mit einer neuen Bibliothek.</translation>
        </message>
        <message>
            <source>Your old library is set aside</source>
            <translation>Deine alte Bibliothek liegt beiseite</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is empty.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist leer.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is damaged, and BookOrbit has left it as it is.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist beschädigt. BookOrbit hat sie nicht verändert.</translation>
        </message>
        <message>
            <source>Put a copy of it back, or set it aside and begin a new library.</source>
            <translation>Spiele eine Kopie davon ein, oder lege die Bibliothek beiseite und beginne eine neue.</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%Ln Gerät</numerusform>
                <numerusform>%Ln Geräte</numerusform>
            </translation>
        </message>
        <message>
            <source>last push {0}</source>
            <translation>zuletzt empfangen {0}</translation>
        </message>
        <message>
            <source>Hardcover not connected</source>
            <translation>Hardcover nicht verbunden</translation>
        </message>
        <message>
            <source>{0} of {1} requests left today</source>
            <translation>heute noch {0} von {1} Anfragen</translation>
        </message>
        <message>
            <source>Hardcover {0}</source>
            <translation>Hardcover {0}</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>pausiert</translation>
        </message>
        <message>
            <source>{0} pending</source>
            <translation>{0} ausstehend</translation>
        </message>
        <message>
            <source>Show what was done, waits or failed</source>
            <translation>Anzeigen, was erledigt ist, wartet oder fehlschlug</translation>
        </message>
        <message>
            <source>The server is stopped</source>
            <translation>Server angehalten</translation>
        </message>
        <message>
            <source>Server stopped</source>
            <translation>Server angehalten</translation>
        </message>
        <message>
            <source>Not accepting progress on {0}</source>
            <translation>Nimmt auf {0} keinen Fortschritt an</translation>
        </message>
        <message>
            <source>Serving {0}</source>
            <translation>Erreichbar: {0}</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>Run in background</source>
            <translation>Im Hintergrund weiter</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Fehlgeschlagene erneut</translation>
        </message>
        <message>
            <source>Undo this sync</source>
            <translation>Rückgängig machen</translation>
        </message>
        <message>
            <source>Fix matches</source>
            <translation>Zuordnungen berichtigen</translation>
        </message>
        <message>
            <source>Show the books that have no match yet.</source>
            <translation>Bücher anzeigen, die noch nicht zugeordnet sind.</translation>
        </message>
        <message>
            <source>Show or hide the books of this sync.</source>
            <translation>Bücher dieser Synchronisierung anzeigen oder verbergen.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover anew, also what is in sync.</source>
            <translation>Jedes Buch neu mit Hardcover vergleichen, auch was synchron ist.</translation>
        </message>
        <message>
            <source>Looking up your books. Nothing is sent yet.</source>
            <translation>Deine Bücher werden gesucht. Noch wird nichts gesendet.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>Diese Synchronisierung rückgängig machen?</translation>
        </message>
        <message>
            <source>What it wrote on Hardcover is put back as it was before, and what it created is removed. Your books here stay as they are.</source>
            <translation>Was sie auf Hardcover geschrieben hat, wird wie vorher, und was sie angelegt hat, wird entfernt. Deine Bücher hier bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>The sync could not be undone yet</source>
            <translation>Die Synchronisierung ließ sich noch nicht rückgängig machen</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>Hält nach dem aktuellen Buch an.</translation>
        </message>
        <message>
            <source>Cancel leaves the other books as the sync made them.</source>
            <translation>„Abbrechen“ lässt die übrigen Bücher, wie die Synchronisierung sie gemacht hat.</translation>
        </message>
        <message>
            <source>Cancel stops after the current request.</source>
            <translation>Abbrechen wirkt nach der laufenden Anfrage.</translation>
        </message>
        <message>
            <source>Stops after the current request.</source>
            <translation>Hält nach der laufenden Anfrage an.</translation>
        </message>
        <message>
            <source>Nothing is sent.</source>
            <translation>Nichts wird gesendet.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n book(s)</source>
            <translation>
                <numerusform>%Ln Buch senden</numerusform>
                <numerusform>%Ln Bücher senden</numerusform>
            </translation>
        </message>
        <message>
            <source>What you leave out is excluded until you include it.</source>
            <translation>Was du auslässt, ist ausgeschlossen, bis du es wieder aufnimmst.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>an {0}</translation>
        </message>
        <message>
            <source>not confirmed by you yet</source>
            <translation>von dir noch nicht bestätigt</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Wird vorbereitet …</translation>
        </message>
        <message>
            <source>{0} Will retry in {1} s.</source>
            <translation>{0} Neuer Versuch in {1} s.</translation>
        </message>
        <message>
            <source>{0} Continuing in {1} s.</source>
            <translation>{0} Weiter in {1} s.</translation>
        </message>
        <message>
            <source>{0} sent</source>
            <translation>{0} gesendet</translation>
        </message>
        <message>
            <source>{0} without change</source>
            <translation>{0} unverändert</translation>
        </message>
        <message>
            <source>{0} skipped</source>
            <translation>{0} übersprungen</translation>
        </message>
        <message>
            <source>{0} not matched</source>
            <translation>{0} ohne Treffer</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} fehlgeschlagen</translation>
        </message>
        <message>
            <source>Sync finished</source>
            <translation>Synchronisierung beendet</translation>
        </message>
        <message>
            <source>Sync cancelled</source>
            <translation>Synchronisierung abgebrochen</translation>
        </message>
        <message>
            <source>Sync stopped</source>
            <translation>Synchronisierung angehalten</translation>
        </message>
        <message>
            <source>Syncing</source>
            <translation>Wird synchronisiert</translation>
        </message>
        <message>
            <source>Books that would be sent</source>
            <translation>Bücher, die gesendet würden</translation>
        </message>
        <message>
            <source>What is shown</source>
            <translation>Was angezeigt wird</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) would be sent. Untick what you want to keep here.</source>
            <translation>
                <numerusform>%Ln Buch würde gesendet. Wähle ab, was hier bleiben soll.</numerusform>
                <numerusform>%Ln Bücher würden gesendet. Wähle ab, was hier bleiben soll.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
        </message>
        <message>
            <source>Will be sent</source>
            <translation>Wird gesendet</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Nicht gesendet</translation>
        </message>
        <message>
            <source>No book in this view would be sent.</source>
            <translation>Kein Buch in dieser Ansicht würde gesendet.</translation>
        </message>
        <message>
            <source>Books processed</source>
            <translation>Bearbeitete Bücher</translation>
        </message>
        <message>
            <source>Books of this sync</source>
            <translation>Bücher dieser Synchronisierung</translation>
        </message>
        <message>
            <source>Undoing this sync</source>
            <translation>Synchronisierung wird rückgängig gemacht</translation>
        </message>
        <message>
            <source>Putting back what was on Hardcover before…</source>
            <translation>Der frühere Stand auf Hardcover wird wiederhergestellt …</translation>
        </message>
        <message>
            <source>Undo cancelled</source>
            <translation>Zurücknehmen abgebrochen</translation>
        </message>
        <message>
            <source>Sync undone</source>
            <translation>Synchronisierung rückgängig gemacht</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) put back as before.</source>
            <translation>
                <numerusform>%Ln Buch wieder wie vorher.</numerusform>
                <numerusform>%Ln Bücher wieder wie vorher.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left as the sync made them.</source>
            <translation>
                <numerusform>%Ln Buch bleibt, wie die Synchronisierung es gemacht hat.</numerusform>
                <numerusform>%Ln Bücher bleiben, wie die Synchronisierung sie gemacht hat.</numerusform>
            </translation>
        </message>
        <message>
            <source>The sync could not run</source>
            <translation>Die Synchronisierung lief nicht</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Hält nach der laufenden Anfrage an …</translation>
        </message>
        <message>
            <source>BookOrbit keeps running</source>
            <translation>BookOrbit läuft weiter</translation>
        </message>
        <message>
            <source>Your devices can still send their place. To end BookOrbit, choose Quit in this icon's menu.</source>
            <translation>Deine Geräte können weiterhin ihre Stelle senden. Um BookOrbit zu beenden, wähle „Beenden“ im Menü dieses Symbols.</translation>
        </message>
        <message>
            <source>Pause Hardcover</source>
            <translation>Hardcover pausieren</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Für eine Stunde</translation>
        </message>
        <message>
            <source>Until tomorrow</source>
            <translation>Bis morgen</translation>
        </message>
        <message>
            <source>Until I resume</source>
            <translation>Bis ich fortsetze</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Serveradresse kopieren</translation>
        </message>
        <message>
            <source>Accept KOReader</source>
            <translation>KOReader annehmen</translation>
        </message>
        <message>
            <source>Open BookOrbit</source>
            <translation>BookOrbit öffnen</translation>
        </message>
        <message>
            <source>Resume Hardcover (paused until {0})</source>
            <translation>Hardcover fortsetzen (pausiert bis {0})</translation>
        </message>
        <message>
            <source>Resume Hardcover</source>
            <translation>Hardcover fortsetzen</translation>
        </message>
        <message>
            <source>The KOReader page says more about the server.</source>
            <translation>Die Seite KOReader sagt mehr über den Server.</translation>
        </message>
        <message>
            <source>The server is stopped, so it has no address.</source>
            <translation>Der Server ist angehalten, also hat er keine Adresse.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Gerät koppeln (2 min)</translation>
        </message>
        <message>
            <source>No book is being read just now.</source>
            <translation>Gerade wird kein Buch gelesen.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>{0} kopieren</translation>
        </message>
        <message>
            <source>There is nothing to copy yet.</source>
            <translation>Noch gibt es nichts zu kopieren.</translation>
        </message>
        <message>
            <source>Undo: {0}</source>
            <translation>Rückgängig: {0}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Ungelesen</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>Will ich lesen</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Lese ich gerade</translation>
        </message>
        <message>
            <source>Rereading</source>
            <translation>Lese ich erneut</translation>
        </message>
        <message>
            <source>On Hold</source>
            <translation>Zurückgestellt</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Gelesen</translation>
        </message>
        <message>
            <source>Skimmed</source>
            <translation>Überflogen</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Ausstehend</translation>
        </message>
        <message>
            <source>Synced</source>
            <translation>Synchron</translation>
        </message>
        <message>
            <source>Not matched</source>
            <translation>Ohne Treffer</translation>
        </message>
        <message>
            <source>Waiting for page count</source>
            <translation>Seitenzahl fehlt</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>Zu prüfen</translation>
        </message>
        <message>
            <source>Ahead on Hardcover</source>
            <translation>Hardcover ist weiter</translation>
        </message>
        <message>
            <source>Paused after 10 failures</source>
            <translation>Nach 10 Fehlschlägen pausiert</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Ausgeschlossen</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <source>No change</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Empfangen</translation>
        </message>
        <message>
            <source>Matched</source>
            <translation>Zugeordnet</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importiert</translation>
        </message>
        <message>
            <source>Title Z–A</source>
            <translation>Titel Z–A</translation>
        </message>
        <message>
            <source>Author Z–A</source>
            <translation>Autor Z–A</translation>
        </message>
        <message>
            <source>Author A–Z</source>
            <translation>Autor A–Z</translation>
        </message>
        <message>
            <source>Series order</source>
            <translation>Reihenfolge der Reihe</translation>
        </message>
        <message>
            <source>{0}, backwards</source>
            <translation>{0}, rückwärts</translation>
        </message>
        <message>
            <source>{0} %</source>
            <translation>{0} %</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>von dir gewählt</translation>
        </message>
        <message>
            <source>by its Hardcover id</source>
            <translation>über seine Hardcover-ID</translation>
        </message>
        <message>
            <source>by ISBN-13</source>
            <translation>über die ISBN-13</translation>
        </message>
        <message>
            <source>by ISBN-10</source>
            <translation>über die ISBN-10</translation>
        </message>
        <message>
            <source>by its id elsewhere</source>
            <translation>über seine ID anderswo</translation>
        </message>
        <message>
            <source>on your own shelf</source>
            <translation>in deinem eigenen Regal</translation>
        </message>
        <message>
            <source>by title and author</source>
            <translation>über Titel und Autor</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message>
            <source>{0} min ago</source>
            <translation>vor {0} Min.</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>vor %Ln Stunde</numerusform>
                <numerusform>vor %Ln Stunden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>vor %Ln Tag</numerusform>
                <numerusform>vor %Ln Tagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%Ln weitere</numerusform>
                <numerusform>%Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>weniger als eine Minute übrig</translation>
        </message>
        <message>
            <source>about {0} min left</source>
            <translation>noch etwa {0} Min.</translation>
        </message>
        <message>
            <source>about {0} h {1} min left</source>
            <translation>noch etwa {0} Std. {1} Min.</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Neues Token erstellen</translation>
        </message>
        <message>
            <source>Another BookOrbit uses {0} and does not answer. Close it and try again.</source>
            <translation>Ein anderes BookOrbit benutzt {0} und antwortet nicht. Beende es und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>Die Standardeingabe ist kein Text in UTF-8. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>BookOrbit runs already on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit läuft schon mit {0}. Beende es, oder nimm einen anderen Ordner (--data-dir).</translation>
        </message>
        <message>
            <source>BookOrbit runs on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit läuft gerade mit {0}, deshalb bleibt die Bibliothek dort. Beende es und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit may not write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit darf nicht in {0} schreiben. Erlaube es in den Eigenschaften des Ordners, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>Der Datenträger mit {0} ist voll. Schaffe Platz und starte noch einmal, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The disk with {0} fails to read or write. Check that it is connected and sound.</source>
            <translation>Der Datenträger mit {0} liest oder schreibt nicht mehr richtig. Prüfe, ob er angeschlossen und in Ordnung ist.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} ist kein Ordner. Verschiebe die Datei, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is empty. Put a copy of it back, or start with --set-aside to keep it elsewhere and begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist leer. Lege eine Kopie zurück oder starte mit --set-aside, um sie woanders aufzuheben und eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is damaged, and BookOrbit has left it as it is. Put a copy of it back, or start with --set-aside to keep it elsewhere and begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist beschädigt, und BookOrbit hat sie gelassen, wie sie ist. Lege eine Kopie zurück oder starte mit --set-aside, um sie woanders aufzuheben und eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>Another program holds {0}. Close that program and start again.</source>
            <translation>Ein anderes Programm hält {0} fest. Schließe es und starte noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit may not read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit darf {0} nicht lesen. Erlaube es in den Eigenschaften der Datei, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Das ist keine gewöhnliche Datei.</translation>
        </message>
        <message>
            <source>The file could not be read: {0}.</source>
            <translation>Die Datei war nicht lesbar: {0}.</translation>
        </message>
        <message>
            <source>The file is not there.</source>
            <translation>Die Datei ist nicht da.</translation>
        </message>
        <message>
            <source>BookOrbit may not read this file. Check its permissions.</source>
            <translation>BookOrbit darf diese Datei nicht lesen. Prüfe ihre Zugriffsrechte.</translation>
        </message>
        <message>
            <source>This file is longer than {0} bytes.</source>
            <translation>Diese Datei ist länger als {0} Byte.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Diese Datei ist leer.</translation>
        </message>
        <message>
            <source>The copy before it was read instead. {0}</source>
            <translation>Stattdessen wurde die Kopie davor gelesen. {0}</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Zeile {0}, Spalte {1}: {2}</translation>
        </message>
        <message>
            <source>There is no table here.</source>
            <translation>Hier ist keine Tabelle.</translation>
        </message>
        <message>
            <source>An escape is not known.</source>
            <translation>Eine Escape-Folge ist unbekannt.</translation>
        </message>
        <message>
            <source>Something follows after the end of the value.</source>
            <translation>Nach dem Ende des Werts folgt noch etwas.</translation>
        </message>
        <message>
            <source>Only tables, texts, numbers, true, false and nil are read.</source>
            <translation>Gelesen werden nur Tabellen, Texte, Zahlen, true, false und nil.</translation>
        </message>
        <message>
            <source>There are more than {0} values.</source>
            <translation>Es sind mehr als {0} Werte.</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} deep.</source>
            <translation>Tabellen sind tiefer als {0} geschachtelt.</translation>
        </message>
        <message>
            <source>A sign of equality is missing.</source>
            <translation>Ein Gleichheitszeichen fehlt.</translation>
        </message>
        <message>
            <source>A text is not closed.</source>
            <translation>Ein Text ist nicht geschlossen.</translation>
        </message>
        <message>
            <source>There are more than {0} escapes.</source>
            <translation>Es gibt mehr als {0} Escape-Sequenzen.</translation>
        </message>
        <message>
            <source>An escape is no character.</source>
            <translation>Eine Escape-Folge ist kein Zeichen.</translation>
        </message>
        <message>
            <source>A value is missing.</source>
            <translation>Ein Wert fehlt.</translation>
        </message>
        <message>
            <source>Long brackets are not closed.</source>
            <translation>Lange Klammern sind nicht geschlossen.</translation>
        </message>
        <message>
            <source>This is no number that is read.</source>
            <translation>Das ist keine Zahl, die gelesen wird.</translation>
        </message>
        <message>
            <source>A comma or the end of the table is missing.</source>
            <translation>Ein Komma oder das Ende der Tabelle fehlt.</translation>
        </message>
        <message>
            <source>This cannot be a key.</source>
            <translation>Das kann kein Schlüssel sein.</translation>
        </message>
        <message>
            <source>The bracket of a key is not closed.</source>
            <translation>Die Klammer eines Schlüssels ist nicht geschlossen.</translation>
        </message>
        <message>
            <source>An escape is no byte.</source>
            <translation>Eine Escape-Folge ist kein Byte.</translation>
        </message>
        <message>
            <source>There are too many folders here; the rest was left out.</source>
            <translation>Hier sind zu viele Ordner; der Rest wurde ausgelassen.</translation>
        </message>
        <message>
            <source>There are more than {0} annotations in this file, so it is damaged.</source>
            <translation>In dieser Datei sind mehr als {0} Anmerkungen, sie ist also beschädigt.</translation>
        </message>
        <message>
            <source>Left out because they name a time or page that cannot be: {0} page views.</source>
            <translation>Ausgelassen, weil sie eine Zeit oder Seite nennen, die es nicht geben kann: {0} Seitenaufrufe.</translation>
        </message>
        <message>
            <source>This database is damaged; what could be read of it was saved: {0} page views.</source>
            <translation>Diese Datenbank ist beschädigt; was lesbar war, wurde gerettet: {0} Seitenaufrufe.</translation>
        </message>
        <message>
            <source>There is no table of books in it, so these are no statistics of KOReader's.</source>
            <translation>Es enthält keine Tabelle der Bücher, ist also keine Statistik von KOReader.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Diese Datei ist keine Statistik von KOReader: Eine Spalte darin heißt „rowid“.</translation>
        </message>
        <message>
            <source>These statistics are damaged beyond reading: {0}.</source>
            <translation>Diese Statistik ist zu beschädigt zum Lesen: {0}.</translation>
        </message>
        <message>
            <source>This template is too long: at most {0} characters fit.</source>
            <translation>Diese Vorlage ist zu lang: höchstens {0} Zeichen passen.</translation>
        </message>
        <message numerus="yes">
            <source>A template has at most %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Eine Vorlage hat höchstens %Ln Ordner. Entferne Schrägstriche.</numerusform>
                <numerusform>Eine Vorlage hat höchstens %Ln Ordner. Entferne Schrägstriche.</numerusform>
            </translation>
        </message>
        <message>
            <source>A template needs {0}: without it many books would have the same name.</source>
            <translation>Eine Vorlage braucht {0}: Sonst hießen viele Bücher gleich.</translation>
        </message>
        <message>
            <source>A folder without a name: there is a slash too many, or nothing behind the last one.</source>
            <translation>Ein Ordner ohne Namen: ein Schrägstrich zu viel oder nichts hinter dem letzten.</translation>
        </message>
        <message>
            <source>Each square bracket needs its other half in the same folder or name.</source>
            <translation>Jede eckige Klammer braucht ihre andere Hälfte im selben Ordner oder Namen.</translation>
        </message>
        <message>
            <source>There is no field {0}. These are known: {1}.</source>
            <translation>Es gibt kein Feld {0}. Diese gibt es: {1}.</translation>
        </message>
        <message>
            <source>Write / between folders, on every system.</source>
            <translation>Schreib / zwischen Ordner, auf jedem System.</translation>
        </message>
        <message>
            <source>A field stands between braces, such as {0}.</source>
            <translation>Ein Feld steht zwischen geschweiften Klammern, etwa {0}.</translation>
        </message>
        <message>
            <source>A slash cannot stand in square brackets. Close them before it.</source>
            <translation>In eckigen Klammern kann kein Schrägstrich stehen. Schließ sie davor.</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Zugeordnet, aber diese Ausgabe hat keine Seitenzahl, daher lässt sich kein Fortschritt senden. Status, Daten und Bewertung wurden gesendet. Wähle eine Ausgabe mit Seiten.</translation>
        </message>
        <message>
            <source>Hardcover shows more than this library; nothing there is lowered.</source>
            <translation>Hardcover zeigt mehr als diese Bibliothek; dort wird nichts verringert.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author alone: is that right?</source>
            <translation>Nur über Titel und Autor „{0}“ zugeordnet: Stimmt das?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>Pausiert nach %Ln Fehlschlag.</numerusform>
                <numerusform>Pausiert nach %Ln Fehlschlägen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Give it a status other than Unread and it will be sent.</source>
            <translation>Gib ihm einen anderen Status als „Ungelesen“, dann wird es gesendet.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Include sends it again.</source>
            <translation>Du hast dieses Buch von Hardcover ausgeschlossen. „Aufnehmen“ sendet es wieder.</translation>
        </message>
        <message>
            <source>Will be looked up on Hardcover with the next sync.</source>
            <translation>Wird bei der nächsten Synchronisierung auf Hardcover gesucht.</translation>
        </message>
        <message>
            <source>The matched edition has a page count of {0}, which can't be right, so progress isn't sent.</source>
            <translation>Die zugeordnete Ausgabe hat die Seitenzahl {0}, was nicht stimmen kann. Der Fortschritt wird daher nicht gesendet.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Wähle eine andere Ausgabe oder gib die Seitenzahl ein.</translation>
        </message>
        <message>
            <source>Waiting to be sent: {0}.</source>
            <translation>Wartet aufs Senden: {0}.</translation>
        </message>
        <message>
            <source>Hardcover shows what this library shows.</source>
            <translation>Hardcover zeigt, was diese Bibliothek zeigt.</translation>
        </message>
        <message>
            <source>Sync now tries again.</source>
            <translation>„Jetzt synchronisieren“ versucht es erneut.</translation>
        </message>
        <message>
            <source>Found “{0}” by title and author only.</source>
            <translation>„{0}“ wurde nur nach Titel und Autor gefunden.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm the match or pick another book.</source>
            <translation>Nichts wird gesendet, bis du die Zuordnung bestätigst oder ein anderes Buch wählst.</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>Sichtbarkeit: {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>Bewertung: {0} → {1}</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>nicht gesetzt</translation>
        </message>
        <message>
            <source>It is rated {0} here. Take that back first.</source>
            <translation>Es ist hier mit {0} bewertet. Nimm das zuerst zurück.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>Es ist nicht in deinem Hardcover-Regal.</translation>
        </message>
        <message>
            <source>Hardcover shows no rating.</source>
            <translation>Hardcover zeigt keine Bewertung.</translation>
        </message>
        <message>
            <source>You gave the rating {0} on Hardcover yourself; it stays.</source>
            <translation>Die Bewertung {0} hast du auf Hardcover selbst gegeben; sie bleibt.</translation>
        </message>
        <message>
            <source>You added this entry on Hardcover yourself; it stays.</source>
            <translation>Du hast diesen Eintrag selbst auf Hardcover angelegt; er bleibt.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover; the entry stays.</source>
            <translation>Du hast den Status auf Hardcover geändert; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You rated it on Hardcover; the entry stays.</source>
            <translation>Du hast es auf Hardcover bewertet; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You chose another edition on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover eine andere Ausgabe gewählt; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You changed the day it was added on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover den Tag geändert, an dem es hinzukam; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You wrote a review on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover eine Rezension geschrieben; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You wrote a private note on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover eine private Notiz geschrieben; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>Your token may not see private notes, so the entry stays.</source>
            <translation>Dein Token darf private Notizen nicht sehen, deshalb bleibt der Eintrag.</translation>
        </message>
        <message>
            <source>You marked it as owned on Hardcover; the entry stays.</source>
            <translation>Du hast es auf Hardcover als Besitz markiert; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You added a read on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover einen Lesedurchgang hinzugefügt; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>You changed its progress or dates on Hardcover; the entry stays.</source>
            <translation>Du hast auf Hardcover den Fortschritt oder die Daten geändert; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can look at; the entry stays.</source>
            <translation>Er hat mehr Lesedurchgänge, als BookOrbit ansehen kann; der Eintrag bleibt.</translation>
        </message>
        <message>
            <source>Currently Reading</source>
            <translation>Lese ich gerade</translation>
        </message>
        <message>
            <source>Did Not Finish</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Hardcover says {0}; what you set there stays.</source>
            <translation>Hardcover sagt: {0}; was du dort gesetzt hast, bleibt.</translation>
        </message>
        <message>
            <source>Hardcover has the rating {0}; it stays.</source>
            <translation>Hardcover hat die Bewertung {0}; sie bleibt.</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>Status: {0} → {1}</translation>
        </message>
        <message>
            <source>Hardcover says {0}, and that stays.</source>
            <translation>Hardcover sagt {0}, und das bleibt.</translation>
        </message>
        <message>
            <source>“Replace status on Hardcover” sends {0} instead.</source>
            <translation>„Status auf Hardcover ersetzen“ sendet stattdessen {0}.</translation>
        </message>
        <message>
            <source>The entry on Hardcover is another one now; it stays.</source>
            <translation>Der Eintrag auf Hardcover ist jetzt ein anderer; er bleibt.</translation>
        </message>
        <message>
            <source>It is not clear whether you or BookOrbit put this book on your shelf; it stays.</source>
            <translation>Es ist unklar, ob du oder BookOrbit dieses Buch ins Regal gestellt hat; es bleibt.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover since; it stays.</source>
            <translation>Du hast den Status auf Hardcover seither geändert; er bleibt.</translation>
        </message>
        <message>
            <source>You changed the rating on Hardcover since; it stays.</source>
            <translation>Du hast die Bewertung auf Hardcover seither geändert; sie bleibt.</translation>
        </message>
        <message>
            <source>You changed the privacy on Hardcover since; it stays.</source>
            <translation>Du hast die Sichtbarkeit auf Hardcover seither geändert; sie bleibt.</translation>
        </message>
        <message>
            <source>You changed a read on Hardcover since; it stays.</source>
            <translation>Du hast einen Lesedurchgang auf Hardcover seither geändert; er bleibt.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can look at; all of them stay.</source>
            <translation>Er hat mehr Lesedurchgänge, als BookOrbit ansehen kann; alle bleiben.</translation>
        </message>
        <message>
            <source>by the id in the book</source>
            <translation>über die ID im Buch</translation>
        </message>
        <message>
            <source>by an id elsewhere</source>
            <translation>über eine ID anderswo</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>in deinem Regal</translation>
        </message>
        <message>
            <source>“{0}” ({1}), {2}</source>
            <translation>„{0}“ ({1}), {2}</translation>
        </message>
        <message>
            <source>“{0}” ({1})</source>
            <translation>„{0}“ ({1})</translation>
        </message>
        <message>
            <source>a read removed</source>
            <translation>ein Lesedurchgang entfernt</translation>
        </message>
        <message>
            <source>match: {0} → {1}</source>
            <translation>Zuordnung: {0} → {1}</translation>
        </message>
        <message>
            <source>edition: {0} → {1}</source>
            <translation>Ausgabe: {0} → {1}</translation>
        </message>
        <message>
            <source>page count: {0} → {1}</source>
            <translation>Seitenzahl: {0} → {1}</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>Zuordnung bestätigt</translation>
        </message>
        <message>
            <source>saved id: {0} → {1}</source>
            <translation>gespeicherte ID: {0} → {1}</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>aus deinem Regal entfernt</translation>
        </message>
        <message>
            <source>put on your shelf</source>
            <translation>in dein Regal gestellt</translation>
        </message>
        <message>
            <source>a read added</source>
            <translation>ein Lesedurchgang hinzugefügt</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>Seite: {0} → {1}</translation>
        </message>
        <message>
            <source>started: {0} → {1}</source>
            <translation>begonnen: {0} → {1}</translation>
        </message>
        <message>
            <source>finished: {0} → {1}</source>
            <translation>beendet: {0} → {1}</translation>
        </message>
        <message>
            <source>known by another digest</source>
            <translation>unter einer anderen Prüfsumme bekannt</translation>
        </message>
        <message>
            <source>excluded from Hardcover</source>
            <translation>von Hardcover ausgeschlossen</translation>
        </message>
        <message>
            <source>included again</source>
            <translation>wieder aufgenommen</translation>
        </message>
        <message>
            <source>status on Hardcover may be replaced</source>
            <translation>Status auf Hardcover darf ersetzt werden</translation>
        </message>
        <message>
            <source>status there stays</source>
            <translation>Status dort bleibt</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>die ISBN gehört zu „{0}“</translation>
        </message>
        <message>
            <source>the ISBN is misspelt, and belongs to “{0}”</source>
            <translation>die ISBN ist fehlerhaft und gehört zu „{0}“</translation>
        </message>
        <message>
            <source>the saved id belongs to “{0}”</source>
            <translation>die gespeicherte Kennung gehört zu „{0}“</translation>
        </message>
        <message>
            <source>the title of this file says nothing</source>
            <translation>der Titel dieser Datei sagt nichts aus</translation>
        </message>
        <message>
            <source>the record is a summary, guide or adaptation of the book</source>
            <translation>der Eintrag ist eine Zusammenfassung, ein Begleitbuch oder eine Bearbeitung</translation>
        </message>
        <message>
            <source>this is a summary, guide or adaptation of the record</source>
            <translation>dies ist eine Zusammenfassung, ein Begleitbuch oder eine Bearbeitung des Eintrags</translation>
        </message>
        <message>
            <source>the record is a collection of several books</source>
            <translation>der Eintrag ist eine Sammlung mehrerer Bücher</translation>
        </message>
        <message>
            <source>the record is the novel, not the manga</source>
            <translation>der Eintrag ist der Roman, nicht der Manga</translation>
        </message>
        <message>
            <source>the record is the manga, not the novel</source>
            <translation>der Eintrag ist der Manga, nicht der Roman</translation>
        </message>
        <message>
            <source>the author is written in another script</source>
            <translation>der Autor steht in einer anderen Schrift</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>der Autor ist ein anderer</translation>
        </message>
        <message>
            <source>nobody says who wrote it</source>
            <translation>niemand nennt den Autor</translation>
        </message>
        <message>
            <source>this file names no author</source>
            <translation>diese Datei nennt keinen Autor</translation>
        </message>
        <message>
            <source>the record names no author</source>
            <translation>der Eintrag nennt keinen Autor</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>Fortschritt: {0} → {1} (Seite {2})</translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover hat mehr als einen offenen Lesedurchgang dieses Buchs; der neueste wird aktualisiert.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover; it stays so.</source>
            <translation>Dieser Lesedurchgang ist auf Hardcover beendet; das bleibt so.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover ist weiter, bei {0}; der Fortschritt wird nie verringert.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read on.</source>
            <translation>Du hast die Seite auf Hardcover geändert; sie bleibt, bis du weiterliest.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at page {0}; progress is never lowered.</source>
            <translation>Hardcover ist weiter, auf Seite {0}; Fortschritt wird nie verringert.</translation>
        </message>
        <message>
            <source>another read, finished on {0}</source>
            <translation>ein weiterer Lesedurchgang, beendet am {0}</translation>
        </message>
        <message>
            <source>You removed this read on Hardcover; it stays removed.</source>
            <translation>Diesen Lesedurchgang hast du auf Hardcover entfernt; das bleibt so.</translation>
        </message>
        <message>
            <source>You have the audiobook on Hardcover; its status and progress there stay its own.</source>
            <translation>Du hast auf Hardcover das Hörbuch; dessen Status und Fortschritt bleiben dort, wie sie sind.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>ein neuer Lesedurchgang bei {0}</translation>
        </message>
        <message>
            <source>You undid what was sent of this read.</source>
            <translation>Du hast rückgängig gemacht, was von diesem Lesedurchgang gesendet wurde.</translation>
        </message>
        <message>
            <source>What you read from here on is sent.</source>
            <translation>Was du von hier an liest, wird gesendet.</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>unbekannt</translation>
        </message>
        <message>
            <source>“{0}” names no book on Hardcover. Paste its address, its number, edition:NUMBER or an ISBN.</source>
            <translation>„{0}“ nennt kein Buch auf Hardcover. Füge seine Adresse, seine Nummer, edition:NUMMER oder eine ISBN ein.</translation>
        </message>
        <message>
            <source>This book has a status here already; it stays.</source>
            <translation>Dieses Buch hat hier schon einen Status; er bleibt.</translation>
        </message>
        <message>
            <source>This book has a rating or a place here already; it stays.</source>
            <translation>Dieses Buch hat hier schon eine Bewertung oder eine Stelle; das bleibt.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Bereit zum Importieren.</translation>
        </message>
        <message>
            <source>This status on Hardcover is not imported.</source>
            <translation>Dieser Status auf Hardcover wird nicht importiert.</translation>
        </message>
        <message>
            <source>No book here is this one.</source>
            <translation>Kein Buch hier ist dieses.</translation>
        </message>
        <message>
            <source>More than one book here could be this one.</source>
            <translation>Mehr als ein Buch hier könnte dieses sein.</translation>
        </message>
        <message>
            <source>Matched by title and author: have a look first.</source>
            <translation>Über Titel und Autor zugeordnet: Sieh es dir zuerst an.</translation>
        </message>
        <message>
            <source>Both say the same already.</source>
            <translation>Beide sagen schon dasselbe.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Zwei Einträge auf Hardcover könnten dieses Buch sein.</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>Fortschritt: {0} → {1}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>added as {0}</source>
            <translation>hinzugefügt als „{0}“</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier read(s)</source>
            <translation>
                <numerusform>%n früherer Lesedurchgang</numerusform>
                <numerusform>%n frühere Lesedurchgänge</numerusform>
            </translation>
        </message>
        <message>
            <source>This book is not on your Hardcover shelf any more; it stays off. Re-match puts it back.</source>
            <translation>Dieses Buch ist nicht mehr in deinem Hardcover-Regal; das bleibt so. „Neu zuordnen“ stellt es zurück.</translation>
        </message>
        <message numerus="yes">
            <source>Can't reach Hardcover. %n changes are waiting and will be sent later.</source>
            <translation>
                <numerusform>Hardcover ist nicht erreichbar. %Ln Änderung wartet und wird später gesendet.</numerusform>
                <numerusform>Hardcover ist nicht erreichbar. %Ln Änderungen warten und werden später gesendet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You're offline. The remaining %n books will be sent when you're back.</source>
            <translation>
                <numerusform>Du bist offline. Das übrige Buch wird gesendet, wenn du wieder verbunden bist.</numerusform>
                <numerusform>Du bist offline. Die übrigen %Ln Bücher werden gesendet, wenn du wieder verbunden bist.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s</source>
            <translation>
                <numerusform>%Ln s</numerusform>
                <numerusform>%Ln s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%Ln Min.</numerusform>
                <numerusform>%Ln Min.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is lost; sync again later.</source>
            <translation>Nichts ist verloren; synchronisiere später erneut.</translation>
        </message>
        <message>
            <source>Will retry in {0}.</source>
            <translation>Neuer Versuch in {0}.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. It is tried again later.</source>
            <translation>Hardcover ist nicht erreichbar. Es wird später erneut versucht.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. 1 change is waiting and will be sent later.</source>
            <translation>Hardcover ist nicht erreichbar. 1 Änderung wartet und wird später gesendet.</translation>
        </message>
        <message>
            <source>You're offline.</source>
            <translation>Du bist offline.</translation>
        </message>
        <message>
            <source>You're offline. The remaining book will be sent when you're back.</source>
            <translation>Du bist offline. Das übrige Buch wird gesendet, wenn du wieder verbunden bist.</translation>
        </message>
        <message>
            <source>There is no Hardcover token yet.</source>
            <translation>Es gibt noch kein Hardcover-Token.</translation>
        </message>
        <message>
            <source>You switched automatic sending off.</source>
            <translation>Du hast das automatische Senden ausgeschaltet.</translation>
        </message>
        <message>
            <source>You paused the sync until {0}.</source>
            <translation>Du hast die Synchronisierung bis {0} pausiert.</translation>
        </message>
        <message>
            <source>Nothing is sent by itself before the first sync that you confirm.</source>
            <translation>Nichts wird von selbst gesendet, bevor du die erste Synchronisierung bestätigst.</translation>
        </message>
        <message>
            <source>the title is different</source>
            <translation>der Titel ist ein anderer</translation>
        </message>
        <message>
            <source>the year in the title is different</source>
            <translation>das Jahr im Titel ist ein anderes</translation>
        </message>
        <message>
            <source>one of the two holds several volumes</source>
            <translation>eines der beiden enthält mehrere Bände</translation>
        </message>
        <message>
            <source>the record counts something else (issues, volumes or books)</source>
            <translation>der Eintrag zählt etwas anderes (Hefte, Bände oder Bücher)</translation>
        </message>
        <message>
            <source>the record does not say which volume it is</source>
            <translation>der Eintrag sagt nicht, welcher Band es ist</translation>
        </message>
        <message>
            <source>the record is volume {0}</source>
            <translation>der Eintrag ist Band {0}</translation>
        </message>
        <message>
            <source>the record is volume {0}, this is volume {1}</source>
            <translation>der Eintrag ist Band {0}, das hier ist Band {1}</translation>
        </message>
        <message>
            <source>the record is the whole, this is a part of it</source>
            <translation>der Eintrag ist das Ganze, dies ist ein Teil davon</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>die Zahl im Titel ist eine andere</translation>
        </message>
        <message>
            <source>only the series is the same</source>
            <translation>nur die Reihe ist dieselbe</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>der Untertitel ist ein anderer</translation>
        </message>
        <message>
            <source>the record's title goes on</source>
            <translation>der Titel des Eintrags ist länger</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>dem Eintrag fehlt der zweite Teil des Titels</translation>
        </message>
        <message>
            <source>Fills what is missing here; the rest stays as it is.</source>
            <translation>Füllt, was hier fehlt; der Rest bleibt, wie er ist.</translation>
        </message>
        <message>
            <source>You are reading this book now: the finished read in the file may be this one. If so, mark it Read.</source>
            <translation>Du liest dieses Buch gerade: Der beendete Lesedurchgang in der Datei ist vielleicht dieser. Wenn ja, setz es auf „Gelesen“.</translation>
        </message>
        <message>
            <source>The ISBN is the same, but the title is different: have a look first.</source>
            <translation>Die ISBN stimmt, aber der Titel ist ein anderer: Sieh es dir zuerst an.</translation>
        </message>
        <message>
            <source>This line has no status that is kept here, no rating and no dates.</source>
            <translation>Diese Zeile hat keinen Status, den es hier gibt, keine Bewertung und keine Daten.</translation>
        </message>
        <message>
            <source>Two lines of the file could be this book.</source>
            <translation>Zwei Zeilen der Datei könnten dieses Buch sein.</translation>
        </message>
        <message>
            <source>This book has a rating here already; it stays.</source>
            <translation>Dieses Buch hat hier schon eine Bewertung; sie bleibt.</translation>
        </message>
        <message>
            <source>Another line of the file is surer to be this book.</source>
            <translation>Eine andere Zeile der Datei ist sicherer dieses Buch.</translation>
        </message>
        <message>
            <source>An earlier line of the file says the same.</source>
            <translation>Eine frühere Zeile der Datei sagt dasselbe.</translation>
        </message>
        <message>
            <source>This line names no book.</source>
            <translation>Diese Zeile nennt kein Buch.</translation>
        </message>
        <message>
            <source>No book here is this one: it becomes an entry without a file.</source>
            <translation>Kein Buch hier ist dieses: Es wird ein Eintrag ohne Datei.</translation>
        </message>
        <message>
            <source>A device's name has up to {0} letters. Choose a shorter one.</source>
            <translation>Der Name eines Geräts hat bis zu {0} Buchstaben. Wähle einen kürzeren.</translation>
        </message>
        <message>
            <source>Take the file from the device itself: a copy that calibre or another program has written anew has another digest.</source>
            <translation>Nimm die Datei vom Gerät selbst: Eine Kopie, die Calibre oder ein anderes Programm neu geschrieben hat, hat eine andere Prüfsumme.</translation>
        </message>
        <message>
            <source>Your library has it as “{0}”. Link it.</source>
            <translation>In deiner Bibliothek ist es „{0}“. Verknüpfe es.</translation>
        </message>
        <message>
            <source>This file has the text of “{0}”. Its digest is another one: your device keeps the one it made when it first opened the book. If you read this text there, link it.</source>
            <translation>Diese Datei hat den Text von „{0}“. Ihre Prüfsumme ist eine andere: Dein Gerät behält die, die es beim ersten Öffnen gebildet hat. Wenn du dort diesen Text liest, verknüpfe es.</translation>
        </message>
        <message>
            <source>No book in your library has it. Add it, or make an entry without a file.</source>
            <translation>Kein Buch deiner Bibliothek hat sie. Nimm sie auf oder leg einen Eintrag ohne Datei an.</translation>
        </message>
        <message>
            <source>Same text, different metadata: your library has it as “{0}”. Link it.</source>
            <translation>Derselbe Text, andere Metadaten: In deiner Bibliothek ist es „{0}“. Verknüpfe es.</translation>
        </message>
        <message>
            <source>This is the same file.</source>
            <translation>Das ist dieselbe Datei.</translation>
        </message>
        <message>
            <source>Same text, different metadata.</source>
            <translation>Derselbe Text, andere Metadaten.</translation>
        </message>
        <message>
            <source>This is a different file.</source>
            <translation>Das ist eine andere Datei.</translation>
        </message>
        <message>
            <source>Accounts are made on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Konten entstehen auf deinem Computer. Tippe auf „Einloggen“ und verwende Namen und Passphrase, die BookOrbit anzeigt.</translation>
        </message>
        <message>
            <source>Pairing works only at home. Put this device on the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>Koppeln geht nur zu Hause. Bring dieses Gerät in dasselbe WLAN wie deinen Computer und tippe wieder auf „Registrieren“.</translation>
        </message>
        <message>
            <source>Username is already registered. Choose another name, or tap Login with its password.</source>
            <translation>Der Benutzername ist schon vergeben. Wähle einen anderen oder tippe auf „Einloggen“ mit seinem Passwort.</translation>
        </message>
        <message>
            <source>Another device is being paired. Wait a moment, then tap Register again.</source>
            <translation>Gerade wird ein anderes Gerät gekoppelt. Warte einen Moment und tippe wieder auf „Registrieren“.</translation>
        </message>
        <message>
            <source>This device was not allowed on your computer.</source>
            <translation>Dieses Gerät wurde auf deinem Computer nicht erlaubt.</translation>
        </message>
        <message>
            <source>Allow it on your computer, then tap Register again.</source>
            <translation>Erlaube es auf deinem Computer und tippe wieder auf „Registrieren“.</translation>
        </message>
        <message>
            <source>This device does not wait any more. Open pairing again, then tap Register on it once more.</source>
            <translation>Dieses Gerät wartet nicht mehr. Öffne das Koppeln wieder und tippe auf dem Gerät noch einmal auf „Registrieren“.</translation>
        </message>
        <message>
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>Die Datei deines Geräts hat {0} Seiten, dieses Buch {1}.</translation>
        </message>
        <message>
            <source>Your device counts fixed pages, as in a PDF; this book has no such file.</source>
            <translation>Dein Gerät zählt feste Seiten wie in einem PDF; dieses Buch hat keine solche Datei.</translation>
        </message>
        <message>
            <source>Your device shows flowing text; the files of this book have fixed pages.</source>
            <translation>Dein Gerät zeigt fließenden Text; die Dateien dieses Buchs haben feste Seiten.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>Das Tempo passt: {0} Seiten in der Stunde.</translation>
        </message>
        <message>
            <source>For this book it would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Für dieses Buch wären es {0} Seiten in der Stunde, schneller, als jemand liest.</translation>
        </message>
        <message numerus="yes">
            <source>Its %n page(s) fit.</source>
            <translation>
                <numerusform>Seine %Ln Seite passt.</numerusform>
                <numerusform>Seine %Ln Seiten passen.</numerusform>
            </translation>
        </message>
        <message>
            <source>A port is a number up to {0}. KOReader usually uses 7200.</source>
            <translation>Ein Port ist eine Zahl bis {0}. KOReader benutzt meist 7200.</translation>
        </message>
        <message>
            <source>A name looks like books.example.org, without http:// and without a port.</source>
            <translation>Ein Name sieht aus wie books.example.org, ohne http:// und ohne Port.</translation>
        </message>
        <message>
            <source>A port is a number from 1 to {0}, such as 7200.</source>
            <translation>Ein Port ist eine Zahl von 1 bis {0}, etwa 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices cannot reach it. Choose another one in Settings, KOReader.</source>
            <translation>Dieser Computer hat die Adresse {0} nicht mehr, daher erreichen ihn Geräte nicht. Wähle eine andere unter Einstellungen, KOReader.</translation>
        </message>
        <message>
            <source>Using port {0} until {1} is free.</source>
            <translation>Port {0} gilt, bis {1} frei ist.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Using {1} — update the address on your device.</source>
            <translation>Port {0} wird von einem anderen Programm benutzt. Es gilt jetzt {1} – ändere die Adresse auf deinem Gerät.</translation>
        </message>
        <message>
            <source>Your address changed from {0} to {1}. Devices use the old one. Tip: reserve the address in your router.</source>
            <translation>Deine Adresse hat von {0} zu {1} gewechselt. Geräte verwenden die alte. Tipp: Reserviere die Adresse in deinem Router.</translation>
        </message>
        <message>
            <source>The title is the same.</source>
            <translation>Der Titel ist derselbe.</translation>
        </message>
        <message>
            <source>The title is alike.</source>
            <translation>Der Titel ist ähnlich.</translation>
        </message>
        <message>
            <source>The title is a little alike.</source>
            <translation>Der Titel ist etwas ähnlich.</translation>
        </message>
        <message>
            <source>The author is the same.</source>
            <translation>Der Autor ist derselbe.</translation>
        </message>
        <message>
            <source>The author is alike.</source>
            <translation>Der Autor ist ähnlich.</translation>
        </message>
        <message>
            <source>The author is another one.</source>
            <translation>Der Autor ist ein anderer.</translation>
        </message>
        <message>
            <source>The author is a little alike.</source>
            <translation>Der Autor ist etwas ähnlich.</translation>
        </message>
        <message>
            <source>It is another volume.</source>
            <translation>Es ist ein anderer Band.</translation>
        </message>
        <message>
            <source>The file name is like the title.</source>
            <translation>Der Dateiname ähnelt dem Titel.</translation>
        </message>
        <message>
            <source>The file name holds title and author.</source>
            <translation>Im Dateinamen stehen Titel und Autor.</translation>
        </message>
        <message>
            <source>This is a Calibre library; its own names, series and identifiers are used.</source>
            <translation>Das ist eine Calibre-Bibliothek; ihre eigenen Namen, Reihen und Kennungen werden verwendet.</translation>
        </message>
        <message>
            <source>This Calibre library has no column #{0} that can be used for this. Choose another one.</source>
            <translation>Diese Calibre-Bibliothek hat keine Spalte #{0}, die sich dafür verwenden lässt. Wähle eine andere.</translation>
        </message>
        <message>
            <source>A book needs a title. Write one, or take the one in the file.</source>
            <translation>Ein Buch braucht einen Titel. Schreib einen oder nimm den aus der Datei.</translation>
        </message>
        <message>
            <source>This is too long: {0} characters, and {1} fit. Shorten it.</source>
            <translation>Das ist zu lang: {0} Zeichen, Platz ist für {1}. Kürze es.</translation>
        </message>
        <message>
            <source>This field holds text. Write it in words.</source>
            <translation>In dieses Feld gehört Text. Schreib es in Worten.</translation>
        </message>
        <message>
            <source>This field holds a list. Separate its entries with a semicolon.</source>
            <translation>In dieses Feld gehört eine Liste. Trenne die Einträge mit einem Semikolon.</translation>
        </message>
        <message>
            <source>These are {0} entries, and {1} fit. Remove some.</source>
            <translation>Das sind {0} Einträge, Platz ist für {1}. Entferne einige.</translation>
        </message>
        <message>
            <source>A place in a series is a number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Eine Stelle in einer Reihe ist eine Zahl von 0 bis 100.000, etwa 2 oder 1,5.</translation>
        </message>
        <message>
            <source>“{0}” is no language known here. Write its code, such as en or pt-BR.</source>
            <translation>„{0}“ ist keine hier bekannte Sprache. Schreib ihr Kürzel, etwa en oder pt-BR.</translation>
        </message>
        <message>
            <source>Write a year, or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Schreib ein Jahr oder ein Datum als JJJJ-MM oder JJJJ-MM-TT, etwa 1813 oder 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” is no ISBN: it has 10 or 13 digits, and the last one checks the others. Compare it with the book.</source>
            <translation>„{0}“ ist keine ISBN: Sie hat 10 oder 13 Ziffern, und die letzte prüft die anderen. Vergleiche sie mit dem Buch.</translation>
        </message>
        <message numerus="yes">
            <source>%n book file(s): {0}.</source>
            <translation>
                <numerusform>%Ln Buchdatei: {0}.</numerusform>
                <numerusform>%Ln Buchdateien: {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing new</source>
            <translation>nichts Neues</translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation>
                <numerusform>%Ln hinzugefügt</numerusform>
                <numerusform>%Ln hinzugefügt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed</source>
            <translation>
                <numerusform>%Ln geändert</numerusform>
                <numerusform>%Ln geändert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%Ln verschoben</numerusform>
                <numerusform>%Ln verschoben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n missing</source>
            <translation>
                <numerusform>%Ln fehlt</numerusform>
                <numerusform>%Ln fehlen</numerusform>
            </translation>
        </message>
        <message>
            <source>Quiet hours begin and end between 00:00 and 23:59.</source>
            <translation>Die Ruhezeit beginnt und endet zwischen 00:00 und 23:59.</translation>
        </message>
        <message>
            <source>This book is being read already. Mark it Read first.</source>
            <translation>Dieses Buch wird schon gelesen. Markiere es zuerst als „Gelesen“.</translation>
        </message>
        <message>
            <source>A rating is a number from 0.5 to 5 in halves, such as 3.5.</source>
            <translation>Eine Bewertung ist eine Zahl von 0,5 bis 5 in halben Schritten, etwa 3,5.</translation>
        </message>
        <message>
            <source>Dates belong to a read: set the status to reading or read first.</source>
            <translation>Daten gehören zu einem Lesedurchgang: Setze zuerst den Status „Lese ich gerade“ oder „Gelesen“.</translation>
        </message>
        <message>
            <source>A finish date needs the status read or skimmed.</source>
            <translation>Für ein Enddatum braucht es den Status „Gelesen“ oder „Überflogen“.</translation>
        </message>
        <message>
            <source>A date cannot lie in the future.</source>
            <translation>Ein Datum darf nicht in der Zukunft liegen.</translation>
        </message>
        <message>
            <source>The finish date cannot lie before the start date.</source>
            <translation>Das Enddatum darf nicht vor dem Anfangsdatum liegen.</translation>
        </message>
        <message>
            <source>Want to read</source>
            <translation>Will ich lesen</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>Zurückgestellt</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>ungelesen</translation>
        </message>
        <message>
            <source>want to read</source>
            <translation>will ich lesen</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>lese ich gerade</translation>
        </message>
        <message>
            <source>rereading</source>
            <translation>lese ich erneut</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>zurückgestellt</translation>
        </message>
        <message>
            <source>read</source>
            <translation>gelesen</translation>
        </message>
        <message>
            <source>skimmed</source>
            <translation>überflogen</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <source>The address begins with https:// or http://, such as https://sync.example.org.</source>
            <translation>Die Adresse beginnt mit https:// oder http://, etwa https://sync.example.org.</translation>
        </message>
        <message>
            <source>The address holds no name, password or question mark. Enter name and password below.</source>
            <translation>Die Adresse enthält weder Namen noch Passwort noch Fragezeichen. Gib Namen und Passwort darunter ein.</translation>
        </message>
        <message>
            <source>This is no address. It looks like https://sync.example.org.</source>
            <translation>Das ist keine Adresse. Sie sieht aus wie https://sync.example.org.</translation>
        </message>
        <message>
            <source>Nothing shows that the clock of this device is off.</source>
            <translation>Nichts deutet darauf hin, dass die Uhr dieses Geräts falsch geht.</translation>
        </message>
        <message>
            <source>There is no “{0}” on the device; --dry-run shows its books.</source>
            <translation>Auf dem Gerät gibt es kein „{0}“; --dry-run zeigt seine Bücher.</translation>
        </message>
        <message>
            <source>“{0}” is a book of your library already.</source>
            <translation>„{0}“ ist schon ein Buch deiner Bibliothek.</translation>
        </message>
        <message>
            <source>It is new here.</source>
            <translation>Es ist neu hier.</translation>
        </message>
        <message>
            <source>Another book here has this digest; it stays there.</source>
            <translation>Ein anderes Buch hier hat diese Prüfsumme; sie bleibt dort.</translation>
        </message>
        <message>
            <source>Each counts once, whichever device it comes from.</source>
            <translation>Jeder zählt einmal, von welchem Gerät er auch kommt.</translation>
        </message>
        <message>
            <source>Its page views are gone from the device; the time is kept without days.</source>
            <translation>Seine Seitenaufrufe sind auf dem Gerät nicht mehr da; die Zeit wird ohne Tage gespeichert.</translation>
        </message>
        <message>
            <source>What is no longer on the device is kept here, and says so.</source>
            <translation>Was nicht mehr auf dem Gerät ist, bleibt hier und ist so gekennzeichnet.</translation>
        </message>
        <message>
            <source>What the device sends for this file will count for this book.</source>
            <translation>Was das Gerät zu dieser Datei sendet, zählt dann für dieses Buch.</translation>
        </message>
        <message>
            <source>You took this digest away from the book; it stays away.</source>
            <translation>Du hast dem Buch diese Prüfsumme weggenommen; das bleibt so.</translation>
        </message>
        <message>
            <source>It was changed on the device since the last import.</source>
            <translation>Es wurde auf dem Gerät seit dem letzten Import geändert.</translation>
        </message>
        <message>
            <source>Some files could not be read in full; the scan lists them.</source>
            <translation>Einige Dateien waren nicht vollständig lesbar; der Suchlauf führt sie auf.</translation>
        </message>
        <message>
            <source>You said that it is this book of your library.</source>
            <translation>Du hast gesagt, dass es dieses Buch deiner Bibliothek ist.</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} Std. {1} Min.</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>Es gibt kein Buch {0}. „list“ zeigt die Bücher und ihre Nummern.</translation>
        </message>
        <message>
            <source>Reading this device was stopped early: what is missing here may still be there.</source>
            <translation>Das Einlesen dieses Geräts wurde vorzeitig angehalten: Was hier fehlt, ist dort vielleicht noch da.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are switched off in KOReader.</source>
            <translation>Dieses Gerät führt keine Statistik: Sie ist in KOReader ausgeschaltet.</translation>
        </message>
        <message>
            <source>This device records nothing of books that are finished.</source>
            <translation>Dieses Gerät zeichnet zu beendeten Büchern nichts auf.</translation>
        </message>
        <message>
            <source>KOReader no longer knows the book of {0}; an import keeps that time.</source>
            <translation>KOReader kennt das Buch von {0} nicht mehr; ein Import bewahrt diese Zeit.</translation>
        </message>
        <message>
            <source>Several books here have its digest. Which one is it?</source>
            <translation>Mehrere Bücher hier haben seine Prüfsumme. Welches ist es?</translation>
        </message>
        <message>
            <source>Its digest is that of “{0}” here. Is it that book?</source>
            <translation>Seine Prüfsumme ist hier die von „{0}“. Ist es dieses Buch?</translation>
        </message>
        <message>
            <source>You removed this book here; it stays removed unless you tick it.</source>
            <translation>Du hast dieses Buch hier entfernt; es bleibt entfernt, wenn du es nicht ankreuzt.</translation>
        </message>
        <message>
            <source>Its digest is that of “{0}”, which you removed here. Is it that book?</source>
            <translation>Die Prüfsumme ist die von „{0}“, das du hier entfernt hast. Ist es dieses Buch?</translation>
        </message>
        <message>
            <source>Title and author are equal, but it is another file. Is it the same book?</source>
            <translation>Titel und Autor sind gleich, aber es ist eine andere Datei. Ist es dasselbe Buch?</translation>
        </message>
        <message>
            <source>You removed a book of this name here; it stays removed unless you tick it.</source>
            <translation>Du hast hier ein Buch dieses Namens entfernt; es bleibt entfernt, wenn du es nicht ankreuzt.</translation>
        </message>
        <message>
            <source>Its times are corrected, as you agreed: its clock is {0} behind.</source>
            <translation>Seine Zeiten sind berichtigt, wie von dir bestätigt: Seine Uhr geht {0} nach.</translation>
        </message>
        <message>
            <source>Its times are corrected, as you agreed: its clock is {0} ahead.</source>
            <translation>Seine Zeiten sind berichtigt, wie von dir bestätigt: Seine Uhr geht {0} vor.</translation>
        </message>
        <message>
            <source>This device records no page view under {0} seconds, and a longer one than {1} seconds as that long.</source>
            <translation>Dieses Gerät zählt keinen Seitenaufruf unter {0} Sekunden und einen längeren als {1} Sekunden nur so lang.</translation>
        </message>
        <message>
            <source>You left this book out before.</source>
            <translation>Du hast dieses Buch früher ausgelassen.</translation>
        </message>
        <message>
            <source>The device has one digest for this and for “{0}”. Are they one book?</source>
            <translation>Das Gerät hat für dieses und für „{0}“ dieselbe Prüfsumme. Sind sie ein Buch?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they one book?</source>
            <translation>Eine andere Datei auf dem Gerät hat denselben Titel und Autor. Sind sie ein Buch?</translation>
        </message>
        <message>
            <source>It has no title, so it could not be known again.</source>
            <translation>Es hat keinen Titel, ließe sich also nicht wiedererkennen.</translation>
        </message>
        <message>
            <source>It was only opened for a moment.</source>
            <translation>Es wurde nur für einen Moment geöffnet.</translation>
        </message>
        <message>
            <source>It is a book of your library.</source>
            <translation>Es ist ein Buch deiner Bibliothek.</translation>
        </message>
        <message>
            <source>You left this out before, or took it away here since; it stays so.</source>
            <translation>Du hast das früher ausgelassen oder hier seither weggenommen; das bleibt so.</translation>
        </message>
        <message>
            <source>Nothing is known here yet.</source>
            <translation>Hier ist noch nichts bekannt.</translation>
        </message>
        <message>
            <source>Another file of this book was read later; that one counts.</source>
            <translation>Eine andere Datei dieses Buchs wurde später gelesen; die zählt.</translation>
        </message>
        <message>
            <source>This is known here already; it stays.</source>
            <translation>Das ist hier schon bekannt; es bleibt.</translation>
        </message>
        <message>
            <source>There are several reads here; nothing tells which one is meant.</source>
            <translation>Hier gibt es mehrere Lesedurchgänge; nichts zeigt, welcher gemeint ist.</translation>
        </message>
        <message>
            <source>There is no read here that this day belongs to.</source>
            <translation>Hier gibt es keinen Lesedurchgang, zu dem dieser Tag gehört.</translation>
        </message>
        <message>
            <source>The page views go from beginning to end before this read.</source>
            <translation>Die Seitenaufrufe vor diesem Lesedurchgang reichen vom Anfang bis zum Ende.</translation>
        </message>
        <message>
            <source>You set no status here, and the device knows more.</source>
            <translation>Du hast hier keinen Status gesetzt, und das Gerät weiß mehr.</translation>
        </message>
        <message>
            <source>The page views go from beginning to end, but it was not marked as finished there.</source>
            <translation>Die Seitenaufrufe reichen vom Anfang bis zum Ende, aber als beendet markiert wurde es dort nicht.</translation>
        </message>
        <message>
            <source>The device stands at the end, but it was not marked as finished there.</source>
            <translation>Das Gerät steht am Ende, aber als beendet markiert wurde es dort nicht.</translation>
        </message>
        <message>
            <source>The place that is known here stays.</source>
            <translation>Die Stelle, die hier bekannt ist, bleibt.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>Der erste Tag mit Seitenaufrufen.</translation>
        </message>
        <message>
            <source>Approximate: the day on which status, rating or note were changed last on the device.</source>
            <translation>Ungefähr: der Tag, an dem Status, Bewertung oder Notiz auf dem Gerät zuletzt geändert wurden.</translation>
        </message>
        <message>
            <source>The last day on which the page views reach the end.</source>
            <translation>Der letzte Tag, an dem die Seitenaufrufe das Ende erreichen.</translation>
        </message>
        <message>
            <source>You want to read it, and the device has begun it already.</source>
            <translation>Du willst es lesen, und auf dem Gerät ist es schon begonnen.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>Du hast den Status hier gesetzt; er bleibt.</translation>
        </message>
        <message>
            <source>It is finished here; that stays.</source>
            <translation>Es ist hier beendet; das bleibt.</translation>
        </message>
        <message>
            <source>The device has said so since before this read began.</source>
            <translation>Das sagt das Gerät schon seit der Zeit vor diesem Lesedurchgang.</translation>
        </message>
        <message>
            <source>This rating came from the device, and is another one there now.</source>
            <translation>Diese Bewertung kam vom Gerät und ist dort jetzt eine andere.</translation>
        </message>
        <message>
            <source>This file was read later than the one that told so far.</source>
            <translation>Diese Datei wurde später gelesen als die, die bisher zählte.</translation>
        </message>
        <message>
            <source>The device has gone on since the last import.</source>
            <translation>Das Gerät ist seit dem letzten Import weiter.</translation>
        </message>
        <message>
            <source>It was finished here before that day.</source>
            <translation>Es wurde hier vor diesem Tag beendet.</translation>
        </message>
        <message>
            <source>It was begun here after that day.</source>
            <translation>Es wurde hier nach diesem Tag begonnen.</translation>
        </message>
        <message>
            <source>Login key</source>
            <translation>Anmeldeschlüssel</translation>
        </message>
        <message>
            <source>Document matching</source>
            <translation>Dokumentabgleich</translation>
        </message>
        <message>
            <source>Send title and author</source>
            <translation>Titel und Autor senden</translation>
        </message>
        <message>
            <source>Catalogue (OPDS)</source>
            <translation>Katalog (OPDS)</translation>
        </message>
        <message>
            <source>Login of the catalogue</source>
            <translation>Anmeldung am Katalog</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>Das Gerät sendet seinen Fortschritt an diesen Computer.</translation>
        </message>
        <message>
            <source>The device logs in with your name.</source>
            <translation>Das Gerät meldet sich mit deinem Namen an.</translation>
        </message>
        <message>
            <source>KOReader makes it of your passphrase and keeps it readable on the device, as it does when you log in there yourself.</source>
            <translation>KOReader bildet ihn aus deiner Passphrase und bewahrt ihn lesbar auf dem Gerät auf, so wie wenn du dich dort selbst anmeldest.</translation>
        </message>
        <message>
            <source>A book is known by its content, so that it is found under any file name.</source>
            <translation>Ein Buch wird an seinem Inhalt erkannt, also unter jedem Dateinamen gefunden.</translation>
        </message>
        <message>
            <source>A book that is not in your library then comes with its title.</source>
            <translation>Ein Buch, das nicht in deiner Bibliothek ist, kommt dann mit seinem Titel.</translation>
        </message>
        <message>
            <source>You can browse your library on the device and download from it.</source>
            <translation>Du kannst auf dem Gerät in deiner Bibliothek blättern und daraus herunterladen.</translation>
        </message>
        <message>
            <source>KOReader keeps name and passphrase of a catalogue readable on the device, as for every catalogue.</source>
            <translation>KOReader bewahrt Name und Passphrase eines Katalogs lesbar auf dem Gerät auf, wie bei jedem Katalog.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader läuft auf diesem Computer. Schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit cannot see whether KOReader is running on this device. Close it there, then say that it is closed.</source>
            <translation>BookOrbit kann nicht sehen, ob KOReader auf diesem Gerät läuft. Schließ es dort und sag dann, dass es geschlossen ist.</translation>
        </message>
        <message>
            <source>KOReader has not finished writing its statistics, so it may be running. Close it on the device, then say that it is closed.</source>
            <translation>KOReader ist mit dem Schreiben seiner Statistik nicht fertig, läuft also vielleicht. Schließ es auf dem Gerät und sag dann, dass es geschlossen ist.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Wirf das Gerät hier aus, zieh es ab und starte KOReader.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>dein Name und deine Passphrase</translation>
        </message>
        <message>
            <source>Open a book, then Tools ▸ Progress sync: tick “Automatically keep documents in sync”.</source>
            <translation>Öffne ein Buch, dann Werkzeuge ▸ Fortschrittssynchronisierung: Kreuze „Dokumente automatisch synchron halten“ an.</translation>
        </message>
        <message>
            <source>Network ▸ Action when Wi-Fi is off: choose “turn on”. With anything else KOReader switches automatic sync off again.</source>
            <translation>Netzwerk ▸ Aktion, wenn WLAN ausgeschaltet ist: Wähle „einschalten“. Mit allem anderen schaltet KOReader die automatische Synchronisierung wieder aus.</translation>
        </message>
        <message>
            <source>Your library: the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Deine Bibliothek: die Lupe ▸ OPDS-Katalog ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>An address begins with http:// and has a port, such as http://192.168.1.20:7200.</source>
            <translation>Eine Adresse beginnt mit http:// und hat einen Port, etwa http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>another login</source>
            <translation>eine andere Anmeldung</translation>
        </message>
        <message>
            <source>made of your passphrase</source>
            <translation>aus deiner Passphrase gebildet</translation>
        </message>
        <message>
            <source>by file name</source>
            <translation>nach Dateiname</translation>
        </message>
        <message>
            <source>by content (binary)</source>
            <translation>nach Inhalt (binär)</translation>
        </message>
        <message>
            <source>off</source>
            <translation>aus</translation>
        </message>
        <message>
            <source>on</source>
            <translation>an</translation>
        </message>
        <message>
            <source>another key</source>
            <translation>ein anderer Schlüssel</translation>
        </message>
        <message>
            <source>This {0} holds more than {1} entries.</source>
            <translation>Diese Datei ({0}) enthält mehr als {1} Einträge.</translation>
        </message>
        <message>
            <source>This {0} is compressed in a way that book readers do not know.</source>
            <translation>Diese Datei ({0}) ist so gepackt, wie es Leseprogramme nicht kennen.</translation>
        </message>
        <message>
            <source>This file is not a readable {0}.</source>
            <translation>Diese Datei ist als {0} nicht lesbar.</translation>
        </message>
        <message>
            <source>This {0} is damaged.</source>
            <translation>Diese Datei ({0}) ist beschädigt.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, is damaged, so what the files say is used. In Calibre, choose Library maintenance, Restore database; BookOrbit then reads it by itself.</source>
            <translation>Calibres Bücherliste, metadata.db, ist beschädigt; darum gilt, was die Dateien sagen. Wähle in Calibre „Bibliothekswartung“, „Datenbank wiederherstellen“; BookOrbit liest sie dann von selbst.</translation>
        </message>
        <message>
            <source>A newer Calibre than BookOrbit knows wrote this library, so what the files say is used. Look for a newer BookOrbit.</source>
            <translation>Diese Bibliothek hat ein neueres Calibre geschrieben, als BookOrbit kennt; darum gilt, was die Dateien sagen. Sieh nach einem neueren BookOrbit.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, is not there any more, so what the files say is used. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>Calibres Bücherliste, metadata.db, ist nicht mehr da; darum gilt, was die Dateien sagen. Ist das noch deine Calibre-Bibliothek? Wenn nicht, entferne den Ordner.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, has no end that could be reached, so it is damaged and what the files say is used. In Calibre, choose Library maintenance, Restore database; BookOrbit then reads it by itself.</source>
            <translation>Calibres Bücherliste metadata.db nimmt kein Ende, ist also beschädigt; deshalb zählt, was die Dateien sagen. Wähle in Calibre „Bibliothekswartung“, „Datenbank wiederherstellen“; BookOrbit liest sie dann von selbst.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, cannot be read, so what the files say is used. {0}</source>
            <translation>Calibres Bücherliste, metadata.db, ist nicht lesbar; darum gilt, was die Dateien sagen. {0}</translation>
        </message>
        <message>
            <source>The ComicInfo.xml of this comic is larger than 8 MB.</source>
            <translation>Die ComicInfo.xml dieses Comics ist größer als 8 MB.</translation>
        </message>
        <message>
            <source>To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again.</source>
            <translation>Um diesen Comic zu lesen, installiere „unrar“ (oder unar, 7-Zip oder bsdtar) und suche erneut.</translation>
        </message>
        <message>
            <source>CBR comic</source>
            <translation>CBR-Comic</translation>
        </message>
        <message>
            <source>The ComicInfo.xml</source>
            <translation>Die ComicInfo.xml</translation>
        </message>
        <message>
            <source>comic</source>
            <translation>Comic</translation>
        </message>
        <message>
            <source>This comic holds no pictures.</source>
            <translation>Dieser Comic enthält keine Bilder.</translation>
        </message>
        <message>
            <source>This file is protected by a password.</source>
            <translation>Diese Datei ist durch ein Passwort geschützt.</translation>
        </message>
        <message>
            <source>Kindle DRM</source>
            <translation>Kindle-DRM</translation>
        </message>
        <message>
            <source>The cover is larger than 32 MB, so the book is shown without it.</source>
            <translation>Das Cover ist größer als 32 MB, daher wird das Buch ohne es gezeigt.</translation>
        </message>
        <message>
            <source>This book is locked with {0}, so KOReader cannot open it. A copy without DRM works.</source>
            <translation>Dieses Buch ist mit {0} gesperrt, KOReader kann es also nicht öffnen. Eine Kopie ohne DRM geht.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>Das Cover hat mehr als 100 Megapixel, daher wird das Buch ohne es gezeigt.</translation>
        </message>
        <message>
            <source>The package document of this EPUB is larger than 8 MB.</source>
            <translation>Das Paketdokument dieses EPUB ist größer als 8 MB.</translation>
        </message>
        <message>
            <source>The cover page of this EPUB is larger than 8 MB.</source>
            <translation>Die Titelseite dieses EPUB ist größer als 8 MB.</translation>
        </message>
        <message>
            <source>This file is not a readable EPUB: it has no package document.</source>
            <translation>Diese Datei ist als EPUB nicht lesbar: Ihr fehlt das Paketdokument.</translation>
        </message>
        <message>
            <source>EPUB</source>
            <translation>EPUB</translation>
        </message>
        <message>
            <source>The container</source>
            <translation>Der Container</translation>
        </message>
        <message>
            <source>The cover page</source>
            <translation>Die Titelseite</translation>
        </message>
        <message>
            <source>The cover in it is neither JPEG nor PNG, so that stays.</source>
            <translation>Das Cover darin ist weder JPEG noch PNG, es bleibt also.</translation>
        </message>
        <message>
            <source>It is locked, so its cover stays.</source>
            <translation>Sie ist gesperrt, ihr Cover bleibt also.</translation>
        </message>
        <message>
            <source>It is signed by its publisher, and any change would break the signature. It is left as it is.</source>
            <translation>Ihr Verlag hat sie signiert, und jede Änderung bräche die Signatur. Sie bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>It does not keep what is written into it, so it is left as it is.</source>
            <translation>Sie behält nicht, was hineingeschrieben wird, und bleibt darum, wie sie ist.</translation>
        </message>
        <message>
            <source>The changed copy differs in more than its metadata, so the file is left as it is.</source>
            <translation>Die geänderte Kopie weicht in mehr als den Metadaten ab, darum bleibt die Datei, wie sie ist.</translation>
        </message>
        <message>
            <source>FB2 book</source>
            <translation>FB2-Buch</translation>
        </message>
        <message>
            <source>FB2 archive</source>
            <translation>FB2-Archiv</translation>
        </message>
        <message>
            <source>This archive holds no FB2 book.</source>
            <translation>Dieses Archiv enthält kein FB2-Buch.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it cannot be a book.</source>
            <translation>Das ist keine gewöhnliche Datei, also kann es kein Buch sein.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Die Datei ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The template has no part [highlight], so there would be no highlights in the file.</source>
            <translation>Die Vorlage hat keinen Teil [highlight], also wären in der Datei keine Markierungen.</translation>
        </message>
        <message>
            <source>Line {0}: there is no placeholder “{1}”. [{2}] knows {3}.</source>
            <translation>Zeile {0}: Es gibt keinen Platzhalter „{1}“. [{2}] kennt {3}.</translation>
        </message>
        <message>
            <source>Line {0}: a brace stands alone. Write it twice for a brace in the text.</source>
            <translation>Zeile {0}: Eine geschweifte Klammer steht allein. Schreib sie doppelt, wenn sie im Text stehen soll.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] knows no placeholder “{2}”. It knows {3}.</source>
            <translation>Zeile {0}: [{1}] kennt keinen Platzhalter „{2}“, nur {3}.</translation>
        </message>
        <message>
            <source>Line {0}: there is no placeholder “{1}”. Do you mean “{2}”?</source>
            <translation>Zeile {0}: Es gibt keinen Platzhalter „{1}“. Meinst du „{2}“?</translation>
        </message>
        <message>
            <source>Line {0}: there are two parts [{1}]. Make one of them.</source>
            <translation>Zeile {0}: Es gibt zwei Teile [{1}]. Mach einen daraus.</translation>
        </message>
        <message>
            <source>Line {0}: there is no part [{1}]. The parts are {2}.</source>
            <translation>Zeile {0}: Es gibt keinen Teil [{1}]. Die Teile sind {2}.</translation>
        </message>
        <message>
            <source>Line {0} belongs to no part. Put [highlight] on a line above it.</source>
            <translation>Zeile {0} gehört zu keinem Teil. Schreib [highlight] in eine Zeile darüber.</translation>
        </message>
        <message>
            <source>This file is empty. Perhaps it was not copied to its end.</source>
            <translation>Diese Datei ist leer. Vielleicht wurde sie nicht zu Ende kopiert.</translation>
        </message>
        <message>
            <source>a PDF</source>
            <translation>ein PDF</translation>
        </message>
        <message>
            <source>a Kindle book</source>
            <translation>ein Kindle-Buch</translation>
        </message>
        <message>
            <source>an FB2 book</source>
            <translation>ein FB2-Buch</translation>
        </message>
        <message>
            <source>a ZIP archive</source>
            <translation>ein ZIP-Archiv</translation>
        </message>
        <message>
            <source>a RAR archive</source>
            <translation>ein RAR-Archiv</translation>
        </message>
        <message>
            <source>a 7-Zip archive</source>
            <translation>ein 7-Zip-Archiv</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>ein Bild</translation>
        </message>
        <message>
            <source>an Office document</source>
            <translation>ein Office-Dokument</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>ein Programm</translation>
        </message>
        <message>
            <source>a web page</source>
            <translation>eine Webseite</translation>
        </message>
        <message>
            <source>This file is {0}, though its name ends in .{1}. If it is a book, give it the right ending and scan again.</source>
            <translation>Diese Datei ist {0}, obwohl ihr Name auf .{1} endet. Wenn es ein Buch ist, gib ihm die richtige Endung und suche noch einmal.</translation>
        </message>
        <message>
            <source>{0} of this book cannot be read.</source>
            <translation>{0} dieses Buchs ist nicht lesbar.</translation>
        </message>
        <message>
            <source>MOBI or AZW book</source>
            <translation>MOBI- oder AZW-Buch</translation>
        </message>
        <message>
            <source>The package document</source>
            <translation>Das Paketdokument</translation>
        </message>
        <message>
            <source>Its package document has mistakes, and mending them could lose something. It is left as it is.</source>
            <translation>Ihr Paketdokument hat Fehler, und beim Beheben könnte etwas verloren gehen. Sie bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>It is an older kind of book than EPUB 2, so it is left as it is.</source>
            <translation>Sie ist älter als EPUB 2 und bleibt darum, wie sie ist.</translation>
        </message>
        <message>
            <source>A value holds characters that no EPUB can hold. Edit it and try again.</source>
            <translation>Ein Wert enthält Zeichen, die in keinem EPUB stehen können. Bearbeite ihn und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>The list of encrypted parts is too large.</source>
            <translation>Die Liste der verschlüsselten Teile ist zu groß.</translation>
        </message>
        <message>
            <source>Readium LCP</source>
            <translation>Readium LCP</translation>
        </message>
        <message>
            <source>Apple DRM</source>
            <translation>Apple-DRM</translation>
        </message>
        <message>
            <source>Adobe DRM</source>
            <translation>Adobe-DRM</translation>
        </message>
        <message>
            <source>DRM</source>
            <translation>DRM</translation>
        </message>
        <message>
            <source>The list of encrypted parts</source>
            <translation>Die Liste der verschlüsselten Teile</translation>
        </message>
        <message>
            <source>This is no export of Goodreads or StoryGraph. Export your library there as CSV and choose that file.</source>
            <translation>Das ist kein Export von Goodreads oder StoryGraph. Exportiere dort deine Bibliothek als CSV und wähle diese Datei.</translation>
        </message>
        <message>
            <source>This file has more than 100,000 books. Split it and import one part at a time.</source>
            <translation>Diese Datei hat mehr als 100.000 Bücher. Teile sie und importiere einen Teil nach dem anderen.</translation>
        </message>
        <message>
            <source>This is not a regular file. Choose the CSV file of an export.</source>
            <translation>Das ist keine gewöhnliche Datei. Wähle die CSV-Datei eines Exports.</translation>
        </message>
        <message>
            <source>This file is larger than 64 MB. Choose the CSV file of an export.</source>
            <translation>Diese Datei ist größer als 64 MB. Wähle die CSV-Datei eines Exports.</translation>
        </message>
        <message>
            <source>The file could not be read: {0}. Choose another one.</source>
            <translation>Die Datei war nicht lesbar: {0}. Wähle eine andere.</translation>
        </message>
        <message>
            <source>This is no name of a file. Choose the CSV file of an export.</source>
            <translation>Das ist kein Dateiname. Wähle die CSV-Datei eines Exports.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Ein Anführungszeichen in Zeile {0} wird nie geschlossen. Schließ es oder exportiere die Datei noch einmal.</translation>
        </message>
        <message>
            <source>What begins in line {0} has no end: is a quotation mark there never closed? Close it, or export the file again.</source>
            <translation>Was in Zeile {0} beginnt, hat kein Ende: Wird dort ein Anführungszeichen nie geschlossen? Schließ es oder exportiere die Datei noch einmal.</translation>
        </message>
        <message>
            <source>A chapter of this EPUB is larger than 8 MB.</source>
            <translation>Ein Kapitel dieses EPUB ist größer als 8 MB.</translation>
        </message>
        <message>
            <source>The text of this EPUB is larger than 100 MB.</source>
            <translation>Der Text dieses EPUB ist größer als 100 MB.</translation>
        </message>
        <message>
            <source>This EPUB names no text to read.</source>
            <translation>Dieses EPUB nennt keinen Text zum Lesen.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Ein Kapitel</translation>
        </message>
        <message>
            <source>The part of BookOrbit that reads books does not start. Restart BookOrbit; if that does not help, install it again.</source>
            <translation>Der Teil von BookOrbit, der Bücher liest, startet nicht. Starte BookOrbit neu; hilft das nicht, installiere es neu.</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>Das Lesen dieser Datei dauerte länger als %Ln Sekunde.</numerusform>
                <numerusform>Das Lesen dieser Datei dauerte länger als %Ln Sekunden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading this file needed too much memory.</source>
            <translation>Das Lesen dieser Datei brauchte zu viel Speicher.</translation>
        </message>
        <message>
            <source>Reading this file crashed the reader.</source>
            <translation>Beim Lesen dieser Datei ist der Leser abgestürzt.</translation>
        </message>
        <message>
            <source>Reading was stopped.</source>
            <translation>Das Lesen wurde angehalten.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>Das XMP-Paket</translation>
        </message>
        <message>
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Dieses EPUB ist ungewöhnlich gepackt und bleibt darum, wie es ist.</translation>
        </message>
        <message>
            <source>There is no Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Es gibt noch kein Hardcover-Token. Erstelle eines auf Hardcover und füge es in BookOrbit ein.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>Hardcover ist nicht erreichbar. Deine Änderungen warten und werden später gesendet.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover.</source>
            <translation>Hardcover ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>Hardcover rejected your token. It may have expired or been revoked. Get a new one.</source>
            <translation>Hardcover hat dein Token abgelehnt. Vielleicht ist es abgelaufen oder widerrufen. Hol ein neues.</translation>
        </message>
        <message>
            <source>The address of Hardcover leads to another one, which is not followed. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>Die Adresse von Hardcover führt zu einer anderen, der nicht gefolgt wird. Prüfe BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a bug of BookOrbit.</source>
            <translation>Hardcover hat die Anfrage abgelehnt ({0}). Bitte melde das als Fehler von BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>Deinem Token fehlt eine Berechtigung: {0}. Erstelle ein neues Token und kreuze sie an.</translation>
        </message>
        <message>
            <source>no message</source>
            <translation>keine Meldung</translation>
        </message>
        <message>
            <source>connection lost</source>
            <translation>Verbindung verloren</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}). Will retry later.</source>
            <translation>Hardcover hatte ein Problem ({0}). Später folgt ein neuer Versuch.</translation>
        </message>
        <message>
            <source>Hardcover is busy. Will retry later.</source>
            <translation>Hardcover ist beschäftigt. Es wird später erneut versucht.</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}).</source>
            <translation>Hardcover hatte ein Problem ({0}).</translation>
        </message>
        <message>
            <source>timeout</source>
            <translation>Zeitüberschreitung</translation>
        </message>
        <message>
            <source>Hardcover is busy.</source>
            <translation>Hardcover ist beschäftigt.</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>keine Antwort in der Zeit</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down.</source>
            <translation>Hardcover bittet um langsamere Anfragen.</translation>
        </message>
        <message>
            <source>Keeping to Hardcover's pace.</source>
            <translation>Das Tempo gibt Hardcover vor.</translation>
        </message>
        <message>
            <source>Continues at {0}.</source>
            <translation>Weiter um {0}.</translation>
        </message>
        <message>
            <source>Daily limit reached ({0}).</source>
            <translation>Tageslimit erreicht ({0}).</translation>
        </message>
        <message>
            <source>Daily limit reached.</source>
            <translation>Tageslimit erreicht.</translation>
        </message>
        <message>
            <source>Retrying at {0}.</source>
            <translation>Neuer Versuch um {0}.</translation>
        </message>
        <message>
            <source>Hardcover sent only a part of your shelf. Nothing was changed; try again in a while.</source>
            <translation>Hardcover hat nur einen Teil deines Regals gesendet. Nichts wurde geändert; versuche es etwas später erneut.</translation>
        </message>
        <message>
            <source>There is no progress sync at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>Unter {0} gibt es keine Fortschrittssynchronisierung. Prüfe die Adresse; manche enden auf /kosync oder /api/koreader.</translation>
        </message>
        <message>
            <source>{0} did not take this document ({1}). It is tried again when you read on.</source>
            <translation>{0} hat dieses Dokument nicht angenommen ({1}). Es wird wieder versucht, wenn du weiterliest.</translation>
        </message>
        <message>
            <source>{0} does not let this user sync progress. Look into its settings for KOReader.</source>
            <translation>{0} lässt diesen Benutzer keinen Fortschritt synchronisieren. Sieh dort in die Einstellungen für KOReader.</translation>
        </message>
        <message>
            <source>{0} leads to “{1}”, which is not followed: your password would go there, too. If that is right, enter it as the address.</source>
            <translation>{0} führt zu „{1}“; dem wird nicht gefolgt, denn auch dein Passwort ginge dorthin. Wenn das stimmt, gib es als Adresse ein.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} nimmt Namen und Passwort nicht an. Gib sie noch einmal ein oder registriere dich dort zuerst.</translation>
        </message>
        <message>
            <source>{0} asks for a pause. Your places are sent after it.</source>
            <translation>{0} bittet um eine Pause. Deine Stellen werden danach gesendet.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your places are kept and sent later.</source>
            <translation>{0} hat ein Problem ({1}). Deine Stellen bleiben und werden später gesendet.</translation>
        </message>
        <message>
            <source>Nobody vouches for the certificate of {0}, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>Niemand bürgt für das Zertifikat von {0}, darum wurde nichts gesendet. Gib jenem Server ein Zertifikat, dem dieser Computer vertraut.</translation>
        </message>
        <message>
            <source>No encrypted connection to {0} came about. Check the address and its port.</source>
            <translation>Eine verschlüsselte Verbindung zu {0} kam nicht zustande. Prüfe Adresse und Port.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your places are kept and sent when it answers again.</source>
            <translation>{0} ist nicht erreichbar. Deine Stellen bleiben und werden gesendet, wenn er wieder antwortet.</translation>
        </message>
        <message>
            <source>{0} answered with a place that cannot be used. Ask whoever runs it.</source>
            <translation>{0} hat mit einer Stelle geantwortet, die sich nicht verwenden lässt. Frag, wer den Server betreibt.</translation>
        </message>
        <message>
            <source>What {0} answers is no progress sync. Check the address.</source>
            <translation>Was {0} antwortet, ist keine Fortschrittssynchronisierung. Prüfe die Adresse.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Benutzername oder Passwort ist falsch. Sieh nach unter BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit does not accept progress now. Switch it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit nimmt gerade keinen Fortschritt an. Schalte es ein unter BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>This request is for no computer that has a name. Use the address that BookOrbit shows.</source>
            <translation>Diese Anfrage nennt keinen gültigen Computernamen. Verwende die Adresse, die BookOrbit zeigt.</translation>
        </message>
        <message>
            <source>BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows.</source>
            <translation>BookOrbit kennt den Namen „{0}“ nicht. Verwende die Adresse, die BookOrbit zeigt.</translation>
        </message>
        <message>
            <source>If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}</source>
            <translation>Wenn dieser Computer so heißt, erlaube es: bookorbit-desktop server --add-name {0}</translation>
        </message>
        <message>
            <source>There is no such reading status.</source>
            <translation>Diesen Lesestatus gibt es nicht.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Die Ports {0} bis {1} werden von anderen Programmen benutzt. Wähle einen anderen Port.</translation>
        </message>
        <message>
            <source>This computer cannot listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Dieser Computer ist unter {0} nicht erreichbar. Verwende {1} oder eine seiner eigenen Adressen.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>Port {0} wird von einem anderen Programm benutzt. Beende es oder wähle einen anderen Port.</translation>
        </message>
        <message>
            <source>Your system does not let BookOrbit use port {0}. Choose one above 1023.</source>
            <translation>Dein System lässt BookOrbit Port {0} nicht benutzen. Wähle einen über 1023.</translation>
        </message>
        <message>
            <source>Another program answers here. Use the port that BookOrbit shows.</source>
            <translation>Hier antwortet ein anderes Programm. Verwende den Port, den BookOrbit anzeigt.</translation>
        </message>
        <message>
            <source>Nothing answers here. Stop and start the server, or use another address.</source>
            <translation>Hier antwortet nichts. Halte den Server an und starte ihn neu, oder verwende eine andere Adresse.</translation>
        </message>
        <message>
            <source>Writing metadata into files is switched off. Switch it on under Settings, Library, or with “write-metadata --on”.</source>
            <translation>Das Schreiben von Metadaten in Dateien ist ausgeschaltet. Schalte es unter Einstellungen, Bibliothek oder mit „write-metadata --on“ ein.</translation>
        </message>
        <message>
            <source>Metadata is written into EPUBs alone.</source>
            <translation>Metadaten werden nur in EPUBs geschrieben.</translation>
        </message>
        <message>
            <source>It was changed since by another program, so it stays. Its backup is kept.</source>
            <translation>Ein anderes Programm hat sie seither geändert, sie bleibt also. Ihre Sicherung ist aufgehoben.</translation>
        </message>
        <message>
            <source>Its backup is no longer there, so it stays as it is.</source>
            <translation>Ihre Sicherung ist nicht mehr da, sie bleibt also, wie sie ist.</translation>
        </message>
        <message>
            <source>The file changed meanwhile. Try again.</source>
            <translation>Die Datei hat sich inzwischen geändert. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Another file lies there meanwhile. Look at the preview again.</source>
            <translation>Dort liegt inzwischen eine andere Datei. Sieh dir die Vorschau noch einmal an.</translation>
        </message>
        <message>
            <source>It lies there already, by another way to the same folder.</source>
            <translation>Sie liegt schon dort, auf einem anderen Weg zum selben Ordner.</translation>
        </message>
        <message>
            <source>The copy was changed since, so it stays.</source>
            <translation>Die Kopie wurde seither geändert, sie bleibt also.</translation>
        </message>
        <message>
            <source>Organising files is switched off. Switch it on under Settings, Library, or with “organise --on”.</source>
            <translation>Das Ordnen von Dateien ist ausgeschaltet. Schalte es unter Einstellungen, Bibliothek oder mit „organise --on“ ein.</translation>
        </message>
        <message>
            <source>The file is missing. Look through its folder again.</source>
            <translation>Die Datei fehlt. Sieh ihren Ordner noch einmal durch.</translation>
        </message>
        <message>
            <source>It could not be read, so its title is only a guess.</source>
            <translation>Sie war nicht lesbar, ihr Titel ist also nur geraten.</translation>
        </message>
        <message>
            <source>It was added by itself, without a folder. Choose a folder of the library to organise into.</source>
            <translation>Sie wurde einzeln hinzugefügt, ohne Ordner. Wähle einen Ordner der Bibliothek, in den geordnet wird.</translation>
        </message>
        <message>
            <source>This is a link to a file that lies elsewhere.</source>
            <translation>Das ist ein Verweis auf eine Datei, die anderswo liegt.</translation>
        </message>
        <message>
            <source>It lies in a Calibre library. Only Calibre moves and changes files there.</source>
            <translation>Sie liegt in einer Calibre-Bibliothek. Nur Calibre verschiebt und ändert dort Dateien.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library. Only Calibre puts files there; choose another one.</source>
            <translation>Dieser Ordner ist eine Calibre-Bibliothek. Nur Calibre legt dort Dateien ab; wähle einen anderen.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>Der Pfad würde zu lang. Kürze die Vorlage.</translation>
        </message>
        <message>
            <source>Files are organised into a folder of the library. Add that folder first.</source>
            <translation>Dateien werden in einen Ordner der Bibliothek geordnet. Füg diesen Ordner zuerst hinzu.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be listed. Check its permissions.</source>
            <translation>Der Ordner {0} lässt sich nicht auflisten. Prüfe seine Zugriffsrechte.</translation>
        </message>
        <message>
            <source>“{0}” lies in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>„{0}“ liegt in einer Calibre-Bibliothek und wurde darum behalten. Entferne es in Calibre, oder entferne es hier und behalte die Datei.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>„{0}“ ist noch im Papierkorb. Hol es dort zurück; der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Cancelled before its turn.</source>
            <translation>Abgebrochen, bevor sie dran war.</translation>
        </message>
        <message>
            <source>The file itself stayed, and so did this.</source>
            <translation>Die Datei selbst blieb, also auch diese.</translation>
        </message>
        <message>
            <source>BookOrbit works on files already. Wait until that has ended, or cancel it.</source>
            <translation>BookOrbit arbeitet schon an Dateien. Warte, bis das zu Ende ist, oder brich es ab.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Es gibt nichts zurückzunehmen.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can make one at {0}.</source>
            <translation>Füge ein Hardcover-Token ein. Erstellen kannst du eines unter {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Du hast dieses Buch von Hardcover ausgeschlossen.</translation>
        </message>
        <message>
            <source>Cancelled. Start it again to go on with what is left.</source>
            <translation>Abgebrochen. Starte erneut, um mit dem Rest weiterzumachen.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is chosen, so there is nothing to apply. Choose who sees your books first.</source>
            <translation>„Wie auf Hardcover lassen“ ist gewählt, also gibt es nichts anzuwenden. Wähle zuerst, wer deine Bücher sieht.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. Start it again to see what is left.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Starte erneut, um zu sehen, was übrig ist.</translation>
        </message>
        <message>
            <source>“{0}” is still on Hardcover: {1}</source>
            <translation>„{0}“ ist noch auf Hardcover: {1}</translation>
        </message>
        <message>
            <source>You created the entry of “{0}” yourself; BookOrbit won't delete it.</source>
            <translation>Den Eintrag zu „{0}“ hast du selbst angelegt; BookOrbit löscht ihn nicht.</translation>
        </message>
        <message>
            <source>by the Hardcover id in its file</source>
            <translation>über die Hardcover-ID in seiner Datei</translation>
        </message>
        <message>
            <source>by its ISBN-13</source>
            <translation>über seine ISBN-13</translation>
        </message>
        <message>
            <source>by its ISBN-10</source>
            <translation>über seine ISBN-10</translation>
        </message>
        <message>
            <source>by its id on Goodreads or another platform</source>
            <translation>über seine ID bei Goodreads oder anderswo</translation>
        </message>
        <message>
            <source>by title and author on your own shelf</source>
            <translation>über Titel und Autor in deinem eigenen Regal</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>noch nicht</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}.</source>
            <translation>„{0}“ (Eintrag {1}), {2}.</translation>
        </message>
        <message>
            <source>without an edition without a page count</source>
            <translation>ohne Ausgabe und ohne Seitenzahl</translation>
        </message>
        <message>
            <source>{0}, set by you.</source>
            <translation>{0}, von dir gesetzt.</translation>
        </message>
        <message>
            <source>Your device reads on in it: open the book to start a re-reading. Until then nothing is sent.</source>
            <translation>Dein Gerät liest darin weiter: Öffne das Buch, um erneutes Lesen zu beginnen. Bis dahin wird nichts gesendet.</translation>
        </message>
        <message>
            <source>Your device went back to {0}, the book stays at {1}: open the book to change that.</source>
            <translation>Dein Gerät ging auf {0} zurück, das Buch bleibt bei {1}: Öffne das Buch, um das zu ändern.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Zuordnung</translation>
        </message>
        <message>
            <source>by the Hardcover id that you saved</source>
            <translation>über die Hardcover-ID, die du gespeichert hast</translation>
        </message>
        <message numerus="yes">
            <source>edition {0} of %n page(s)</source>
            <translation>
                <numerusform>Ausgabe {0} mit %Ln Seite</numerusform>
                <numerusform>Ausgabe {0} mit %Ln Seiten</numerusform>
            </translation>
        </message>
        <message>
            <source>edition {0} without a page count</source>
            <translation>Ausgabe {0} ohne Seitenzahl</translation>
        </message>
        <message numerus="yes">
            <source>without an edition of %n page(s)</source>
            <translation>
                <numerusform>ohne Ausgabe mit %Ln Seite</numerusform>
                <numerusform>ohne Ausgabe mit %Ln Seiten</numerusform>
            </translation>
        </message>
        <message>
            <source>On {0} Hardcover showed {1}.</source>
            <translation>Am {0} zeigte Hardcover {1}.</translation>
        </message>
        <message>
            <source>{0} sent it on {1}, as document {2}.</source>
            <translation>{0} hat es am {1} gesendet, als Dokument {2}.</translation>
        </message>
        <message>
            <source>{0} sent it at {1} on {2}, as document {3}.</source>
            <translation>{0} hat es bei {1} am {2} gesendet, als Dokument {3}.</translation>
        </message>
        <message>
            <source>Connected as @{0}.</source>
            <translation>Verbunden als @{0}.</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>{0}, set by KOReader's progress.</source>
            <translation>{0}, durch den Fortschritt von KOReader gesetzt.</translation>
        </message>
        <message>
            <source>Give it a status other than Unread.</source>
            <translation>Gib ihm einen anderen Status als „Ungelesen“.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Nimm es auf.</translation>
        </message>
        <message>
            <source>It was not looked up yet.</source>
            <translation>Es wurde noch nicht gesucht.</translation>
        </message>
        <message>
            <source>Press Sync now.</source>
            <translation>Drücke „Jetzt synchronisieren“.</translation>
        </message>
        <message>
            <source>Pick the right book.</source>
            <translation>Wähle das richtige Buch.</translation>
        </message>
        <message>
            <source>Confirm it, or pick another book.</source>
            <translation>Bestätige sie oder wähle ein anderes Buch.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}, because Hardcover does not know {3}, which you saved.</source>
            <translation>„{0}“ (Eintrag {1}), {2}, weil Hardcover {3} nicht kennt, was du gespeichert hast.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Nächster Versuch {0}.</translation>
        </message>
        <message>
            <source>Sync now tries again at once.</source>
            <translation>„Jetzt synchronisieren“ versucht es sofort erneut.</translation>
        </message>
        <message>
            <source>Nothing was sent yet.</source>
            <translation>Noch wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>No device has sent this book; its status was not set by KOReader.</source>
            <translation>Kein Gerät hat dieses Buch gesendet; sein Status kommt nicht von KOReader.</translation>
        </message>
        <message>
            <source>There is no Hardcover token.</source>
            <translation>Es gibt kein Hardcover-Token.</translation>
        </message>
        <message>
            <source>Paste a token on the Hardcover page.</source>
            <translation>Füge auf der Seite Hardcover ein Token ein.</translation>
        </message>
        <message>
            <source>Check the token on the Hardcover page.</source>
            <translation>Prüfe das Token auf der Seite Hardcover.</translation>
        </message>
        <message>
            <source>Sending to Hardcover is switched off.</source>
            <translation>Das Senden an Hardcover ist ausgeschaltet.</translation>
        </message>
        <message>
            <source>Switch it on, or press Sync now.</source>
            <translation>Schalte es ein oder drücke „Jetzt synchronisieren“.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>Vor deiner ersten Synchronisierung wird nichts gesendet.</translation>
        </message>
        <message>
            <source>To be sent: {0}.</source>
            <translation>Zu senden: {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Wähle eine Ausgabe mit Seiten oder gib die Seitenzahl ein.</translation>
        </message>
        <message>
            <source>Nothing is left to send.</source>
            <translation>Nichts ist mehr zu senden.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm it.</source>
            <translation>Nichts wird gesendet, bis du sie bestätigst.</translation>
        </message>
        <message>
            <source>You have not confirmed it yet.</source>
            <translation>Du hast sie noch nicht bestätigt.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}; you saved the ISBN {3}.</source>
            <translation>„{0}“ (Eintrag {1}), {2}; gespeichert hast du die ISBN {3}.</translation>
        </message>
        <message>
            <source>Hardcover knows no such edition. Check the number, or search by title.</source>
            <translation>Hardcover kennt keine solche Ausgabe. Prüfe die Nummer oder suche nach dem Titel.</translation>
        </message>
        <message>
            <source>Hardcover knows no such book. Check the address or number, or search by title.</source>
            <translation>Hardcover kennt kein solches Buch. Prüfe Adresse oder Nummer oder suche nach dem Titel.</translation>
        </message>
        <message>
            <source>Hardcover has not shown a status of this book yet.</source>
            <translation>Hardcover hat noch keinen Status dieses Buchs gezeigt.</translation>
        </message>
        <message>
            <source>Press Sync now first.</source>
            <translation>Wähle zuerst „Jetzt abgleichen“.</translation>
        </message>
        <message>
            <source>Not found on Hardcover. Pick the right book, or fix the ISBN.</source>
            <translation>Auf Hardcover nicht gefunden. Wähle das richtige Buch oder berichtige die ISBN.</translation>
        </message>
        <message>
            <source>Several records on Hardcover could be this book. Pick the right one.</source>
            <translation>Mehrere Einträge auf Hardcover könnten dieses Buch sein. Wähle den richtigen aus.</translation>
        </message>
        <message>
            <source>Found “{0}” but wasn't sure ({1}). Pick to confirm.</source>
            <translation>„{0}“ gefunden, aber nicht sicher ({1}). Bestätige mit „Auswählen“.</translation>
        </message>
        <message>
            <source>Not trusted: {0}. Pick the right book, or fix the id.</source>
            <translation>Nicht übernommen: {0}. Wähle das richtige Buch aus oder berichtige die Kennung.</translation>
        </message>
        <message>
            <source>The ISBN was not trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>Der ISBN wurde nicht vertraut: {0}. Wähle das richtige Buch oder berichtige die ISBN.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: taken off your shelf on Hardcover</source>
            <translation>Will ich lesen → Ungelesen: auf Hardcover aus deinem Regal genommen</translation>
        </message>
        <message>
            <source>import taken back</source>
            <translation>Import zurückgenommen</translation>
        </message>
        <message>
            <source>Cancelled. What was not sent yet stays pending.</source>
            <translation>Abgebrochen. Was noch nicht gesendet ist, bleibt ausstehend.</translation>
        </message>
        <message>
            <source>Your token belongs to another Hardcover account now, @{0}. Nothing is sent there by itself before you press Sync now and have seen what would be sent.</source>
            <translation>Dein Token gehört jetzt zu einem anderen Hardcover-Konto, @{0}. Nichts wird von selbst dorthin gesendet, bevor du auf „Jetzt synchronisieren“ drückst und siehst, was gesendet würde.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Du hast dieses Buch ausgelassen.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. It will be looked up and tried again.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Es wird nachgesehen und erneut versucht.</translation>
        </message>
        <message>
            <source>You excluded this book while the sync was running.</source>
            <translation>Du hast dieses Buch während des Abgleichs ausgeschlossen.</translation>
        </message>
        <message>
            <source>Nothing more was sent.</source>
            <translation>Nichts weiter wurde gesendet.</translation>
        </message>
        <message>
            <source>This book was changed while the sync was running.</source>
            <translation>Dieses Buch wurde während des Abgleichs geändert.</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>Der nächste Abgleich sendet es.</translation>
        </message>
        <message>
            <source>This book became Unread while the sync was running.</source>
            <translation>Dieses Buch wurde während des Abgleichs ungelesen.</translation>
        </message>
        <message>
            <source>Hardcover saved something different from what was sent.</source>
            <translation>Hardcover hat etwas anderes gespeichert, als gesendet wurde.</translation>
        </message>
        <message>
            <source>It will be tried again.</source>
            <translation>Es wird erneut versucht.</translation>
        </message>
        <message>
            <source>This book's record no longer exists on Hardcover.</source>
            <translation>Der Eintrag dieses Buchs existiert auf Hardcover nicht mehr.</translation>
        </message>
        <message>
            <source>The next sync looks for it again.</source>
            <translation>Der nächste Abgleich sucht es erneut.</translation>
        </message>
        <message>
            <source>The record or edition you picked no longer exists on Hardcover.</source>
            <translation>Der Eintrag oder die Ausgabe deiner Wahl existiert auf Hardcover nicht mehr.</translation>
        </message>
        <message>
            <source>Pick another one.</source>
            <translation>Wähle etwas anderes.</translation>
        </message>
        <message>
            <source>The matched edition no longer exists on Hardcover.</source>
            <translation>Die zugeordnete Ausgabe existiert auf Hardcover nicht mehr.</translation>
        </message>
        <message>
            <source>The next sync looks for another one.</source>
            <translation>Der nächste Abgleich sucht eine andere.</translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover hat abgelehnt: {0}</translation>
        </message>
        <message>
            <source>Matched by title and author only. Look at it on the Hardcover page and confirm it, or pick another.</source>
            <translation>Nur über Titel und Autor zugeordnet. Sieh es dir auf der Seite Hardcover an und bestätige es, oder wähle ein anderes.</translation>
        </message>
        <message>
            <source>{0} could not be written: {1}. Choose another file.</source>
            <translation>{0} ließ sich nicht schreiben: {1}. Wähle eine andere Datei.</translation>
        </message>
        <message>
            <source>Undo cancelled. What was not put back yet stays as the sync left it.</source>
            <translation>Zurücknehmen abgebrochen. Was noch nicht zurückgesetzt war, bleibt, wie die Synchronisierung es hinterlassen hat.</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>rückgängig gemacht</translation>
        </message>
        <message>
            <source>Undo stopped. What was not put back yet follows at the next start.</source>
            <translation>Zurücknehmen angehalten. Was noch nicht zurückgesetzt war, folgt beim nächsten Start.</translation>
        </message>
        <message>
            <source>There is nothing to undo: no sync has written anything that is not undone yet.</source>
            <translation>Es gibt nichts rückgängig zu machen: Alles, was eine Synchronisierung geschrieben hat, ist es schon.</translation>
        </message>
        <message>
            <source>Hardcover did not take everything back.</source>
            <translation>Hardcover hat nicht alles zurückgenommen.</translation>
        </message>
        <message>
            <source>No run {0} has written to Hardcover. “log” shows the numbers of those that have.</source>
            <translation>Kein Lauf {0} hat auf Hardcover geschrieben. „log“ zeigt die Nummern der Läufe, die es taten.</translation>
        </message>
        <message>
            <source>Run {0} was undone already. “log” shows the numbers of the others.</source>
            <translation>Lauf {0} wurde schon rückgängig gemacht. „log“ zeigt die Nummern der anderen.</translation>
        </message>
        <message>
            <source>There is no highlight with the number {0}. Nothing was changed.</source>
            <translation>Es gibt keine Markierung mit der Nummer {0}. Nichts wurde geändert.</translation>
        </message>
        <message>
            <source>KOReader takes in highlights from other readers since v2025.04, and this one is older. Update KOReader there.</source>
            <translation>KOReader übernimmt Markierungen anderer Lesegeräte seit v2025.04, und dieses ist älter. Aktualisiere KOReader dort.</translation>
        </message>
        <message>
            <source>An older KOReader wrote what it knows of this book, so it could not be opened with new highlights beside it. Open the book once there, close it, and try again.</source>
            <translation>Was KOReader von diesem Buch weiß, hat eine ältere Version geschrieben; mit neuen Markierungen daneben ließe es sich nicht öffnen. Öffne das Buch dort einmal, schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>They were deleted on this device, and stay deleted there.</source>
            <translation>Sie wurden auf diesem Gerät gelöscht und bleiben dort gelöscht.</translation>
        </message>
        <message>
            <source>KOReader has no folder for this book there yet. Open the book on the device once.</source>
            <translation>KOReader hat dort noch keinen Ordner für dieses Buch. Öffne das Buch einmal auf dem Gerät.</translation>
        </message>
        <message>
            <source>This device has left its own annotations there for other readers. Open the book on one of those first, or delete that file.</source>
            <translation>Dieses Gerät hat dort seine eigenen Anmerkungen für andere Lesegeräte abgelegt. Öffne das Buch zuerst auf einem von diesen oder lösche jene Datei.</translation>
        </message>
        <message>
            <source>Annotations of another view of this book wait there. Open the book on the device first.</source>
            <translation>Dort warten Anmerkungen aus einer anderen Ansicht dieses Buchs. Öffne das Buch zuerst auf dem Gerät.</translation>
        </message>
        <message>
            <source>They do not say where in this book they belong, or were made in another view of it.</source>
            <translation>Sie sagen nicht, wohin in diesem Buch sie gehören, oder entstanden in einer anderen Ansicht davon.</translation>
        </message>
        <message>
            <source>A file for other readers lies there and cannot be read, so it is left alone. {0}</source>
            <translation>Dort liegt eine Datei für andere Lesegeräte, die nicht lesbar ist, sie bleibt also in Ruhe. {0}</translation>
        </message>
        <message>
            <source>They wait there already. Open the book on the device, and it takes them in.</source>
            <translation>Sie warten schon dort. Öffne das Buch auf dem Gerät, dann übernimmt es sie.</translation>
        </message>
        <message>
            <source>The file there has changed meanwhile. Look at the preview again.</source>
            <translation>Die Datei dort hat sich inzwischen geändert. Sieh dir die Vorschau noch einmal an.</translation>
        </message>
        <message>
            <source>The device did not keep what was written to it. Check its storage.</source>
            <translation>Das Gerät hat nicht behalten, was darauf geschrieben wurde. Prüfe seinen Speicher.</translation>
        </message>
        <message>
            <source>The passphrase is not in your password store; set a new one to see it.</source>
            <translation>Die Passphrase ist nicht in deinem Passwortspeicher; lege eine neue fest, um sie zu sehen.</translation>
        </message>
        <message>
            <source>Your password store has an older passphrase that no longer works; set a new one to see it.</source>
            <translation>Dein Passwortspeicher enthält eine ältere Passphrase, die nicht mehr gilt; lege eine neue fest, um sie zu sehen.</translation>
        </message>
        <message>
            <source>A user name needs at least one letter and cannot contain a colon.</source>
            <translation>Ein Benutzername braucht mindestens einen Buchstaben und darf keinen Doppelpunkt enthalten.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Eine Passphrase braucht mindestens einen Buchstaben und passt in eine Zeile.</translation>
        </message>
        <message>
            <source>The passphrase cannot be shown; set a new one to see it.</source>
            <translation>Die Passphrase lässt sich nicht anzeigen; lege eine neue fest, um sie zu sehen.</translation>
        </message>
        <message>
            <source>A paired device has the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Ein gekoppeltes Gerät hat den Namen „{0}“. Widerrufe es zuerst oder wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>Note the passphrase now: it cannot be shown again.</source>
            <translation>Notiere die Passphrase jetzt: Sie lässt sich nicht noch einmal anzeigen.</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>Es gibt kein Gerät {0}. „devices“ führt sie auf.</translation>
        </message>
        <message>
            <source>No two devices are known to report this id.</source>
            <translation>Es sind keine zwei Geräte bekannt, die diese ID melden.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this very digest. Say which one you read.</source>
            <translation>
                <numerusform>%Ln Buch hat genau diese Prüfsumme. Sag, welches du liest.</numerusform>
                <numerusform>%Ln Bücher haben genau diese Prüfsumme. Sag, welches du liest.</numerusform>
            </translation>
        </message>
        <message>
            <source>No reader has sent the document {0}. “documents” lists those that came.</source>
            <translation>Kein Lesegerät hat das Dokument {0} gesendet. „documents“ führt die vorhandenen auf.</translation>
        </message>
        <message>
            <source>The document {0} is not linked to a book. “documents” lists those that are.</source>
            <translation>Das Dokument {0} ist mit keinem Buch verknüpft. „documents“ führt die verknüpften auf.</translation>
        </message>
        <message>
            <source>An entry needs a title. Type the one of your book.</source>
            <translation>Ein Eintrag braucht einen Titel. Gib den deines Buchs ein.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose one file.</source>
            <translation>„{0}“ ist ein Ordner. Wähle eine Datei.</translation>
        </message>
        <message>
            <source>“{0}”: {1}</source>
            <translation>„{0}“: {1}</translation>
        </message>
        <message>
            <source>A device tried https://. Change the server address on it to begin with http://.</source>
            <translation>Ein Gerät hat https:// versucht. Ändere die Serveradresse auf dem Gerät so, dass sie mit http:// beginnt.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Kein gekoppeltes Gerät hat den Namen „{0}“. „credentials“ führt sie auf.</translation>
        </message>
        <message>
            <source>No device can come while the server is stopped. Start it, then pair.</source>
            <translation>Solange der Server steht, kann kein Gerät kommen. Starte ihn und kopple dann.</translation>
        </message>
        <message>
            <source>{0} is no Calibre library that is known here. Add the folder, and look which of your folders are one.</source>
            <translation>{0} ist keine Calibre-Bibliothek, die hier bekannt ist. Füg den Ordner hinzu und sieh nach, welche deiner Ordner eine sind.</translation>
        </message>
        <message>
            <source>This picture cannot be shown. Choose a JPEG, PNG, WebP or GIF of at most 32 MB and 100 megapixels.</source>
            <translation>Dieses Bild lässt sich nicht anzeigen. Wähle ein JPEG, PNG, WebP oder GIF bis 32 MB und 100 Megapixel.</translation>
        </message>
        <message>
            <source>{0} could not be read: {1}. Choose another picture.</source>
            <translation>{0} war nicht lesbar: {1}. Wähle ein anderes Bild.</translation>
        </message>
        <message>
            <source>Cancelled; the rest waits for the next look through your folders, or the next start.</source>
            <translation>Abgebrochen; der Rest wartet auf den nächsten Blick in deine Ordner oder den nächsten Start.</translation>
        </message>
        <message>
            <source>{0} of {1} files were read.</source>
            <translation>{0} von {1} Dateien wurden gelesen.</translation>
        </message>
        <message>
            <source>Scan cancelled; the next one goes on where it ended.</source>
            <translation>Suchlauf abgebrochen; der nächste macht dort weiter.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Check the path and try again.</source>
            <translation>Es gibt keinen Ordner {0}. Prüfe den Pfad und versuche es erneut.</translation>
        </message>
        <message>
            <source>This file does not belong to the book. “export” lists the files of each book.</source>
            <translation>Diese Datei gehört nicht zu dem Buch. „export“ führt die Dateien jedes Buchs auf.</translation>
        </message>
        <message>
            <source>A book keeps at least one of its files.</source>
            <translation>Ein Buch behält mindestens eine seiner Dateien.</translation>
        </message>
        <message>
            <source>The book has another copy of this very file, and devices cannot tell the two apart. Split both off together, or remove one.</source>
            <translation>Das Buch hat noch eine Kopie genau dieser Datei, und Geräte können die beiden nicht unterscheiden. Trenne beide zusammen ab oder entferne eine.</translation>
        </message>
        <message>
            <source>Name the book that stays, and at least one other book.</source>
            <translation>Nenne das Buch, das bleibt, und mindestens ein weiteres.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Dieses Buch ist nicht im Katalog: Es wurde entfernt, oder seine Datei fehlt oder ist beschädigt.</translation>
        </message>
        <message>
            <source>There is no such list in the catalogue.</source>
            <translation>Diese Liste gibt es im Katalog nicht.</translation>
        </message>
        <message>
            <source>There is no picture of this cover.</source>
            <translation>Von diesem Cover gibt es kein Bild.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Diese Datei ist nicht im Katalog: Sie wurde entfernt, fehlt oder ist beschädigt.</translation>
        </message>
        <message>
            <source>The file of this book has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>Die Datei dieses Buchs hat sich geändert. Durchsuche die Ordner in BookOrbit und versuche es dann erneut.</translation>
        </message>
        <message>
            <source>The file of this book cannot be read now. Is its disk there?</source>
            <translation>Die Datei dieses Buchs lässt sich gerade nicht lesen. Ist ihr Datenträger da?</translation>
        </message>
        <message>
            <source>Waits until you have pressed Sync once.</source>
            <translation>Wartet, bis du einmal auf Synchronisieren gedrückt hast.</translation>
        </message>
        <message>
            <source>Hardcover is switched off.</source>
            <translation>Hardcover ist ausgeschaltet.</translation>
        </message>
        <message numerus="yes">
            <source>%n not matched</source>
            <translation>
                <numerusform>%Ln ohne Treffer</numerusform>
                <numerusform>%Ln ohne Treffer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%Ln fehlgeschlagen</numerusform>
                <numerusform>%Ln fehlgeschlagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be sent</source>
            <translation>
                <numerusform>%Ln würde gesendet</numerusform>
                <numerusform>%Ln würden gesendet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>%Ln gesendet</numerusform>
                <numerusform>%Ln gesendet</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was up to date.</source>
            <translation>Alles war auf dem neuesten Stand.</translation>
        </message>
        <message>
            <source>The file could not be written there ({0}). Choose another folder.</source>
            <translation>Die Datei ließ sich dort nicht schreiben ({0}). Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>A device has sent a newer place in the meantime. That one stays.</source>
            <translation>Inzwischen hat ein Gerät eine neuere Stelle gesendet. Die bleibt.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” shows them.</source>
            <translation>Buch {0} hat keine Meldung {1}. „history {2}“ zeigt sie.</translation>
        </message>
        <message>
            <source>There is no progress to reset: no device has sent a place.</source>
            <translation>Es gibt keinen Fortschritt zum Zurücksetzen: Kein Gerät hat eine Stelle gesendet.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Zuletzt auf {0} gelesen.</translation>
        </message>
        <message>
            <source>Enter address, user name and password of the other server first.</source>
            <translation>Gib zuerst Adresse, Benutzernamen und Passwort des anderen Servers ein.</translation>
        </message>
        <message>
            <source>The password of the other server is not in your password store. Enter it again.</source>
            <translation>Das Passwort des anderen Servers ist nicht in deinem Passwortspeicher. Gib es noch einmal ein.</translation>
        </message>
        <message>
            <source>This is the address of BookOrbit itself. Enter that of another server.</source>
            <translation>Das ist die Adresse von BookOrbit selbst. Gib die eines anderen Servers ein.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit ends; enter it again after the next start.</source>
            <translation>Das Passwort gilt, bis BookOrbit endet; gib es nach dem nächsten Start noch einmal ein.</translation>
        </message>
        <message>
            <source>Hardcover has this record no more. Search Hardcover for the right one.</source>
            <translation>Hardcover hat diesen Eintrag nicht mehr. Such auf Hardcover nach dem richtigen.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. Try again.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Ask again after {0}, or approve with what the file says.</source>
            <translation>Hardcover bittet um langsamere Anfragen. Frag nach {0} noch einmal oder gib frei, was die Datei sagt.</translation>
        </message>
        <message>
            <source>Hardcover's limit for today is reached. Ask again after {0}, or approve with what the file says.</source>
            <translation>Das Tageslimit von Hardcover ist erreicht. Frag nach {0} noch einmal oder gib frei, was die Datei sagt.</translation>
        </message>
        <message>
            <source>There is no book {0} that waits for review. “inbox” shows those that do.</source>
            <translation>Kein Buch {0} wartet auf Prüfung. „inbox“ zeigt die wartenden.</translation>
        </message>
        <message>
            <source>“{0}” was removed meanwhile. Undo the removal, or add its file again.</source>
            <translation>„{0}“ wurde inzwischen entfernt. Nimm das zurück oder füg die Datei wieder hinzu.</translation>
        </message>
        <message>
            <source>Too many devices log in at once. Try again in a moment.</source>
            <translation>Es melden sich zu viele Geräte auf einmal an. Versuche es gleich noch einmal.</translation>
        </message>
        <message>
            <source>Stopped before its end.</source>
            <translation>Vor dem Ende angehalten.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100 %.</source>
            <translation>Ein Buch gilt bei 95, 98, 99 oder 100 % als gelesen.</translation>
        </message>
        <message>
            <source>Steps back are asked about, accepted or ignored.</source>
            <translation>Bei Rückschritten wird gefragt, übernommen oder ignoriert.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Is the device connected?</source>
            <translation>Es gibt keinen Ordner {0}. Ist das Gerät angeschlossen?</translation>
        </message>
        <message>
            <source>There is no KOReader in {0}, and no book that it opened. Choose the folder that the device appears in, or its folder “koreader”.</source>
            <translation>In {0} ist kein KOReader und kein Buch, das es geöffnet hat. Wähle den Ordner, unter dem das Gerät erscheint, oder seinen Ordner „koreader“.</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>Der Server ist angehalten. Starte ihn, bevor das Gerät synchronisiert.</translation>
        </message>
        <message>
            <source>{0} is the device itself when the device asks for it. Give it an address of this computer in your network, such as http://192.168.1.20:7200.</source>
            <translation>{0} ist das Gerät selbst, wenn das Gerät danach fragt. Gib ihm eine Adresse dieses Computers in deinem Netzwerk, etwa http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>There is no KOReader in {0}. Choose the folder that the device appears in, or its folder “koreader”.</source>
            <translation>In {0} ist kein KOReader. Wähle den Ordner, unter dem das Gerät erscheint, oder seinen Ordner „koreader“.</translation>
        </message>
        <message>
            <source>{0} on the device cannot be read, so it is left alone. {1} Start KOReader once: it mends the file or begins a new one.</source>
            <translation>{0} auf dem Gerät ist nicht lesbar und bleibt daher in Ruhe. {1} Starte KOReader einmal: Es repariert die Datei oder beginnt eine neue.</translation>
        </message>
        <message>
            <source>This KOReader does not say which version it is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>Dieses KOReader sagt nicht, welche Version es ist. Starte es einmal auf dem Gerät, schließ es und schließ das Gerät wieder an.</translation>
        </message>
        <message>
            <source>Another device is in that folder now. Look at the changes again.</source>
            <translation>In diesem Ordner ist jetzt ein anderes Gerät. Sieh dir die Änderungen noch einmal an.</translation>
        </message>
        <message>
            <source>BookOrbit has written nothing to this device that could be taken back.</source>
            <translation>BookOrbit hat auf dieses Gerät nichts geschrieben, was sich zurücknehmen ließe.</translation>
        </message>
        <message>
            <source>KOReader has written {0} since. Putting the earlier file back would lose that; BookOrbit's own settings alone can be taken back.</source>
            <translation>KOReader hat {0} seither geschrieben. Mit der früheren Datei ginge das verloren; zurücknehmen lassen sich nur die Einstellungen von BookOrbit.</translation>
        </message>
        <message>
            <source>This is not your passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Das ist nicht deine Passphrase. BookOrbit ▸ KOReader zeigt sie an oder legt eine neue fest.</translation>
        </message>
        <message>
            <source>The password store does not say your passphrase, and the device needs it. Enter it here once.</source>
            <translation>Der Passwortspeicher nennt deine Passphrase nicht, und das Gerät braucht sie. Gib sie hier einmal ein.</translation>
        </message>
        <message>
            <source>The login was changed meanwhile. Look at the changes again.</source>
            <translation>Die Anmeldung wurde inzwischen geändert. Sieh dir die Änderungen noch einmal an.</translation>
        </message>
        <message>
            <source>This computer is on no network where a device could find it. Connect it to your Wi-Fi, or name the address that devices shall use.</source>
            <translation>Dieser Computer ist in keinem Netz, in dem ein Gerät ihn finden könnte. Verbinde ihn mit deinem WLAN oder nenne die Adresse, die Geräte verwenden sollen.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>Auf dem Gerät wurde nichts geändert. {0}</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} ist ein Verweis auf eine andere Datei und bleibt daher in Ruhe. Richte dieses KOReader von Hand ein.</translation>
        </message>
        <message>
            <source>A file on the device changed meanwhile, so nothing was written. Close KOReader there and look at the changes again.</source>
            <translation>Eine Datei auf dem Gerät hat sich inzwischen geändert, darum wurde nichts geschrieben. Schließ dort KOReader und sieh dir die Änderungen noch einmal an.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and KOReader has only its copy before. Start KOReader once, close it, and try again.</source>
            <translation>{0} fehlt auf dem Gerät, und KOReader hat nur die Kopie von davor. Starte KOReader einmal, schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it cannot be put back. Change these settings in KOReader itself.</source>
            <translation>Die frühere Datei {0} ist nicht mehr auf dem Gerät und lässt sich daher nicht wiederherstellen. Ändere diese Einstellungen in KOReader selbst.</translation>
        </message>
        <message>
            <source>Not everything could be put back. {0} Plug the device in again and try once more.</source>
            <translation>Nicht alles ließ sich wiederherstellen. {0} Schließ das Gerät wieder an und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Only a part was written to the device. {0} Plug it in again, then take the set-up back or write it once more.</source>
            <translation>Nur ein Teil wurde auf das Gerät geschrieben. {0} Schließ es wieder an, dann nimm die Einrichtung zurück oder schreib sie noch einmal.</translation>
        </message>
        <message>
            <source>There is no such page. Begin at the first one.</source>
            <translation>Diese Seite gibt es nicht. Beginne mit der ersten.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Diese Bibliothek stammt von einem neueren BookOrbit Desktop. Installiere diese Version oder verwende einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be stored. Free some space: BookOrbit goes on by itself then.</source>
            <translation>Der Datenträger mit Ihrer Bibliothek ist voll, deshalb kann nichts gespeichert werden. Schaffen Sie Platz: Dann macht BookOrbit von selbst weiter.</translation>
        </message>
        <message>
            <source>Another program holds the database of your library, so nothing can be stored. Close it: BookOrbit goes on by itself then.</source>
            <translation>Ein anderes Programm hält die Datenbank Ihrer Bibliothek fest, deshalb kann nichts gespeichert werden. Schließen Sie es: Dann macht BookOrbit von selbst weiter.</translation>
        </message>
        <message>
            <source>BookOrbit may not write to the folder of your library, so nothing can be stored. Allow it in the folder's properties: BookOrbit goes on by itself then.</source>
            <translation>BookOrbit darf nicht in den Ordner Ihrer Bibliothek schreiben, deshalb kann nichts gespeichert werden. Erlauben Sie es in den Eigenschaften des Ordners: Dann macht BookOrbit von selbst weiter.</translation>
        </message>
        <message>
            <source>The disk with your library fails to read or write, so nothing can be stored. Check that it is connected and sound: BookOrbit goes on by itself then.</source>
            <translation>Der Datenträger mit Ihrer Bibliothek hat Lese- oder Schreibfehler, deshalb kann nichts gespeichert werden. Prüfen Sie, ob er angeschlossen und in Ordnung ist: Dann macht BookOrbit von selbst weiter.</translation>
        </message>
        <message>
            <source>The database of your library is damaged, so nothing can be stored. Put a copy of it back, or start BookOrbit with --set-aside to begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek ist beschädigt, deshalb kann nichts gespeichert werden. Spiele eine Kopie davon ein, oder starte BookOrbit mit --set-aside, um eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>The database of your library was deleted or replaced while BookOrbit runs, so nothing can be stored. Put it back, or quit BookOrbit and start it again.</source>
            <translation>Die Datenbank Ihrer Bibliothek wurde gelöscht oder ersetzt, während BookOrbit läuft, deshalb kann nichts gespeichert werden. Legen Sie sie zurück, oder beenden Sie BookOrbit und starten Sie es neu.</translation>
        </message>
        <message>
            <source>Storing takes too long at the moment. Try again in a minute.</source>
            <translation>Das Speichern dauert im Moment zu lange. Versuchen Sie es in einer Minute noch einmal.</translation>
        </message>
        <message>
            <source>The file {0} could not be changed ({1}). Check that you may write there, and try again.</source>
            <translation>Die Datei {0} ließ sich nicht ändern ({1}). Prüfe, ob du dort schreiben darfst, und versuche es erneut.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows ließ BookOrbit die Liste der Programme, die bei der Anmeldung starten, nicht ändern ({0}).</translation>
        </message>
        <message>
            <source>The disk is full. Make room and try again.</source>
            <translation>Die Platte ist voll. Schaff Platz und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Your share of the disk is used up. Make room and try again.</source>
            <translation>Dein Anteil an der Platte ist aufgebraucht. Schaff Platz und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The file is too large for this disk.</source>
            <translation>Die Datei ist zu groß für diese Platte.</translation>
        </message>
        <message>
            <source>This drive is read-only.</source>
            <translation>Dieses Laufwerk ist schreibgeschützt.</translation>
        </message>
        <message>
            <source>BookOrbit may not change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit darf diese Datei oder ihren Ordner nicht ändern. Prüfe die Zugriffsrechte.</translation>
        </message>
        <message>
            <source>A file lies where the folder should be.</source>
            <translation>Wo der Ordner sein soll, liegt eine Datei.</translation>
        </message>
        <message>
            <source>Another program has the file open. Close it there and try again.</source>
            <translation>Ein anderes Programm hat die Datei offen. Schließ sie dort und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The path is too long for this drive. Shorten the template.</source>
            <translation>Der Pfad ist zu lang für dieses Laufwerk. Kürze die Vorlage.</translation>
        </message>
        <message>
            <source>The system refused: {0}.</source>
            <translation>Das System hat abgelehnt: {0}.</translation>
        </message>
        <message>
            <source>The copy differs from the file: the drive did not keep what was written to it.</source>
            <translation>Die Kopie weicht von der Datei ab: Das Laufwerk hat nicht behalten, was geschrieben wurde.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>Die Datei änderte sich beim Kopieren. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to somebody else. Remove it and start again.</source>
            <translation>Der Ordner {0} gehört jemand anderem. Entferne ihn und starte erneut.</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit does not know where your library is. Set HOME, or name a folder with --data-dir.</source>
            <translation>Ihr Benutzerordner ist nicht bekannt, deshalb weiß BookOrbit nicht, wo Ihre Bibliothek liegt. Setzen Sie HOME, oder nennen Sie mit --data-dir einen Ordner.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>Der Passwortspeicher deines Systems ist nicht verfügbar, und BookOrbit speichert Geheimnisse nicht in einer Datei.</translation>
        </message>
        <message>
            <source>Your system's password store does not answer. Unlock it or log in again, and try again.</source>
            <translation>Der Passwortspeicher Ihres Systems antwortet nicht. Entsperren Sie ihn oder melden Sie sich neu an, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>Der Passwortspeicher deines Systems ist gesperrt. Entsperre ihn und versuche es erneut.</translation>
        </message>
        <message>
            <source>{0} could not be moved to the Trash, so its book was kept. Is it in use?</source>
            <translation>{0} ließ sich nicht in den Papierkorb verschieben, darum blieb das Buch. Ist die Datei in Gebrauch?</translation>
        </message>
    </context>
    <context>
        <name>DateButton</name>
        <message>
            <source>Not known</source>
            <translation>Nicht bekannt</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>Drop books or folders to add them</source>
            <translation>Bücher oder Ordner hier ablegen, um sie hinzuzufügen</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message>
            <source>There is nothing of this kind.</source>
            <translation>Von dieser Art gibt es nichts.</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}, {1}</translation>
        </message>
    </context>
    <context>
        <name>ListStates</name>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>BookOrbit</source>
            <translation>BookOrbit</translation>
        </message>
        <message>
            <source>Connect your Hardcover account first.</source>
            <translation>Verbinde zuerst dein Hardcover-Konto.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Es gibt nichts zurückzunehmen.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close this message</source>
            <translation>Diese Meldung schließen</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
    </context>
    <context>
        <name>StarRating</name>
        <message>
            <source>{0} of 5 stars</source>
            <translation>{0} von 5 Sternen</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Nicht bewertet</translation>
        </message>
        <message>
            <source>Rating: {0}</source>
            <translation>Bewertung: {0}</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Etwas ist schiefgegangen. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
    </context>
</TS>
