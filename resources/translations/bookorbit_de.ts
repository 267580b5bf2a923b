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
            <source>Finished work is kept.</source>
            <translation>Erledigtes bleibt erhalten.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <source>Select a job to see its details.</source>
            <translation>Wähle eine Aufgabe aus, um Details zu sehen.</translation>
        </message>
        <message>
            <source>Only failed or waiting jobs can be retried.</source>
            <translation>Nur fehlgeschlagene oder wartende Aufgaben lassen sich erneut versuchen.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>No jobs since BookOrbit started. Scans, imports and syncs appear here.</source>
            <translation>Keine Aufgaben seit dem Start von BookOrbit. Suchläufe, Importe und Synchronisierungen erscheinen hier.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Wird geladen</translation>
        </message>
        <message>
            <source>Scanning folders</source>
            <translation>Ordner werden durchsucht</translation>
        </message>
        <message>
            <source>Comparing copies</source>
            <translation>Kopien werden verglichen</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Mit Hardcover synchronisieren</translation>
        </message>
        <message>
            <source>Changing entries on Hardcover</source>
            <translation>Einträge auf Hardcover werden geändert</translation>
        </message>
        <message>
            <source>Fetching your Hardcover shelf</source>
            <translation>Dein Hardcover-Regal wird abgerufen</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Von Hardcover importieren</translation>
        </message>
        <message>
            <source>Undoing a sync</source>
            <translation>Eine Synchronisierung wird rückgängig gemacht</translation>
        </message>
        <message>
            <source>Checking the relay server</source>
            <translation>Relais-Server wird abgefragt</translation>
        </message>
        <message>
            <source>Changing files</source>
            <translation>Dateien werden geändert</translation>
        </message>
        <message>
            <source>Reading a KOReader device</source>
            <translation>KOReader-Gerät wird gelesen</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Von einem KOReader-Gerät importieren</translation>
        </message>
        <message>
            <source>Working out your reading time</source>
            <translation>Deine Lesezeit wird berechnet</translation>
        </message>
        <message>
            <source>Sending a book</source>
            <translation>Ein Buch wird gesendet</translation>
        </message>
        <message>
            <source>{0} ({1} times)</source>
            <translation>{0} ({1}-mal)</translation>
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
            <source>Restoring {0}</source>
            <translation>{0} wird wiederhergestellt</translation>
        </message>
        <message>
            <source>Reading complete files: {0}</source>
            <translation>Dateien werden vollständig gelesen: {0}</translation>
        </message>
        <message>
            <source>Waiting for further changes before sending.</source>
            <translation>Wartet vor dem Senden auf weitere Änderungen.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} von {1}</translation>
        </message>
        <message>
            <source>continues {0}</source>
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
            <source>Scanning your folders…</source>
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
            <source>Interrupted</source>
            <translation>Unterbrochen</translation>
        </message>
        <message>
            <source>Finding books opened in KOReader…</source>
            <translation>In KOReader geöffnete Bücher werden gesucht …</translation>
        </message>
        <message>
            <source>Reading reading statistics…</source>
            <translation>Lesestatistik wird eingelesen …</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0}</source>
            <translation>KOReader-Daten werden gelesen: {0}</translation>
        </message>
        <message>
            <source>Waiting for other jobs</source>
            <translation>Wartet auf andere Aufgaben</translation>
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
            <source>Contacting Hardcover…</source>
            <translation>Hardcover wird abgefragt …</translation>
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
            <source>Choose a folder of books</source>
            <translation>Ordner mit Büchern wählen</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Bücher wählen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read. See the Inbox for details.</source>
            <translation>
                <numerusform>%Ln Datei war nicht lesbar. Näheres im Eingang.</numerusform>
                <numerusform>%Ln Dateien waren nicht lesbar. Näheres im Eingang.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not a book: {0}.</source>
            <translation>Kein Buch: {0}.</translation>
        </message>
        <message>
            <source>Couldn't open: {0}.</source>
            <translation>Nicht erreichbar: {0}.</translation>
        </message>
        <message>
            <source>BookOrbit was updated. Some things work only after a restart.</source>
            <translation>BookOrbit wurde aktualisiert. Manches funktioniert erst nach einem Neustart.</translation>
        </message>
        <message>
            <source>Restart now</source>
            <translation>Jetzt neu starten</translation>
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
            <translation>Aktualisieren</translation>
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
            <source>More by {0}</source>
            <translation>Mehr von {0}</translation>
        </message>
        <message>
            <source>Shelves and tags…</source>
            <translation>Regale und Schlagwörter…</translation>
        </message>
        <message>
            <source>Shelves and tags</source>
            <translation>Regale und Schlagwörter</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Alle Bücher anzeigen: {0}</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Markierungen und Notizen</translation>
        </message>
        <message>
            <source>None yet. Import from a device over USB to see them here.</source>
            <translation>Noch keine. Importiere sie über USB von einem Gerät.</translation>
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
            <translation>Das Buch bleibt bei {0}. {1} ist bei {2}.</translation>
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
            <translation>Positionsverlauf …</translation>
        </message>
        <message>
            <source>Sessions…</source>
            <translation>Sitzungen…</translation>
        </message>
        <message>
            <source>Reading plots…</source>
            <translation>Lesediagramme…</translation>
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
            <source>This book has no position to reset.</source>
            <translation>Dieses Buch hat keine Position zum Zurücksetzen.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>No file. Progress from your devices is kept.</source>
            <translation>Keine Datei. Der Fortschritt von deinen Geräten bleibt erhalten.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Technische Details</translation>
        </message>
        <message>
            <source>File changed since the last sync. The copy on your device is still linked.</source>
            <translation>Datei seit der letzten Synchronisierung geändert. Die Kopie auf deinem Gerät bleibt verknüpft.</translation>
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
            <source>Split</source>
            <translation>Abtrennen</translation>
        </message>
        <message>
            <source>If this file is a different book, make it a separate one.</source>
            <translation>Wenn diese Datei ein anderes Buch ist, mach sie zu einem eigenen.</translation>
        </message>
        <message>
            <source>Reread file</source>
            <translation>Datei neu einlesen</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>Die Datei wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Each copy keeps its own position because their text can't be compared: {0}</source>
            <translation>Jede Kopie behält ihre eigene Position, weil sich der Text nicht vergleichen lässt: {0}</translation>
        </message>
        <message>
            <source>Copies in this format keep separate positions.</source>
            <translation>Kopien in diesem Format behalten getrennte Positionen.</translation>
        </message>
        <message>
            <source>Copies with the same text share one position.</source>
            <translation>Kopien mit demselben Text teilen sich eine Position.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet. Until then, each keeps its own position.</source>
            <translation>Noch nicht mit anderen Kopien verglichen. Bis dahin behält jede ihre eigene Position.</translation>
        </message>
        <message>
            <source>Replace on Hardcover</source>
            <translation>Auf Hardcover ersetzen</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Auswählen …</translation>
        </message>
        <message>
            <source>View on Hardcover</source>
            <translation>Auf Hardcover ansehen</translation>
        </message>
        <message>
            <source>View this book on hardcover.app</source>
            <translation>Dieses Buch auf hardcover.app ansehen</translation>
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
            <source>Reading history</source>
            <translation>Leseverlauf</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n update(s).</source>
            <translation>
                <numerusform>Von {0} am {1} bis {2} am {3}, in %Ln Schritt.</numerusform>
                <numerusform>Von {0} am {1} bis {2} am {3}, in %Ln Schritten.</numerusform>
            </translation>
        </message>
        <message>
            <source>Position history</source>
            <translation>Positionsverlauf</translation>
        </message>
        <message>
            <source>Restore position</source>
            <translation>Position wiederherstellen</translation>
        </message>
        <message>
            <source>Select a position first.</source>
            <translation>Wähle zuerst eine Position aus.</translation>
        </message>
        <message>
            <source>Your devices already get this position.</source>
            <translation>Deine Geräte bekommen diese Position schon.</translation>
        </message>
        <message>
            <source>Restore a position to send it to your devices again, exactly as it was received. The next position a device sends replaces it.</source>
            <translation>Stell eine Position wieder her, um sie genau so, wie sie ankam, an deine Geräte zurückzugeben. Die nächste Position, die ein Gerät sendet, ersetzt sie.</translation>
        </message>
        <message>
            <source>Position history of “{0}”</source>
            <translation>Positionsverlauf von „{0}“</translation>
        </message>
        <message>
            <source>{0} can't use the form of the newest position, at {1}, and has sent none near it.</source>
            <translation>{0} kann mit der Form der neuesten Position bei {1} nichts anfangen und hat keine in ihrer Nähe gesendet.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with a place in its own form at {2}.</source>
            <translation>{0} bekommt {1}, mit einer Stelle in eigener Form bei {2}.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with its newest place that isn't ahead, at {2}.</source>
            <translation>{0} bekommt {1}, mit der neuesten eigenen Stelle, die nicht weiter vorn liegt, bei {2}.</translation>
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
            <source>went back from {0}</source>
            <translation>zurück von {0}</translation>
        </message>
        <message>
            <source>Current on devices</source>
            <translation>Aktuell für Geräte</translation>
        </message>
        <message>
            <source>Position restored to {0}</source>
            <translation>Position auf {0} zurückgestellt</translation>
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
            <source>This clears the position in BookOrbit. Your device keeps its own position; BookOrbit accepts it again once it changes. Hardcover isn't changed.</source>
            <translation>Löscht die Position in BookOrbit. Dein Gerät behält seine eigene; BookOrbit nimmt sie wieder an, sobald sie sich ändert. Auf Hardcover ändert sich nichts.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Fortschritt zurücksetzen</translation>
        </message>
        <message>
            <source>Keep position</source>
            <translation>Position behalten</translation>
        </message>
        <message>
            <source>Position set to {0}</source>
            <translation>Position auf {0} gesetzt</translation>
        </message>
        <message>
            <source>Position kept at {0}</source>
            <translation>Position bleibt bei {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset for %n book(s)</source>
            <translation>
                <numerusform>Fortschritt von %Ln Buch zurückgesetzt</numerusform>
                <numerusform>Fortschritt von %Ln Büchern zurückgesetzt</numerusform>
            </translation>
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
            <source>This document on your device is a different book.</source>
            <translation>Dieses Dokument auf deinem Gerät ist ein anderes Buch.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>von dir gelöst</translation>
        </message>
        <message>
            <source>Relink</source>
            <translation>Wieder verknüpfen</translation>
        </message>
        <message>
            <source>Relink the document {0}</source>
            <translation>Dokument {0} wieder verknüpfen</translation>
        </message>
        <message>
            <source>used by a device</source>
            <translation>von einem Gerät verwendet</translation>
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
            <source>download name</source>
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
            <source>shared position</source>
            <translation>gemeinsame Position</translation>
        </message>
        <message>
            <source>own position</source>
            <translation>eigene Position</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>Du hast sie mit {0} verknüpft.</translation>
        </message>
        <message>
            <source>{0} has it too. Because you linked it, it counts for this book.</source>
            <translation>{0} hat sie auch. Weil du sie verknüpft hast, zählt sie für dieses Buch.</translation>
        </message>
        <message>
            <source>This book and {0} have the same digest.</source>
            <translation>Dieses Buch und {0} haben dieselbe Prüfsumme.</translation>
        </message>
        <message>
            <source>Several books have the same digest, including {0}.</source>
            <translation>Mehrere Bücher haben dieselbe Prüfsumme, darunter {0}.</translation>
        </message>
        <message>
            <source>Progress for it isn't applied to either book. Link the document on the KOReader page, or merge the books if they're the same.</source>
            <translation>Fortschritt dafür zählt für keines der Bücher. Verknüpfe das Dokument auf der Seite KOReader oder führe die Bücher zusammen, wenn sie dasselbe sind.</translation>
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
            <source>Start a re-read</source>
            <translation>Erneut lesen</translation>
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
            <source>Set the status to Read or Skimmed to add a finish date.</source>
            <translation>Setz den Status auf „Gelesen“ oder „Überflogen“, um ein Enddatum anzugeben.</translation>
        </message>
        <message>
            <source>No device has synced this book yet.</source>
            <translation>Noch kein Gerät hat dieses Buch synchronisiert.</translation>
        </message>
        <message>
            <source>Reset. The next new position from a device is used.</source>
            <translation>Zurückgesetzt. Die nächste neue Position eines Geräts gilt.</translation>
        </message>
        <message>
            <source>Possible re-read since {0}, now at {1}.</source>
            <translation>Vermutlich erneut gelesen seit {0}, jetzt bei {1}.</translation>
        </message>
        <message>
            <source>Your device is now at {0}, but you set this status yourself.</source>
            <translation>Dein Gerät ist jetzt bei {0}, aber diesen Status hast du selbst gesetzt.</translation>
        </message>
        <message>
            <source>Follow device</source>
            <translation>Gerät folgen</translation>
        </message>
        <message>
            <source>Set by you. KOReader won't change it.</source>
            <translation>Von dir gesetzt. KOReader ändert das nicht.</translation>
        </message>
        <message>
            <source>Let KOReader set status</source>
            <translation>Status von KOReader übernehmen</translation>
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
            <source>Rating cleared here. Hardcover keeps its rating.</source>
            <translation>Bewertung hier gelöscht. Auf Hardcover bleibt sie.</translation>
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
            <source>KOReader sets the status again</source>
            <translation>KOReader setzt den Status wieder</translation>
        </message>
        <message>
            <source>Re-read started</source>
            <translation>Erneutes Lesen begonnen</translation>
        </message>
        <message>
            <source>Not a re-read. BookOrbit will ask again after a month's break.</source>
            <translation>Kein erneutes Lesen. BookOrbit fragt nach einem Monat Pause wieder.</translation>
        </message>
        <message>
            <source>Read for {0}</source>
            <translation>{0} gelesen</translation>
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
            <source>Reads</source>
            <translation>Lesedurchgänge</translation>
        </message>
        <message>
            <source>No reads yet. Open the book on your device or set a status to start one.</source>
            <translation>Noch keine Lesedurchgänge. Öffne das Buch auf deinem Gerät oder setz einen Status.</translation>
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
            <source>in progress, {0}</source>
            <translation>läuft, {0}</translation>
        </message>
        <message>
            <source>date unknown</source>
            <translation>Datum unbekannt</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>Deine Notiz auf dem Gerät: {0}</translation>
        </message>
        <message>
            <source>In collections on the device: {0}</source>
            <translation>In Sammlungen auf dem Gerät: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%Ln Seitenaufruf von {0} bis {1}.</numerusform>
                <numerusform>%Ln Seitenaufrufe von {0} bis {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>bewertet mit {0}</translation>
        </message>
        <message>
            <source>device is ahead</source>
            <translation>Gerät ist weiter</translation>
        </message>
        <message>
            <source>possible re-read</source>
            <translation>möglicherweise erneut gelesen</translation>
        </message>
        <message>
            <source>device went back</source>
            <translation>Gerät ging zurück</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover: {0}</translation>
        </message>
        <message>
            <source>Your device is ahead. Open the book to follow it.</source>
            <translation>Dein Gerät ist weiter. Öffne das Buch, um ihm zu folgen.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to accept or keep the position.</source>
            <translation>Dein Gerät ging auf {0} zurück. Öffne das Buch, um die Position zu übernehmen oder zu behalten.</translation>
        </message>
        <message>
            <source>Are you re-reading this book? Open it to confirm.</source>
            <translation>Liest du dieses Buch erneut? Öffne es, um das zu bestätigen.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%Ln Buch</numerusform>
                <numerusform>%Ln Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} read</source>
            <translation>{0} von {1} gelesen</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Datei fehlt</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>Nicht lesbar</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, Band {1}</translation>
        </message>
        <message>
            <source>No authors yet. Add books to your library to see who wrote them.</source>
            <translation>Noch keine Autoren. Füge Bücher hinzu, um zu sehen, wer sie geschrieben hat.</translation>
        </message>
        <message>
            <source>Find an author</source>
            <translation>Autor suchen</translation>
        </message>
        <message>
            <source>All authors</source>
            <translation>Alle Autoren</translation>
        </message>
        <message>
            <source>This author is no longer in your library.</source>
            <translation>Dieser Autor ist nicht mehr in deiner Bibliothek.</translation>
        </message>
        <message numerus="yes">
            <source>%n author(s)</source>
            <translation>
                <numerusform>%Ln Autor</numerusform>
                <numerusform>%Ln Autoren</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} read</source>
            <translation>{0} gelesen</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%Ln Reihe</numerusform>
                <numerusform>%Ln Reihen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n single book(s)</source>
            <translation>
                <numerusform>%Ln Einzelband</numerusform>
                <numerusform>%Ln Einzelbände</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in library</source>
            <translation>In der Bibliothek zeigen</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Bücher</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Deine Bücher werden geladen</translation>
        </message>
        <message>
            <source>Go to library</source>
            <translation>Zur Bibliothek</translation>
        </message>
        <message>
            <source>Nothing matches.</source>
            <translation>Nichts gefunden.</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Filter aufheben</translation>
        </message>
        <message>
            <source>Couldn't read the library. See the log file for details.</source>
            <translation>Die Bibliothek war nicht lesbar. Näheres in der Protokolldatei.</translation>
        </message>
        <message>
            <source>Book series</source>
            <translation>Buchreihen</translation>
        </message>
        <message>
            <source>None of your books belong to a series yet. Add a series to a book with Edit.</source>
            <translation>Noch gehört keines deiner Bücher zu einer Reihe. Mit „Bearbeiten“ gibst du einem Buch eine Reihe.</translation>
        </message>
        <message>
            <source>Find a series</source>
            <translation>Reihe suchen</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Alle Reihen</translation>
        </message>
        <message>
            <source>This series is no longer in your library.</source>
            <translation>Diese Reihe ist nicht mehr in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Missing volumes</source>
            <translation>Mit fehlenden Bänden</translation>
        </message>
        <message>
            <source>Reading: {0}</source>
            <translation>Gerade: {0}</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>Als Nächstes: {0}</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>{0} fehlt</translation>
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation>{0} und {1}</translation>
        </message>
        <message>
            <source>{0} are missing</source>
            <translation>{0} fehlen</translation>
        </message>
        <message>
            <source>Continue “{0}”</source>
            <translation>„{0}“ weiterlesen</translation>
        </message>
        <message>
            <source>Next: “{0}”</source>
            <translation>Weiter: „{0}“</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fehlt</translation>
        </message>
        <message>
            <source>Not in your library</source>
            <translation>Nicht in deiner Bibliothek</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Enter a name first.</source>
            <translation>Gib zuerst einen Namen ein.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Neues Schlagwort</translation>
        </message>
        <message>
            <source>New shelf</source>
            <translation>Neues Regal</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Anlegen</translation>
        </message>
        <message>
            <source>“{0}” created.</source>
            <translation>„{0}“ angelegt.</translation>
        </message>
        <message>
            <source>Matching books are added and removed automatically.</source>
            <translation>Passende Bücher kommen und gehen automatisch.</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Diesen Filter speichern</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Filter “{0}” saved.</source>
            <translation>Filter „{0}“ gespeichert.</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>„{0}“ umbenennen</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Renamed to “{0}”.</source>
            <translation>Umbenannt in „{0}“.</translation>
        </message>
        <message>
            <source>“{0}” deleted</source>
            <translation>„{0}“ gelöscht</translation>
        </message>
        <message>
            <source>its books stay in your library</source>
            <translation>die Bücher bleiben in deiner Bibliothek</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added to “{0}”.</source>
            <translation>
                <numerusform>%n Buch zu „{0}“ hinzugefügt.</numerusform>
                <numerusform>%n Bücher zu „{0}“ hinzugefügt.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” has these books already.</source>
            <translation>Diese Bücher sind schon in „{0}“.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) tagged</source>
            <translation>
                <numerusform>%Ln Buch verschlagwortet</numerusform>
                <numerusform>%Ln Bücher verschlagwortet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new tag(s)</source>
            <translation>
                <numerusform>%Ln neues Schlagwort</numerusform>
                <numerusform>%Ln neue Schlagwörter</numerusform>
            </translation>
        </message>
        <message>
            <source>Your books already have Calibre's tags.</source>
            <translation>Deine Bücher haben die Schlagwörter aus Calibre schon.</translation>
        </message>
        <message numerus="yes">
            <source>Shelves and tags changed for %n book(s)</source>
            <translation>
                <numerusform>Regale und Schlagwörter von %Ln Buch geändert</numerusform>
                <numerusform>Regale und Schlagwörter von %Ln Büchern geändert</numerusform>
            </translation>
        </message>
        <message>
            <source>Sort books by hand, or save a filter in the library.</source>
            <translation>Ordne Bücher von Hand oder speichere in der Bibliothek einen Filter.</translation>
        </message>
        <message>
            <source>Use Calibre's tags</source>
            <translation>Schlagwörter aus Calibre</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Neues Schlagwort…</translation>
        </message>
        <message>
            <source>New shelf…</source>
            <translation>Neues Regal…</translation>
        </message>
        <message>
            <source>Loading your shelves</source>
            <translation>Deine Regale werden geladen</translation>
        </message>
        <message>
            <source>No shelves yet. Create one, then add books from their menu in the library.</source>
            <translation>Noch keine Regale. Lege eins an und füge Bücher über ihr Menü in der Bibliothek hinzu.</translation>
        </message>
        <message>
            <source>Shelves</source>
            <translation>Regale</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>Gespeicherte Filter</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Schlagwörter</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen …</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Give books the tags they have in Calibre. Calibre isn't changed.</source>
            <translation>Gibt Büchern die Schlagwörter, die sie in Calibre haben. Calibre bleibt unverändert.</translation>
        </message>
        <message>
            <source>no books yet</source>
            <translation>noch keine Bücher</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Etwas ist schiefgegangen</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Check this computer…</source>
            <translation>Diesen Computer prüfen …</translation>
        </message>
        <message>
            <source>BookOrbit ran into an error and carried on. Everything saved is safe. If it happens again, include this report in your bug report. It contains no token or passphrase, but may name books and folders.</source>
            <translation>BookOrbit hat einen Fehler gemacht und läuft weiter. Was gespeichert ist, ist sicher. Wenn es wieder passiert, leg diesen Bericht deiner Fehlermeldung bei: Er enthält kein Token und keine Passphrase, nennt aber vielleicht Bücher und Ordner.</translation>
        </message>
        <message>
            <source>The server is stopped, so your devices can't sync.</source>
            <translation>Der Server ist gestoppt, deine Geräte können nicht synchronisieren.</translation>
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
            <source>%n file(s) couldn't be read</source>
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
            <source>Two devices may have the same ID</source>
            <translation>Zwei Geräte haben vielleicht dieselbe ID</translation>
        </message>
        <message>
            <source>How to fix</source>
            <translation>So behebst du es</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your devices not in your library</source>
            <translation>
                <numerusform>%Ln Buch auf deinen Geräten fehlt in deiner Bibliothek</numerusform>
                <numerusform>%Ln Bücher auf deinen Geräten fehlen in deiner Bibliothek</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Verknüpfen</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) went back to an earlier position</source>
            <translation>
                <numerusform>%Ln Buch ging auf eine frühere Position zurück</numerusform>
                <numerusform>%Ln Bücher gingen auf eine frühere Position zurück</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
        <message numerus="yes">
            <source>%n possible re-read(s)</source>
            <translation>
                <numerusform>%Ln mögliche Wiederholung</numerusform>
                <numerusform>%Ln mögliche Wiederholungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover</source>
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
            <translation>Zu erledigen</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Ausblenden</translation>
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
            <source>Dashboard</source>
            <translation>Übersicht</translation>
        </message>
        <message>
            <source>What you're reading and what needs attention.</source>
            <translation>Was du liest und was zu erledigen ist.</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>zählt</translation>
        </message>
        <message>
            <source>doesn't count</source>
            <translation>zählt nicht</translation>
        </message>
        <message>
            <source>read</source>
            <translation>gelesen</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Diese Woche</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) with reading</source>
            <translation>
                <numerusform>%n Lesetag</numerusform>
                <numerusform>%n Lesetage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%Ln Tag</numerusform>
                <numerusform>%Ln Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>with reading</source>
            <translation>mit Lesezeit</translation>
        </message>
        <message>
            <source>Nothing read yet.</source>
            <translation>Noch nichts gelesen.</translation>
        </message>
        <message>
            <source>Streak</source>
            <translation>Serie</translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) in a row</source>
            <translation>
                <numerusform>%n Woche in Folge</numerusform>
                <numerusform>%n Wochen in Folge</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>longest: %n day(s)</source>
            <translation>
                <numerusform>längste: %n Tag</numerusform>
                <numerusform>längste: %n Tage</numerusform>
            </translation>
        </message>
        <message>
            <source>You read today.</source>
            <translation>Heute hast du gelesen.</translation>
        </message>
        <message>
            <source>Read a little more today to keep it.</source>
            <translation>Lies heute noch etwas, um sie zu halten.</translation>
        </message>
        <message>
            <source>Read a little more to start one.</source>
            <translation>Lies noch etwas, um eine zu beginnen.</translation>
        </message>
        <message>
            <source>Read today to keep it.</source>
            <translation>Lies heute, um sie zu halten.</translation>
        </message>
        <message>
            <source>Read today to start one.</source>
            <translation>Lies heute, um eine zu beginnen.</translation>
        </message>
        <message>
            <source>Show books you finished</source>
            <translation>Gelesene Bücher anzeigen</translation>
        </message>
        <message>
            <source>Set a goal…</source>
            <translation>Ziel setzen…</translation>
        </message>
        <message>
            <source>Change the goal</source>
            <translation>Ziel ändern</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>{0} gelesen</translation>
        </message>
        <message>
            <source>Read in {0}</source>
            <translation>{0} gelesen</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} von {1} Büchern</translation>
        </message>
        <message>
            <source>{0} of {1} pages</source>
            <translation>{0} von {1} Seiten</translation>
        </message>
        <message>
            <source>{0} of {1} hours</source>
            <translation>{0} von {1} Stunden</translation>
        </message>
        <message>
            <source>Goal reached.</source>
            <translation>Ziel erreicht.</translation>
        </message>
        <message>
            <source>On pace</source>
            <translation>Im Plan</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) ahead</source>
            <translation>
                <numerusform>%n Seite voraus</numerusform>
                <numerusform>%n Seiten voraus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) behind an even pace</source>
            <translation>
                <numerusform>%n Seite hinter gleichmäßigem Tempo</numerusform>
                <numerusform>%n Seiten hinter gleichmäßigem Tempo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ahead</source>
            <translation>
                <numerusform>%n Stunde voraus</numerusform>
                <numerusform>%n Stunden voraus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) behind an even pace</source>
            <translation>
                <numerusform>%n Stunde hinter gleichmäßigem Tempo</numerusform>
                <numerusform>%n Stunden hinter gleichmäßigem Tempo</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ahead</source>
            <translation>
                <numerusform>%n Buch voraus</numerusform>
                <numerusform>%n Bücher voraus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) behind an even pace</source>
            <translation>
                <numerusform>%n Buch hinter gleichmäßigem Tempo</numerusform>
                <numerusform>%n Bücher hinter gleichmäßigem Tempo</numerusform>
            </translation>
        </message>
        <message>
            <source>Forecast: not enough reading yet</source>
            <translation>Prognose: noch nicht genug gelesen</translation>
        </message>
        <message numerus="yes">
            <source>Forecast: about %n book(s)</source>
            <translation>
                <numerusform>Prognose: etwa %n Buch</numerusform>
                <numerusform>Prognose: etwa %n Bücher</numerusform>
            </translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>Ziel</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>hinzugefügt {0}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>beendet {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>S. {0} von {1}</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Alle anzeigen</translation>
        </message>
        <message>
            <source>Continue on your reader</source>
            <translation>Auf deinem Gerät weiterlesen</translation>
        </message>
        <message>
            <source>Next in your series</source>
            <translation>Als Nächstes in deinen Reihen</translation>
        </message>
        <message>
            <source>Pick up again</source>
            <translation>Wieder aufnehmen</translation>
        </message>
        <message>
            <source>Recently finished</source>
            <translation>Zuletzt beendet</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Neu hinzugefügt</translation>
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
            <source>Not imported yet.</source>
            <translation>Noch nicht importiert.</translation>
        </message>
        <message>
            <source>Last imported {0}.</source>
            <translation>Zuletzt importiert {0}.</translation>
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
            <source>scanned {0}</source>
            <translation>eingelesen {0}</translation>
        </message>
        <message>
            <source>not scanned yet</source>
            <translation>noch nicht eingelesen</translation>
        </message>
        <message>
            <source>Selected book</source>
            <translation>Gewähltes Buch</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>On the device</source>
            <translation>Auf dem Gerät</translation>
        </message>
        <message>
            <source>Choose a book from your library…</source>
            <translation>Buch aus deiner Bibliothek wählen …</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Auslassen</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>{0} wird gelesen …</translation>
        </message>
        <message>
            <source>Nothing changes on the device, or here until you import.</source>
            <translation>Auf dem Gerät ändert sich nichts, und hier erst, wenn du importierst.</translation>
        </message>
        <message>
            <source>Reading device</source>
            <translation>Gerät wird gelesen</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0} of {1}</source>
            <translation>KOReader-Daten werden gelesen: {0} von {1}</translation>
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
            <source>If you cancel, the books imported so far are kept. Import again to continue.</source>
            <translation>Wenn du abbrichst, bleiben bereits importierte Bücher erhalten. Importiere erneut, um fortzufahren.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Wird importiert</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Anderen Ordner wählen …</translation>
        </message>
        <message>
            <source>No book has been opened on this device yet, so there's nothing to import.</source>
            <translation>Auf diesem Gerät wurde noch kein Buch geöffnet. Es gibt nichts zu importieren.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s) will be skipped.</source>
            <translation>
                <numerusform>%Ln offene Frage wird ausgelassen.</numerusform>
                <numerusform>%Ln offene Fragen werden ausgelassen.</numerusform>
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
            <source>Select at least one book.</source>
            <translation>Wähle mindestens ein Buch aus.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Etwas ist schiefgegangen. Mehr dazu steht in der Protokolldatei.</translation>
        </message>
        <message>
            <source>Choose the memory card's folder</source>
            <translation>Ordner der Speicherkarte wählen</translation>
        </message>
        <message>
            <source>You can import again at any time. Only new data is added; your own changes and removals are kept.</source>
            <translation>Du kannst jederzeit erneut importieren. Nur Neues kommt dazu; was du geändert oder entfernt hast, bleibt so.</translation>
        </message>
        <message>
            <source>Show library</source>
            <translation>Bibliothek anzeigen</translation>
        </message>
        <message>
            <source>Show highlights</source>
            <translation>Markierungen anzeigen</translation>
        </message>
        <message>
            <source>Undo import</source>
            <translation>Import rückgängig machen</translation>
        </message>
        <message>
            <source>Undoes this import, except for books you changed since.</source>
            <translation>Macht diesen Import rückgängig, außer bei Büchern, die du seither geändert hast.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s). Import again to answer.</source>
            <translation>
                <numerusform>%Ln offene Frage. Importiere erneut, um zu antworten.</numerusform>
                <numerusform>%Ln offene Fragen. Importiere erneut, um zu antworten.</numerusform>
            </translation>
        </message>
        <message>
            <source>Several devices are connected. Choose one.</source>
            <translation>Mehrere Geräte sind verbunden. Wähle eines.</translation>
        </message>
        <message>
            <source>Choose the device's folder</source>
            <translation>Ordner des Geräts wählen</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>Antwort nötig</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Neu</translation>
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
            <source>Skipped</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Nichts Neues</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Fragen</translation>
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
            <source>Select all</source>
            <translation>Alle auswählen</translation>
        </message>
        <message>
            <source>Deselect all</source>
            <translation>Keine auswählen</translation>
        </message>
        <message>
            <source>Match each one to the book in your library with the same title and author.</source>
            <translation>Jedes dem Buch mit gleichem Titel und Autor in deiner Bibliothek zuordnen.</translation>
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
            <source>Nothing new on this device.</source>
            <translation>Nichts Neues auf diesem Gerät.</translation>
        </message>
        <message>
            <source>Nothing new on this device. Books that need your decision aren't selected.</source>
            <translation>Nichts Neues auf diesem Gerät. Bücher, über die du entscheiden musst, sind nicht ausgewählt.</translation>
        </message>
        <message>
            <source>Fills in what's missing and keeps what you set here. Nothing changes until you import.</source>
            <translation>Ergänzt, was fehlt, und behält, was du hier gesetzt hast. Nichts ändert sich, bevor du importierst.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>Bei %Ln dasselbe Buch</numerusform>
                <numerusform>Bei allen %Ln dasselbe Buch</numerusform>
            </translation>
        </message>
        <message>
            <source>Select a book to see its data on the device.</source>
            <translation>Wähle ein Buch aus, um seine Daten auf dem Gerät zu sehen.</translation>
        </message>
        <message>
            <source>Trust device clock again</source>
            <translation>Geräteuhr wieder vertrauen</translation>
        </message>
        <message>
            <source>Times from this device are no longer corrected.</source>
            <translation>Zeiten von diesem Gerät werden nicht mehr korrigiert.</translation>
        </message>
        <message>
            <source>Add memory card…</source>
            <translation>Speicherkarte hinzufügen …</translation>
        </message>
        <message>
            <source>Unreadable files</source>
            <translation>Nicht lesbare Dateien</translation>
        </message>
        <message>
            <source>Open the book once more in KOReader, then import again.</source>
            <translation>Öffne das Buch noch einmal in KOReader und importiere dann erneut.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on a memory card couldn't be read.</source>
            <translation>
                <numerusform>%Ln Buch auf einer Speicherkarte ließ sich nicht lesen.</numerusform>
                <numerusform>%Ln Bücher auf einer Speicherkarte ließen sich nicht lesen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier reads</source>
            <translation>Frühere Lesedurchgänge</translation>
        </message>
        <message>
            <source>Matched by digest</source>
            <translation>Über die Prüfsumme erkannt</translation>
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
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>On device: {0}</source>
            <translation>Auf dem Gerät: {0}</translation>
        </message>
        <message>
            <source>Here: {0} · On device: {1}</source>
            <translation>Hier: {0} · Auf dem Gerät: {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Gleich</translation>
        </message>
        <message>
            <source>Keep what's here</source>
            <translation>Hiesiges behalten</translation>
        </message>
        <message>
            <source>Add as a separate book</source>
            <translation>Als eigenes Buch hinzufügen</translation>
        </message>
        <message>
            <source>“{0}”, also on this device</source>
            <translation>„{0}“, auch auf diesem Gerät</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>„{0}“ von {1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>„{0}“</translation>
        </message>
        <message>
            <source>In your library: “{0}”.</source>
            <translation>In deiner Bibliothek: „{0}“.</translation>
        </message>
        <message>
            <source>new book</source>
            <translation>neues Buch</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>Lesezeit</translation>
        </message>
        <message numerus="yes">
            <source>%n deleted highlight(s)</source>
            <translation>
                <numerusform>%Ln gelöschte Markierung</numerusform>
                <numerusform>%Ln gelöschte Markierungen</numerusform>
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
            <source>Already the same: {0}</source>
            <translation>Schon gleich: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added</source>
            <translation>
                <numerusform>%Ln Buch hinzugefügt</numerusform>
                <numerusform>%Ln Bücher hinzugefügt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) filled in</source>
            <translation>
                <numerusform>%n Buch ergänzt</numerusform>
                <numerusform>%n Bücher ergänzt</numerusform>
            </translation>
        </message>
        <message>
            <source>When you import: {0}.</source>
            <translation>Beim Import: {0}.</translation>
        </message>
        <message>
            <source>This device's clock is {0} slow. Correct its times</source>
            <translation>Die Uhr dieses Geräts geht {0} nach. Zeiten korrigieren</translation>
        </message>
        <message>
            <source>This device's clock is {0} fast. Correct its times</source>
            <translation>Die Uhr dieses Geräts geht {0} vor. Zeiten korrigieren</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) arrived at a different time than the device recorded. The device itself isn't changed.</source>
            <translation>
                <numerusform>%Ln Position kam zu einer anderen Zeit an, als das Gerät aufgezeichnet hat. Das Gerät selbst wird nicht geändert.</numerusform>
                <numerusform>%Ln Positionen kamen zu einer anderen Zeit an, als das Gerät aufgezeichnet hat. Das Gerät selbst wird nicht geändert.</numerusform>
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
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%Ln Buch vom Gerät importiert.</numerusform>
                <numerusform>%Ln Bücher vom Gerät importiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes updated.</source>
            <translation>Markierungen und Notizen aktualisiert.</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Nichts Neues.</translation>
        </message>
        <message>
            <source>The import was interrupted. Import again to continue.</source>
            <translation>Der Import wurde unterbrochen. Importiere erneut, um fortzufahren.</translation>
        </message>
        <message numerus="yes">
            <source>Import undone for %n book(s).</source>
            <translation>
                <numerusform>Import für %Ln Buch rückgängig gemacht.</numerusform>
                <numerusform>Import für %Ln Bücher rückgängig gemacht.</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept because you changed them since: {0}.</source>
            <translation>Beibehalten, weil seither geändert: {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes are kept. Remove them on the Highlights page.</source>
            <translation>Markierungen und Notizen bleiben. Entfernen kannst du sie auf der Seite Markierungen.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added without a file.</source>
            <translation>
                <numerusform>%Ln Buch ohne Datei hinzugefügt.</numerusform>
                <numerusform>%Ln Bücher ohne Datei hinzugefügt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) added to your statistics.</source>
            <translation>
                <numerusform>%Ln Seitenaufruf zu deiner Statistik hinzugefügt.</numerusform>
                <numerusform>%Ln Seitenaufrufe zu deiner Statistik hinzugefügt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) on the device linked to books.</source>
            <translation>
                <numerusform>%Ln Datei auf dem Gerät mit einem Buch verknüpft.</numerusform>
                <numerusform>%Ln Dateien auf dem Gerät mit Büchern verknüpft.</numerusform>
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
            <source>Highlights, notes and bookmarks changed on the device: %n.</source>
            <translation>
                <numerusform>Auf dem Gerät geänderte Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
                <numerusform>Auf dem Gerät geänderte Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks deleted on the device but kept here: %n.</source>
            <translation>
                <numerusform>Auf dem Gerät gelöschte, hier behaltene Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
                <numerusform>Auf dem Gerät gelöschte, hier behaltene Markierungen, Notizen und Lesezeichen: %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>Times from this device are now corrected.</source>
            <translation>Zeiten von diesem Gerät werden jetzt korrigiert.</translation>
        </message>
        <message>
            <source>Skipped because you removed them: {0}.</source>
            <translation>Übersprungen, weil du sie entfernt hast: {0}.</translation>
        </message>
        <message>
            <source>{0} confident</source>
            <translation>{0} sicher</translation>
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
            <source>No books found. Search by title or author.</source>
            <translation>Keine Bücher gefunden. Suche nach Titel oder Autor.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Wähle zuerst ein Buch aus.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>Welches Buch ist „{0}“?</translation>
        </message>
        <message>
            <source>The book gets its current position, and later updates follow automatically.</source>
            <translation>Das Buch übernimmt die aktuelle Position, spätere folgen automatisch.</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Ordner wählen …</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable. If it asks, let it share its storage.</source>
            <translation>Schließ das Gerät mit seinem USB-Kabel an. Wenn es fragt, erlaube ihm, seinen Speicher freizugeben.</translation>
        </message>
        <message>
            <source>Open it in your file manager once. The set-up then begins here by itself.</source>
            <translation>Öffne es einmal in der Dateiverwaltung. Die Einrichtung beginnt dann hier von selbst.</translation>
        </message>
        <message>
            <source>Still nothing? Choose its drive, or the “koreader” folder on it, yourself.</source>
            <translation>Immer noch nichts? Wähle sein Laufwerk oder den Ordner „koreader“ darauf selbst.</translation>
        </message>
        <message>
            <source>A device that your computer shows as a media player (MTP), such as a newer Kindle, has no drive to write to. Pair it over Wi-Fi on the KOReader page instead.</source>
            <translation>Ein Gerät, das dein Computer als Mediaplayer (MTP) zeigt, etwa ein neuerer Kindle, hat kein Laufwerk zum Schreiben. Kopple es stattdessen auf der Seite KOReader über WLAN.</translation>
        </message>
        <message>
            <source>Set up device</source>
            <translation>Gerät einrichten</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
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
            <source>Undo set-up…</source>
            <translation>Einrichtung rückgängig machen …</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Auf das Gerät schreiben</translation>
        </message>
        <message>
            <source>Selected folder</source>
            <translation>Gewählter Ordner</translation>
        </message>
        <message>
            <source>No KOReader device is connected.</source>
            <translation>Es ist kein KOReader-Gerät angeschlossen.</translation>
        </message>
        <message>
            <source>This device is already set up.</source>
            <translation>Dieses Gerät ist schon eingerichtet.</translation>
        </message>
        <message>
            <source>These settings will change on the device. Nothing else is touched.</source>
            <translation>Diese Einstellungen ändern sich auf dem Gerät. Sonst wird nichts angetastet.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Schließ zuerst KOReader auf dem Gerät.</translation>
        </message>
        <message>
            <source>Undo set-up</source>
            <translation>Einrichtung rückgängig machen</translation>
        </message>
        <message>
            <source>Undoes the changes of {0}.</source>
            <translation>Macht die Änderungen vom {0} rückgängig.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Device is set up</source>
            <translation>Gerät ist eingerichtet</translation>
        </message>
        <message>
            <source>All settings were written and checked. Next steps:</source>
            <translation>Alle Einstellungen sind geschrieben und geprüft. Nächste Schritte:</translation>
        </message>
        <message>
            <source>BookOrbit's settings were removed. What KOReader wrote since is kept.</source>
            <translation>Die Einstellungen von BookOrbit sind entfernt. Was KOReader seither geschrieben hat, bleibt.</translation>
        </message>
        <message>
            <source>The device is back to its earlier state.</source>
            <translation>Das Gerät ist wieder wie vorher.</translation>
        </message>
        <message>
            <source>Set-up undone</source>
            <translation>Einrichtung rückgängig gemacht</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Type it, then press Enter</source>
            <translation>Eintippen, dann Eingabetaste drücken</translation>
        </message>
        <message>
            <source>Reading statistics over Wi-Fi</source>
            <translation>Lesestatistik über WLAN</translation>
        </message>
        <message>
            <source>Sync statistics when a book is closed</source>
            <translation>Statistik beim Schließen eines Buchs synchronisieren</translation>
        </message>
        <message>
            <source>Install the BookOrbit Desktop plugin</source>
            <translation>Plugin „BookOrbit Desktop“ installieren</translation>
        </message>
        <message>
            <source>Remove the BookOrbit Desktop plugin</source>
            <translation>Plugin „BookOrbit Desktop“ entfernen</translation>
        </message>
        <message>
            <source>Update the BookOrbit Desktop plugin</source>
            <translation>Plugin „BookOrbit Desktop“ aktualisieren</translation>
        </message>
        <message>
            <source>Needs KOReader v2025.04 or newer.</source>
            <translation>Braucht KOReader v2025.04 oder neuer.</translation>
        </message>
        <message>
            <source>Needs KOReader v2023.10 or newer.</source>
            <translation>Braucht KOReader v2023.10 oder neuer.</translation>
        </message>
        <message>
            <source>Already set up on the device.</source>
            <translation>Auf dem Gerät schon eingerichtet.</translation>
        </message>
        <message>
            <source>WebDAV needs your passphrase, and KOReader keeps it readable on the device.</source>
            <translation>WebDAV braucht deine Passphrase, und KOReader speichert sie lesbar auf dem Gerät.</translation>
        </message>
        <message>
            <source>The device syncs its statistics with {0}. Tick to sync them with this computer instead.</source>
            <translation>Das Gerät synchronisiert seine Statistik mit {0}. Setz den Haken, um sie stattdessen mit diesem Computer zu synchronisieren.</translation>
        </message>
        <message>
            <source>Needs KOReader v2024.11 or newer.</source>
            <translation>Braucht KOReader v2024.11 oder neuer.</translation>
        </message>
        <message>
            <source>Tick reading statistics first.</source>
            <translation>Setz zuerst den Haken bei der Lesestatistik.</translation>
        </message>
        <message>
            <source>Sends status, rating, highlights and notes over Wi-Fi, too.</source>
            <translation>Sendet auch Status, Bewertung, Markierungen und Notizen über WLAN.</translation>
        </message>
        <message>
            <source>A plugin of that name is on the device, without a version.</source>
            <translation>Ein Plugin dieses Namens ist auf dem Gerät, ohne Version.</translation>
        </message>
        <message>
            <source>Version {0} is on the device, {1} comes with this program.</source>
            <translation>Version {0} ist auf dem Gerät, {1} liegt diesem Programm bei.</translation>
        </message>
        <message>
            <source>Version {0} is on the device.</source>
            <translation>Version {0} ist auf dem Gerät.</translation>
        </message>
        <message>
            <source>Removes BookOrbit's settings. Everything KOReader wrote since is kept.</source>
            <translation>Entfernt die Einstellungen von BookOrbit. Alles, was KOReader seither geschrieben hat, bleibt.</translation>
        </message>
        <message>
            <source>Stays: it has changed since.</source>
            <translation>Bleibt: Es hat sich seitdem geändert.</translation>
        </message>
        <message>
            <source>Nothing to restore</source>
            <translation>Nichts wiederherzustellen</translation>
        </message>
        <message>
            <source>The files are back to their earlier state.</source>
            <translation>Die Dateien sind wieder wie vorher.</translation>
        </message>
        <message>
            <source>Writes to {0}. A copy of the current file is kept on the device.</source>
            <translation>Schreibt in {0}. Eine Kopie der jetzigen Datei bleibt auf dem Gerät.</translation>
        </message>
        <message>
            <source>Writes to {0} and {1}. Copies of the current files are kept on the device.</source>
            <translation>Schreibt in {0} und {1}. Kopien der jetzigen Dateien bleiben auf dem Gerät.</translation>
        </message>
        <message>
            <source>These settings were written on {0} but have changed since. If you didn't change them, KOReader was still running: close it on the device first.</source>
            <translation>Diese Einstellungen wurden am {0} geschrieben, haben sich aber seither geändert. Warst du das nicht, lief KOReader noch: Schließ es zuerst auf dem Gerät.</translation>
        </message>
        <message>
            <source>Will be removed (it wasn't there before).</source>
            <translation>Wird entfernt (war vorher nicht da).</translation>
        </message>
        <message>
            <source>Will be restored exactly as it was.</source>
            <translation>Wird genau wie vorher wiederhergestellt.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Choose a rating or correct a date first.</source>
            <translation>Wähle zuerst eine Bewertung oder berichtige ein Datum.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed first.</source>
            <translation>Setze den Status zuerst auf „Gelesen“ oder „Überflogen“.</translation>
        </message>
        <message>
            <source>Not saved: “{0}” was removed from your library.</source>
            <translation>Nicht gespeichert: „{0}“ wurde aus deiner Bibliothek entfernt.</translation>
        </message>
        <message>
            <source>Saved “{0}”.</source>
            <translation>„{0}“ gespeichert.</translation>
        </message>
        <message>
            <source>Changed in the meantime, so it stays as it is now: {0}.</source>
            <translation>Inzwischen geändert und daher so belassen: {0}.</translation>
        </message>
        <message>
            <source>Start date</source>
            <translation>Anfangsdatum</translation>
        </message>
        <message>
            <source>Finish date</source>
            <translation>Enddatum</translation>
        </message>
        <message>
            <source>done</source>
            <translation>erledigt</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>offen</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Erste Schritte</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Verbinden …</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in your library</source>
            <translation>
                <numerusform>%n Buch in deiner Bibliothek</numerusform>
                <numerusform>%n Bücher in deiner Bibliothek</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder or a Calibre library. Files stay where they are.</source>
            <translation>Ein Ordner oder eine Calibre-Bibliothek. Die Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <source>Add your books</source>
            <translation>Füge deine Bücher hinzu</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Dein Gerät</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} verbunden</translation>
        </message>
        <message>
            <source>Type in the address, pair it, or plug it in.</source>
            <translation>Gib die Adresse ein, kopple das Gerät oder schließe es an.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>KOReader verbinden</translation>
        </message>
        <message>
            <source>Hardcover connected as {0}</source>
            <translation>Hardcover verbunden als {0}</translation>
        </message>
        <message>
            <source>Hardcover connected</source>
            <translation>Hardcover verbunden</translation>
        </message>
        <message>
            <source>Optional. Post your reading to your profile.</source>
            <translation>Optional. Zeige in deinem Profil, was du liest.</translation>
        </message>
        <message>
            <source>Connect Hardcover</source>
            <translation>Hardcover verbinden</translation>
        </message>
        <message>
            <source>Covers of {0}</source>
            <translation>Cover von {0}</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>Wo sind deine Bücher?</translation>
        </message>
        <message>
            <source>Choose your books folder or Calibre library.</source>
            <translation>Wähle deinen Bücherordner oder deine Calibre-Bibliothek.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Deine Bücher werden gelesen</translation>
        </message>
        <message>
            <source>All books are listed. Covers are still loading.</source>
            <translation>Alle Bücher sind da. Cover werden noch geladen.</translation>
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
            <source>You can continue while BookOrbit reads them, and add more folders at any time.</source>
            <translation>Du kannst währenddessen weitermachen und jederzeit Ordner hinzufügen.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %Ln weiteres</numerusform>
                <numerusform>und %Ln weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>Your device must be on the same Wi-Fi as this computer.</source>
            <translation>Dein Gerät muss im selben WLAN sein wie dieser Computer.</translation>
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
            <source>The server is reachable at every address. If your device can't connect, check your firewall: the KOReader page has the command.</source>
            <translation>Der Server ist unter jeder Adresse erreichbar. Kann sich dein Gerät nicht verbinden, prüfe deine Firewall: Der Befehl steht auf der Seite „KOReader“.</translation>
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
            <source>No books to send yet. Start reading a book or give it a status to send it.</source>
            <translation>Noch keine Bücher zu senden. Lies ein Buch oder gib ihm einen Status, um es zu senden.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ready to send: {0}.</source>
            <translation>
                <numerusform>%Ln Buch bereit zum Senden: {0}.</numerusform>
                <numerusform>%Ln Bücher bereit zum Senden: {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover (optional)</source>
            <translation>Hardcover (optional)</translation>
        </message>
        <message>
            <source>Post your reading to your hardcover.app profile. You can also do this later.</source>
            <translation>Zeige in deinem Profil auf hardcover.app, was du liest. Das geht auch später.</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Verbunden als {0}</translation>
        </message>
        <message>
            <source>Signed in. BookOrbit checks it before the first sync.</source>
            <translation>Angemeldet. BookOrbit prüft es vor dem ersten Sync.</translation>
        </message>
        <message>
            <source>Token saved. BookOrbit checks it before the first sync.</source>
            <translation>Token gespeichert. BookOrbit prüft es vor der ersten Synchronisierung.</translation>
        </message>
        <message>
            <source>Your first sync</source>
            <translation>Deine erste Synchronisierung</translation>
        </message>
        <message>
            <source>You can review every change first and leave books out.</source>
            <translation>Du kannst vorher jede Änderung prüfen und Bücher auslassen.</translation>
        </message>
        <message>
            <source>Ready to read</source>
            <translation>Bereit zum Lesen</translation>
        </message>
        <message>
            <source>What is left to do stays on your dashboard.</source>
            <translation>Was noch offen ist, bleibt auf deiner Übersicht.</translation>
        </message>
        <message>
            <source>How BookOrbit runs</source>
            <translation>So läuft BookOrbit</translation>
        </message>
        <message>
            <source>You can run this guide again from Settings, About.</source>
            <translation>Diese Seiten findest du wieder unter Einstellungen, Info.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Willkommen bei BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your reading position in step with KOReader over your Wi-Fi and, if you want, posts it to Hardcover.</source>
            <translation>BookOrbit hält deine Leseposition über dein WLAN mit KOReader synchron und meldet sie auf Wunsch an Hardcover.</translation>
        </message>
        <message>
            <source>Your books stay where they are</source>
            <translation>Deine Bücher bleiben, wo sie sind</translation>
        </message>
        <message>
            <source>No file is ever changed without asking.</source>
            <translation>Keine Datei wird ungefragt geändert.</translation>
        </message>
        <message>
            <source>Your devices talk only to this computer</source>
            <translation>Deine Geräte sprechen nur mit diesem Computer</translation>
        </message>
        <message>
            <source>No cloud in between, no account to open.</source>
            <translation>Keine Cloud dazwischen, kein Konto nötig.</translation>
        </message>
        <message>
            <source>Hardcover is optional</source>
            <translation>Hardcover ist freiwillig</translation>
        </message>
        <message>
            <source>You see what is sent before you send it.</source>
            <translation>Du siehst, was gesendet wird, bevor du es sendest.</translation>
        </message>
        <message>
            <source>Set-up takes about three minutes. You can skip any step.</source>
            <translation>Die Einrichtung dauert etwa drei Minuten. Jeden Schritt kannst du überspringen.</translation>
        </message>
        <message>
            <source>Skip set-up</source>
            <translation>Einrichtung überspringen</translation>
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
            <source>Guide</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>Token saved in your password store</source>
            <translation>Token im Passwortspeicher</translation>
        </message>
        <message>
            <source>Token used until you quit</source>
            <translation>Token gilt, bis du BookOrbit beendest</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Token aus BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Signed in with Hardcover</source>
            <translation>Mit Hardcover angemeldet</translation>
        </message>
        <message>
            <source>Signed in since {0}</source>
            <translation>Angemeldet seit {0}</translation>
        </message>
        <message>
            <source>renews by itself, and lasts until {0} even if unused</source>
            <translation>erneuert sich von selbst und gilt auch unbenutzt bis {0}</translation>
        </message>
        <message>
            <source>kept until you quit, as your password store didn't save it</source>
            <translation>nur bis zum Beenden, weil dein Passwortspeicher sie nicht gespeichert hat</translation>
        </message>
        <message>
            <source>see who you are</source>
            <translation>sehen, wer du bist</translation>
        </message>
        <message>
            <source>look up books</source>
            <translation>Bücher nachschlagen</translation>
        </message>
        <message>
            <source>read your library</source>
            <translation>deine Bibliothek lesen</translation>
        </message>
        <message>
            <source>change your library</source>
            <translation>deine Bibliothek ändern</translation>
        </message>
        <message>
            <source>BookOrbit may {0}</source>
            <translation>BookOrbit darf {0}</translation>
        </message>
        <message>
            <source>not allowed: {0}</source>
            <translation>nicht erlaubt: {0}</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Anderes Token verwenden …</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>Anderes Konto verwenden …</translation>
        </message>
        <message>
            <source>Sign in with Hardcover…</source>
            <translation>Mit Hardcover anmelden …</translation>
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
            <source>manual sync only</source>
            <translation>nur manuelle Synchronisierung</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in couldn't be renewed. Sign in again before {0}.</source>
            <translation>Deine Hardcover-Anmeldung konnte nicht erneuert werden. Melde dich vor {0} neu an.</translation>
        </message>
        <message>
            <source>Begin anew with {0}…</source>
            <translation>Mit {0} neu beginnen …</translation>
        </message>
        <message>
            <source>Sign in as {0}…</source>
            <translation>Als {0} anmelden …</translation>
        </message>
        <message>
            <source>Begin anew with {0}?</source>
            <translation>Mit {0} neu beginnen?</translation>
        </message>
        <message>
            <source>What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and nothing is sent before you have seen it. To undo an earlier sync, connect {0} again.</source>
            <translation>Was an {0} gesendet wurde, bleibt dort, und das Protokoll bleibt erhalten. Jedes Buch wird neu verglichen, und nichts wird gesendet, bevor du es gesehen hast. Um einen früheren Sync rückgängig zu machen, verbinde {0} wieder.</translation>
        </message>
        <message>
            <source>Begin anew</source>
            <translation>Neu beginnen</translation>
        </message>
        <message>
            <source>Check connection</source>
            <translation>Verbindung prüfen</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Token prüfen</translation>
        </message>
        <message>
            <source>Use a token instead…</source>
            <translation>Stattdessen ein Token verwenden …</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Abmelden</translation>
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
            <source>Valid ({0})</source>
            <translation>Gültig ({0})</translation>
        </message>
        <message>
            <source>Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there.</source>
            <translation>Hier abgemeldet. Hardcover war nicht zu erreichen: Entferne BookOrbit dort aus deinen verbundenen Apps.</translation>
        </message>
        <message>
            <source>Signed out. Your matches and sync history are kept.</source>
            <translation>Abgemeldet. Zuordnungen und Sync-Verlauf bleiben erhalten.</translation>
        </message>
        <message>
            <source>Token removed. Your matches and sync history are kept.</source>
            <translation>Token entfernt. Zuordnungen und Sync-Verlauf bleiben erhalten.</translation>
        </message>
        <message>
            <source>Choose the matching book on Hardcover.</source>
            <translation>Das passende Buch auf Hardcover wählen.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Neu zuordnen</translation>
        </message>
        <message>
            <source>Clear the match and search again on the next sync.</source>
            <translation>Zuordnung löschen und bei der nächsten Synchronisierung neu suchen.</translation>
        </message>
        <message>
            <source>Confirm match</source>
            <translation>Bestätigen</translation>
        </message>
        <message>
            <source>Confirm that this match by title and author is the right book.</source>
            <translation>Bestätigen, dass diese Zuordnung über Titel und Autor stimmt.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Ausschließen</translation>
        </message>
        <message>
            <source>Hardcover ID…</source>
            <translation>Hardcover-ID …</translation>
        </message>
        <message>
            <source>Set the ID, slug or link used to find this book.</source>
            <translation>ID, Kurzname oder Link festlegen, mit dem dieses Buch gesucht wird.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Seitenzahl eingeben …</translation>
        </message>
        <message>
            <source>Hardcover progress is counted in pages.</source>
            <translation>Hardcover zählt den Fortschritt in Seiten.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Synchronisieren</translation>
        </message>
        <message>
            <source>Send changes in the selected books.</source>
            <translation>Änderungen an den ausgewählten Büchern senden.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Bewertung auch auf Hardcover löschen …</translation>
        </message>
        <message>
            <source>For books whose rating you cleared here. Asks first.</source>
            <translation>Für Bücher, deren Bewertung du hier gelöscht hast. Fragt vorher.</translation>
        </message>
        <message>
            <source>Replace the status and rating on Hardcover with those here.</source>
            <translation>Status und Bewertung auf Hardcover durch die hiesigen ersetzen.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Warum?</translation>
        </message>
        <message>
            <source>See how this book syncs to Hardcover and where it's stuck.</source>
            <translation>Zeigt, wie dieses Buch mit Hardcover synchronisiert wird und wo es hängt.</translation>
        </message>
        <message>
            <source>Select a single book.</source>
            <translation>Wähle ein einzelnes Buch aus.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Sync with Hardcover again.</source>
            <translation>Wieder mit Hardcover synchronisieren.</translation>
        </message>
        <message>
            <source>Stop syncing to Hardcover. Existing entries there are kept.</source>
            <translation>Nicht mehr mit Hardcover synchronisieren. Vorhandene Einträge dort bleiben.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Synchronisieren</translation>
        </message>
        <message>
            <source>Only for books matched by title and author alone.</source>
            <translation>Nur für Bücher, die nur über Titel und Autor zugeordnet sind.</translation>
        </message>
        <message>
            <source>Only for books that have been synced.</source>
            <translation>Nur für Bücher, die schon synchronisiert wurden.</translation>
        </message>
        <message>
            <source>Clear the rating here first.</source>
            <translation>Lösche zuerst die Bewertung hier.</translation>
        </message>
        <message>
            <source>Include the book first.</source>
            <translation>Nimm das Buch zuerst auf.</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Aktionen für die ausgewählten Bücher</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Ausgabe wählen …</translation>
        </message>
        <message>
            <source>Choose another edition of the matched book.</source>
            <translation>Eine andere Ausgabe des zugeordneten Buchs wählen.</translation>
        </message>
        <message>
            <source>Open the matched book in your browser.</source>
            <translation>Das zugeordnete Buch im Browser öffnen.</translation>
        </message>
        <message>
            <source>Copy IDs</source>
            <translation>IDs kopieren</translation>
        </message>
        <message>
            <source>Copy the IDs of this book and of its Hardcover book and edition.</source>
            <translation>Die IDs dieses Buchs sowie von Buch und Ausgabe auf Hardcover kopieren.</translation>
        </message>
        <message>
            <source>Not matched yet. Pick a Hardcover book first.</source>
            <translation>Noch nicht zugeordnet. Wähle zuerst ein Buch auf Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the IDs of %n book(s).</source>
            <translation>
                <numerusform>IDs von %Ln Buch kopiert.</numerusform>
                <numerusform>IDs von %Ln Büchern kopiert.</numerusform>
            </translation>
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
            <source>Connect your Hardcover account</source>
            <translation>Dein Hardcover-Konto verbinden</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now and review the changes.</source>
            <translation>Nichts wird gesendet, bevor du auf „Jetzt synchronisieren“ drückst und die Änderungen prüfst.</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Stattdessen anmelden</translation>
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
            <source>Use for this session</source>
            <translation>Für diese Sitzung verwenden</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Füge zuerst ein Token ein.</translation>
        </message>
        <message>
            <source>{0} You can use the token for this session without saving it.</source>
            <translation>{0} Du kannst das Token für diese Sitzung verwenden, ohne es zu speichern.</translation>
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
            <source>“Get a token” opens Hardcover with the four permissions selected. Give the token a name and an expiry date.</source>
            <translation>„Token holen“ öffnet Hardcover mit den vier ausgewählten Berechtigungen. Gib dem Token einen Namen und ein Ablaufdatum.</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Sichtbarkeit</translation>
        </message>
        <message>
            <source>To save the token, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Um das Token zu speichern, installiere und entsperre einen Passwortspeicher wie GNOME Keyring oder KWallet.</translation>
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
            <source>They were sent with a different privacy setting. Entries you created or edited yourself aren't changed.</source>
            <translation>Sie wurden mit einer anderen Sichtbarkeit gesendet. Einträge, die du selbst angelegt oder bearbeitet hast, ändern sich nicht.</translation>
        </message>
        <message>
            <source>Change entries</source>
            <translation>Einträge ändern</translation>
        </message>
        <message>
            <source>Don't change</source>
            <translation>Nicht ändern</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Diese Änderung rückgängig machen</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>Checking your shelf. Nothing has changed yet.</source>
            <translation>Dein Regal wird geprüft. Noch ist nichts geändert.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to change on your Hardcover shelf:</source>
            <translation>
                <numerusform>%Ln Buch in deinem Hardcover-Regal zu ändern:</numerusform>
                <numerusform>%Ln Bücher in deinem Hardcover-Regal zu ändern:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s)</source>
            <translation>
                <numerusform>%Ln Buch ändern</numerusform>
                <numerusform>%Ln Bücher ändern</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries to change</source>
            <translation>Zu ändernde Einträge</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Meine Sichtbarkeit auf alle meine Einträge anwenden</translation>
        </message>
        <message>
            <source>No entries to change. They already have this privacy or belong to excluded books.</source>
            <translation>Keine Einträge zu ändern. Sie haben diese Sichtbarkeit schon oder gehören zu ausgeschlossenen Büchern.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Bewertung auch auf Hardcover löschen</translation>
        </message>
        <message>
            <source>No rating to clear.</source>
            <translation>Keine Bewertung zu löschen.</translation>
        </message>
        <message>
            <source>Include ratings I gave on Hardcover</source>
            <translation>Auch Bewertungen, die ich auf Hardcover gegeben habe</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>Auch auf Hardcover löschen …</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <source>Books and their Hardcover status</source>
            <translation>Bücher und ihr Zustand auf Hardcover</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Seitenzahl</translation>
        </message>
        <message>
            <source>Use edition's page count</source>
            <translation>Seitenzahl der Ausgabe verwenden</translation>
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
            <source>Hardcover counts progress in pages. Leave empty to use the edition's page count.</source>
            <translation>Hardcover zählt den Fortschritt in Seiten. Leer lassen, um die Seitenzahl der Ausgabe zu verwenden.</translation>
        </message>
        <message>
            <source>The next sync replaces what differs on Hardcover</source>
            <translation>Die nächste Synchronisierung ersetzt, was auf Hardcover abweicht</translation>
        </message>
        <message numerus="yes">
            <source>Match confirmed for %n book(s)</source>
            <translation>
                <numerusform>Zuordnung für %Ln Buch bestätigt</numerusform>
                <numerusform>Zuordnung für %Ln Bücher bestätigt</numerusform>
            </translation>
        </message>
        <message>
            <source>Match cleared. Re-matching on the next sync.</source>
            <translation>Zuordnung gelöscht. Neue Zuordnung bei der nächsten Synchronisierung.</translation>
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
            <source>Page count saved</source>
            <translation>Seitenzahl gespeichert</translation>
        </message>
        <message>
            <source>Using the edition's page count</source>
            <translation>Seitenzahl der Ausgabe wird verwendet</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Your picked match is kept until you re-match the book.</source>
            <translation>Hardcover-ID gespeichert. Deine Auswahl bleibt, bis du das Buch neu zuordnest.</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Re-matching on the next sync.</source>
            <translation>Hardcover-ID gespeichert. Neue Zuordnung bei der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <source>Removing entries from Hardcover</source>
            <translation>Einträge werden von Hardcover entfernt</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln Buch von Hardcover entfernt.</numerusform>
                <numerusform>%Ln Bücher von Hardcover entfernt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Updating your books</source>
            <translation>Deine Bücher werden aktualisiert</translation>
        </message>
        <message>
            <source>Also remove from Hardcover…</source>
            <translation>Auch von Hardcover entfernen …</translation>
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
            <source>{0}: deletes status, dates and rating on Hardcover. Your books here are kept.</source>
            <translation>{0}: Löscht Status, Daten und Bewertung auf Hardcover. Deine Bücher hier bleiben.</translation>
        </message>
        <message>
            <source>Remove from Hardcover</source>
            <translation>Von Hardcover entfernen</translation>
        </message>
        <message>
            <source>Hardcover ID</source>
            <translation>Hardcover-ID</translation>
        </message>
        <message>
            <source>Link, ID, slug or ISBN</source>
            <translation>Link, ID, Kurzname oder ISBN</translation>
        </message>
        <message>
            <source>Find “{0}” on Hardcover</source>
            <translation>„{0}“ auf Hardcover finden</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept. Re-match uses what you enter here.</source>
            <translation>Diese Zuordnung hast du selbst gewählt, darum bleibt sie. „Neu zuordnen“ verwendet, was du hier eingibst.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. Leave empty to use {0} from the file.</source>
            <translation>Die nächste Synchronisierung sucht das Buch damit. Leer lassen, um {0} aus der Datei zu verwenden.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. The file isn't changed.</source>
            <translation>Die nächste Synchronisierung sucht das Buch damit. Die Datei wird nicht geändert.</translation>
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
            <source>Needs page count</source>
            <translation>Seitenzahl fehlt</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>Dort weiter</translation>
        </message>
        <message>
            <source>Show differences</source>
            <translation>Unterschiede</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansehen</translation>
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
            <source>Book</source>
            <translation>Buch</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nächster Schritt</translation>
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
            <source>Sync now</source>
            <translation>Jetzt synchronisieren</translation>
        </message>
        <message>
            <source>More Hardcover actions</source>
            <translation>Weitere Hardcover-Aktionen</translation>
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
            <source>Check matches, fix wrong ones, leave books out.</source>
            <translation>Zuordnungen prüfen, falsche berichtigen, Bücher auslassen.</translation>
        </message>
        <message>
            <source>Connect Hardcover to post your reading to your profile on hardcover.app. This is optional.</source>
            <translation>Verbinde Hardcover, um auf deinem Profil bei hardcover.app zu zeigen, was du liest. Das ist freiwillig.</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Vorschau …</translation>
        </message>
        <message>
            <source>See what a sync would change before sending anything.</source>
            <translation>Ansehen, was eine Synchronisierung ändern würde, bevor etwas gesendet wird.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Alles neu synchronisieren</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced, paused and unmatched books.</source>
            <translation>Jedes Buch erneut mit Hardcover vergleichen, auch synchrone, pausierte und nicht zugeordnete.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Meine Sichtbarkeit auf alle meine Einträge anwenden …</translation>
        </message>
        <message>
            <source>Includes books already on your shelf. Asks first and can be undone.</source>
            <translation>Auch für Bücher, die schon in deinem Regal waren. Fragt vorher und lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Von Hardcover importieren …</translation>
        </message>
        <message>
            <source>Fill in books without reading data here from your shelf. Nothing changes on Hardcover.</source>
            <translation>Bücher ohne Leseangaben aus deinem Regal ergänzen. Auf Hardcover ändert sich nichts.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Aus einer Datei importieren …</translation>
        </message>
        <message>
            <source>Fill in missing data from a Goodreads or StoryGraph CSV export.</source>
            <translation>Fehlende Angaben aus einem CSV-Export von Goodreads oder StoryGraph ergänzen.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Sync-Protokoll öffnen</translation>
        </message>
        <message>
            <source>See what was sent and how Hardcover answered.</source>
            <translation>Zeigt, was gesendet wurde und was Hardcover geantwortet hat.</translation>
        </message>
        <message>
            <source>Hardcover settings…</source>
            <translation>Hardcover-Einstellungen …</translation>
        </message>
        <message>
            <source>Open Hardcover settings.</source>
            <translation>Hardcover-Einstellungen öffnen.</translation>
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
            <source>All books</source>
            <translation>Alle Bücher</translation>
        </message>
        <message>
            <source>Pick a match for each book that has none.</source>
            <translation>Wähle für jedes Buch ohne Zuordnung ein passendes aus.</translation>
        </message>
        <message>
            <source>Fix all ({0})</source>
            <translation>Alle zuordnen ({0})</translation>
        </message>
        <message>
            <source>No books to sync yet. Give a book a status other than Unread to see it here.</source>
            <translation>Noch keine Bücher zu synchronisieren. Gib einem Buch einen anderen Status als „Ungelesen“, damit es hier erscheint.</translation>
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
            <source>Print</source>
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
            <source>Match “{0}” to…</source>
            <translation>„{0}“ zuordnen …</translation>
        </message>
        <message>
            <source>Leave this book as it is and go on to the next.</source>
            <translation>Dieses Buch so lassen und weiter zum nächsten.</translation>
        </message>
        <message>
            <source>Use without an edition</source>
            <translation>Ohne Ausgabe verwenden</translation>
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
            <source>{0} · {1} of {2}</source>
            <translation>{0} · {1} von {2}</translation>
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
            <source>Title</source>
            <translation>Titel</translation>
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
            <source>Your file and the Hardcover book</source>
            <translation>Deine Datei und das Buch auf Hardcover</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Meine Datei</translation>
        </message>
        <message>
            <source>The book's cover: this edition has none.</source>
            <translation>Das Cover des Buchs: Diese Ausgabe hat keins.</translation>
        </message>
        <message>
            <source>Your cover</source>
            <translation>Dein Cover</translation>
        </message>
        <message>
            <source>Hardcover cover</source>
            <translation>Cover auf Hardcover</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} weicht ab: {1}</translation>
        </message>
        <message>
            <source>Title and author, or a link, ID or ISBN</source>
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
            <source>No results. Try other words, or paste a link or ISBN.</source>
            <translation>Keine Treffer. Versuche andere Wörter oder füge einen Link oder eine ISBN ein.</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Ausgaben</translation>
        </message>
        <message>
            <source>Loading editions…</source>
            <translation>Ausgaben werden geladen …</translation>
        </message>
        <message>
            <source>Hardcover has no text edition of this book.</source>
            <translation>Hardcover hat keine Textausgabe dieses Buchs.</translation>
        </message>
        <message>
            <source>Best match: same ISBN</source>
            <translation>Bester Treffer: gleiche ISBN</translation>
        </message>
        <message>
            <source>Best match: {0}, page count, most readers</source>
            <translation>Bester Treffer: {0}, Seitenzahl, die meisten Leser</translation>
        </message>
        <message>
            <source>Best match: most readers</source>
            <translation>Bester Treffer: die meisten Leser</translation>
        </message>
        <message>
            <source>Sign in with Hardcover</source>
            <translation>Mit Hardcover anmelden</translation>
        </message>
        <message>
            <source>Sign in on another device…</source>
            <translation>Auf einem anderen Gerät anmelden …</translation>
        </message>
        <message>
            <source>address for your browser</source>
            <translation>Adresse für deinen Browser</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Erneut öffnen</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your browser. This window then comes back by itself.</source>
            <translation>Erlaube BookOrbit in deinem Browser. Danach kommt dieses Fenster von selbst zurück.</translation>
        </message>
        <message>
            <source>Your browser didn't open. Copy the address and open it yourself.</source>
            <translation>Dein Browser hat sich nicht geöffnet. Kopiere die Adresse und öffne sie selbst.</translation>
        </message>
        <message>
            <source>Sign in on another device</source>
            <translation>Auf einem anderen Gerät anmelden</translation>
        </message>
        <message>
            <source>Address with the code as a QR code</source>
            <translation>Adresse mit dem Code als QR-Code</translation>
        </message>
        <message>
            <source>Open {0} and enter the code, or scan it.</source>
            <translation>Öffne {0} und gib den Code ein, oder scanne ihn.</translation>
        </message>
        <message>
            <source>Waiting for you to allow it. The code is good for {0} min.</source>
            <translation>Wartet auf deine Erlaubnis. Der Code gilt noch {0} Min.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>No problems found.</source>
            <translation>Keine Probleme gefunden.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>In Ordnung</translation>
        </message>
        <message numerus="yes">
            <source>%n to copy</source>
            <translation>
                <numerusform>%Ln zu kopieren</numerusform>
                <numerusform>%Ln zu kopieren</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted on device (not restored)</source>
            <translation>
                <numerusform>%Ln auf dem Gerät gelöscht (bleibt gelöscht)</numerusform>
                <numerusform>%Ln auf dem Gerät gelöscht (bleiben gelöscht)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n can't be placed on the device</source>
            <translation>
                <numerusform>%Ln lässt sich auf dem Gerät nicht zuordnen</numerusform>
                <numerusform>%Ln lassen sich auf dem Gerät nicht zuordnen</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy highlights to device</source>
            <translation>Markierungen auf Gerät kopieren</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Geräte werden gesucht …</translation>
        </message>
        <message>
            <source>Restore highlights deleted on the device</source>
            <translation>Auf dem Gerät gelöschte Markierungen wiederherstellen</translation>
        </message>
        <message>
            <source>For a device that was reset or cloned from another.</source>
            <translation>Für ein Gerät, das zurückgesetzt oder von einem anderen geklont wurde.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug one in with its USB cable, or choose its folder.</source>
            <translation>Kein KOReader-Gerät ist angeschlossen. Schließ eines per USB-Kabel an oder wähle seinen Ordner.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Gerät wird gelesen …</translation>
        </message>
        <message>
            <source>Nothing to copy.</source>
            <translation>Nichts zu kopieren.</translation>
        </message>
        <message>
            <source>Nothing can be copied. See each book for the reason.</source>
            <translation>Nichts lässt sich kopieren. Der Grund steht bei jedem Buch.</translation>
        </message>
        <message>
            <source>This device already has all your highlights.</source>
            <translation>Dieses Gerät hat schon alle deine Markierungen.</translation>
        </message>
        <message numerus="yes">
            <source>Copies %n highlight(s) and note(s) to the device in KOReader's format. KOReader adds them when you open a book. Nothing else on the device changes.</source>
            <translation>
                <numerusform>Kopiert %Ln Markierung oder Notiz im Format von KOReader auf das Gerät. KOReader fügt sie hinzu, wenn du das Buch öffnest. Sonst ändert sich auf dem Gerät nichts.</numerusform>
                <numerusform>Kopiert %Ln Markierungen und Notizen im Format von KOReader auf das Gerät. KOReader fügt sie hinzu, wenn du ein Buch öffnest. Sonst ändert sich auf dem Gerät nichts.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Wird geschrieben …</translation>
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
            <source>Template</source>
            <translation>Vorlage</translation>
        </message>
        <message>
            <source>Default template</source>
            <translation>Standardvorlage</translation>
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
            <source>Exports %n highlight(s), note(s) and bookmark(s).</source>
            <translation>
                <numerusform>Exportiert %Ln Markierung, Notiz oder Lesezeichen.</numerusform>
                <numerusform>Exportiert %Ln Markierungen, Notizen und Lesezeichen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved only to the file you choose.</source>
            <translation>Wird nur in der Datei gespeichert, die du wählst.</translation>
        </message>
        <message>
            <source>Sections: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. Lines, and parts between · separators, with only empty placeholders are dropped.</source>
            <translation>Abschnitte: [book], [chapter], [highlight], [note], [bookmark]. Platzhalter: {0}. Zeilen und durch · getrennte Teile, deren Platzhalter alle leer sind, entfallen.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Suchen…</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Kapitel</translation>
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
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Alle Farben</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Alle Stile</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Any notes</source>
            <translation>Mit oder ohne Notiz</translation>
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
            <source>Any time</source>
            <translation>Jederzeit</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Sortieren nach</translation>
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
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%Ln gefunden</numerusform>
                <numerusform>%Ln gefunden</numerusform>
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
            <source>Copy as picture</source>
            <translation>Als Bild kopieren</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Buch öffnen</translation>
        </message>
        <message>
            <source>Not linked to a book in your library yet.</source>
            <translation>Noch mit keinem Buch in deiner Bibliothek verknüpft.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Wiederherstellen</translation>
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
            <source>Author</source>
            <translation>Autor</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Angelegt</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>The device didn't record its position in the book.</source>
            <translation>Das Gerät hat die Position im Buch nicht gespeichert.</translation>
        </message>
        <message>
            <source>You wrote it on Hardcover. Change or remove it there.</source>
            <translation>Du hast das auf Hardcover geschrieben. Ändere oder entferne es dort.</translation>
        </message>
        <message>
            <source>Copy to device…</source>
            <translation>Auf Gerät kopieren …</translation>
        </message>
        <message>
            <source>Words…</source>
            <translation>Wörter …</translation>
        </message>
        <message>
            <source>The words you looked up on your devices</source>
            <translation>Die Wörter, die du auf deinen Geräten nachgeschlagen hast</translation>
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
            <source>Couldn't read the highlights. See the log file for details.</source>
            <translation>Die Markierungen waren nicht lesbar. Näheres in der Protokolldatei.</translation>
        </message>
        <message>
            <source>Nothing to export.</source>
            <translation>Nichts zu exportieren.</translation>
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
            <source>%n restored.</source>
            <translation>
                <numerusform>%Ln wiederhergestellt.</numerusform>
                <numerusform>%Ln wiederhergestellt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep them, but importing won't bring them back.</source>
            <translation>
                <numerusform>%Ln hier entfernt. Deine Geräte behalten sie, aber ein Import bringt sie nicht zurück.</numerusform>
                <numerusform>%Ln hier entfernt. Deine Geräte behalten sie, aber ein Import bringt sie nicht zurück.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Couldn't write to %n book(s): {0}</source>
            <translation>
                <numerusform>Zu %Ln Buch ließ sich nichts schreiben: {0}</numerusform>
                <numerusform>Zu %Ln Büchern ließ sich nichts schreiben: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied. Open each book on the device to add them in KOReader.</source>
            <translation>
                <numerusform>%Ln kopiert. Öffne das Buch auf dem Gerät, dann fügt KOReader sie hinzu.</numerusform>
                <numerusform>%Ln kopiert. Öffne jedes Buch auf dem Gerät, dann fügt KOReader sie hinzu.</numerusform>
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
            <source>Send highlights with each sync</source>
            <translation>Markierungen bei jedem Sync senden</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>No highlights yet. Connect a KOReader device by USB and import from it. They stay on this computer unless you send them to Hardcover.</source>
            <translation>Noch keine Markierungen. Schließ ein KOReader-Gerät per USB an und importiere von dort. Sie bleiben auf diesem Computer, wenn du sie nicht an Hardcover sendest.</translation>
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
            <source>Highlights, notes and bookmarks from all your devices.</source>
            <translation>Markierungen, Notizen und Lesezeichen von allen deinen Geräten.</translation>
        </message>
        <message>
            <source>not on Hardcover: {0}</source>
            <translation>nicht auf Hardcover: {0}</translation>
        </message>
        <message>
            <source>on Hardcover, changed since</source>
            <translation>auf Hardcover, seitdem geändert</translation>
        </message>
        <message>
            <source>waiting for the next sync</source>
            <translation>wartet auf den nächsten Sync</translation>
        </message>
        <message>
            <source>yours on Hardcover</source>
            <translation>auf Hardcover von dir geschrieben</translation>
        </message>
        <message>
            <source>removed by you on Hardcover</source>
            <translation>von dir auf Hardcover entfernt</translation>
        </message>
        <message>
            <source>taken off Hardcover</source>
            <translation>von Hardcover genommen</translation>
        </message>
        <message>
            <source>on Hardcover under another book</source>
            <translation>auf Hardcover bei einem anderen Buch</translation>
        </message>
        <message>
            <source>Send to Hardcover</source>
            <translation>An Hardcover senden</translation>
        </message>
        <message>
            <source>Update on Hardcover</source>
            <translation>Auf Hardcover aktualisieren</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Auf Hardcover öffnen</translation>
        </message>
        <message numerus="yes">
            <source>Also remove %n from Hardcover?</source>
            <translation>
                <numerusform>Auch %Ln von Hardcover entfernen?</numerusform>
                <numerusform>Auch %Ln von Hardcover entfernen?</numerusform>
            </translation>
        </message>
        <message>
            <source>You removed them from your list here. On Hardcover they stay, unless you remove them there too.</source>
            <translation>Aus deiner Liste hier sind sie entfernt. Auf Hardcover bleiben sie, wenn du sie dort nicht auch entfernst.</translation>
        </message>
        <message>
            <source>Keep on Hardcover</source>
            <translation>Auf Hardcover behalten</translation>
        </message>
        <message>
            <source>Send this book's highlights</source>
            <translation>Markierungen dieses Buchs senden</translation>
        </message>
        <message numerus="yes">
            <source>%n sent to Hardcover.</source>
            <translation>
                <numerusform>%Ln an Hardcover gesendet.</numerusform>
                <numerusform>%Ln an Hardcover gesendet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln von Hardcover entfernt.</numerusform>
                <numerusform>%Ln von Hardcover entfernt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights to Hardcover</source>
            <translation>Markierungen an Hardcover senden</translation>
        </message>
        <message>
            <source>From now on</source>
            <translation>Ab jetzt</translation>
        </message>
        <message numerus="yes">
            <source>Also the %n highlight(s) you have</source>
            <translation>
                <numerusform>Auch die %Ln Markierung, die du hast</numerusform>
                <numerusform>Auch die %Ln Markierungen, die du hast</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights</source>
            <translation>Markierungen senden</translation>
        </message>
        <message>
            <source>Each sync then adds what you highlight to your books on Hardcover. Only you can read it there, unless you choose otherwise in the settings.</source>
            <translation>Jeder Sync fügt dann auf Hardcover zu deinen Büchern hinzu, was du markierst. Lesen kannst es dort nur du, wenn du es in den Einstellungen nicht anders wählst.</translation>
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
            <translation>Hervorheben</translation>
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
            <source>Current</source>
            <translation>Vorhandene</translation>
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
            <source>Words you looked up</source>
            <translation>Nachgeschlagene Wörter</translation>
        </message>
        <message>
            <source>Search word, sentence or book</source>
            <translation>Wort, Satz oder Buch suchen</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <source>No words yet. KOReader's vocabulary builder sends them with its cloud sync, in the folder of the reading statistics.</source>
            <translation>Noch keine Wörter. KOReaders Vokabeltrainer sendet sie mit seiner Cloud-Synchronisierung, in den Ordner der Lesestatistik.</translation>
        </message>
        <message>
            <source>No word matches.</source>
            <translation>Kein Wort passt.</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Suche leeren</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>CSV exportieren …</translation>
        </message>
        <message>
            <source>Export for Anki…</source>
            <translation>Für Anki exportieren …</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%Ln Wort</numerusform>
                <numerusform>%Ln Wörter</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the words</source>
            <translation>Wörter exportieren</translation>
        </message>
        <message>
            <source>CSV file (*.csv)</source>
            <translation>CSV-Datei (*.csv)</translation>
        </message>
        <message>
            <source>Text file for Anki (*.txt)</source>
            <translation>Textdatei für Anki (*.txt)</translation>
        </message>
        <message>
            <source>From KOReader's vocabulary builder. What you delete on a device stays here.</source>
            <translation>Aus KOReaders Vokabeltrainer. Was du auf einem Gerät löschst, bleibt hier.</translation>
        </message>
        <message>
            <source>Nothing has changed yet.</source>
            <translation>Noch ist nichts geändert.</translation>
        </message>
        <message>
            <source>Add books that aren't in your library, without a file</source>
            <translation>Bücher, die nicht in deiner Bibliothek sind, ohne Datei hinzufügen</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Bücher in der Datei</translation>
        </message>
        <message>
            <source>If you add a matching file later, it becomes that book's file.</source>
            <translation>Fügst du später die passende Datei hinzu, gehört sie zu diesem Buch.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%Ln Buch in diesem Export von {0}.</numerusform>
                <numerusform>%Ln Bücher in diesem Export von {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Fills in missing data only. Nothing is overwritten or sent.</source>
            <translation>Ergänzt nur fehlende Angaben. Nichts wird überschrieben oder gesendet.</translation>
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
            <source>Choose another file…</source>
            <translation>Andere Datei wählen …</translation>
        </message>
        <message>
            <source>This export contains no books.</source>
            <translation>Dieser Export enthält keine Bücher.</translation>
        </message>
        <message>
            <source>Choose a Goodreads or StoryGraph export</source>
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
            <source>%n book(s) added.</source>
            <translation>
                <numerusform>%Ln Buch hinzugefügt.</numerusform>
                <numerusform>%Ln Bücher hinzugefügt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skipped %n book(s) that changed meanwhile.</source>
            <translation>
                <numerusform>%Ln inzwischen geändertes Buch übersprungen.</numerusform>
                <numerusform>%Ln inzwischen geänderte Bücher übersprungen.</numerusform>
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
            <source>Unmatched</source>
            <translation>Nicht verknüpft</translation>
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
            <source>Same book as “{0}”? Matched by title and author.</source>
            <translation>Dasselbe Buch wie „{0}“? Über Titel und Autor gefunden.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>Nothing to import. See each line for the reason.</source>
            <translation>Nichts zu importieren. Der Grund steht in jeder Zeile.</translation>
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
            <source>Include progress for books you're reading on Hardcover.</source>
            <translation>Auch den Fortschritt der Bücher importieren, die du auf Hardcover gerade liest.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%Ln Buch in deinem Hardcover-Regal.</numerusform>
                <numerusform>%Ln Bücher in deinem Hardcover-Regal.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only fills in books without reading data here. Nothing is overwritten.</source>
            <translation>Ergänzt nur Bücher ohne Leseangaben. Nichts wird überschrieben.</translation>
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
            <source>Your Hardcover shelf is empty.</source>
            <translation>Dein Hardcover-Regal ist leer.</translation>
        </message>
        <message>
            <source>Hardcover isn't connected yet.</source>
            <translation>Hardcover ist noch nicht verbunden.</translation>
        </message>
        <message>
            <source>Sync Want to Read in both directions</source>
            <translation>„Will ich lesen“ in beide Richtungen synchronisieren</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there. Your own Want to Read books are always sent.</source>
            <translation>Jede Synchronisierung setzt „Will ich lesen“ von Hardcover bei passenden Büchern ohne Leseangaben und löscht es wieder, wenn du es dort entfernst. Deine eigenen werden immer gesendet.</translation>
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
            <source>%n book(s) left. Rescan later.</source>
            <translation>
                <numerusform>%Ln Buch übrig. Lies es später neu ein.</numerusform>
                <numerusform>%Ln Bücher übrig. Lies sie später neu ein.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” approved</source>
            <translation>„{0}“ freigegeben</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Bücher werden freigegeben</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) approved</source>
            <translation>
                <numerusform>%Ln Buch freigegeben</numerusform>
                <numerusform>%Ln Bücher freigegeben</numerusform>
            </translation>
        </message>
        <message>
            <source>No books can be approved automatically because a title or author is uncertain. Review them one by one.</source>
            <translation>Kein Buch lässt sich automatisch freigeben, weil Titel oder Autor unsicher sind. Prüfe sie einzeln.</translation>
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
            <source>Manual</source>
            <translation>Eigene Angabe</translation>
        </message>
        <message>
            <source>{0} (manual)</source>
            <translation>{0} (eigene Angabe)</translation>
        </message>
        <message>
            <source>Not in {0}.</source>
            <translation>Nicht in {0}.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} von {1}: {2}</translation>
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
            <source>Search Inbox</source>
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
            <source>Approve complete books</source>
            <translation>Vollständige freigeben</translation>
        </message>
        <message>
            <source>Couldn't read the Inbox. See the log file for details.</source>
            <translation>Der Eingang war nicht lesbar. Näheres in der Protokolldatei.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to review. Progress syncs meanwhile.</source>
            <translation>
                <numerusform>%Ln Buch zu prüfen. Der Fortschritt wird weiter synchronisiert.</numerusform>
                <numerusform>%Ln Bücher zu prüfen. Der Fortschritt wird weiter synchronisiert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Select one file.</source>
            <translation>Wähle eine Datei aus.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Freigeben ({0})</translation>
        </message>
        <message>
            <source>Approve using reliable details from the file and Hardcover (Ctrl+Enter)</source>
            <translation>Mit verlässlichen Angaben aus Datei und Hardcover freigeben (Strg+Eingabe)</translation>
        </message>
        <message>
            <source>These files were read without problems.</source>
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
            <source>New books to review and files that couldn't be read.</source>
            <translation>Neue Bücher zum Prüfen und nicht lesbare Dateien.</translation>
        </message>
        <message>
            <source>Scan your folders for changes (F5)</source>
            <translation>Ordner nach Änderungen durchsuchen (F5)</translation>
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
            <source>Nothing here yet. Add files or a folder to get started.</source>
            <translation>Noch nichts da. Füge Dateien oder einen Ordner hinzu.</translation>
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
            <source>All done. New books and files that need you appear here.</source>
            <translation>Alles erledigt. Neue Bücher und Dateien, die dich brauchen, erscheinen hier.</translation>
        </message>
        <message>
            <source>Show added books</source>
            <translation>Hinzugefügte Bücher anzeigen</translation>
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
            <source>Reread the file and search Hardcover again (F5)</source>
            <translation>Datei neu einlesen und erneut auf Hardcover suchen (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare details with its catalogue.</source>
            <translation>Verbinde Hardcover, um die Angaben mit seinem Katalog zu vergleichen.</translation>
        </message>
        <message>
            <source>Not searched on Hardcover yet.</source>
            <translation>Noch nicht auf Hardcover gesucht.</translation>
        </message>
        <message>
            <source>Search Hardcover</source>
            <translation>Auf Hardcover suchen</translation>
        </message>
        <message>
            <source>Choose a source for each field. The file isn't changed.</source>
            <translation>Wähle eine Quelle für jedes Feld. Die Datei wird nicht geändert.</translation>
        </message>
        <message>
            <source>Save these fields and approve the book (Ctrl+Enter)</source>
            <translation>Felder speichern und Buch freigeben (Strg+Eingabe)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Verbinde zuerst Hardcover.</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Dieses Cover verwenden</translation>
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
            <source>Review needed</source>
            <translation>Prüfung nötig</translation>
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
            <source>Searching Hardcover</source>
            <translation>Suche auf Hardcover</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>Zu erledigen</translation>
        </message>
        <message>
            <source>Nothing added</source>
            <translation>Nichts hinzugefügt</translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} schon in deiner Bibliothek</translation>
        </message>
        <message>
            <source>{0}: unsupported file type</source>
            <translation>{0}: Dateityp nicht unterstützt</translation>
        </message>
        <message>
            <source>{0}: couldn't be opened</source>
            <translation>{0}: nicht erreichbar</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>Auf deinem Gerät, in KOReader</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Starte zuerst den Server.</translation>
        </message>
        <message>
            <source>Share the catalogue (OPDS)</source>
            <translation>Katalog freigeben (OPDS)</translation>
        </message>
        <message>
            <source>Off. Devices can't browse or download your books.</source>
            <translation>Aus. Geräte können deine Bücher weder durchstöbern noch herunterladen.</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Ausgeschaltet</translation>
        </message>
        <message>
            <source>Share the catalogue first.</source>
            <translation>Gib zuerst den Katalog frei.</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Bücher für dein Gerät</translation>
        </message>
        <message>
            <source>Browse your library and download books in KOReader, with the same user name and passphrase.</source>
            <translation>In KOReader deine Bibliothek durchstöbern und Bücher herunterladen, mit demselben Benutzernamen und derselben Passphrase.</translation>
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
            <source>Catalogue address</source>
            <translation>Katalogadresse</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistik</translation>
        </message>
        <message>
            <source>Vocabulary</source>
            <translation>Wortschatz</translation>
        </message>
        <message>
            <source>No device has synced yet.</source>
            <translation>Noch hat kein Gerät synchronisiert.</translation>
        </message>
        <message>
            <source>KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your statistics, and all your devices share them. Use the same user name and passphrase.</source>
            <translation>KOReaders eigene Cloud-Synchronisierung kann ihre Lesestatistik hier ablegen, ohne Plugin: Sie fließt in deine Statistik ein, und alle deine Geräte teilen sie. Benutzername und Passphrase sind dieselben.</translation>
        </message>
        <message>
            <source>address for statistics</source>
            <translation>Adresse für die Statistik</translation>
        </message>
        <message>
            <source>Address for statistics as a QR code</source>
            <translation>Adresse für die Statistik als QR-Code</translation>
        </message>
        <message>
            <source>Address for statistics</source>
            <translation>Adresse für die Statistik</translation>
        </message>
        <message>
            <source>Shelf in the folder “To read”</source>
            <translation>Regal im Ordner „To read“</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>Will ich lesen</translation>
        </message>
        <message>
            <source>The shelf was deleted, so the folder is empty. Choose another one.</source>
            <translation>Das Regal wurde gelöscht, deshalb ist der Ordner leer. Wähle ein anderes.</translation>
        </message>
        <message>
            <source>Folders over Wi-Fi</source>
            <translation>Ordner über WLAN</translation>
        </message>
        <message>
            <source>Your books as folders for KOReader's cloud storage: “Library” by author, “To read” to take along, and “Upload”, whose books come to your Inbox. Use the same user name and passphrase.</source>
            <translation>Deine Bücher als Ordner für KOReaders Cloudspeicher: „Library“ nach Autor, „To read“ zum Mitnehmen und „Upload“, dessen Bücher in deinen Eingang kommen. Benutzername und Passphrase sind dieselben.</translation>
        </message>
        <message>
            <source>address of the folders</source>
            <translation>Adresse der Ordner</translation>
        </message>
        <message>
            <source>Address of the folders as a QR code</source>
            <translation>Adresse der Ordner als QR-Code</translation>
        </message>
        <message>
            <source>Address of the folders</source>
            <translation>Adresse der Ordner</translation>
        </message>
        <message>
            <source>No device has the plugin yet.</source>
            <translation>Noch hat kein Gerät das Plugin.</translation>
        </message>
        <message>
            <source>plugin {0}</source>
            <translation>Plugin {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n of its books isn't in your library</source>
            <translation>
                <numerusform>%n seiner Bücher ist nicht in deiner Bibliothek</numerusform>
                <numerusform>%n seiner Bücher sind nicht in deiner Bibliothek</numerusform>
            </translation>
        </message>
        <message>
            <source>Status, ratings and highlights over Wi-Fi</source>
            <translation>Status, Bewertungen und Markierungen über WLAN</translation>
        </message>
        <message>
            <source>A small plugin for KOReader sends status, rating, note, highlights and page views by itself when you close a book. It's installed only if you do so. Open this page in a browser to download it.</source>
            <translation>Ein kleines Plugin für KOReader sendet Status, Bewertung, Notiz, Markierungen und Seitenaufrufe von selbst, wenn du ein Buch schließt. Installiert wird es nur von dir. Öffne diese Seite in einem Browser, um es herunterzuladen.</translation>
        </message>
        <message>
            <source>page with the plugin</source>
            <translation>Seite mit dem Plugin</translation>
        </message>
        <message>
            <source>Page with the plugin as a QR code</source>
            <translation>Seite mit dem Plugin als QR-Code</translation>
        </message>
        <message>
            <source>Page with the plugin</source>
            <translation>Seite mit dem Plugin</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Serveradresse</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} als QR-Code</translation>
        </message>
        <message>
            <source>Enter it in KOReader, or scan the code if your device can.</source>
            <translation>Gib sie in KOReader ein oder scanne den Code, wenn dein Gerät das kann.</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Gerät umbenennen</translation>
        </message>
        <message>
            <source>The name is only used in BookOrbit. Leave empty to use the name the device reports.</source>
            <translation>Der Name gilt nur in BookOrbit. Leer lassen, um den vom Gerät gemeldeten Namen zu verwenden.</translation>
        </message>
        <message>
            <source>Mark as fixed</source>
            <translation>Als behoben markieren</translation>
        </message>
        <message>
            <source>It's one device</source>
            <translation>Es ist ein Gerät</translation>
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
            <source>Device ID</source>
            <translation>Geräte-ID</translation>
        </message>
        <message>
            <source>Not reported</source>
            <translation>Nicht gemeldet</translation>
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
            <source>Devices appear here after their first sync.</source>
            <translation>Geräte erscheinen hier nach ihrer ersten Synchronisierung.</translation>
        </message>
        <message numerus="yes">
            <source>%n more device(s). Forget some to see them.</source>
            <translation>
                <numerusform>%n weiteres Gerät. Vergiss einige, um es zu sehen.</numerusform>
                <numerusform>%n weitere Geräte. Vergiss einige, um sie zu sehen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Using the name the device reports: “{0}”.</source>
            <translation>Gemeldeter Name wird verwendet: „{0}“.</translation>
        </message>
        <message>
            <source>Forgot “{0}”. Its progress is kept, and it reappears when it next syncs.</source>
            <translation>„{0}“ vergessen. Der Fortschritt bleibt, und es erscheint wieder, wenn es synchronisiert.</translation>
        </message>
        <message>
            <source>BookOrbit will tell you if it happens again.</source>
            <translation>BookOrbit sagt Bescheid, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <source>You won't be told again.</source>
            <translation>Das wird dir nicht noch einmal gesagt.</translation>
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
            <source>Name reported: {0}</source>
            <translation>Gemeldeter Name: {0}</translation>
        </message>
        <message>
            <source>Previously: {0}</source>
            <translation>Früher: {0}</translation>
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
        <message numerus="yes">
            <source>Its clock was wrong: %n page view(s) not counted</source>
            <translation>
                <numerusform>Die Uhr ging falsch: %Ln Seitenaufruf zählt nicht</numerusform>
                <numerusform>Die Uhr ging falsch: %Ln Seitenaufrufe zählen nicht</numerusform>
            </translation>
        </message>
        <message>
            <source>Plugin {0}: {1}</source>
            <translation>Plugin {0}: {1}</translation>
        </message>
        <message>
            <source>Vocabulary over Wi-Fi: {0}</source>
            <translation>Vokabeln über WLAN: {0}</translation>
        </message>
        <message>
            <source>Statistics over Wi-Fi: {0}</source>
            <translation>Statistik über WLAN: {0}</translation>
        </message>
        <message>
            <source>Two Xteinks may look like one device here.</source>
            <translation>Zwei Xteinks sehen hier vielleicht wie ein Gerät aus.</translation>
        </message>
        <message>
            <source>Two devices have the same ID, so KOReader may not show progress from the other one.</source>
            <translation>Zwei Geräte haben dieselbe ID. KOReader zeigt dann den Fortschritt des anderen womöglich nicht an.</translation>
        </message>
        <message>
            <source>Two devices may have the same ID. KOReader may not show progress from the other one.</source>
            <translation>Zwei Geräte haben vielleicht dieselbe ID. KOReader zeigt dann den Fortschritt des anderen womöglich nicht an.</translation>
        </message>
        <message>
            <source>Two readers with this ID were connected by cable. If you moved KOReader from one to the other, ignore this.</source>
            <translation>Zwei Lesegeräte mit dieser ID wurden per Kabel angeschlossen. Wenn du KOReader vom einen aufs andere umgezogen hast, kannst du das ignorieren.</translation>
        </message>
        <message>
            <source>{0} syncs from two addresses, and its position in a document jumps back and forth. If you have only one such device, ignore this.</source>
            <translation>{0} synchronisiert von zwei Adressen, und die Position in einem Dokument springt hin und her. Hast du nur ein solches Gerät, ignoriere das.</translation>
        </message>
        <message>
            <source>These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost.</source>
            <translation>Diese teilen sich eine ID: {0}. BookOrbit hält ihre Positionen getrennt; kein Fortschritt geht verloren.</translation>
        </message>
        <message>
            <source>Seen with these names: {0}. If you renamed the device, ignore this.</source>
            <translation>Unter diesen Namen gesehen: {0}. Hast du das Gerät umbenannt, ignoriere das.</translation>
        </message>
        <message>
            <source>Close KOReader on one device and connect it to this computer.</source>
            <translation>Schließ KOReader auf einem Gerät und verbinde es mit diesem Computer.</translation>
        </message>
        <message>
            <source>In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, and save the file.</source>
            <translation>Öffne im Ordner „koreader“ die Datei settings.reader.lua, lösche die Zeile mit „device_id“ und speichere die Datei.</translation>
        </message>
        <message>
            <source>Restart KOReader. It creates a new ID.</source>
            <translation>Starte KOReader neu. Es erzeugt eine neue ID.</translation>
        </message>
        <message>
            <source>Their firmware gives every Xteink the same ID, and it can't be changed. Both sync, and no progress is lost.</source>
            <translation>Ihre Firmware gibt jedem Xteink dieselbe ID, und sie lässt sich nicht ändern. Beide synchronisieren, und kein Fortschritt geht verloren.</translation>
        </message>
        <message>
            <source>Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>Oder gib jedem Gerät in KOReaders Einstellungen zur Fortschrittssynchronisierung einen eigenen Namen (ab KOReader 2026.03).</translation>
        </message>
        <message>
            <source>Book without a file</source>
            <translation>Buch ohne Datei</translation>
        </message>
        <message>
            <source>Separate with semicolons</source>
            <translation>Mit Semikolon trennen</translation>
        </message>
        <message>
            <source>Add book</source>
            <translation>Buch hinzufügen</translation>
        </message>
        <message>
            <source>Enter the book's title first.</source>
            <translation>Gib zuerst den Titel des Buchs ein.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>Welches Buch ist das?</translation>
        </message>
        <message>
            <source>It works like any other book. If you add a matching file later, it becomes this book's file.</source>
            <translation>Es verhält sich wie jedes andere Buch. Fügst du später die passende Datei hinzu, gehört sie zu diesem Buch.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Mit „{0}“ verknüpft</translation>
        </message>
        <message>
            <source>Unlinked. The book is back at its earlier position.</source>
            <translation>Verknüpfung gelöst. Das Buch ist wieder an seiner früheren Position.</translation>
        </message>
        <message>
            <source>Unlinked. The book's position doesn't change.</source>
            <translation>Verknüpfung gelöst. Die Position im Buch ändert sich nicht.</translation>
        </message>
        <message>
            <source>“{0}” ignored. Its progress is still saved.</source>
            <translation>„{0}“ wird ignoriert. Der Fortschritt bleibt gespeichert.</translation>
        </message>
        <message>
            <source>“{0}” is no longer ignored.</source>
            <translation>„{0}“ wird nicht mehr ignoriert.</translation>
        </message>
        <message>
            <source>“{0}” added to your library without a file.</source>
            <translation>„{0}“ ohne Datei zur Bibliothek hinzugefügt.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Verknüpfen mit …</translation>
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
            <source>Possibly {0}</source>
            <translation>Vielleicht {0}</translation>
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
            <source>Add book without a file…</source>
            <translation>Buch ohne Datei hinzufügen …</translation>
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
            <source>Unmatched documents</source>
            <translation>Nicht verknüpfte Dokumente</translation>
        </message>
        <message>
            <source>Your devices sent progress for files that aren't in your library. It's saved and synced between devices even if you never link them.</source>
            <translation>Deine Geräte haben Fortschritt zu Dateien gesendet, die nicht in deiner Bibliothek sind. Er wird gespeichert und zwischen Geräten synchronisiert, auch wenn du sie nie verknüpfst.</translation>
        </message>
        <message>
            <source>All documents from your devices are linked.</source>
            <translation>Alle Dokumente von deinen Geräten sind verknüpft.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to check whether it's the same file.</source>
            <translation>Zieh eine Datei von deinem Gerät auf ein Dokument, um zu prüfen, ob es dieselbe ist.</translation>
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
            <source>Ignored</source>
            <translation>Ignoriert</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Von dir verknüpft</translation>
        </message>
        <message>
            <source>No documents match your search.</source>
            <translation>Keine Dokumente passen zu deiner Suche.</translation>
        </message>
        <message>
            <source>No ignored documents.</source>
            <translation>Keine ignorierten Dokumente.</translation>
        </message>
        <message>
            <source>No documents linked by you yet.</source>
            <translation>Noch keine von dir verknüpften Dokumente.</translation>
        </message>
        <message>
            <source>Devices sent progress for these files. Link a file to its book to see it in your library.</source>
            <translation>Geräte haben Fortschritt für diese Dateien gesendet. Verknüpfe eine Datei mit ihrem Buch, um ihn in deiner Bibliothek zu sehen.</translation>
        </message>
        <message>
            <source>Set up device…</source>
            <translation>Gerät einrichten …</translation>
        </message>
        <message>
            <source>BookOrbit writes the address, login and catalogue to the device, so you don't have to type them. You see every change first.</source>
            <translation>BookOrbit schreibt Adresse, Anmeldung und Katalog auf das Gerät, damit du nichts eintippen musst. Du siehst vorher jede Änderung.</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable and allow file transfer if it asks.</source>
            <translation>Schließe das Gerät mit seinem USB-Kabel an und erlaube die Dateiübertragung, falls es danach fragt.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>Serveradresse</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Serveradresse als QR-Code</translation>
        </message>
        <message>
            <source>If one doesn't work, try the next.</source>
            <translation>Geht eine nicht, versuche die nächste.</translation>
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
            <source>Connect your device</source>
            <translation>Dein Gerät verbinden</translation>
        </message>
        <message>
            <source>Ways to connect</source>
            <translation>Wege zum Verbinden</translation>
        </message>
        <message>
            <source>Connect another device</source>
            <translation>Weiteres Gerät verbinden</translation>
        </message>
        <message>
            <source>Can't be shown</source>
            <translation>Nicht anzeigbar</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Passphrase verbergen</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>Gerät und Computer müssen im selben WLAN sein.</translation>
        </message>
        <message>
            <source>Type it in</source>
            <translation>Eintippen</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>Koppeln</translation>
        </message>
        <message>
            <source>USB</source>
            <translation>USB</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Benutzername</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Anmeldung ändern</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Neue Passphrase</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <source>Your devices will need to log in again. Progress is kept.</source>
            <translation>Deine Geräte müssen sich neu anmelden. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Import reading data…</source>
            <translation>Lesedaten importieren …</translation>
        </message>
        <message>
            <source>Import reading data from {0}</source>
            <translation>Lesedaten von {0} importieren</translation>
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
            <source>A newer BookOrbit Desktop plugin is ready: choose “Set up…”.</source>
            <translation>Ein neueres Plugin „BookOrbit Desktop“ liegt bereit: Wähle „Einrichten …“.</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Über USB verbunden</translation>
        </message>
        <message>
            <source>Import status, dates, reading time and highlights. Nothing changes on the device.</source>
            <translation>Importiert Status, Daten, Lesezeit und Markierungen. Auf dem Gerät ändert sich nichts.</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug it in with its USB cable and allow file transfer if it asks.</source>
            <translation>Kein KOReader-Gerät ist angeschlossen. Schließ es per USB-Kabel an und erlaube die Dateiübertragung, wenn es fragt.</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Ordner importieren …</translation>
        </message>
        <message>
            <source>Use a memory card, a device backup, or a device that wasn't detected.</source>
            <translation>Für eine Speicherkarte, eine Gerätesicherung oder ein nicht erkanntes Gerät.</translation>
        </message>
        <message>
            <source>Write the address, login and catalogue to the device, so you don't have to type them.</source>
            <translation>Adresse, Anmeldung und Katalog auf das Gerät schreiben, damit du sie nicht eintippen musst.</translation>
        </message>
        <message>
            <source>Device not connecting?</source>
            <translation>Verbindet sich nichts?</translation>
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
            <source>Your devices stay in sync over your Wi-Fi.</source>
            <translation>Deine Geräte bleiben über dein WLAN synchron.</translation>
        </message>
        <message>
            <source>Paired devices</source>
            <translation>Gekoppelte Geräte</translation>
        </message>
        <message>
            <source>They log in with a name and password of their own.</source>
            <translation>Sie melden sich mit eigenem Namen und Passwort an.</translation>
        </message>
        <message>
            <source>No paired devices yet.</source>
            <translation>Noch keine gekoppelten Geräte.</translation>
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
            <source>“{0}” can no longer log in.</source>
            <translation>„{0}“ kann sich nicht mehr anmelden.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) can no longer log in.</source>
            <translation>
                <numerusform>%Ln gekoppeltes Gerät kann sich nicht mehr anmelden.</numerusform>
                <numerusform>%Ln gekoppelte Geräte können sich nicht mehr anmelden.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Gerät koppeln</translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Koppeln beenden</translation>
        </message>
        <message>
            <source>{0} left. A device wants to log in as “{1}”. Allow it?</source>
            <translation>Noch {0}. Ein Gerät möchte sich als „{1}“ anmelden. Erlauben?</translation>
        </message>
        <message>
            <source>{0} left. Waiting for a device to register.</source>
            <translation>Noch {0}. Warte, bis sich ein Gerät registriert.</translation>
        </message>
        <message>
            <source>“{0}” paired.</source>
            <translation>„{0}“ gekoppelt.</translation>
        </message>
        <message>
            <source>Pairing timed out.</source>
            <translation>Zeit zum Koppeln abgelaufen.</translation>
        </message>
        <message>
            <source>Pairing stopped.</source>
            <translation>Koppeln beendet.</translation>
        </message>
        <message>
            <source>The server is starting…</source>
            <translation>Der Server startet …</translation>
        </message>
        <message>
            <source>Turn on “Accept progress from devices” first.</source>
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
            <source>Verify with file</source>
            <translation>Mit Datei prüfen</translation>
        </message>
        <message>
            <source>Add file to library</source>
            <translation>Datei zur Bibliothek hinzufügen</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen …</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it below.</source>
            <translation>Zieh die Datei von deinem Gerät hierher oder wähle sie unten.</translation>
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
            <source>Couldn't compare this file.</source>
            <translation>Diese Datei ließ sich nicht vergleichen.</translation>
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
            <source>The file is only read, not added to your library.</source>
            <translation>Die Datei wird nur gelesen und nicht zur Bibliothek hinzugefügt.</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Verbindung testen</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Fortschritt von Geräten annehmen</translation>
        </message>
        <message>
            <source>Stopped. Devices send a book's position when you next read that book.</source>
            <translation>Angehalten. Geräte senden die Position eines Buchs, wenn du es das nächste Mal liest.</translation>
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
            <source>If your device still can't connect, check your firewall (see below).</source>
            <translation>Kann sich dein Gerät weiterhin nicht verbinden, prüfe deine Firewall (siehe unten).</translation>
        </message>
        <message>
            <source>Tested {0}</source>
            <translation>Geprüft {0}</translation>
        </message>
        <message>
            <source>When off, devices are refused. They send a book's position when you next read that book.</source>
            <translation>Wenn aus, werden Geräte abgewiesen. Sie senden die Position eines Buchs, wenn du es das nächste Mal liest.</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>{0} nutzen, wenn frei</translation>
        </message>
        <message>
            <source>On your device, open a book, then Tools ▸ Progress sync.</source>
            <translation>Öffne auf deinem Gerät ein Buch, dann Werkzeuge ▸ Fortschrittssynchronisierung.</translation>
        </message>
        <message>
            <source>Custom sync server: replace https:// with the address above.</source>
            <translation>Eigener Sync-Server: Ersetze https:// durch die Adresse oben.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: enter the user name and passphrase.</source>
            <translation>Registrieren / Einloggen ▸ Einloggen: Gib Benutzernamen und Passphrase ein.</translation>
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
            <source>Start pairing here. It stays on for two minutes.</source>
            <translation>Starte hier das Koppeln. Es bleibt zwei Minuten an.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Register: enter any name and password, then allow it here.</source>
            <translation>Registrieren / Einloggen ▸ Registrieren: Gib einen beliebigen Namen und ein Passwort ein und erlaube es dann hier.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>In der Dateiliste: die Lupe ▸ OPDS-Katalog.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: enter any catalogue name, the address above, your user name and passphrase.</source>
            <translation>Das Pluszeichen oben links ▸ Katalog hinzufügen: Gib einen Katalognamen, die Adresse oben, Benutzernamen und Passphrase ein.</translation>
        </message>
        <message>
            <source>Tap the catalogue, a book and a format to download it. Its progress syncs automatically.</source>
            <translation>Tippe auf Katalog, Buch und Format, um es herunterzuladen. Der Fortschritt wird automatisch synchronisiert.</translation>
        </message>
        <message>
            <source>To download new books in bulk: in the catalogue, open “For catalog sync” ▸ the icon at the top left ▸ Add catalog. Long-press it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Um neue Bücher gesammelt herunterzuladen: Öffne im Katalog „For catalog sync“ ▸ das Symbol oben links ▸ Katalog hinzufügen. Drücke in der Liste lange darauf ▸ Bearbeiten ▸ „Katalog synchronisieren“.</translation>
        </message>
        <message>
            <source>Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user name and passphrase.</source>
            <translation>Werkzeuge ▸ Cloud-Speicher ▸ das Plus ▸ WebDAV: Gib einen beliebigen Namen, die Adresse oben, deinen Benutzernamen und deine Passphrase ein.</translation>
        </message>
        <message>
            <source>Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync: choose that server, long-press the folder “koreader” and confirm it.</source>
            <translation>Werkzeuge ▸ Lesestatistik ▸ Einstellungen ▸ Cloud-Synchronisierung: Wähle diesen Server, drücke lange auf den Ordner „koreader“ und bestätige ihn.</translation>
        </message>
        <message>
            <source>Tap “Synchronize now” there. To sync without tapping, put “Reading statistics: synchronize” on a gesture or in a profile.</source>
            <translation>Tippe dort auf „Jetzt synchronisieren“. Damit es ohne Tippen geht, lege „Lesestatistik: synchronisieren“ auf eine Geste oder in ein Profil.</translation>
        </message>
        <message>
            <source>Tap a book in “Library” to download it.</source>
            <translation>Tippe ein Buch in „Library“ an, um es herunterzuladen.</translation>
        </message>
        <message>
            <source>To take a shelf along, use the server's “Sync folder”: choose the folder “To read” and one on the device. Books that the device lacks are downloaded.</source>
            <translation>Um ein Regal mitzunehmen, nutze „Ordner synchronisieren“ des Servers: Wähle den Ordner „To read“ und einen auf dem Gerät. Bücher, die dem Gerät fehlen, werden heruntergeladen.</translation>
        </message>
        <message>
            <source>To send a book here, open “Upload” and upload the file there.</source>
            <translation>Um ein Buch hierher zu senden, öffne „Upload“ und lade die Datei dort hoch.</translation>
        </message>
        <message>
            <source>Unpack the download and copy the folder “{0}” into “koreader/plugins” on the device.</source>
            <translation>Entpacke den Download und kopiere den Ordner „{0}“ nach „koreader/plugins“ auf dem Gerät.</translation>
        </message>
        <message>
            <source>Restart KOReader. It needs v2025.04 or later.</source>
            <translation>Starte KOReader neu. Nötig ist v2025.04 oder neuer.</translation>
        </message>
        <message>
            <source>Tools ▸ BookOrbit Desktop: “Sync now” sends everything once. It uses the login of progress sync.</source>
            <translation>Werkzeuge ▸ BookOrbit Desktop: „Jetzt synchronisieren“ sendet alles einmal. Es nutzt die Anmeldung der Fortschrittssynchronisierung.</translation>
        </message>
        <message>
            <source>To remove it, delete that folder. Connected by cable, BookOrbit can do both for you.</source>
            <translation>Um es zu entfernen, lösche diesen Ordner. Über ein Kabel kann BookOrbit beides für dich tun.</translation>
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
            <source>No progress received yet.</source>
            <translation>Noch kein Fortschritt empfangen.</translation>
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
            <source>This file isn't in your library. Add it, or link the document to a book.</source>
            <translation>Diese Datei ist nicht in deiner Bibliothek. Füge sie hinzu oder verknüpfe das Dokument mit einem Buch.</translation>
        </message>
        <message>
            <source>Phones and computers also find it as {0}. Most e-readers can't: they need the address.</source>
            <translation>Telefone und Computer finden ihn auch als {0}. Die meisten E-Reader können das nicht: Sie brauchen die Adresse.</translation>
        </message>
        <message>
            <source>Encrypted: {0}</source>
            <translation>Verschlüsselt: {0}</translation>
        </message>
        <message>
            <source>No login attempts? Check the Wi-Fi and the address.</source>
            <translation>Keine Anmeldeversuche? Prüfe WLAN und Adresse.</translation>
        </message>
        <message>
            <source>{0} is on, and lets devices in.</source>
            <translation>{0} ist an und lässt Geräte herein.</translation>
        </message>
        <message>
            <source>{0} is on. To let devices in, run:</source>
            <translation>{0} ist an. Um Geräte hereinzulassen, führe aus:</translation>
        </message>
        <message>
            <source>Allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Erlaube BookOrbit in privaten Netzwerken unter Windows-Sicherheit ▸ Firewall.</translation>
        </message>
        <message>
            <source>Allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Erlaube BookOrbit in den Systemeinstellungen ▸ Netzwerk ▸ Firewall.</translation>
        </message>
        <message>
            <source>{0} is reachable.</source>
            <translation>{0} ist erreichbar.</translation>
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
            <source>Reading progress, digests and history are kept. You can undo this.</source>
            <translation>Lesefortschritt, Prüfsummen und Verlauf bleiben erhalten. Das lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>In den Papierkorb</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0}: %Ln Buch</numerusform>
                <numerusform>{0}: %Ln Bücher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) rated</source>
            <translation>
                <numerusform>%Ln Buch bewertet</numerusform>
                <numerusform>%Ln Bücher bewertet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) set by KOReader</source>
            <translation>
                <numerusform>%Ln Buch von KOReader gesetzt</numerusform>
                <numerusform>%Ln Bücher von KOReader gesetzt</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” is now a separate book.</source>
            <translation>„{0}“ ist jetzt ein eigenes Buch.</translation>
        </message>
        <message numerus="yes">
            <source>Rating cleared for %n book(s)</source>
            <translation>
                <numerusform>Bewertung von %Ln Buch gelöscht</numerusform>
                <numerusform>Bewertung von %Ln Büchern gelöscht</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Bücher werden entfernt</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) moved to Trash</source>
            <translation>
                <numerusform>%Ln Buch in den Papierkorb verschoben</numerusform>
                <numerusform>%Ln Bücher in den Papierkorb verschoben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed</source>
            <translation>
                <numerusform>%Ln Buch entfernt</numerusform>
                <numerusform>%Ln Bücher entfernt</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Mit „{0}“ zusammengeführt.</translation>
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
            <source>Which of these %n books do you want to keep?</source>
            <translation>
                <numerusform>Welches dieser %Ln Bücher möchtest du behalten?</numerusform>
                <numerusform>Welches dieser %Ln Bücher möchtest du behalten?</numerusform>
            </translation>
        </message>
        <message>
            <source>The others' files, identities and reading data move to it. Nothing changes on your disk or on Hardcover. You can undo this.</source>
            <translation>Dateien, Kennungen und Lesedaten der anderen gehen auf dieses über. Auf der Festplatte und auf Hardcover ändert sich nichts. Das lässt sich rückgängig machen.</translation>
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
            <source>Shelf</source>
            <translation>Regal</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} Sterne</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Mehrere Exemplare</translation>
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
            <source>No values in these books.</source>
            <translation>Keine Angaben in diesen Büchern.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Active filters</source>
            <translation>Aktive Filter</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Alle aufheben</translation>
        </message>
        <message>
            <source>Save filter…</source>
            <translation>Filter speichern…</translation>
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
            <source>Your library is empty. Add a folder or drop books here.</source>
            <translation>Deine Bibliothek ist leer. Füge einen Ordner hinzu oder zieh Bücher hierher.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Keine Bücher passen zu diesen Filtern.</translation>
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
            <source>Cover size</source>
            <translation>Covergröße</translation>
        </message>
        <message>
            <source>Cover size (Ctrl and the mouse wheel)</source>
            <translation>Covergröße (Strg und Mausrad)</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Zuletzt gelesen</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, davon {1} begonnen</translation>
        </message>
        <message>
            <source>Your books and your progress in each.</source>
            <translation>Deine Bücher und dein Fortschritt darin.</translation>
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
            <source>Scanned books are kept. The next scan continues from there.</source>
            <translation>Eingelesene Bücher bleiben. Der nächste Suchlauf macht dort weiter.</translation>
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
            <source>Selected books</source>
            <translation>Ausgewählte Bücher</translation>
        </message>
        <message>
            <source>Clear selection (Esc)</source>
            <translation>Auswahl aufheben (Esc)</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Von Hardcover ausschließen</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Zusammenführen …</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) selected</source>
            <translation>
                <numerusform>%n Buch ausgewählt</numerusform>
                <numerusform>%n Bücher ausgewählt</numerusform>
            </translation>
        </message>
        <message>
            <source>Select 2 to 20 copies of the same book.</source>
            <translation>Wähle 2 bis 20 Exemplare desselben Buchs aus.</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
        <message>
            <source>cancelled; the others weren't changed</source>
            <translation>abgebrochen; die anderen sind unverändert</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Demo: Nichts verlässt diesen Computer.</translation>
        </message>
        <message>
            <source>“{0}” saved</source>
            <translation>„{0}“ gespeichert</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) changed</source>
            <translation>
                <numerusform>%Ln Buch geändert</numerusform>
                <numerusform>%Ln Bücher geändert</numerusform>
            </translation>
        </message>
        <message>
            <source>No changes needed.</source>
            <translation>Keine Änderungen nötig.</translation>
        </message>
        <message>
            <source>These books have no details from Hardcover to refresh. Compare them online first.</source>
            <translation>Diese Bücher haben keine Angaben von Hardcover zum Aktualisieren. Vergleiche sie zuerst online.</translation>
        </message>
        <message>
            <source>Already up to date with Hardcover</source>
            <translation>Schon auf dem Stand von Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) no longer matched</source>
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
            <source>Also use this match for syncing</source>
            <translation>Diese Zuordnung auch zum Synchronisieren verwenden</translation>
        </message>
        <message>
            <source>Search again…</source>
            <translation>Erneut suchen …</translation>
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
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <source>Hardcover has no cover for this edition. Choose another edition.</source>
            <translation>Hardcover hat kein Cover dieser Ausgabe. Wähle eine andere Ausgabe.</translation>
        </message>
        <message>
            <source>Choose at least one field from Hardcover first.</source>
            <translation>Wähle zuerst mindestens ein Feld von Hardcover.</translation>
        </message>
        <message>
            <source>No details available.</source>
            <translation>Keine Angaben vorhanden.</translation>
        </message>
        <message>
            <source>Use all from Hardcover</source>
            <translation>Alles von Hardcover übernehmen</translation>
        </message>
        <message>
            <source>Keep all mine</source>
            <translation>Alles behalten</translation>
        </message>
        <message>
            <source>You locked this field. Edit the book to unlock it.</source>
            <translation>Du hast dieses Feld gesperrt. Bearbeite das Buch, um es zu entsperren.</translation>
        </message>
        <message>
            <source>Hardcover has no cover for it.</source>
            <translation>Hardcover hat kein Cover dafür.</translation>
        </message>
        <message>
            <source>Choose image…</source>
            <translation>Bild wählen …</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>Von Hardcover …</translation>
        </message>
        <message>
            <source>Use file's cover</source>
            <translation>Cover der Datei verwenden</translation>
        </message>
        <message>
            <source>Use Calibre's cover</source>
            <translation>Cover von Calibre verwenden</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Von dir gewählt</translation>
        </message>
        <message>
            <source>Already Calibre's cover.</source>
            <translation>Ist schon das Cover von Calibre.</translation>
        </message>
        <message>
            <source>Already the file's cover.</source>
            <translation>Ist schon das Cover der Datei.</translation>
        </message>
        <message>
            <source>Images ({0})</source>
            <translation>Bilder ({0})</translation>
        </message>
        <message>
            <source>Choose image</source>
            <translation>Bild wählen</translation>
        </message>
        <message>
            <source>You can also drop an image here.</source>
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
            <source>The file has no cover, so BookOrbit made one from the title.</source>
            <translation>Die Datei hat kein Cover, darum zeigt BookOrbit eines mit dem Titel.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>„{0}“ bearbeiten</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept.</source>
            <translation>Diese Zuordnung hast du selbst gewählt, darum bleibt sie.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book on Hardcover.</source>
            <translation>Die nächste Synchronisierung sucht das Buch damit auf Hardcover.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from Calibre.</source>
            <translation>Leer lassen, um {0} aus Calibre zu verwenden.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from the file.</source>
            <translation>Leer lassen, um {0} aus der Datei zu verwenden.</translation>
        </message>
        <message>
            <source>The file isn't changed.</source>
            <translation>Die Datei wird nicht geändert.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>{0} sperren</translation>
        </message>
        <message>
            <source>Locked. Only you can change it. Click to unlock.</source>
            <translation>Gesperrt. Nur du kannst es ändern. Zum Entsperren klicken.</translation>
        </message>
        <message>
            <source>Lock so that the file and Hardcover can't change it.</source>
            <translation>Sperren, damit Datei und Hardcover es nicht ändern.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>{0} entsperren</translation>
        </message>
        <message>
            <source>Use Calibre's value for {0}</source>
            <translation>Wert von Calibre für {0} verwenden</translation>
        </message>
        <message>
            <source>Use the file's value for {0}</source>
            <translation>Wert der Datei für {0} verwenden</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Reihen in deiner Bibliothek</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) done</source>
            <translation>
                <numerusform>%Ln Datei erledigt</numerusform>
                <numerusform>%Ln Dateien erledigt</numerusform>
            </translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Rückgängig gemacht.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) unchanged</source>
            <translation>
                <numerusform>%Ln Datei unverändert</numerusform>
                <numerusform>%Ln Dateien unverändert</numerusform>
            </translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Dateien ordnen</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit keeps your progress, and you can undo the change.</source>
            <translation>Geänderte Dateien erkennt KOReader anders. BookOrbit behält deinen Fortschritt, und du kannst die Änderung rückgängig machen.</translation>
        </message>
        <message>
            <source>Fields: {0}. Text in [brackets] is dropped if a field in it is empty.</source>
            <translation>Felder: {0}. Text in [Klammern] entfällt, wenn ein Feld darin leer ist.</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Aktion</translation>
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
            <source>In its current folder</source>
            <translation>Im jetzigen Ordner</translation>
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
            <source>Changing files changes how KOReader recognises them. BookOrbit recognises the old and the new file, so your progress is kept. A backup of each file is kept until you delete it in Settings, Library.</source>
            <translation>Geänderte Dateien erkennt KOReader anders. BookOrbit erkennt die alte und die neue Datei, dein Fortschritt bleibt also erhalten. Von jeder Datei bleibt eine Sicherung, bis du sie unter Einstellungen, Bibliothek löschst.</translation>
        </message>
        <message>
            <source>Writes the cover you chose. The file's own cover is already in it.</source>
            <translation>Schreibt das von dir gewählte Cover. Das eigene Cover der Datei ist schon darin.</translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Auch schreiben:</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>In %Ln Datei schreiben</numerusform>
                <numerusform>In %Ln Dateien schreiben</numerusform>
            </translation>
        </message>
        <message>
            <source>including its KOReader data</source>
            <translation>einschließlich der KOReader-Daten</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0}: {1} → {2}</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} Pixel</translation>
        </message>
        <message>
            <source>Checking your files…</source>
            <translation>Deine Dateien werden geprüft …</translation>
        </message>
        <message>
            <source>Undo last change</source>
            <translation>Letzte Änderung rückgängig machen</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) to change</source>
            <translation>
                <numerusform>%Ln Datei zu ändern</numerusform>
                <numerusform>%Ln Dateien zu ändern</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to change</source>
            <translation>Nichts zu ändern</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) skipped (see reasons)</source>
            <translation>
                <numerusform>%Ln Datei übersprungen (siehe Grund)</numerusform>
                <numerusform>%Ln Dateien übersprungen (siehe Gründe)</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>Nichts zu tun.</translation>
        </message>
        <message numerus="yes">
            <source>Restores %n file(s).</source>
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
            <source>Start numbering at</source>
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
            <source>Lock changed fields</source>
            <translation>Geänderte Felder sperren</translation>
        </message>
        <message>
            <source>Prevents files and Hardcover from changing them.</source>
            <translation>Verhindert, dass Dateien und Hardcover sie ändern.</translation>
        </message>
        <message>
            <source>Select at least one field to change.</source>
            <translation>Wähle mindestens ein Feld aus, das du ändern willst.</translation>
        </message>
        <message>
            <source>Correct the marked fields first.</source>
            <translation>Berichtige zuerst die markierten Felder.</translation>
        </message>
        <message>
            <source>Numbered in list order.</source>
            <translation>In der Reihenfolge der Liste nummeriert.</translation>
        </message>
        <message>
            <source>Changes the selected fields in all of these books. The files aren't changed.</source>
            <translation>Ändert die ausgewählten Felder in allen diesen Büchern. Die Dateien werden nicht geändert.</translation>
        </message>
        <message>
            <source>Number in series</source>
            <translation>Nummer in der Reihe</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>{0} is missing.</source>
            <translation>Angabe fehlt: {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%Ln weitere</numerusform>
                <numerusform>%Ln weitere</numerusform>
            </translation>
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
            <source>Not in Calibre</source>
            <translation>Nicht in Calibre</translation>
        </message>
        <message>
            <source>Not in the file</source>
            <translation>Nicht in der Datei</translation>
        </message>
        <message>
            <source>In Calibre: {0}</source>
            <translation>In Calibre: {0}</translation>
        </message>
        <message>
            <source>in the file: {0}</source>
            <translation>in der Datei: {0}</translation>
        </message>
        <message>
            <source>not in the file</source>
            <translation>nicht in der Datei</translation>
        </message>
        <message>
            <source>Year, or date as YYYY-MM-DD</source>
            <translation>Jahr oder Datum als JJJJ-MM-TT</translation>
        </message>
        <message>
            <source>Such as en or pt-BR</source>
            <translation>Zum Beispiel en oder pt-BR</translation>
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
            <source>{0} connected for the first time.</source>
            <translation>{0} hat sich zum ersten Mal verbunden.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Neues Gerät</translation>
        </message>
        <message>
            <source>Two devices have the same ID</source>
            <translation>Zwei Geräte haben dieselbe ID</translation>
        </message>
        <message>
            <source>See how to give one of them its own ID.</source>
            <translation>So gibst du einem davon eine eigene ID.</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover ist pausiert</translation>
        </message>
        <message>
            <source>Your device sent progress for “{0}”, which isn't in your library. Link it to a book.</source>
            <translation>Dein Gerät hat Fortschritt zu „{0}“ gesendet, das nicht in deiner Bibliothek ist. Verknüpfe es mit einem Buch.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add their files.</source>
            <translation>
                <numerusform>Verknüpfe %Ln Dokument mit einem Buch oder füge die Datei hinzu.</numerusform>
                <numerusform>Verknüpfe %Ln Dokumente mit Büchern oder füge die Dateien hinzu.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown book on a device</source>
            <translation>Unbekanntes Buch auf einem Gerät</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Verknüpfen …</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover. BookOrbit will try again.</source>
            <translation>
                <numerusform>%Ln Buch konnte nicht an Hardcover gesendet werden. BookOrbit versucht es erneut.</numerusform>
                <numerusform>%Ln Bücher konnten nicht an Hardcover gesendet werden. BookOrbit versucht es erneut.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync finished with problems</source>
            <translation>Synchronisierung mit Problemen beendet</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>Die Datei von „{0}“ wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Their progress is kept.</source>
            <translation>
                <numerusform>%Ln Datei wurde verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</numerusform>
                <numerusform>%Ln Dateien wurden verschoben oder gelöscht. Der Fortschritt bleibt erhalten.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” keeps its position until you choose which one to use.</source>
            <translation>„{0}“ behält seine Position, bis du entscheidest, welche gilt.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Ein Gerät ging zurück</translation>
        </message>
        <message>
            <source>BookOrbit can save changes again.</source>
            <translation>BookOrbit kann wieder alles speichern.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Deine Bibliothek</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Sicherungen</translation>
        </message>
        <message>
            <source>Backups work again.</source>
            <translation>Sicherungen werden wieder erstellt.</translation>
        </message>
        <message>
            <source>Open web page</source>
            <translation>Webseite öffnen</translation>
        </message>
        <message>
            <source>BookOrbit {0} is available.</source>
            <translation>BookOrbit {0} ist verfügbar.</translation>
        </message>
        <message>
            <source>Should BookOrbit ask {0} once a week whether there is a new version?</source>
            <translation>Soll BookOrbit einmal pro Woche bei {0} nachfragen, ob es eine neue Version gibt?</translation>
        </message>
        <message>
            <source>Yes, once a week</source>
            <translation>Ja, einmal pro Woche</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <source>Find pages, actions and books</source>
            <translation>Seiten, Aktionen und Bücher suchen</translation>
        </message>
        <message>
            <source>Search for a page, action or book</source>
            <translation>Seite, Aktion oder Buch suchen</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Treffer</translation>
        </message>
        <message>
            <source>No results. Try the first letters of a title or author.</source>
            <translation>Keine Treffer. Versuche die ersten Buchstaben eines Titels oder Autors.</translation>
        </message>
        <message>
            <source>Preview sync</source>
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
            <source>Open reading journal…</source>
            <translation>Lesetagebuch öffnen…</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Aktivität anzeigen</translation>
        </message>
        <message>
            <source>Help: open guide</source>
            <translation>Hilfe: Handbuch öffnen</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Version {0}</translation>
        </message>
        <message>
            <source>Open setup guide</source>
            <translation>Einrichtung öffnen</translation>
        </message>
        <message>
            <source>Your reading position, on every KOReader device and on Hardcover.</source>
            <translation>Deine Leseposition, auf jedem KOReader-Gerät und auf Hardcover.</translation>
        </message>
        <message>
            <source>Read licence</source>
            <translation>Lizenz lesen</translation>
        </message>
        <message>
            <source>Open guide</source>
            <translation>Handbuch öffnen</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Lizenz und Hilfe</translation>
        </message>
        <message>
            <source>Help by task and by problem. Works offline.</source>
            <translation>Hilfe nach Aufgabe und Problem, auf Englisch. Geht ohne Netz.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Freie Software</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. No warranty.</source>
            <translation>GNU Affero General Public License, Version 3 oder neuer. Ohne jede Gewährleistung.</translation>
        </message>
        <message>
            <source>Run the setup guide again.</source>
            <translation>Die Einrichtung noch einmal durchgehen.</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>Neue Versionen</translation>
        </message>
        <message>
            <source>Once a week BookOrbit then asks {0} for the number of the newest version. It tells nothing about you, your books or this computer.</source>
            <translation>BookOrbit fragt dann einmal pro Woche bei {0} nach der Nummer der neuesten Version. Es verrät nichts über dich, deine Bücher oder diesen Computer.</translation>
        </message>
        <message>
            <source>Tell me about new versions</source>
            <translation>Über neue Versionen informieren</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Jetzt nachsehen</translation>
        </message>
        <message>
            <source>Newest version</source>
            <translation>Neueste Version</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>Noch nicht gefragt.</translation>
        </message>
        <message>
            <source>This is the newest version. Asked {0}.</source>
            <translation>Dies ist die neueste Version. Gefragt: {0}.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Sicherung wiederherstellen</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Sicherung</translation>
        </message>
        <message>
            <source>Restore and restart</source>
            <translation>Wiederherstellen und neu starten</translation>
        </message>
        <message>
            <source>Your library as it is now is kept as another backup, so you can undo this. BookOrbit restarts with the restored library.</source>
            <translation>Deine Bibliothek, wie sie jetzt ist, bleibt als weitere Sicherung erhalten; du kannst das also rückgängig machen. BookOrbit startet mit der wiederhergestellten Bibliothek neu.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Wird geprüft …</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Jetzt sichern</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Auswählen …</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Wiederherstellen …</translation>
        </message>
        <message>
            <source>Backup folder</source>
            <translation>Sicherungsordner</translation>
        </message>
        <message>
            <source>Replaces your library. You see what would change first.</source>
            <translation>Ersetzt deine Bibliothek. Du siehst vorher, was sich ändern würde.</translation>
        </message>
        <message>
            <source>Backups go to {0} from now on.</source>
            <translation>Sicherungen kommen ab jetzt nach {0}.</translation>
        </message>
        <message>
            <source>“backups” in the data folder</source>
            <translation>„backups“ im Datenordner</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Es gibt noch keine Sicherung.</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>Wird gesichert …</translation>
        </message>
        <message>
            <source>Backup made.</source>
            <translation>Sicherung erstellt.</translation>
        </message>
        <message>
            <source>Choose a folder for backups</source>
            <translation>Ordner für Sicherungen auswählen</translation>
        </message>
        <message>
            <source>Books: {0} now, {1} in the backup</source>
            <translation>Bücher: {0} jetzt, {1} in der Sicherung</translation>
        </message>
        <message>
            <source>Positions: {0} now, {1} in the backup</source>
            <translation>Positionen: {0} jetzt, {1} in der Sicherung</translation>
        </message>
        <message>
            <source>Reads: {0} now, {1} in the backup</source>
            <translation>Lesedurchgänge: {0} jetzt, {1} in der Sicherung</translation>
        </message>
        <message>
            <source>Highlights: {0} now, {1} in the backup</source>
            <translation>Markierungen: {0} jetzt, {1} in der Sicherung</translation>
        </message>
        <message>
            <source>Newest push: {0} now, {1} in the backup</source>
            <translation>Zuletzt empfangen: {0} jetzt, {1} in der Sicherung</translation>
        </message>
        <message>
            <source>No backup yet. BookOrbit makes one every day while it runs.</source>
            <translation>Noch keine Sicherung. Solange BookOrbit läuft, erstellt es täglich eine.</translation>
        </message>
        <message>
            <source>Last backup: {0}. BookOrbit makes one every day while it runs.</source>
            <translation>Letzte Sicherung: {0}. Solange BookOrbit läuft, erstellt es täglich eine.</translation>
        </message>
        <message>
            <source>Log level</source>
            <translation>Umfang des Protokolls</translation>
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
            <source>Saved {0}. It contains no token or passphrase, but the log lists your books.</source>
            <translation>{0} gespeichert. Darin sind weder Token noch Passphrase, aber das Protokoll nennt deine Bücher.</translation>
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
            <source>“Everything” helps to find problems but makes the log grow faster.</source>
            <translation>„Alles“ hilft bei der Fehlersuche, lässt das Protokoll aber schneller wachsen.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Protokollordner</translation>
        </message>
        <message>
            <source>A record of events, without your token or passphrase.</source>
            <translation>Alle Ereignisse, ohne dein Token und deine Passphrase.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnose</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, without secrets. Nothing is sent.</source>
            <translation>Protokoll, Einstellungen und Versionen in einer Zip-Datei, ohne Geheimnisse. Nichts wird gesendet.</translation>
        </message>
        <message>
            <source>Something doesn't work?</source>
            <translation>Etwas funktioniert nicht?</translation>
        </message>
        <message>
            <source>Looks at the port, the firewall, the password store, the database, folders and backups.</source>
            <translation>Sieht nach Port, Firewall, Passwortspeicher, Datenbank, Ordnern und Sicherungen.</translation>
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
            <source>Library, progress and covers.</source>
            <translation>Bibliothek, Fortschritt und Cover.</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importieren …</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Alles exportieren</translation>
        </message>
        <message>
            <source>Everything BookOrbit knows in one JSON file, or a list for Goodreads and others. No secrets.</source>
            <translation>Alles, was BookOrbit weiß, in einer JSON-Datei, oder eine Liste für Goodreads und andere. Ohne Geheimnisse.</translation>
        </message>
        <message>
            <source>Import everything</source>
            <translation>Alles importieren</translation>
        </message>
        <message>
            <source>Load a complete export into an empty library. BookOrbit restarts afterwards.</source>
            <translation>Einen vollständigen Export in eine leere Bibliothek. BookOrbit startet damit neu.</translation>
        </message>
        <message>
            <source>Exported to {0}.</source>
            <translation>Nach {0} exportiert.</translation>
        </message>
        <message>
            <source>Everything (*.json)</source>
            <translation>Alles (*.json)</translation>
        </message>
        <message>
            <source>List for Goodreads (*.csv)</source>
            <translation>Liste für Goodreads (*.csv)</translation>
        </message>
        <message>
            <source>Check this computer</source>
            <translation>Diesen Computer prüfen</translation>
        </message>
        <message>
            <source>result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Noch einmal prüfen</translation>
        </message>
        <message>
            <source>{0} – {1}: {2}</source>
            <translation>{0} – {1}: {2}</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Falsch</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) need[s] attention.</source>
            <translation>
                <numerusform>%n Punkt braucht deine Aufmerksamkeit.</numerusform>
                <numerusform>%n Punkte brauchen deine Aufmerksamkeit.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything works. %n note(s) for you.</source>
            <translation>
                <numerusform>Alles funktioniert. %n Hinweis für dich.</numerusform>
                <numerusform>Alles funktioniert. %n Hinweise für dich.</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Alles ist in Ordnung.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>BookOrbit starten, wenn ich mich anmelde</translation>
        </message>
        <message>
            <source>Starts in the tray so your devices can always sync.</source>
            <translation>Startet im Infobereich, damit deine Geräte immer synchronisieren können.</translation>
        </message>
        <message>
            <source>Not available in the demo, which is deleted when you quit.</source>
            <translation>Nicht in der Demo, die beim Beenden gelöscht wird.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Im Infobereich weiterlaufen, wenn ich das Fenster schließe</translation>
        </message>
        <message>
            <source>When off, closing the window quits BookOrbit and devices can't sync until you start it again.</source>
            <translation>Wenn aus, beendet das Schließen des Fensters BookOrbit, und Geräte synchronisieren erst nach dem nächsten Start.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window quits BookOrbit.</source>
            <translation>Diese Arbeitsumgebung hat keinen Infobereich, daher beendet Schließen BookOrbit.</translation>
        </message>
        <message>
            <source>Books, pages or hours in a year or month. The dashboard shows how you're doing.</source>
            <translation>Bücher, Seiten oder Stunden im Jahr oder Monat. Die Übersicht zeigt, wie du vorankommst.</translation>
        </message>
        <message>
            <source>Reading goal</source>
            <translation>Leseziel</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a year…</source>
            <translation>
                <numerusform>%n Seite im Jahr…</numerusform>
                <numerusform>%n Seiten im Jahr…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a month…</source>
            <translation>
                <numerusform>%n Seite im Monat…</numerusform>
                <numerusform>%n Seiten im Monat…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a year…</source>
            <translation>
                <numerusform>%n Stunde im Jahr…</numerusform>
                <numerusform>%n Stunden im Jahr…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a month…</source>
            <translation>
                <numerusform>%n Stunde im Monat…</numerusform>
                <numerusform>%n Stunden im Monat…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a year…</source>
            <translation>
                <numerusform>%n Buch im Jahr…</numerusform>
                <numerusform>%n Bücher im Jahr…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a month…</source>
            <translation>
                <numerusform>%n Buch im Monat…</numerusform>
                <numerusform>%n Bücher im Monat…</numerusform>
            </translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>System follows your desktop.</source>
            <translation>„System“ folgt deiner Arbeitsumgebung.</translation>
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
            <source>Tray icon</source>
            <translation>Symbol im Infobereich</translation>
        </message>
        <message>
            <source>Choose the one that your panel shows best.</source>
            <translation>Wähle das, das deine Leiste am besten zeigt.</translation>
        </message>
        <message>
            <source>In colour</source>
            <translation>Farbig</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Dunkel, für helle Leisten</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Hell, für dunkle Leisten</translation>
        </message>
        <message>
            <source>A day of reading begins at</source>
            <translation>Ein Lesetag beginnt um</translation>
        </message>
        <message>
            <source>What you read before that hour counts for the day before. Dates sent to Hardcover stay as they are.</source>
            <translation>Was du vor dieser Uhrzeit liest, zählt zum Tag davor. Datumsangaben für Hardcover bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>Startup and closing</source>
            <translation>Starten und Schließen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Goals</source>
            <translation>Ziele</translation>
        </message>
        <message>
            <source>No goal</source>
            <translation>Kein Ziel</translation>
        </message>
        <message>
            <source>What to count</source>
            <translation>Was gezählt wird</translation>
        </message>
        <message>
            <source>books</source>
            <translation>Bücher</translation>
        </message>
        <message>
            <source>pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>Stunden</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Zeitraum</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>im Jahr</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>im Monat</translation>
        </message>
        <message>
            <source>Minutes for a day to count</source>
            <translation>Minuten, ab denen ein Tag zählt</translation>
        </message>
        <message>
            <source>Create a token that can read them…</source>
            <translation>Token erstellen, das sie lesen darf…</translation>
        </message>
        <message>
            <source>Signing in doesn't let BookOrbit read your goals on Hardcover.</source>
            <translation>Mit der Anmeldung darf BookOrbit deine Ziele auf Hardcover nicht lesen.</translation>
        </message>
        <message>
            <source>Your token can't read your goals on Hardcover.</source>
            <translation>Dein Token darf deine Ziele auf Hardcover nicht lesen.</translation>
        </message>
        <message>
            <source>On Hardcover:</source>
            <translation>Auf Hardcover:</translation>
        </message>
        <message>
            <source>You have no reading goal on Hardcover just now.</source>
            <translation>Auf Hardcover hast du gerade kein Leseziel.</translation>
        </message>
        <message>
            <source>Couldn't read your goals on Hardcover.</source>
            <translation>Deine Ziele auf Hardcover konnten nicht gelesen werden.</translation>
        </message>
        <message>
            <source>How much do you want to read?</source>
            <translation>Wie viel möchtest du lesen?</translation>
        </message>
        <message>
            <source>From how many minutes on does a day count for your streak?</source>
            <translation>Ab wie vielen Minuten zählt ein Tag für deine Serie?</translation>
        </message>
        <message>
            <source>until {0}</source>
            <translation>bis {0}</translation>
        </message>
        <message>
            <source>Allow Readest in a browser</source>
            <translation>Readest im Browser erlauben</translation>
        </message>
        <message>
            <source>Its page at {0} may then sync with this computer, with your login. It needs the encrypted address. Readest's apps need neither.</source>
            <translation>Seine Seite unter {0} darf dann mit deinen Zugangsdaten mit diesem Computer synchronisieren. Sie braucht die verschlüsselte Adresse. Die Apps von Readest brauchen beides nicht.</translation>
        </message>
        <message>
            <source>Devices with your user name and passphrase can browse your library and download books.</source>
            <translation>Geräte mit deinem Benutzernamen und deiner Passphrase können deine Bibliothek durchstöbern und Bücher herunterladen.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Ein Buch ist gelesen bei</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100%.</source>
            <translation>Ab da gilt es als „Gelesen“. Im Scrollmodus erreicht KOReader nie 100 %.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Wenn ein Gerät in einem Buch zurückgeht</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices always get the last position sent, and progress on Hardcover is never lowered.</source>
            <translation>Um mehr als ein, zwei Seiten. Geräte bekommen immer die zuletzt gesendete Position, und der Fortschritt auf Hardcover wird nie verringert.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Mich fragen</translation>
        </message>
        <message>
            <source>Keep the furthest position</source>
            <translation>Weiteste Position behalten</translation>
        </message>
        <message>
            <source>Allow devices with public addresses</source>
            <translation>Geräte mit öffentlichen Adressen erlauben</translation>
        </message>
        <message>
            <source>Anyone on the internet who reaches this computer can then try to log in. Only https is encrypted.</source>
            <translation>Dann kann sich jeder aus dem Internet anzumelden versuchen, der diesen Computer erreicht. Nur https ist verschlüsselt.</translation>
        </message>
        <message>
            <source>Announce a name on the home network</source>
            <translation>Einen Namen im Heimnetz bekannt geben</translation>
        </message>
        <message>
            <source>Phones and computers then find bookorbit.local. Most e-readers can't: they need the address.</source>
            <translation>Telefone und Computer finden dann bookorbit.local. Die meisten E-Reader können das nicht: Sie brauchen die Adresse.</translation>
        </message>
        <message>
            <source>Serve an encrypted address too (https)</source>
            <translation>Auch eine verschlüsselte Adresse anbieten (https)</translation>
        </message>
        <message>
            <source>Nobody on the Wi-Fi can read along then. KOReader doesn't check certificates, so it doesn't notice a server that pretends to be this one. Browsers warn.</source>
            <translation>Dann kann im WLAN niemand mitlesen. KOReader prüft keine Zertifikate und bemerkt daher keinen Server, der sich als dieser ausgibt. Browser warnen.</translation>
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
            <source>All networks</source>
            <translation>Alle Netzwerke</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Nur diesen Computer</translation>
        </message>
        <message>
            <source>The server is stopped. The new port is used when it starts.</source>
            <translation>Der Server ist angehalten. Der neue Port gilt ab dem Start.</translation>
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
            <source>Reading progress</source>
            <translation>Lesefortschritt</translation>
        </message>
        <message>
            <source>Change the address on your devices, too.</source>
            <translation>Ändere die Adresse auch auf deinen Geräten.</translation>
        </message>
        <message>
            <source>Networks that devices can connect from.</source>
            <translation>Netzwerke, aus denen sich Geräte verbinden können.</translation>
        </message>
        <message>
            <source>Use your own certificate…</source>
            <translation>Eigenes Zertifikat verwenden…</translation>
        </message>
        <message>
            <source>Make a new certificate</source>
            <translation>Neues Zertifikat erstellen</translation>
        </message>
        <message>
            <source>Choose the certificate (PEM)</source>
            <translation>Wähle das Zertifikat (PEM)</translation>
        </message>
        <message>
            <source>Choose its private key (PEM)</source>
            <translation>Wähle seinen privaten Schlüssel (PEM)</translation>
        </message>
        <message>
            <source>This certificate works until BookOrbit quits. {0}</source>
            <translation>Dieses Zertifikat gilt, bis BookOrbit beendet wird. {0}</translation>
        </message>
        <message>
            <source>Certificate, valid until {0}. SHA-256: {1}</source>
            <translation>Zertifikat, gültig bis {0}. SHA-256: {1}</translation>
        </message>
        <message>
            <source>It ends soon. Choose a renewed one, or make a new certificate.</source>
            <translation>Es läuft bald ab. Wähle ein erneuertes, oder erstelle ein neues Zertifikat.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Sicherungen löschen …</translation>
        </message>
        <message>
            <source>Backups of changed files</source>
            <translation>Sicherungen geänderter Dateien</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Needed to undo changes.</source>
            <translation>
                <numerusform>%Ln Datei, {0}. Nötig, um Änderungen rückgängig zu machen.</numerusform>
                <numerusform>%Ln Dateien, {0}. Nötig, um Änderungen rückgängig zu machen.</numerusform>
            </translation>
        </message>
        <message>
            <source>No backups.</source>
            <translation>Keine Sicherungen.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>Sicherungen löschen?</translation>
        </message>
        <message>
            <source>You won't be able to undo changes to your files. The files and your reading progress aren't affected.</source>
            <translation>Änderungen an deinen Dateien lassen sich dann nicht mehr rückgängig machen. Die Dateien und dein Lesefortschritt bleiben unberührt.</translation>
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
            <source>Backups deleted.</source>
            <translation>Sicherungen gelöscht.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>{0} entfernen</translation>
        </message>
        <message>
            <source>Watched for changes.</source>
            <translation>Wird auf Änderungen überwacht.</translation>
        </message>
        <message>
            <source>Scanned every 15 minutes because your system doesn't report all changes here.</source>
            <translation>Wird alle 15 Minuten durchsucht, weil dein System hier nicht alle Änderungen meldet.</translation>
        </message>
        <message>
            <source>Not available. Its books are kept. Connect the drive to continue.</source>
            <translation>Nicht verfügbar. Die Bücher bleiben erhalten. Schließ das Laufwerk an, um fortzufahren.</translation>
        </message>
        <message>
            <source>Scanned when BookOrbit starts or when you press Scan now.</source>
            <translation>Wird beim Start von BookOrbit durchsucht oder wenn du auf „Jetzt durchsuchen“ drückst.</translation>
        </message>
        <message>
            <source>Watch folders for changes</source>
            <translation>Ordner auf Änderungen überwachen</translation>
        </message>
        <message>
            <source>New, changed and renamed books appear in your library within seconds.</source>
            <translation>Neue, geänderte und umbenannte Bücher erscheinen in wenigen Sekunden in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Neue Bücher zuerst prüfen</translation>
        </message>
        <message>
            <source>New books stay in the Inbox until you approve them. Devices can already download and sync them. When off, only books without a title or author need review.</source>
            <translation>Neue Bücher bleiben im Eingang, bis du sie freigibst. Geräte können sie schon herunterladen und synchronisieren. Wenn aus, sind nur Bücher ohne Titel oder Autor zu prüfen.</translation>
        </message>
        <message>
            <source>Allow organising files</source>
            <translation>Ordnen von Dateien erlauben</translation>
        </message>
        <message>
            <source>Copy or move files into folders using a template. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Dateien nach einer Vorlage in Ordner kopieren oder verschieben, mit Vorschau und „Rückgängig“. Geänderte Dateien erkennt KOReader anders.</translation>
        </message>
        <message>
            <source>Allow writing metadata into files</source>
            <translation>Schreiben von Metadaten in Dateien erlauben</translation>
        </message>
        <message>
            <source>Write title, authors, series and other fields you select into EPUBs. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Titel, Autoren, Reihe und weitere Felder deiner Wahl in EPUBs schreiben, mit Vorschau und „Rückgängig“. Geänderte Dateien erkennt KOReader anders.</translation>
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
            <source>Scan now</source>
            <translation>Jetzt durchsuchen</translation>
        </message>
        <message>
            <source>No folders yet. Add one to see its books. Your files stay where they are.</source>
            <translation>Noch keine Ordner. Füge einen hinzu, um seine Bücher zu sehen. Deine Dateien bleiben, wo sie sind.</translation>
        </message>
        <message>
            <source>Turn this on above first.</source>
            <translation>Schalte es zuerst oben ein.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Füge zuerst einen Ordner hinzu.</translation>
        </message>
        <message>
            <source>Remove this folder?</source>
            <translation>Diesen Ordner entfernen?</translation>
        </message>
        <message>
            <source>{0}

Its files stay where they are, and its books stay in your library with their progress. BookOrbit just stops watching the folder.</source>
            <translation>{0}

Die Dateien bleiben, wo sie sind, und die Bücher bleiben mit ihrem Fortschritt in deiner Bibliothek. BookOrbit überwacht den Ordner nur nicht mehr.</translation>
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
            <source>Folder removed: {0}</source>
            <translation>Ordner entfernt: {0}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Books in these folders and their subfolders appear in your library. Their files aren't changed.</source>
            <translation>Bücher in diesen Ordnern und ihren Unterordnern erscheinen in deiner Bibliothek. Ihre Dateien werden nicht geändert.</translation>
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
            <source>Fill in missing statuses, ratings and dates from a CSV export. You can review every line first.</source>
            <translation>Fehlende Status, Bewertungen und Daten aus einem CSV-Export ergänzen. Du kannst vorher jede Zeile prüfen.</translation>
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
            <source>This library has no matching column.</source>
            <translation>Diese Bibliothek hat keine passende Spalte.</translation>
        </message>
        <message>
            <source>Several columns match. Choose one.</source>
            <translation>Mehrere Spalten kommen infrage. Wähle eine.</translation>
        </message>
        <message>
            <source>Values not recognised and skipped: {0}.</source>
            <translation>Nicht erkannte, übersprungene Werte: {0}.</translation>
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
            <source>For books without a status. Your own changes are kept.</source>
            <translation>Für Bücher ohne Status. Deine Änderungen bleiben.</translation>
        </message>
        <message>
            <source>For books without a finish date.</source>
            <translation>Für Bücher ohne Enddatum.</translation>
        </message>
        <message>
            <source>For books without a rating.</source>
            <translation>Für Bücher ohne Bewertung.</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Änderungen automatisch senden</translation>
        </message>
        <message>
            <source>When off, automatic sync is paused. Sync now still works.</source>
            <translation>Wenn aus, pausiert die automatische Synchronisierung. „Jetzt synchronisieren“ geht weiterhin.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Statusänderungen</translation>
        </message>
        <message>
            <source>Send changes to a book's reading status.</source>
            <translation>Änderungen am Lesestatus eines Buchs senden.</translation>
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
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there.</source>
            <translation>Jede Synchronisierung setzt „Will ich lesen“ von Hardcover bei passenden Büchern ohne Leseangaben und löscht es wieder, wenn du es dort entfernst.</translation>
        </message>
        <message>
            <source>Nothing is sent automatically while “Send changes automatically” is off.</source>
            <translation>Nichts wird automatisch gesendet, solange „Änderungen automatisch senden“ aus ist.</translation>
        </message>
        <message>
            <source>Automatic sync</source>
            <translation>Automatische Synchronisierung</translation>
        </message>
        <message>
            <source>Starts after your first sync. Unread books aren't sent.</source>
            <translation>Beginnt nach deiner ersten Synchronisierung. Ungelesene Bücher werden nicht gesendet.</translation>
        </message>
        <message>
            <source>Who can see your books</source>
            <translation>Wer deine Bücher sieht</translation>
        </message>
        <message>
            <source>Applies to books sent from now on. Entries you created yourself aren't changed.</source>
            <translation>Gilt für Bücher, die ab jetzt gesendet werden. Von dir angelegte Einträge ändern sich nicht.</translation>
        </message>
        <message>
            <source>Your highlights and notes as quotes on your books' pages.</source>
            <translation>Deine Markierungen und Notizen als Zitate auf den Seiten deiner Bücher.</translation>
        </message>
        <message>
            <source>Finished book</source>
            <translation>Buch beendet</translation>
        </message>
        <message>
            <source>Includes stars to rate it.</source>
            <translation>Mit Sternen zum Bewerten.</translation>
        </message>
        <message>
            <source>When a device syncs for the first time.</source>
            <translation>Wenn ein Gerät zum ersten Mal synchronisiert.</translation>
        </message>
        <message>
            <source>Once, with steps to fix it.</source>
            <translation>Einmal, mit einer Anleitung.</translation>
        </message>
        <message>
            <source>Hardcover token problem</source>
            <translation>Problem mit dem Hardcover-Token</translation>
        </message>
        <message>
            <source>When your token is refused or about to expire. Sync pauses until you replace a refused token.</source>
            <translation>Wenn dein Token abgelehnt wurde oder bald abläuft. Ist es abgelehnt, pausiert die Synchronisierung, bis du es ersetzt.</translation>
        </message>
        <message>
            <source>A device sent an unknown book</source>
            <translation>Ein Gerät hat ein unbekanntes Buch gesendet</translation>
        </message>
        <message>
            <source>Several are combined into one notification.</source>
            <translation>Mehrere werden zusammengefasst.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Eine Synchronisierung endete mit Problemen</translation>
        </message>
        <message>
            <source>When books couldn't be matched or sent.</source>
            <translation>Wenn Bücher nicht zugeordnet oder gesendet werden konnten.</translation>
        </message>
        <message>
            <source>Book file missing</source>
            <translation>Eine Buchdatei fehlt</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Progress is kept.</source>
            <translation>Wenn eine Datei verschoben oder gelöscht wurde. Der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>KOReader device connected by USB</source>
            <translation>KOReader-Gerät über USB verbunden</translation>
        </message>
        <message>
            <source>When its reading data can be imported. Nothing is read until you start an import.</source>
            <translation>Wenn seine Lesedaten importiert werden können. Nichts wird gelesen, bevor du den Import startest.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Ein Gerät ging in einem Buch zurück</translation>
        </message>
        <message>
            <source>Once per book, if BookOrbit asks you what to do.</source>
            <translation>Einmal pro Buch, wenn BookOrbit dich fragt, was gelten soll.</translation>
        </message>
        <message>
            <source>Use quiet hours</source>
            <translation>Ruhezeiten verwenden</translation>
        </message>
        <message>
            <source>No notifications are shown. You can still see everything in the window.</source>
            <translation>Keine Benachrichtigungen. Im Fenster siehst du weiterhin alles.</translation>
        </message>
        <message>
            <source>Can span midnight.</source>
            <translation>Kann über Mitternacht gehen.</translation>
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
            <source>Notify me about</source>
            <translation>Benachrichtigen bei</translation>
        </message>
        <message>
            <source>You're never notified about individual progress updates.</source>
            <translation>Über einzelne Fortschritte wirst du nie benachrichtigt.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Ruhezeit</translation>
        </message>
        <message>
            <source>Turn on “Use quiet hours” first.</source>
            <translation>Schalte zuerst „Ruhezeiten verwenden“ ein.</translation>
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
            <source>Highlights to send</source>
            <translation>Zu sendende Markierungen</translation>
        </message>
        <message>
            <source>Books whose highlights are sent</source>
            <translation>Bücher, deren Markierungen gesendet werden</translation>
        </message>
        <message>
            <source>Who can read them</source>
            <translation>Wer sie lesen kann</translation>
        </message>
        <message>
            <source>Only you</source>
            <translation>Nur du</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Also where the book itself is more private</source>
            <translation>Auch wo das Buch selbst privater ist</translation>
        </message>
        <message>
            <source>When off, a highlight is never seen by more people than its book.</source>
            <translation>Wenn aus, sehen eine Markierung nie mehr Leute als ihr Buch.</translation>
        </message>
        <message>
            <source>Mark them as spoilers</source>
            <translation>Als Spoiler kennzeichnen</translation>
        </message>
        <message>
            <source>Hardcover hides them until a reader asks. Applies to highlights sent from now on.</source>
            <translation>Hardcover verdeckt sie, bis jemand sie sehen will. Gilt für Markierungen, die ab jetzt gesendet werden.</translation>
        </message>
        <message>
            <source>Remove what you delete on your devices</source>
            <translation>Entfernen, was du auf deinen Geräten löschst</translation>
        </message>
        <message>
            <source>When off, highlights stay on Hardcover until you remove them there or here.</source>
            <translation>Wenn aus, bleiben Markierungen auf Hardcover, bis du sie dort oder hier entfernst.</translation>
        </message>
        <message>
            <source>Show what you write on Hardcover</source>
            <translation>Zeigen, was du auf Hardcover schreibst</translation>
        </message>
        <message>
            <source>Each sync adds quotes and notes from Hardcover to Highlights. They can't be changed here.</source>
            <translation>Jeder Sync fügt Zitate und Notizen von Hardcover zu den Markierungen hinzu. Hier lassen sie sich nicht ändern.</translation>
        </message>
        <message>
            <source>With each sync, after statuses and progress.</source>
            <translation>Bei jedem Sync, nach Status und Fortschritt.</translation>
        </message>
        <message>
            <source>You can also choose a book by itself: right-click one of its highlights.</source>
            <translation>Du kannst auch ein einzelnes Buch wählen: mit der rechten Maustaste auf einer seiner Markierungen.</translation>
        </message>
        <message>
            <source>Applies to highlights sent from now on.</source>
            <translation>Gilt für Markierungen, die ab jetzt gesendet werden.</translation>
        </message>
        <message>
            <source>Let others read your highlights and notes?</source>
            <translation>Andere deine Markierungen und Notizen lesen lassen?</translation>
        </message>
        <message>
            <source>What is sent from now on can be read by others on Hardcover, with your notes. Books that you keep more private there stay so.</source>
            <translation>Was ab jetzt gesendet wird, können andere auf Hardcover lesen, mit deinen Notizen. Bücher, die du dort privater hältst, bleiben es.</translation>
        </message>
        <message>
            <source>Let others read them</source>
            <translation>Andere lesen lassen</translation>
        </message>
        <message>
            <source>Keep them private</source>
            <translation>Privat lassen</translation>
        </message>
        <message>
            <source>Only books you choose</source>
            <translation>Nur Bücher, die du wählst</translation>
        </message>
        <message>
            <source>Highlights without notes</source>
            <translation>Markierungen ohne Notizen</translation>
        </message>
        <message>
            <source>Only highlights with a note</source>
            <translation>Nur Markierungen mit Notiz</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Relais</translation>
        </message>
        <message>
            <source>Syncs with another progress server while this computer is on. Devices that use that server stay up to date even when this computer is asleep or you're away.</source>
            <translation>Synchronisiert mit einem anderen Fortschrittsserver, solange dieser Computer läuft. Geräte, die jenen Server nutzen, bleiben aktuell, auch wenn dieser Computer schläft oder du unterwegs bist.</translation>
        </message>
        <message>
            <source>Use relay</source>
            <translation>Relais verwenden</translation>
        </message>
        <message>
            <source>Without https://, others on the network can read your user name and password. Use it only on your home network.</source>
            <translation>Ohne https:// können andere im Netzwerk Benutzernamen und Passwort mitlesen. Nur im Heimnetz verwenden.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Speichern und verwenden</translation>
        </message>
        <message>
            <source>Saved. Type to replace it.</source>
            <translation>Gespeichert. Zum Ersetzen tippen.</translation>
        </message>
        <message>
            <source>Enter a server address and login first.</source>
            <translation>Gib zuerst Serveradresse und Anmeldung ein.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Zuletzt gesendet: {0}</translation>
        </message>
        <message>
            <source>Last received: {0}</source>
            <translation>Zuletzt empfangen: {0}</translation>
        </message>
        <message>
            <source>Last checked: {0}</source>
            <translation>Zuletzt geprüft: {0}</translation>
        </message>
        <message>
            <source>Not synced yet.</source>
            <translation>Noch nicht synchronisiert.</translation>
        </message>
        <message>
            <source>Contacting the server…</source>
            <translation>Server wird abgefragt …</translation>
        </message>
        <message>
            <source>Connected. Your login was accepted.</source>
            <translation>Verbunden. Deine Anmeldung wurde angenommen.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Gespeichert. Das Relais ist an.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) sent</source>
            <translation>
                <numerusform>%Ln Position gesendet</numerusform>
                <numerusform>%Ln Positionen gesendet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) received</source>
            <translation>
                <numerusform>%Ln Position empfangen</numerusform>
                <numerusform>%Ln Positionen empfangen</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in sync.</source>
            <translation>Beide Server sind synchron.</translation>
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
            <source>It will be able to read and update your progress. If it shows “Allow it on your computer”, tap Register again.</source>
            <translation>Es kann dann deinen Fortschritt lesen und ändern. Zeigt es „Allow it on your computer“, tippe noch einmal auf „Registrieren“.</translation>
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
            <source>Go to {0}</source>
            <translation>Gehe zu: {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Vor</translation>
        </message>
        <message>
            <source>Add a folder of books</source>
            <translation>Ordner mit Büchern hinzufügen</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>In deinen Büchern suchen</translation>
        </message>
        <message>
            <source>Scan folders for changes</source>
            <translation>Ordner nach Änderungen durchsuchen</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>Letzte Änderung rückgängig machen</translation>
        </message>
        <message>
            <source>Show keyboard shortcuts</source>
            <translation>Tastenkürzel anzeigen</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Fenster schließen</translation>
        </message>
        <message>
            <source>Close the open message, panel or details</source>
            <translation>Offene Meldung, Leiste oder Details schließen</translation>
        </message>
        <message>
            <source>Show book details</source>
            <translation>Details eines Buchs anzeigen</translation>
        </message>
        <message>
            <source>On the Hardcover page: use the book's suggested action</source>
            <translation>Auf der Seite Hardcover: vorgeschlagene Aktion des Buchs ausführen</translation>
        </message>
        <message>
            <source>In the Inbox: approve</source>
            <translation>Im Eingang: freigeben</translation>
        </message>
        <message>
            <source>When reviewing a book: reread the file and search Hardcover again</source>
            <translation>Beim Prüfen eines Buchs: Datei neu einlesen und erneut auf Hardcover suchen</translation>
        </message>
        <message>
            <source>Move between books</source>
            <translation>Zwischen Büchern wechseln</translation>
        </message>
        <message>
            <source>Rate from 1 to 5 stars; 0 clears the rating</source>
            <translation>Mit 1 bis 5 Sternen bewerten; 0 löscht die Bewertung</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Ausgewählte Bücher entfernen</translation>
        </message>
        <message>
            <source>On the Highlights page: remove selected highlights</source>
            <translation>Auf der Seite Markierungen: ausgewählte entfernen</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Ausgewählte Markierungen kopieren</translation>
        </message>
        <message>
            <source>Type any letter to search</source>
            <translation>Zum Suchen einen Buchstaben tippen</translation>
        </message>
        <message>
            <source>Show actions for the selected books</source>
            <translation>Aktionen für die ausgewählten Bücher anzeigen</translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Sync-Protokoll</translation>
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
            <source>%n file(s) need[s] attention</source>
            <translation>
                <numerusform>%Ln Datei wartet auf dich</numerusform>
                <numerusform>%Ln Dateien warten auf dich</numerusform>
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
                <numerusform>%Ln zu erledigen</numerusform>
                <numerusform>%Ln zu erledigen</numerusform>
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
            <source>Restore backup</source>
            <translation>Sicherung wiederherstellen</translation>
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
            <source>Setting it aside moves it to a new folder next to it. Nothing is deleted.</source>
            <translation>Beiseitelegen verschiebt sie in einen neuen Ordner daneben. Nichts wird gelöscht.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit kann nicht starten</translation>
        </message>
        <message>
            <source>Your old library is now in {0}. BookOrbit will start with a new one.</source>
            <translation>Deine alte Bibliothek liegt jetzt in {0}. BookOrbit beginnt mit einer neuen.</translation>
        </message>
        <message>
            <source>Old library set aside</source>
            <translation>Deine alte Bibliothek liegt beiseite</translation>
        </message>
        <message>
            <source>Your library database, {0}, is empty.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist leer.</translation>
        </message>
        <message>
            <source>Your library database, {0}, is damaged. BookOrbit hasn't changed it.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist beschädigt. BookOrbit hat sie nicht verändert.</translation>
        </message>
        <message>
            <source>Restore a backup, or set the library aside and start a new one.</source>
            <translation>Spiele eine Sicherung zurück, oder lege die Bibliothek beiseite und beginne eine neue.</translation>
        </message>
        <message numerus="yes">
            <source>The newest backup is from {0} and has %n book(s).</source>
            <translation>
                <numerusform>Die neueste Sicherung ist vom {0} und enthält %n Buch.</numerusform>
                <numerusform>Die neueste Sicherung ist vom {0} und enthält %n Bücher.</numerusform>
            </translation>
        </message>
        <message>
            <source>It has no positions.</source>
            <translation>Positionen enthält sie nicht.</translation>
        </message>
        <message>
            <source>Its newest position is from {0}; what came later is missing.</source>
            <translation>Ihre neueste Position ist vom {0}; was danach kam, fehlt.</translation>
        </message>
        <message>
            <source>Reading of {0}</source>
            <translation>Lesen von {0}</translation>
        </message>
        <message>
            <source>Position over time</source>
            <translation>Position im Lauf der Zeit</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <source>Pages a minute</source>
            <translation>Seiten pro Minute</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n Sitzung</numerusform>
                <numerusform>%n Sitzungen</numerusform>
            </translation>
        </message>
        <message>
            <source>No page views for this book yet. Import your device's statistics over USB.</source>
            <translation>Noch keine Seitenaufrufe zu diesem Buch. Importiere die Statistik deines Geräts über USB.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>No position yet.</source>
            <translation>Noch keine Position.</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <source>No sessions yet.</source>
            <translation>Noch keine Sitzungen.</translation>
        </message>
        <message>
            <source>{0} pages a minute</source>
            <translation>{0} Seiten pro Minute</translation>
        </message>
        <message>
            <source>{0} on average</source>
            <translation>{0} im Durchschnitt</translation>
        </message>
        <message>
            <source>No pace yet.</source>
            <translation>Noch kein Tempo.</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Jeder Status</translation>
        </message>
        <message>
            <source>All genres</source>
            <translation>Alle Genres</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Messgröße</translation>
        </message>
        <message>
            <source>Show time</source>
            <translation>Zeit zeigen</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>Seiten zeigen</translation>
        </message>
        <message>
            <source>Reading journal</source>
            <translation>Lesetagebuch</translation>
        </message>
        <message>
            <source>Add session…</source>
            <translation>Sitzung hinzufügen…</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>Berichtigen…</translation>
        </message>
        <message>
            <source>Show older sessions</source>
            <translation>Ältere Sitzungen anzeigen</translation>
        </message>
        <message>
            <source>No sessions yet. Read a little on your device, or add one.</source>
            <translation>Noch keine Sitzungen. Lies ein wenig auf deinem Gerät oder füge eine hinzu.</translation>
        </message>
        <message>
            <source>Select a session first.</source>
            <translation>Wähle zuerst eine Sitzung aus.</translation>
        </message>
        <message>
            <source>Session added.</source>
            <translation>Sitzung hinzugefügt.</translation>
        </message>
        <message>
            <source>Session corrected.</source>
            <translation>Sitzung berichtigt.</translation>
        </message>
        <message>
            <source>Session deleted.</source>
            <translation>Sitzung gelöscht.</translation>
        </message>
        <message>
            <source>Export the reading journal</source>
            <translation>Lesetagebuch exportieren</translation>
        </message>
        <message>
            <source>JSON file (*.json)</source>
            <translation>JSON-Datei (*.json)</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) exported to {0}</source>
            <translation>
                <numerusform>%n Sitzung nach {0} exportiert</numerusform>
                <numerusform>%n Sitzungen nach {0} exportiert</numerusform>
            </translation>
        </message>
        <message>
            <source>Corrections are kept beside what your devices recorded, and survive new imports.</source>
            <translation>Berichtigungen stehen neben dem, was deine Geräte aufgezeichnet haben, und überstehen neue Importe.</translation>
        </message>
        <message>
            <source>Sessions of “{0}”</source>
            <translation>Sitzungen von „{0}“</translation>
        </message>
        <message>
            <source>Correct session</source>
            <translation>Sitzung berichtigen</translation>
        </message>
        <message>
            <source>Add session</source>
            <translation>Sitzung hinzufügen</translation>
        </message>
        <message>
            <source>Another book…</source>
            <translation>Ein anderes Buch…</translation>
        </message>
        <message>
            <source>Title, such as that of a paper book</source>
            <translation>Titel, etwa der eines gedruckten Buchs</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>HH:MM</source>
            <translation>HH:MM</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Beginn</translation>
        </message>
        <message>
            <source>Optional</source>
            <translation>Optional</translation>
        </message>
        <message>
            <source>Read on</source>
            <translation>Gelesen auf</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papier</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Kalender</translation>
        </message>
        <message>
            <source>Hours of the week</source>
            <translation>Stunden der Woche</translation>
        </message>
        <message>
            <source>Year in review…</source>
            <translation>Jahresrückblick…</translation>
        </message>
        <message numerus="yes">
            <source>Not counted, because a device's clock was wrong: %n page view(s) ({0})</source>
            <translation>
                <numerusform>Nicht gezählt, weil die Uhr eines Geräts falsch ging: %Ln Seitenaufruf ({0})</numerusform>
                <numerusform>Nicht gezählt, weil die Uhr eines Geräts falsch ging: %Ln Seitenaufrufe ({0})</numerusform>
            </translation>
        </message>
        <message>
            <source>No reading yet. Connect your KOReader device by USB to import its statistics, or let it sync. Your first plot appears after a few pages.</source>
            <translation>Noch nichts gelesen. Verbinde dein KOReader-Gerät über USB, um seine Statistik zu importieren, oder lass es synchronisieren. Das erste Diagramm erscheint nach ein paar Seiten.</translation>
        </message>
        <message>
            <source>Nothing you read fits these filters.</source>
            <translation>Nichts, was du gelesen hast, passt zu diesen Filtern.</translation>
        </message>
        <message>
            <source>Loading your reading</source>
            <translation>Dein Lesen wird geladen</translation>
        </message>
        <message>
            <source>What your reading looks like, from all your devices.</source>
            <translation>So sieht dein Lesen aus, von all deinen Geräten.</translation>
        </message>
        <message>
            <source>Nothing read.</source>
            <translation>Nichts gelesen.</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>A document that isn't in your library</source>
            <translation>Ein Dokument, das nicht in deiner Bibliothek ist</translation>
        </message>
        <message>
            <source>{0} this year</source>
            <translation>{0} dieses Jahr</translation>
        </message>
        <message>
            <source>{0} this month</source>
            <translation>{0} diesen Monat</translation>
        </message>
        <message>
            <source>{0} pages an hour</source>
            <translation>{0} Seiten pro Stunde</translation>
        </message>
        <message>
            <source>{0} h</source>
            <translation>{0} Std.</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Weniger</translation>
        </message>
        <message>
            <source>More actions for {0}</source>
            <translation>Weitere Aktionen für {0}</translation>
        </message>
        <message>
            <source>Show as table…</source>
            <translation>Als Tabelle zeigen…</translation>
        </message>
        <message>
            <source>Save as {0}…</source>
            <translation>Als {0} speichern…</translation>
        </message>
        <message>
            <source>Nothing read in {0}.</source>
            <translation>{0} nichts gelesen.</translation>
        </message>
        <message>
            <source>{0}, {1}–{2}</source>
            <translation>{0}, {1}–{2}</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Stunde</translation>
        </message>
        <message>
            <source>Most on {0}</source>
            <translation>Am meisten: {0}</translation>
        </message>
        <message>
            <source>No reading times yet.</source>
            <translation>Noch keine Lesezeiten.</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Sprachen</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formate</translation>
        </message>
        <message>
            <source>Length of finished books</source>
            <translation>Länge beendeter Bücher</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Sterne</translation>
        </message>
        <message>
            <source>Where you stopped</source>
            <translation>Wo du aufgehört hast</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Gelesen</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) finished</source>
            <translation>
                <numerusform>%n Buch beendet</numerusform>
                <numerusform>%n Bücher beendet</numerusform>
            </translation>
        </message>
        <message>
            <source>Months</source>
            <translation>Monate</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Monat</translation>
        </message>
        <message>
            <source>Books finished</source>
            <translation>Beendete Bücher</translation>
        </message>
        <message>
            <source>Most in {0}</source>
            <translation>Am meisten: {0}</translation>
        </message>
        <message>
            <source>{0} min and {1} pages a day</source>
            <translation>{0} Min. und {1} Seiten am Tag</translation>
        </message>
        <message>
            <source>Seven-day pace</source>
            <translation>Tempo über sieben Tage</translation>
        </message>
        <message>
            <source>A day</source>
            <translation>Am Tag</translation>
        </message>
        <message>
            <source>Minutes a day</source>
            <translation>Minuten am Tag</translation>
        </message>
        <message>
            <source>Pages a day</source>
            <translation>Seiten am Tag</translation>
        </message>
        <message>
            <source>Now: {0}</source>
            <translation>Jetzt: {0}</translation>
        </message>
        <message>
            <source>Read on a few days to see your pace.</source>
            <translation>Lies an ein paar Tagen, um dein Tempo zu sehen.</translation>
        </message>
        <message numerus="yes">
            <source>%n more in the table</source>
            <translation>
                <numerusform>%n weiterer in der Tabelle</numerusform>
                <numerusform>%n weitere in der Tabelle</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to show yet.</source>
            <translation>Noch nichts anzuzeigen.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) with a date</source>
            <translation>
                <numerusform>%n Buch mit Datum</numerusform>
                <numerusform>%n Bücher mit Datum</numerusform>
            </translation>
        </message>
        <message>
            <source>No finished books with a date yet.</source>
            <translation>Noch keine beendeten Bücher mit Datum.</translation>
        </message>
        <message>
            <source>No books to count yet.</source>
            <translation>Noch keine Bücher zu zählen.</translation>
        </message>
        <message>
            <source>Days to finish</source>
            <translation>Tage bis zum Ende</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Tage</translation>
        </message>
        <message>
            <source>{0} days on average</source>
            <translation>{0} Tage im Durchschnitt</translation>
        </message>
        <message numerus="yes">
            <source>%n to read</source>
            <translation>
                <numerusform>%n noch zu lesen</numerusform>
                <numerusform>%n noch zu lesen</numerusform>
            </translation>
        </message>
        <message>
            <source>Library and backlog</source>
            <translation>Bibliothek und Lesestapel</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>Noch zu lesen</translation>
        </message>
        <message>
            <source>No books yet.</source>
            <translation>Noch keine Bücher.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Stunden</translation>
        </message>
        <message>
            <source>{0}%</source>
            <translation>{0} %</translation>
        </message>
        <message>
            <source>Copy table</source>
            <translation>Tabelle kopieren</translation>
        </message>
        <message>
            <source>Saved to {0}.</source>
            <translation>In {0} gespeichert.</translation>
        </message>
        <message>
            <source>Save as {0}</source>
            <translation>Als {0} speichern</translation>
        </message>
        <message>
            <source>Year in review</source>
            <translation>Jahresrückblick</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Vorige Seite</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Nächste Seite</translation>
        </message>
        <message>
            <source>Nothing was read or finished in this year.</source>
            <translation>In diesem Jahr wurde nichts gelesen oder beendet.</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Bild kopieren</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Bild speichern…</translation>
        </message>
        <message>
            <source>Save PDF…</source>
            <translation>PDF speichern…</translation>
        </message>
        <message>
            <source>Page {0} of {1}</source>
            <translation>Seite {0} von {1}</translation>
        </message>
        <message>
            <source>Your {0} in books</source>
            <translation>Dein {0} in Büchern</translation>
        </message>
        <message>
            <source>Month by month</source>
            <translation>Monat für Monat</translation>
        </message>
        <message>
            <source>Your authors</source>
            <translation>Deine Autoren</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Rekorde</translation>
        </message>
        <message>
            <source>All your books</source>
            <translation>All deine Bücher</translation>
        </message>
        <message>
            <source>of reading</source>
            <translation>gelesen</translation>
        </message>
        <message>
            <source>page read</source>
            <translation>Seite gelesen</translation>
        </message>
        <message>
            <source>pages read</source>
            <translation>Seiten gelesen</translation>
        </message>
        <message>
            <source>in a row</source>
            <translation>in Folge</translation>
        </message>
        <message>
            <source>book finished</source>
            <translation>Buch beendet</translation>
        </message>
        <message>
            <source>books finished</source>
            <translation>Bücher beendet</translation>
        </message>
        <message>
            <source>your longest day: {0}</source>
            <translation>dein längster Tag: {0}</translation>
        </message>
        <message>
            <source>the first, on {0}</source>
            <translation>das erste, am {0}</translation>
        </message>
        <message>
            <source>the last, on {0}</source>
            <translation>das letzte, am {0}</translation>
        </message>
        <message>
            <source>the fastest</source>
            <translation>am schnellsten</translation>
        </message>
        <message>
            <source>with you the longest</source>
            <translation>am längsten bei dir</translation>
        </message>
        <message>
            <source>the longest</source>
            <translation>das längste</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%Ln Gerät</numerusform>
                <numerusform>%Ln Geräte</numerusform>
            </translation>
        </message>
        <message>
            <source>last sync {0}</source>
            <translation>letzte Synchronisierung {0}</translation>
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
            <source>Show finished, waiting and failed jobs</source>
            <translation>Erledigte, wartende und fehlgeschlagene Aufgaben anzeigen</translation>
        </message>
        <message>
            <source>signed in until {0}</source>
            <translation>angemeldet bis {0}</translation>
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
            <source>Get a new token</source>
            <translation>Neues Token holen</translation>
        </message>
        <message>
            <source>Show or hide the books in this sync.</source>
            <translation>Bücher dieser Synchronisierung anzeigen oder verbergen.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced books.</source>
            <translation>Jedes Buch erneut mit Hardcover vergleichen, auch synchrone.</translation>
        </message>
        <message>
            <source>The sync you asked for starts when this one ends.</source>
            <translation>Der gewünschte Abgleich beginnt, wenn dieser fertig ist.</translation>
        </message>
        <message>
            <source>Finding your books. Nothing has been sent yet.</source>
            <translation>Deine Bücher werden gesucht. Noch wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>Diese Synchronisierung rückgängig machen?</translation>
        </message>
        <message>
            <source>This restores what the sync changed on Hardcover and removes entries it created. Your books here aren't changed.</source>
            <translation>Stellt wieder her, was die Synchronisierung auf Hardcover geändert hat, und entfernt von ihr angelegte Einträge. Deine Bücher hier ändern sich nicht.</translation>
        </message>
        <message>
            <source>Couldn't undo the sync yet</source>
            <translation>Die Synchronisierung ließ sich noch nicht rückgängig machen</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>Hält nach dem aktuellen Buch an.</translation>
        </message>
        <message>
            <source>If you cancel, the remaining books keep the synced changes.</source>
            <translation>Wenn du abbrichst, behalten die übrigen Bücher die synchronisierten Änderungen.</translation>
        </message>
        <message>
            <source>Cancel stops after the current request.</source>
            <translation>„Abbrechen“ hält nach der laufenden Anfrage an.</translation>
        </message>
        <message>
            <source>Stops after the current request.</source>
            <translation>Hält nach der laufenden Anfrage an.</translation>
        </message>
        <message>
            <source>Nothing will be sent.</source>
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
            <source>Books you leave out stay excluded until you include them.</source>
            <translation>Ausgelassene Bücher bleiben ausgeschlossen, bis du sie wieder aufnimmst.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Eintrag im Sync-Protokoll</translation>
        </message>
        <message>
            <source>This entry isn't linked to a book in your library.</source>
            <translation>Dieser Eintrag ist mit keinem Buch in deiner Bibliothek verknüpft.</translation>
        </message>
        <message>
            <source>This book is no longer in your library.</source>
            <translation>Dieses Buch ist nicht mehr in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>This entry has no Hardcover book.</source>
            <translation>Dieser Eintrag hat kein Buch auf Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Richtung</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>{0}, not counting searches shared by several books.</source>
            <translation>{0}, ohne gemeinsame Suchen für mehrere Bücher.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Anfragen</translation>
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
            <source>Only “{0}”. Click to show all books.</source>
            <translation>Nur „{0}“. Klicken, um alle Bücher anzuzeigen.</translation>
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
            <source>Entire sync</source>
            <translation>Die ganze Synchronisierung</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s)</source>
            <translation>
                <numerusform>%Ln Anfrage</numerusform>
                <numerusform>%Ln Anfragen</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading list</source>
            <translation>Leseliste</translation>
        </message>
        <message>
            <source>USB import</source>
            <translation>USB-Import</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Ältere löschen …</translation>
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
            <source>%n line(s)</source>
            <translation>
                <numerusform>%Ln Zeile</numerusform>
                <numerusform>%Ln Zeilen</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to clear.</source>
            <translation>Nichts zu löschen.</translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Sync-Protokoll exportieren</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%Ln Zeile gelöscht.</numerusform>
                <numerusform>%Ln Zeilen gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet. Connect a device or sync to Hardcover to see activity here.</source>
            <translation>Noch keine Einträge im Sync-Protokoll. Verbinde ein Gerät oder synchronisiere mit Hardcover.</translation>
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
            <source>What your devices and Hardcover synced, and what went wrong.</source>
            <translation>Was mit deinen Geräten und Hardcover synchronisiert wurde und was fehlschlug.</translation>
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
            <source>All lines</source>
            <translation>Alle Zeilen</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Keep log</source>
            <translation>Protokoll behalten</translation>
        </message>
        <message>
            <source>Counting lines…</source>
            <translation>Zeilen werden gezählt …</translation>
        </message>
        <message>
            <source>No lines are that old.</source>
            <translation>Keine Zeile ist so alt.</translation>
        </message>
        <message numerus="yes">
            <source>%n Hardcover line(s) will be permanently deleted.</source>
            <translation>
                <numerusform>%Ln Zeile zu Hardcover wird endgültig gelöscht.</numerusform>
                <numerusform>%Ln Zeilen zu Hardcover werden endgültig gelöscht.</numerusform>
            </translation>
        </message>
        <message>
            <source>Device history and the data needed to undo syncs are kept. Lines older than {0} days are deleted automatically.</source>
            <translation>Der Geräteverlauf und alles, was zum Rückgängigmachen nötig ist, bleiben. Zeilen, die älter als {0} Tage sind, werden automatisch gelöscht.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>an {0}</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>noch nicht bestätigt</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Wird vorbereitet …</translation>
        </message>
        <message>
            <source>Sending highlights of {0}</source>
            <translation>Sende Markierungen aus {0}</translation>
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
            <source>{0} unchanged</source>
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
        <message numerus="yes">
            <source>%n quote(s)</source>
            <translation>
                <numerusform>%Ln Zitat</numerusform>
                <numerusform>%Ln Zitate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent. The list says why.</source>
            <translation>
                <numerusform>%n Buch konnte nicht gesendet werden. Die Liste sagt, warum.</numerusform>
                <numerusform>%n Bücher konnten nicht gesendet werden. Die Liste sagt, warum.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] a match. Choose “Fix matches”.</source>
            <translation>
                <numerusform>%n Buch braucht eine Zuordnung. Wähle „Zuordnungen berichtigen“.</numerusform>
                <numerusform>%n Bücher brauchen eine Zuordnung. Wähle „Zuordnungen berichtigen“.</numerusform>
            </translation>
        </message>
        <message>
            <source>What was sent stays. The next sync sends the rest.</source>
            <translation>Was gesendet ist, bleibt. Die nächste Synchronisierung sendet den Rest.</translation>
        </message>
        <message>
            <source>Hardcover is up to date.</source>
            <translation>Hardcover ist auf dem neuesten Stand.</translation>
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
            <source>Books to send</source>
            <translation>Zu sendende Bücher</translation>
        </message>
        <message>
            <source>Replace on Hardcover…</source>
            <translation>Auf Hardcover ersetzen …</translation>
        </message>
        <message>
            <source>Show quotes…</source>
            <translation>Zitate zeigen…</translation>
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
            <source>Differs on Hardcover</source>
            <translation>Anders auf Hardcover</translation>
        </message>
        <message>
            <source>No books to send in this view.</source>
            <translation>Keine zu sendenden Bücher in dieser Ansicht.</translation>
        </message>
        <message>
            <source>What Hardcover has stays, unless you replace it.</source>
            <translation>Was auf Hardcover steht, bleibt, außer du ersetzt es.</translation>
        </message>
        <message>
            <source>Clear the books you don't want to send.</source>
            <translation>Wähle die Bücher ab, die du nicht senden willst.</translation>
        </message>
        <message>
            <source>Nothing to send.</source>
            <translation>Nichts zu senden.</translation>
        </message>
        <message numerus="yes">
            <source>Replace what Hardcover has for %n book(s)?</source>
            <translation>
                <numerusform>Ersetzen, was Hardcover für %Ln Buch hat?</numerusform>
                <numerusform>Ersetzen, was Hardcover für %Ln Bücher hat?</numerusform>
            </translation>
        </message>
        <message>
            <source>Status and rating there become those here. Dates and finished reads there stay.</source>
            <translation>Status und Bewertung dort werden die hiesigen. Daten und beendete Lektüren dort bleiben.</translation>
        </message>
        <message>
            <source>Quotes to send</source>
            <translation>Zu sendende Zitate</translation>
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
            <source>Restoring Hardcover…</source>
            <translation>Hardcover wird wiederhergestellt …</translation>
        </message>
        <message>
            <source>Undo cancelled</source>
            <translation>Rückgängigmachen abgebrochen</translation>
        </message>
        <message>
            <source>Sync undone</source>
            <translation>Synchronisierung rückgängig gemacht</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) restored.</source>
            <translation>
                <numerusform>%Ln Buch wiederhergestellt.</numerusform>
                <numerusform>%Ln Bücher wiederhergestellt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) taken back.</source>
            <translation>
                <numerusform>%Ln Zitat zurückgenommen.</numerusform>
                <numerusform>%Ln Zitate zurückgenommen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) kept the synced changes.</source>
            <translation>
                <numerusform>%Ln Buch behielt die synchronisierten Änderungen.</numerusform>
                <numerusform>%Ln Bücher behielten die synchronisierten Änderungen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't sync</source>
            <translation>Synchronisierung nicht möglich</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Hält nach der laufenden Anfrage an …</translation>
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
            <source>Currently reading</source>
            <translation>Lese ich gerade</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Serveradresse kopieren</translation>
        </message>
        <message>
            <source>Accept KOReader progress</source>
            <translation>KOReader-Fortschritt annehmen</translation>
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
            <source>See the KOReader page for details about the server.</source>
            <translation>Mehr über den Server auf der Seite KOReader.</translation>
        </message>
        <message>
            <source>Start the server to get its address.</source>
            <translation>Starte den Server, um seine Adresse zu erhalten.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Gerät koppeln (2 Min.)</translation>
        </message>
        <message>
            <source>No books in progress.</source>
            <translation>Keine angefangenen Bücher.</translation>
        </message>
        <message>
            <source>BookOrbit is still running</source>
            <translation>BookOrbit läuft weiter</translation>
        </message>
        <message>
            <source>Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu.</source>
            <translation>Deine Geräte können weiterhin synchronisieren. Um BookOrbit zu beenden, wähle „Beenden“ im Menü dieses Symbols.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] attention</source>
            <translation>
                <numerusform>%n Buch ist zu klären</numerusform>
                <numerusform>%n Bücher sind zu klären</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync to Hardcover is paused</source>
            <translation>Synchronisierung mit Hardcover ist pausiert</translation>
        </message>
        <message>
            <source>Undoing…</source>
            <translation>Wird rückgängig gemacht …</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%Ln Stern</numerusform>
                <numerusform>%Ln Sterne</numerusform>
            </translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Online suchen und vergleichen …</translation>
        </message>
        <message>
            <source>Select a single book to compare.</source>
            <translation>Wähle ein einzelnes Buch, um es zu vergleichen.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Von Hardcover aktualisieren</translation>
        </message>
        <message>
            <source>KOReader already sets the status of these books.</source>
            <translation>KOReader setzt den Status dieser Bücher schon.</translation>
        </message>
        <message>
            <source>No device has synced these books yet.</source>
            <translation>Noch kein Gerät hat diese Bücher synchronisiert.</translation>
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
            <source>Turn this on in Settings, Library.</source>
            <translation>Schalte das unter Einstellungen, Bibliothek ein.</translation>
        </message>
        <message>
            <source>Go to series</source>
            <translation>Zur Reihe</translation>
        </message>
        <message>
            <source>Select a single book of a series.</source>
            <translation>Wähle ein einzelnes Buch einer Reihe.</translation>
        </message>
        <message>
            <source>Go to author</source>
            <translation>Zum Autor</translation>
        </message>
        <message>
            <source>Select a single book with an author.</source>
            <translation>Wähle ein einzelnes Buch mit Autor.</translation>
        </message>
        <message>
            <source>These books are already excluded.</source>
            <translation>Diese Bücher sind schon ausgeschlossen.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>In die Hardcover-Synchronisierung aufnehmen</translation>
        </message>
        <message>
            <source>None of these books are excluded.</source>
            <translation>Keines dieser Bücher ist ausgeschlossen.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread to sync it to Hardcover.</source>
            <translation>Gib einem Buch einen anderen Status als „Ungelesen“, um es mit Hardcover zu synchronisieren.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>{0} kopieren</translation>
        </message>
        <message>
            <source>Nothing to copy yet.</source>
            <translation>Noch nichts zu kopieren.</translation>
        </message>
        <message>
            <source>Discard your changes?</source>
            <translation>Änderungen verwerfen?</translation>
        </message>
        <message>
            <source>What you changed here hasn't been saved.</source>
            <translation>Was du hier geändert hast, ist nicht gespeichert.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Keep editing</source>
            <translation>Weiter bearbeiten</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
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
            <source>Skimmed</source>
            <translation>Überflogen</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Saved filter</source>
            <translation>Filter</translation>
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
            <source>{0} (reversed)</source>
            <translation>{0} (umgekehrt)</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>von dir gewählt</translation>
        </message>
        <message>
            <source>by Hardcover ID</source>
            <translation>über die Hardcover-ID</translation>
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
            <source>by an external ID</source>
            <translation>über eine fremde ID</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>in deinem Regal</translation>
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
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} Min.</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} Std. {1} Min.</translation>
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
            <source>Sign in again</source>
            <translation>Neu anmelden</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Neues Token erstellen</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Dokument {0}</translation>
        </message>
        <message>
            <source>about {0} left</source>
            <translation>noch etwa {0}</translation>
        </message>
        <message>
            <source>Not enough reading yet to tell when you'll finish it.</source>
            <translation>Noch nicht genug gelesen, um zu sagen, wann du es beendest.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace.</source>
            <translation>Bei deinem Tempo beendet um den {0}.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace, most likely between {1} and {2}.</source>
            <translation>Bei deinem Tempo beendet um den {0}, am ehesten zwischen {1} und {2}.</translation>
        </message>
        <message>
            <source>The backup wasn't restored. Your library is as it was.</source>
            <translation>Die Sicherung wurde nicht wiederhergestellt. Deine Bibliothek ist, wie sie war.</translation>
        </message>
        <message>
            <source>Nothing was imported. Your library is as it was.</source>
            <translation>Nichts wurde importiert. Deine Bibliothek ist, wie sie war.</translation>
        </message>
        <message>
            <source>Another BookOrbit is using {0} and isn't responding. Close it and try again.</source>
            <translation>Ein anderes BookOrbit benutzt {0} und antwortet nicht. Beende es und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit is running on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit läuft gerade mit {0}, deshalb bleibt die Bibliothek dort. Beende es und versuche es noch einmal.</translation>
        </message>
        <message>
            <source>The backup was restored. What was there before is in {0}.</source>
            <translation>Die Sicherung wurde wiederhergestellt. Was vorher da war, ist in {0}.</translation>
        </message>
        <message>
            <source>Everything was imported. The empty library is kept in {0}.</source>
            <translation>Alles wurde importiert. Die leere Bibliothek liegt in {0}.</translation>
        </message>
        <message>
            <source>BookOrbit is running but doesn't respond. Quit it, or end its process, and start it again.</source>
            <translation>BookOrbit läuft, antwortet aber nicht. Beende es oder seinen Prozess und starte es neu.</translation>
        </message>
        <message>
            <source>No display was found to open books in. Add them with “scan” instead.</source>
            <translation>Es gibt keinen Bildschirm, um Bücher zu öffnen. Füge sie mit „scan“ hinzu.</translation>
        </message>
        <message>
            <source>BookOrbit is already running on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit läuft schon mit {0}. Beende es, oder nimm einen anderen Ordner (--data-dir).</translation>
        </message>
        <message>
            <source>The name can't be announced on this network, so use the address. Another program may be using UDP port 5353.</source>
            <translation>Der Name kann in diesem Netzwerk nicht bekannt gegeben werden, nimm also die Adresse. Vielleicht benutzt ein anderes Programm den UDP-Port 5353.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit darf nicht in {0} schreiben. Erlaube es in den Eigenschaften des Ordners, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>Der Datenträger mit {0} ist voll. Schaffe Platz und starte noch einmal, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors. Check that it's connected and healthy.</source>
            <translation>Der Datenträger mit {0} hat Lese- oder Schreibfehler. Prüf, ob er angeschlossen und in Ordnung ist.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} ist kein Ordner. Verschiebe die Datei, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is empty. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist leer. Stell eine Sicherung wieder her oder starte mit --set-aside, um sie beiseitezulegen und eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is damaged; BookOrbit has left it as it is. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek, {0}, ist beschädigt; BookOrbit hat sie nicht verändert. Stell eine Sicherung wieder her oder starte mit --set-aside, um sie beiseitezulegen und eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>BookOrbit couldn't upgrade {0} and left it unchanged. Install the version you used before, and report this with the log file.</source>
            <translation>BookOrbit konnte {0} nicht aktualisieren; alles ist, wie es war. Installiere die vorherige Version und melde dies mit der Protokolldatei.</translation>
        </message>
        <message>
            <source>Another program is using {0}. Close that program and start again.</source>
            <translation>Ein anderes Programm benutzt {0}. Schließ es und starte noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit darf {0} nicht lesen. Erlaube es in den Eigenschaften der Datei, oder wähle mit --data-dir einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The output could not be written ({0}). Write it to another place, and start the command again.</source>
            <translation>Die Ausgabe konnte nicht geschrieben werden ({0}). Schreib sie an einen anderen Ort und starte den Befehl noch einmal.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>Die Standardeingabe ist kein Text in UTF-8. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>This file isn't the database its name suggests.</source>
            <translation>Diese Datei ist nicht die Datenbank, die ihr Name verspricht.</translation>
        </message>
        <message>
            <source>This database is damaged. The previous one is kept.</source>
            <translation>Diese Datenbank ist beschädigt. Die vorherige bleibt.</translation>
        </message>
        <message>
            <source>This vocabulary can't be read: {0}.</source>
            <translation>Dieses Vokabular lässt sich nicht lesen: {0}.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Das ist keine gewöhnliche Datei.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}.</source>
            <translation>Die Datei war nicht lesbar: {0}.</translation>
        </message>
        <message>
            <source>The file doesn't exist.</source>
            <translation>Die Datei existiert nicht.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file. Check its permissions.</source>
            <translation>BookOrbit darf diese Datei nicht lesen. Prüfe ihre Zugriffsrechte.</translation>
        </message>
        <message>
            <source>This file is larger than {0} bytes.</source>
            <translation>Diese Datei ist größer als {0} Byte.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Diese Datei ist leer.</translation>
        </message>
        <message>
            <source>Its backup copy was read instead. {0}</source>
            <translation>Stattdessen wurde die Sicherungskopie gelesen. {0}</translation>
        </message>
        <message>
            <source>This file is neither KOReader's statistics nor the database of KoInsight.</source>
            <translation>Diese Datei ist weder KOReaders Statistik noch die Datenbank von KoInsight.</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Zeile {0}, Spalte {1}: {2}</translation>
        </message>
        <message>
            <source>No table found.</source>
            <translation>Keine Tabelle gefunden.</translation>
        </message>
        <message>
            <source>Unknown escape sequence.</source>
            <translation>Unbekannte Escape-Sequenz.</translation>
        </message>
        <message>
            <source>Unexpected text after the value.</source>
            <translation>Unerwarteter Text nach dem Wert.</translation>
        </message>
        <message>
            <source>Only tables, strings, numbers, true, false and nil are allowed.</source>
            <translation>Nur Tabellen, Zeichenketten, Zahlen, true, false und nil sind erlaubt.</translation>
        </message>
        <message>
            <source>Too many values (more than {0}).</source>
            <translation>Zu viele Werte (mehr als {0}).</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} levels deep.</source>
            <translation>Tabellen sind mehr als {0} Ebenen tief verschachtelt.</translation>
        </message>
        <message>
            <source>Expected “=”.</source>
            <translation>„=“ erwartet.</translation>
        </message>
        <message>
            <source>Unterminated string.</source>
            <translation>Nicht abgeschlossene Zeichenkette.</translation>
        </message>
        <message>
            <source>Too many escape sequences (more than {0}).</source>
            <translation>Zu viele Escape-Sequenzen (mehr als {0}).</translation>
        </message>
        <message>
            <source>Escape sequence isn't a valid character.</source>
            <translation>Die Escape-Sequenz ist kein gültiges Zeichen.</translation>
        </message>
        <message>
            <source>Expected a value.</source>
            <translation>Wert erwartet.</translation>
        </message>
        <message>
            <source>Unterminated long string.</source>
            <translation>Nicht abgeschlossene lange Zeichenkette.</translation>
        </message>
        <message>
            <source>Invalid number.</source>
            <translation>Ungültige Zahl.</translation>
        </message>
        <message>
            <source>Expected “,” or “}”.</source>
            <translation>„,“ oder „}“ erwartet.</translation>
        </message>
        <message>
            <source>Invalid table key.</source>
            <translation>Ungültiger Tabellenschlüssel.</translation>
        </message>
        <message>
            <source>Expected “]” after the key.</source>
            <translation>„]“ nach dem Schlüssel erwartet.</translation>
        </message>
        <message>
            <source>Invalid escape sequence.</source>
            <translation>Ungültige Escape-Sequenz.</translation>
        </message>
        <message>
            <source>Page views skipped because their time or page is impossible: {0}.</source>
            <translation>Übersprungene Seitenaufrufe mit unmöglicher Zeit oder Seite: {0}.</translation>
        </message>
        <message>
            <source>“{0}” is missing.</source>
            <translation>„{0}“ fehlt.</translation>
        </message>
        <message>
            <source>“{0}” must be 32 hexadecimal digits.</source>
            <translation>„{0}“ muss aus 32 hexadezimalen Ziffern bestehen.</translation>
        </message>
        <message>
            <source>Send at most {0} books at a time.</source>
            <translation>Sende höchstens {0} Bücher auf einmal.</translation>
        </message>
        <message>
            <source>What it says besides its highlights is too long.</source>
            <translation>Was es außer seinen Markierungen angibt, ist zu lang.</translation>
        </message>
        <message>
            <source>It has no digest.</source>
            <translation>Es hat keine Prüfsumme.</translation>
        </message>
        <message>
            <source>It has no title.</source>
            <translation>Es hat keinen Titel.</translation>
        </message>
        <message>
            <source>It has neither a digest nor a title, or no page views.</source>
            <translation>Es hat weder Prüfsumme noch Titel oder keine Seitenaufrufe.</translation>
        </message>
        <message>
            <source>Too many folders here; the rest were skipped.</source>
            <translation>Zu viele Ordner; die übrigen wurden übersprungen.</translation>
        </message>
        <message>
            <source>This file is damaged: it has more than {0} annotations.</source>
            <translation>Diese Datei ist beschädigt: Sie enthält mehr als {0} Anmerkungen.</translation>
        </message>
        <message>
            <source>This database is damaged. Page views recovered: {0}.</source>
            <translation>Diese Datenbank ist beschädigt. Gerettete Seitenaufrufe: {0}.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: it has no table of books.</source>
            <translation>Diese Datei ist keine KOReader-Statistik: Sie hat keine Büchertabelle.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Diese Datei ist keine Statistik von KOReader: Eine Spalte darin heißt „rowid“.</translation>
        </message>
        <message>
            <source>This statistics database is too damaged to read: {0}.</source>
            <translation>Diese Statistikdatenbank ist zu beschädigt zum Lesen: {0}.</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>Es gibt kein Buch {0}. „list“ zeigt die Bücher und ihre Nummern.</translation>
        </message>
        <message>
            <source>This template is too long. The limit is {0} characters.</source>
            <translation>Diese Vorlage ist zu lang. Erlaubt sind {0} Zeichen.</translation>
        </message>
        <message numerus="yes">
            <source>A template can have up to %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Eine Vorlage hat höchstens %Ln Ordner. Entferne Schrägstriche.</numerusform>
                <numerusform>Eine Vorlage hat höchstens %Ln Ordner. Entferne Schrägstriche.</numerusform>
            </translation>
        </message>
        <message>
            <source>Add {0} to the template. Without it, many books would get the same name.</source>
            <translation>Ergänze die Vorlage um {0}. Sonst hießen viele Bücher gleich.</translation>
        </message>
        <message>
            <source>A folder has no name. Remove the extra slash, or add a name after the last one.</source>
            <translation>Ein Ordner hat keinen Namen. Entferne den überzähligen Schrägstrich oder gib nach dem letzten einen Namen an.</translation>
        </message>
        <message>
            <source>Square brackets must open and close within the same folder or file name.</source>
            <translation>Eckige Klammern müssen im selben Ordner- oder Dateinamen geöffnet und geschlossen werden.</translation>
        </message>
        <message>
            <source>Unknown field {0}. Available fields: {1}.</source>
            <translation>Unbekanntes Feld {0}. Verfügbare Felder: {1}.</translation>
        </message>
        <message>
            <source>Use / between folders on every system.</source>
            <translation>Trenne Ordner auf jedem System mit /.</translation>
        </message>
        <message>
            <source>Put fields in braces, such as {0}.</source>
            <translation>Setz Felder in geschweifte Klammern, etwa {0}.</translation>
        </message>
        <message>
            <source>Square brackets can't contain a slash. Close the bracket before it.</source>
            <translation>Eckige Klammern dürfen keinen Schrägstrich enthalten. Schließ die Klammer davor.</translation>
        </message>
        <message>
            <source>read from {0} to {1}</source>
            <translation>von {0} bis {1} gelesen</translation>
        </message>
        <message>
            <source>read from {0} to {1} (page {2})</source>
            <translation>von {0} bis {1} gelesen (Seite {2})</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>Seite: {0} → {1}</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>Status: {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>Bewertung: {0} → {1}</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>Sichtbarkeit: {0} → {1}</translation>
        </message>
        <message>
            <source>start date: {0} → {1}</source>
            <translation>Beginn: {0} → {1}</translation>
        </message>
        <message>
            <source>finish date: {0} → {1}</source>
            <translation>Ende: {0} → {1}</translation>
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
            <source>saved ID: {0} → {1}</source>
            <translation>gespeicherte ID: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>Fortschritt: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>Fortschritt: {0} → {1} (Seite {2})</translation>
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
            <source>started at {0}</source>
            <translation>begonnen bei {0}</translation>
        </message>
        <message>
            <source>stayed at {0}</source>
            <translation>geblieben bei {0}</translation>
        </message>
        <message>
            <source>went back from {0} to {1}</source>
            <translation>von {0} auf {1} zurückgegangen</translation>
        </message>
        <message>
            <source>started at {0} (page {1})</source>
            <translation>begonnen bei {0} (Seite {1})</translation>
        </message>
        <message>
            <source>now at {0} (page {1})</source>
            <translation>jetzt bei {0} (Seite {1})</translation>
        </message>
        <message>
            <source>went back from {0} to {1} (page {2})</source>
            <translation>von {0} auf {1} zurückgegangen (Seite {2})</translation>
        </message>
        <message>
            <source>progress removed</source>
            <translation>Fortschritt entfernt</translation>
        </message>
        <message>
            <source>started at page {0}</source>
            <translation>begonnen auf Seite {0}</translation>
        </message>
        <message>
            <source>rating removed</source>
            <translation>Bewertung entfernt</translation>
        </message>
        <message>
            <source>privacy set to {0}</source>
            <translation>Sichtbarkeit: {0}</translation>
        </message>
        <message>
            <source>start date removed</source>
            <translation>Beginn entfernt</translation>
        </message>
        <message>
            <source>started on {0}</source>
            <translation>begonnen am {0}</translation>
        </message>
        <message>
            <source>finish date removed</source>
            <translation>Ende entfernt</translation>
        </message>
        <message>
            <source>finished on {0}</source>
            <translation>beendet am {0}</translation>
        </message>
        <message>
            <source>match removed</source>
            <translation>Zuordnung entfernt</translation>
        </message>
        <message>
            <source>matched with {0}</source>
            <translation>zugeordnet zu {0}</translation>
        </message>
        <message>
            <source>edition removed</source>
            <translation>Ausgabe entfernt</translation>
        </message>
        <message>
            <source>page count removed</source>
            <translation>Seitenzahl entfernt</translation>
        </message>
        <message>
            <source>page count set to {0}</source>
            <translation>Seitenzahl auf {0} gesetzt</translation>
        </message>
        <message>
            <source>saved ID removed</source>
            <translation>gespeicherte ID entfernt</translation>
        </message>
        <message>
            <source>saved ID set to {0}</source>
            <translation>gespeicherte ID: {0}</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Zugeordnet, aber diese Ausgabe hat keine Seitenzahl, daher lässt sich kein Fortschritt senden. Status, Daten und Bewertung wurden gesendet. Wähle eine Ausgabe mit Seiten.</translation>
        </message>
        <message>
            <source>Choose “Replace on Hardcover” to send what is here instead.</source>
            <translation>Wähle „Auf Hardcover ersetzen“, um stattdessen zu senden, was hier steht.</translation>
        </message>
        <message>
            <source>Hardcover is ahead of this library. Nothing there is ever lowered.</source>
            <translation>Hardcover ist weiter als diese Bibliothek. Dort wird nie etwas herabgesetzt.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author only. Is it the right book?</source>
            <translation>Nur über Titel und Autor „{0}“ zugeordnet. Ist es das richtige Buch?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>Pausiert nach %Ln Fehlschlag.</numerusform>
                <numerusform>Pausiert nach %Ln Fehlschlägen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Set a status other than Unread to send it.</source>
            <translation>Wähle einen anderen Status als „Ungelesen“, um es zu senden.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Choose Include to send it again.</source>
            <translation>Du hast dieses Buch von Hardcover ausgeschlossen. Wähle „Aufnehmen“, um es wieder zu senden.</translation>
        </message>
        <message>
            <source>The next sync will look for it on Hardcover.</source>
            <translation>Die nächste Synchronisierung sucht es auf Hardcover.</translation>
        </message>
        <message>
            <source>The matched edition's page count ({0}) can't be right, so progress isn't sent.</source>
            <translation>Die Seitenzahl der zugeordneten Ausgabe ({0}) kann nicht stimmen, daher wird kein Fortschritt gesendet.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Wähle eine andere Ausgabe oder gib die Seitenzahl ein.</translation>
        </message>
        <message>
            <source>Waiting to send: {0}.</source>
            <translation>Wartet aufs Senden: {0}.</translation>
        </message>
        <message>
            <source>Up to date on Hardcover.</source>
            <translation>Auf Hardcover aktuell.</translation>
        </message>
        <message>
            <source>Choose Sync now to try again.</source>
            <translation>Wähle „Jetzt synchronisieren“, um es erneut zu versuchen.</translation>
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
            <source>not set</source>
            <translation>nicht gesetzt</translation>
        </message>
        <message>
            <source>You rated it {0} here. Clear that rating first.</source>
            <translation>Du hast es hier mit {0} bewertet. Entferne zuerst diese Bewertung.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>Es ist nicht in deinem Hardcover-Regal.</translation>
        </message>
        <message>
            <source>It has no rating on Hardcover.</source>
            <translation>Auf Hardcover hat es keine Bewertung.</translation>
        </message>
        <message>
            <source>You rated it {0} on Hardcover yourself; that rating stays.</source>
            <translation>Du hast es auf Hardcover selbst mit {0} bewertet; diese Bewertung bleibt.</translation>
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
            <source>Your token can't read private notes, so the entry stays.</source>
            <translation>Dein Token kann private Notizen nicht lesen, deshalb bleibt der Eintrag.</translation>
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
            <source>It has more reads than BookOrbit can check; the entry stays.</source>
            <translation>Er hat mehr Lesedurchgänge, als BookOrbit prüfen kann; der Eintrag bleibt.</translation>
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
            <source>You set {0} on Hardcover; that stays.</source>
            <translation>Du hast auf Hardcover {0} gesetzt; das bleibt.</translation>
        </message>
        <message>
            <source>The rating on Hardcover is {0}; it stays.</source>
            <translation>Die Bewertung auf Hardcover ist {0}; sie bleibt.</translation>
        </message>
        <message>
            <source>The status on Hardcover is {0}; it stays.</source>
            <translation>Der Status auf Hardcover ist {0}; er bleibt.</translation>
        </message>
        <message>
            <source>Hardcover has a different entry now; it stays.</source>
            <translation>Auf Hardcover steht jetzt ein anderer Eintrag; er bleibt.</translation>
        </message>
        <message>
            <source>It's unclear whether you or BookOrbit added this book to your shelf; it stays.</source>
            <translation>Es ist unklar, ob du oder BookOrbit dieses Buch ins Regal gestellt hat; es bleibt.</translation>
        </message>
        <message>
            <source>You've changed the status on Hardcover since; it stays.</source>
            <translation>Du hast den Status auf Hardcover seither geändert; er bleibt.</translation>
        </message>
        <message>
            <source>You've changed the rating on Hardcover since; it stays.</source>
            <translation>Du hast die Bewertung auf Hardcover seither geändert; sie bleibt.</translation>
        </message>
        <message>
            <source>You've changed the privacy on Hardcover since; it stays.</source>
            <translation>Du hast die Sichtbarkeit auf Hardcover seither geändert; sie bleibt.</translation>
        </message>
        <message>
            <source>You've changed a read on Hardcover since; it stays.</source>
            <translation>Du hast einen Lesedurchgang auf Hardcover seither geändert; er bleibt.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; they all stay.</source>
            <translation>Er hat mehr Lesedurchgänge, als BookOrbit prüfen kann; alle bleiben.</translation>
        </message>
        <message>
            <source>by the ID in the book</source>
            <translation>über die ID im Buch</translation>
        </message>
        <message>
            <source>by an ID on another site</source>
            <translation>über eine ID auf einer anderen Website</translation>
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
            <source>read removed</source>
            <translation>Lesedurchgang entfernt</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>Zuordnung bestätigt</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>aus deinem Regal entfernt</translation>
        </message>
        <message>
            <source>added to your shelf</source>
            <translation>ins Regal gestellt</translation>
        </message>
        <message>
            <source>read added</source>
            <translation>Lesedurchgang hinzugefügt</translation>
        </message>
        <message>
            <source>recognised by another digest</source>
            <translation>an einer anderen Prüfsumme erkannt</translation>
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
            <source>status and rating on Hardcover may be replaced</source>
            <translation>Status und Bewertung auf Hardcover dürfen ersetzt werden</translation>
        </message>
        <message>
            <source>status and rating on Hardcover stay</source>
            <translation>Status und Bewertung auf Hardcover bleiben</translation>
        </message>
        <message>
            <source>“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.</source>
            <translation>„{0}“ ist kein Buch auf Hardcover. Füge seinen Link, seine Nummer, edition:NUMMER oder eine ISBN ein.</translation>
        </message>
        <message>
            <source>the record is the comic, not the novel</source>
            <translation>der Eintrag ist der Comic, nicht der Roman</translation>
        </message>
        <message>
            <source>the record is the novel, not the comic</source>
            <translation>der Eintrag ist der Roman, nicht der Comic</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>der Autor ist ein anderer</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>die ISBN gehört zu „{0}“</translation>
        </message>
        <message>
            <source>the ISBN is mistyped and belongs to “{0}”</source>
            <translation>die ISBN enthält einen Fehler und gehört zu „{0}“</translation>
        </message>
        <message>
            <source>the saved ID belongs to “{0}”</source>
            <translation>die gespeicherte ID gehört zu „{0}“</translation>
        </message>
        <message>
            <source>this file has no usable title</source>
            <translation>diese Datei hat keinen brauchbaren Titel</translation>
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
            <source>the author is written in another script</source>
            <translation>der Autor steht in einer anderen Schrift</translation>
        </message>
        <message>
            <source>the edition is different (such as deluxe or omnibus)</source>
            <translation>die Ausgabe ist eine andere (etwa Deluxe oder Sammelband)</translation>
        </message>
        <message>
            <source>the record is numbered differently (issues, volumes or books)</source>
            <translation>der Eintrag ist anders nummeriert (Hefte, Bände oder Bücher)</translation>
        </message>
        <message>
            <source>there may be several comics of this story</source>
            <translation>von dieser Geschichte kann es mehrere Comics geben</translation>
        </message>
        <message>
            <source>the record does not say that it is a comic</source>
            <translation>der Eintrag sagt nicht, dass er ein Comic ist</translation>
        </message>
        <message>
            <source>neither names an author</source>
            <translation>keines von beiden nennt einen Autor</translation>
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
            <source>Another highlight of this book has the same text.</source>
            <translation>Eine andere Markierung dieses Buchs hat denselben Text.</translation>
        </message>
        <message>
            <source>quote, page {0}: {1}</source>
            <translation>Zitat, Seite {0}: {1}</translation>
        </message>
        <message>
            <source>It has no text.</source>
            <translation>Sie hat keinen Text.</translation>
        </message>
        <message>
            <source>It's longer than {0} characters. Send a shorter one.</source>
            <translation>Sie ist länger als {0} Zeichen. Sende eine kürzere.</translation>
        </message>
        <message>
            <source>Sending highlights to Hardcover is off.</source>
            <translation>Das Senden von Markierungen an Hardcover ist aus.</translation>
        </message>
        <message>
            <source>You didn't choose this book for sending highlights.</source>
            <translation>Du hast dieses Buch nicht zum Senden von Markierungen gewählt.</translation>
        </message>
        <message>
            <source>It has no note, and only notes are sent.</source>
            <translation>Sie hat keine Notiz, und nur Notizen werden gesendet.</translation>
        </message>
        <message>
            <source>You made it before you turned sending on.</source>
            <translation>Du hast sie gemacht, bevor du das Senden eingeschaltet hast.</translation>
        </message>
        <message>
            <source>Changed since. The next sync sends the change.</source>
            <translation>Seitdem geändert. Der nächste Sync sendet die Änderung.</translation>
        </message>
        <message>
            <source>It was removed from Hardcover again.</source>
            <translation>Sie wurde wieder von Hardcover entfernt.</translation>
        </message>
        <message>
            <source>You removed it from your highlights.</source>
            <translation>Du hast sie aus deinen Markierungen entfernt.</translation>
        </message>
        <message>
            <source>quote removed: {0}</source>
            <translation>Zitat entfernt: {0}</translation>
        </message>
        <message>
            <source>quote changed: {0} → {1}</source>
            <translation>Zitat geändert: {0} → {1}</translation>
        </message>
        <message>
            <source>quote with note, page {0}: {1}</source>
            <translation>Zitat mit Notiz, Seite {0}: {1}</translation>
        </message>
        <message>
            <source>The next sync removes it from Hardcover.</source>
            <translation>Der nächste Sync entfernt sie von Hardcover.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover; that stays.</source>
            <translation>Du hast das auf Hardcover geschrieben oder geändert; das bleibt.</translation>
        </message>
        <message>
            <source>It stands under the book that you had matched before.</source>
            <translation>Sie steht bei dem Buch, dem du es vorher zugeordnet hattest.</translation>
        </message>
        <message>
            <source>You removed it on Hardcover, so it isn't sent again by itself.</source>
            <translation>Du hast sie auf Hardcover entfernt, darum wird sie nicht von selbst wieder gesendet.</translation>
        </message>
        <message>
            <source>No device has it any more.</source>
            <translation>Kein Gerät hat sie mehr.</translation>
        </message>
        <message>
            <source>quote with note: {0}</source>
            <translation>Zitat mit Notiz: {0}</translation>
        </message>
        <message>
            <source>quote: {0}</source>
            <translation>Zitat: {0}</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>Der nächste Abgleich sendet es.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) added</source>
            <translation>
                <numerusform>%Ln Zitat hinzugefügt</numerusform>
                <numerusform>%Ln Zitate hinzugefügt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) changed</source>
            <translation>
                <numerusform>%Ln Zitat geändert</numerusform>
                <numerusform>%Ln Zitate geändert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) removed</source>
            <translation>
                <numerusform>%Ln Zitat entfernt</numerusform>
                <numerusform>%Ln Zitate entfernt</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover hat mehr als einen offenen Lesedurchgang dieses Buchs; der neueste wird aktualisiert.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover and stays finished.</source>
            <translation>Dieser Lesedurchgang ist auf Hardcover beendet und bleibt es.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover ist weiter, bei {0}; der Fortschritt wird nie verringert.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read further.</source>
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
            <source>You have the audiobook on Hardcover; its status and progress there are left alone.</source>
            <translation>Du hast auf Hardcover das Hörbuch; dessen Status und Fortschritt bleiben unverändert.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>ein neuer Lesedurchgang bei {0}</translation>
        </message>
        <message>
            <source>You undid the updates to this read.</source>
            <translation>Du hast die Änderungen an diesem Lesedurchgang rückgängig gemacht.</translation>
        </message>
        <message>
            <source>New progress will be sent.</source>
            <translation>Neuer Fortschritt wird gesendet.</translation>
        </message>
        <message>
            <source>This book already has a status here; it stays.</source>
            <translation>Dieses Buch hat hier schon einen Status; er bleibt.</translation>
        </message>
        <message>
            <source>This book already has a rating or position here; it stays.</source>
            <translation>Dieses Buch hat hier schon eine Bewertung oder Position; sie bleibt.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Bereit zum Importieren.</translation>
        </message>
        <message>
            <source>This Hardcover status isn't imported.</source>
            <translation>Dieser Hardcover-Status wird nicht importiert.</translation>
        </message>
        <message>
            <source>Not in your library.</source>
            <translation>Nicht in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>Several books in your library could be this one.</source>
            <translation>Mehrere Bücher deiner Bibliothek könnten dieses sein.</translation>
        </message>
        <message>
            <source>Matched by title and author. Check it first.</source>
            <translation>Über Titel und Autor zugeordnet. Prüf es zuerst.</translation>
        </message>
        <message>
            <source>Already the same on both sides.</source>
            <translation>Auf beiden Seiten schon gleich.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Zwei Einträge auf Hardcover könnten dieses Buch sein.</translation>
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
            <source>This book is no longer on your Hardcover shelf and stays off it. Use Re-match to put it back.</source>
            <translation>Dieses Buch ist nicht mehr in deinem Hardcover-Regal und kommt nicht zurück. „Neu zuordnen“ stellt es wieder hinein.</translation>
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
            <source>No Hardcover token yet.</source>
            <translation>Noch kein Hardcover-Token.</translation>
        </message>
        <message>
            <source>Automatic sync is off.</source>
            <translation>Die automatische Synchronisierung ist aus.</translation>
        </message>
        <message>
            <source>Sync is paused until {0}.</source>
            <translation>Die Synchronisierung pausiert bis {0}.</translation>
        </message>
        <message>
            <source>Automatic sync starts after the first sync you confirm.</source>
            <translation>Die automatische Synchronisierung beginnt nach der ersten, die du bestätigst.</translation>
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
            <source>Can't reach Hardcover. Will retry later.</source>
            <translation>Hardcover ist nicht erreichbar. Neuer Versuch folgt später.</translation>
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
            <source>Fills in what's missing; everything else stays.</source>
            <translation>Ergänzt, was fehlt; alles andere bleibt.</translation>
        </message>
        <message>
            <source>You're reading this book now. If the finished read in the file is this one, mark it Read.</source>
            <translation>Du liest dieses Buch gerade. Wenn der beendete Lesedurchgang in der Datei dieser ist, setz es auf „Gelesen“.</translation>
        </message>
        <message>
            <source>Same ISBN, different title. Check it first.</source>
            <translation>Gleiche ISBN, anderer Titel. Prüf es zuerst.</translation>
        </message>
        <message>
            <source>This line has no supported status, rating or dates.</source>
            <translation>Diese Zeile hat keinen unterstützten Status, keine Bewertung und keine Daten.</translation>
        </message>
        <message>
            <source>Two lines in the file could be this book.</source>
            <translation>Zwei Zeilen der Datei könnten dieses Buch sein.</translation>
        </message>
        <message>
            <source>This book already has a rating here; it stays.</source>
            <translation>Dieses Buch hat hier schon eine Bewertung; sie bleibt.</translation>
        </message>
        <message>
            <source>Another line in the file is a better match for this book.</source>
            <translation>Eine andere Zeile der Datei passt besser zu diesem Buch.</translation>
        </message>
        <message>
            <source>Duplicate of an earlier line.</source>
            <translation>Doppelt: Eine frühere Zeile ist gleich.</translation>
        </message>
        <message>
            <source>This line doesn't name a book.</source>
            <translation>Diese Zeile nennt kein Buch.</translation>
        </message>
        <message>
            <source>Not in your library. It will become an entry without a file.</source>
            <translation>Nicht in deiner Bibliothek. Es wird ein Eintrag ohne Datei.</translation>
        </message>
        <message>
            <source>A device name can have up to {0} characters. Choose a shorter one.</source>
            <translation>Ein Gerätename darf bis zu {0} Zeichen haben. Wähle einen kürzeren.</translation>
        </message>
        <message>
            <source>Use the file from the device itself. A copy rewritten by calibre or another program has a different digest.</source>
            <translation>Nimm die Datei vom Gerät selbst. Eine Kopie, die Calibre oder ein anderes Programm neu geschrieben hat, hat eine andere Prüfsumme.</translation>
        </message>
        <message>
            <source>It's “{0}” in your library. Link it.</source>
            <translation>In deiner Bibliothek ist es „{0}“. Verknüpfe es.</translation>
        </message>
        <message>
            <source>This file has the same text as “{0}” but a different digest: your device keeps the digest from when it first opened the book. If this is the text you read there, link it.</source>
            <translation>Diese Datei hat denselben Text wie „{0}“, aber eine andere Prüfsumme: Dein Gerät behält die vom ersten Öffnen des Buchs. Wenn du dort diesen Text liest, verknüpfe es.</translation>
        </message>
        <message>
            <source>It isn't in your library. Add it, or create an entry without a file.</source>
            <translation>Es ist nicht in deiner Bibliothek. Füge es hinzu oder leg einen Eintrag ohne Datei an.</translation>
        </message>
        <message>
            <source>Same text, different metadata: it's “{0}” in your library. Link it.</source>
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
            <source>Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Konten werden auf deinem Computer angelegt. Tippe auf „Einloggen“ und gib Namen und Passphrase aus BookOrbit ein.</translation>
        </message>
        <message>
            <source>Pairing works only on your home network. Connect this device to the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>Koppeln geht nur im Heimnetz. Verbinde dieses Gerät mit demselben WLAN wie deinen Computer und tippe dann wieder auf „Registrieren“.</translation>
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
            <source>This pairing request has expired. Start pairing again, then tap Register on the device.</source>
            <translation>Diese Kopplungsanfrage ist abgelaufen. Starte das Koppeln neu und tippe dann auf dem Gerät auf „Registrieren“.</translation>
        </message>
        <message>
            <source>Enter a port up to {0}. KOReader usually uses 7200.</source>
            <translation>Gib einen Port bis {0} ein. KOReader benutzt meist 7200.</translation>
        </message>
        <message>
            <source>“{0}” isn't the address of a web page. Enter it without a path, such as {1}.</source>
            <translation>„{0}“ ist keine Adresse einer Webseite. Gib sie ohne Pfad ein, zum Beispiel {1}.</translation>
        </message>
        <message>
            <source>Enter a name such as books.example.org, without http:// or a port.</source>
            <translation>Gib einen Namen wie books.example.org ein, ohne http:// und ohne Port.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to {0}, such as 7200.</source>
            <translation>Gib einen Port von 1 bis {0} ein, etwa 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices can't reach it. Choose another address in Settings ▸ KOReader.</source>
            <translation>Dieser Computer hat die Adresse {0} nicht mehr, daher erreichen ihn Geräte nicht. Wähle eine andere unter Einstellungen ▸ KOReader.</translation>
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
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>Die Datei deines Geräts hat {0} Seiten, dieses Buch {1}.</translation>
        </message>
        <message>
            <source>Same title.</source>
            <translation>Gleicher Titel.</translation>
        </message>
        <message>
            <source>Similar title.</source>
            <translation>Ähnlicher Titel.</translation>
        </message>
        <message>
            <source>Slightly similar title.</source>
            <translation>Entfernt ähnlicher Titel.</translation>
        </message>
        <message>
            <source>Same author.</source>
            <translation>Gleicher Autor.</translation>
        </message>
        <message>
            <source>Similar author.</source>
            <translation>Ähnlicher Autor.</translation>
        </message>
        <message>
            <source>Different author.</source>
            <translation>Anderer Autor.</translation>
        </message>
        <message>
            <source>Slightly similar author.</source>
            <translation>Entfernt ähnlicher Autor.</translation>
        </message>
        <message>
            <source>Your device's file has fixed pages, like a PDF; this book has no such file.</source>
            <translation>Die Datei auf deinem Gerät hat feste Seiten, wie ein PDF; dieses Buch hat keine solche Datei.</translation>
        </message>
        <message>
            <source>Your device's file has reflowable text; this book's files have fixed pages.</source>
            <translation>Die Datei auf deinem Gerät hat fließenden Text; die Dateien dieses Buchs haben feste Seiten.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>Das Tempo passt: {0} Seiten in der Stunde.</translation>
        </message>
        <message>
            <source>For this book that would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Bei diesem Buch wären das {0} Seiten in der Stunde, schneller, als jemand liest.</translation>
        </message>
        <message>
            <source>Different volume.</source>
            <translation>Anderer Band.</translation>
        </message>
        <message>
            <source>The file name resembles the title.</source>
            <translation>Der Dateiname ähnelt dem Titel.</translation>
        </message>
        <message numerus="yes">
            <source>The page count fits: %n.</source>
            <translation>
                <numerusform>Die Seitenzahl passt: %Ln.</numerusform>
                <numerusform>Die Seitenzahl passt: %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file name contains the title and author.</source>
            <translation>Der Dateiname enthält Titel und Autor.</translation>
        </message>
        <message>
            <source>This is a Calibre library. BookOrbit uses its titles, series and identifiers.</source>
            <translation>Das ist eine Calibre-Bibliothek. BookOrbit verwendet ihre Titel, Reihen und Kennungen.</translation>
        </message>
        <message>
            <source>This Calibre library has no suitable column #{0}. Choose another one.</source>
            <translation>Diese Calibre-Bibliothek hat keine passende Spalte #{0}. Wähle eine andere.</translation>
        </message>
        <message>
            <source>There is already a shelf called “{0}”. Choose another name.</source>
            <translation>Ein Regal namens „{0}“ gibt es schon. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>There is no shelf called “{0}”. “shelf list” shows your shelves.</source>
            <translation>Ein Regal namens „{0}“ gibt es nicht. „shelf list“ zeigt deine Regale.</translation>
        </message>
        <message>
            <source>This shelf or tag no longer exists.</source>
            <translation>Dieses Regal oder Schlagwort gibt es nicht mehr.</translation>
        </message>
        <message>
            <source>“{0}” is a saved filter: it shows the books that match. Choose a shelf instead.</source>
            <translation>„{0}“ ist ein gespeicherter Filter: Er zeigt die passenden Bücher. Wähle stattdessen ein Regal.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Gib einen Namen ein.</translation>
        </message>
        <message>
            <source>There is already a tag called “{0}”. Choose another name.</source>
            <translation>Ein Schlagwort namens „{0}“ gibt es schon. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>There is already a saved filter called “{0}”. Choose another name.</source>
            <translation>Einen gespeicherten Filter namens „{0}“ gibt es schon. Wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>There is no tag called “{0}”. “tag list” shows your tags.</source>
            <translation>Ein Schlagwort namens „{0}“ gibt es nicht. „tag list“ zeigt deine Schlagwörter.</translation>
        </message>
        <message>
            <source>A book needs a title. Enter one, or use the one in the file.</source>
            <translation>Ein Buch braucht einen Titel. Gib einen ein oder verwende den aus der Datei.</translation>
        </message>
        <message>
            <source>Too long: {0} characters, the limit is {1}. Shorten it.</source>
            <translation>Zu lang: {0} Zeichen, erlaubt sind {1}. Kürze es.</translation>
        </message>
        <message>
            <source>This field needs text. Enter some words.</source>
            <translation>Dieses Feld braucht Text. Gib Wörter ein.</translation>
        </message>
        <message>
            <source>This field is a list. Separate entries with semicolons.</source>
            <translation>Dieses Feld ist eine Liste. Trenne Einträge mit Semikolons.</translation>
        </message>
        <message>
            <source>Too many entries: {0}, the limit is {1}. Remove some.</source>
            <translation>Zu viele Einträge: {0}, erlaubt sind {1}. Entferne einige.</translation>
        </message>
        <message>
            <source>Enter a series number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Gib eine Reihennummer von 0 bis 100.000 ein, etwa 2 oder 1,5.</translation>
        </message>
        <message>
            <source>Enter a page count from 1 to 100,000.</source>
            <translation>Gib eine Seitenzahl von 1 bis 100.000 ein.</translation>
        </message>
        <message>
            <source>Unknown language “{0}”. Enter a language code, such as en or pt-BR.</source>
            <translation>Unbekannte Sprache „{0}“. Gib ein Sprachkürzel ein, etwa en oder pt-BR.</translation>
        </message>
        <message>
            <source>Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Gib ein Jahr oder ein Datum als JJJJ-MM oder JJJJ-MM-TT ein, etwa 1813 oder 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” isn't a valid ISBN. Check its 10 or 13 digits against the book.</source>
            <translation>„{0}“ ist keine gültige ISBN. Vergleiche die 10 oder 13 Ziffern mit dem Buch.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing new in %n file(s).</source>
            <translation>
                <numerusform>Nichts Neues in %Ln Datei.</numerusform>
                <numerusform>Nichts Neues in %Ln Dateien.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}.</translation>
        </message>
        <message>
            <source>No book files found.</source>
            <translation>Keine Buchdateien gefunden.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) changed</source>
            <translation>
                <numerusform>%Ln Datei geändert</numerusform>
                <numerusform>%Ln Dateien geändert</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) moved</source>
            <translation>
                <numerusform>%Ln Datei verschoben</numerusform>
                <numerusform>%Ln Dateien verschoben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) missing</source>
            <translation>
                <numerusform>%Ln Datei fehlt</numerusform>
                <numerusform>%Ln Dateien fehlen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%Ln Datei hinzugefügt</numerusform>
                <numerusform>%Ln Dateien hinzugefügt</numerusform>
            </translation>
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
            <source>one of the two contains several volumes</source>
            <translation>eines der beiden enthält mehrere Bände</translation>
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
            <source>the record is the whole work, this is one part</source>
            <translation>der Eintrag ist das ganze Werk, dies ist ein Teil davon</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>die Zahl im Titel ist eine andere</translation>
        </message>
        <message>
            <source>only the series matches</source>
            <translation>nur die Reihe stimmt überein</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>der Untertitel ist ein anderer</translation>
        </message>
        <message>
            <source>the record's title is longer</source>
            <translation>der Titel des Eintrags ist länger</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>dem Eintrag fehlt der zweite Teil des Titels</translation>
        </message>
        <message>
            <source>The web site doesn't name a version. Try again later.</source>
            <translation>Die Website nennt keine Version. Versuche es später erneut.</translation>
        </message>
        <message>
            <source>Enter quiet hours between 00:00 and 23:59.</source>
            <translation>Gib Ruhezeiten zwischen 00:00 und 23:59 ein.</translation>
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
            <source>skimmed</source>
            <translation>überflogen</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <source>You're already reading this book. Mark it Read first.</source>
            <translation>Du liest dieses Buch schon. Markiere es zuerst als „Gelesen“.</translation>
        </message>
        <message>
            <source>Enter a rating from 0.5 to 5 in half steps, such as 3.5.</source>
            <translation>Gib eine Bewertung von 0,5 bis 5 in halben Schritten ein, etwa 3,5.</translation>
        </message>
        <message>
            <source>To add dates, set the status to Reading or Read first.</source>
            <translation>Setz zuerst den Status auf „Lese ich gerade“ oder „Gelesen“, um Daten anzugeben.</translation>
        </message>
        <message>
            <source>To add a finish date, set the status to Read or Skimmed first.</source>
            <translation>Setz zuerst den Status auf „Gelesen“ oder „Überflogen“, um ein Enddatum anzugeben.</translation>
        </message>
        <message>
            <source>The date can't be in the future.</source>
            <translation>Das Datum darf nicht in der Zukunft liegen.</translation>
        </message>
        <message>
            <source>The finish date can't be before the start date.</source>
            <translation>Das Enddatum darf nicht vor dem Anfangsdatum liegen.</translation>
        </message>
        <message>
            <source>Choose a book or enter a title.</source>
            <translation>Wähle ein Buch oder gib einen Titel ein.</translation>
        </message>
        <message>
            <source>A title has at most {0} characters.</source>
            <translation>Ein Titel hat höchstens {0} Zeichen.</translation>
        </message>
        <message>
            <source>A session lasts from 1 minute to 24 hours.</source>
            <translation>Eine Sitzung dauert 1 Minute bis 24 Stunden.</translation>
        </message>
        <message>
            <source>Enter from 0 to {0} pages.</source>
            <translation>Gib 0 bis {0} Seiten ein.</translation>
        </message>
        <message>
            <source>A session can't begin before 1970.</source>
            <translation>Eine Sitzung kann nicht vor 1970 beginnen.</translation>
        </message>
        <message>
            <source>A session can't end in the future.</source>
            <translation>Eine Sitzung kann nicht in der Zukunft enden.</translation>
        </message>
        <message>
            <source>Enter an address that starts with https:// or http://, such as https://sync.example.org.</source>
            <translation>Gib eine Adresse ein, die mit https:// oder http:// beginnt, etwa https://sync.example.org.</translation>
        </message>
        <message>
            <source>Remove the name, password or question mark from the address. Enter name and password below.</source>
            <translation>Entferne Namen, Passwort oder Fragezeichen aus der Adresse. Gib Namen und Passwort darunter ein.</translation>
        </message>
        <message>
            <source>This isn't a web address. Enter one such as https://sync.example.org.</source>
            <translation>Das ist keine Webadresse. Gib eine ein, etwa https://sync.example.org.</translation>
        </message>
        <message>
            <source>This device's clock seems to be right.</source>
            <translation>Die Uhr dieses Geräts scheint richtig zu gehen.</translation>
        </message>
        <message>
            <source>“{0}” isn't on the device. Use --dry-run to list its books.</source>
            <translation>„{0}“ ist nicht auf dem Gerät. --dry-run listet seine Bücher auf.</translation>
        </message>
        <message>
            <source>“{0}” is already in your library.</source>
            <translation>„{0}“ ist schon in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>Not here yet.</source>
            <translation>Noch nicht hier.</translation>
        </message>
        <message>
            <source>Another book already has this digest and keeps it.</source>
            <translation>Ein anderes Buch hat diese Prüfsumme schon und behält sie.</translation>
        </message>
        <message>
            <source>Each one counts once, whichever device it comes from.</source>
            <translation>Jeder zählt einmal, von welchem Gerät er auch kommt.</translation>
        </message>
        <message>
            <source>The device has deleted its page views. The total time is kept, without days.</source>
            <translation>Das Gerät hat seine Seitenaufrufe gelöscht. Die Gesamtzeit bleibt erhalten, ohne Tage.</translation>
        </message>
        <message>
            <source>Highlights no longer on the device are kept here and marked as such.</source>
            <translation>Markierungen, die nicht mehr auf dem Gerät sind, bleiben hier und sind gekennzeichnet.</translation>
        </message>
        <message>
            <source>Future progress for this file will count for this book.</source>
            <translation>Künftiger Fortschritt dieser Datei zählt für dieses Buch.</translation>
        </message>
        <message>
            <source>You removed this digest from the book; it stays removed.</source>
            <translation>Du hast diese Prüfsumme vom Buch entfernt; das bleibt so.</translation>
        </message>
        <message>
            <source>Changed on the device since the last import.</source>
            <translation>Seit dem letzten Import auf dem Gerät geändert.</translation>
        </message>
        <message>
            <source>Some files couldn't be read completely. The scan lists them.</source>
            <translation>Einige Dateien waren nicht vollständig lesbar. Der Suchlauf führt sie auf.</translation>
        </message>
        <message>
            <source>You linked it to this book.</source>
            <translation>Du hast es mit diesem Buch verknüpft.</translation>
        </message>
        <message>
            <source>The scan of this device was stopped early, so this list may be incomplete.</source>
            <translation>Das Einlesen dieses Geräts wurde vorzeitig angehalten, die Liste ist vielleicht unvollständig.</translation>
        </message>
        <message>
            <source>{0} from before 2007 or after tomorrow: the device's clock was wrong. An import keeps them, but counts them on no day.</source>
            <translation>{0} aus der Zeit vor 2007 oder nach morgen: Die Uhr des Geräts ging falsch. Ein Import behält sie, zählt sie aber an keinem Tag.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are turned off in KOReader.</source>
            <translation>Dieses Gerät führt keine Statistik: Sie ist in KOReader ausgeschaltet.</translation>
        </message>
        <message>
            <source>This device records no statistics for finished books.</source>
            <translation>Dieses Gerät führt keine Statistik für beendete Bücher.</translation>
        </message>
        <message>
            <source>{0} belong to a book that KOReader no longer knows; an import keeps that time.</source>
            <translation>{0} gehören zu einem Buch, das KOReader nicht mehr kennt; ein Import bewahrt diese Zeit.</translation>
        </message>
        <message>
            <source>Several books in your library have its digest. Which one is it?</source>
            <translation>Mehrere Bücher deiner Bibliothek haben seine Prüfsumme. Welches ist es?</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”. Is it that book?</source>
            <translation>Es hat die Prüfsumme von „{0}“. Ist es dieses Buch?</translation>
        </message>
        <message>
            <source>You removed this book; it stays removed unless you tick it.</source>
            <translation>Du hast dieses Buch entfernt; es bleibt entfernt, wenn du es nicht ankreuzt.</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”, which you removed. Is it that book?</source>
            <translation>Es hat die Prüfsumme von „{0}“, das du entfernt hast. Ist es dieses Buch?</translation>
        </message>
        <message>
            <source>Same title and author, but a different file. Is it the same book?</source>
            <translation>Gleicher Titel und Autor, aber eine andere Datei. Ist es dasselbe Buch?</translation>
        </message>
        <message>
            <source>You removed a book with this title; it stays removed unless you tick it.</source>
            <translation>Du hast ein Buch mit diesem Titel entfernt; es bleibt entfernt, wenn du es nicht ankreuzt.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} slow.</source>
            <translation>Die Zeiten sind wie bestätigt berichtigt: Die Uhr des Geräts geht {0} nach.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} fast.</source>
            <translation>Die Zeiten sind wie bestätigt berichtigt: Die Uhr des Geräts geht {0} vor.</translation>
        </message>
        <message>
            <source>This device ignores page views under {0} seconds and counts at most {1} seconds for longer ones.</source>
            <translation>Dieses Gerät ignoriert Seitenaufrufe unter {0} Sekunden und zählt längere mit höchstens {1} Sekunden.</translation>
        </message>
        <message>
            <source>You skipped this book before.</source>
            <translation>Du hast dieses Buch schon einmal übersprungen.</translation>
        </message>
        <message>
            <source>This and “{0}” have the same digest on the device. Are they the same book?</source>
            <translation>Dieses Buch und „{0}“ haben auf dem Gerät dieselbe Prüfsumme. Sind sie dasselbe Buch?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they the same book?</source>
            <translation>Eine andere Datei auf dem Gerät hat denselben Titel und Autor. Sind sie dasselbe Buch?</translation>
        </message>
        <message>
            <source>It has no title, so it couldn't be recognised later.</source>
            <translation>Es hat keinen Titel und ließe sich später nicht wiedererkennen.</translation>
        </message>
        <message>
            <source>Opened only briefly.</source>
            <translation>Nur kurz geöffnet.</translation>
        </message>
        <message>
            <source>It's in your library.</source>
            <translation>Es ist in deiner Bibliothek.</translation>
        </message>
        <message>
            <source>You skipped or removed this before; that stays.</source>
            <translation>Du hast das schon übersprungen oder entfernt; das bleibt so.</translation>
        </message>
        <message>
            <source>Nothing recorded here yet.</source>
            <translation>Hier ist noch nichts erfasst.</translation>
        </message>
        <message>
            <source>You read another file of this book later; that one counts.</source>
            <translation>Du hast später eine andere Datei dieses Buchs gelesen; die zählt.</translation>
        </message>
        <message>
            <source>Already recorded here; it stays.</source>
            <translation>Hier schon erfasst; es bleibt.</translation>
        </message>
        <message>
            <source>There are several reads here, and it's unclear which one this is.</source>
            <translation>Hier gibt es mehrere Lesedurchgänge, und es ist unklar, welcher das ist.</translation>
        </message>
        <message>
            <source>No read here covers this day.</source>
            <translation>Kein Lesedurchgang hier umfasst diesen Tag.</translation>
        </message>
        <message>
            <source>The page views before this read cover the whole book.</source>
            <translation>Die Seitenaufrufe vor diesem Lesedurchgang umfassen das ganze Buch.</translation>
        </message>
        <message>
            <source>You set no status here; the device has one.</source>
            <translation>Du hast hier keinen Status gesetzt; das Gerät hat einen.</translation>
        </message>
        <message>
            <source>The page views cover the whole book, but it wasn't marked as finished on the device.</source>
            <translation>Die Seitenaufrufe umfassen das ganze Buch, aber es wurde auf dem Gerät nicht als beendet markiert.</translation>
        </message>
        <message>
            <source>The device is at the end, but the book wasn't marked as finished there.</source>
            <translation>Das Gerät ist am Ende, aber das Buch wurde dort nicht als beendet markiert.</translation>
        </message>
        <message>
            <source>The position recorded here stays.</source>
            <translation>Die hier erfasste Position bleibt.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>Der erste Tag mit Seitenaufrufen.</translation>
        </message>
        <message>
            <source>Approximate: the last day the status, rating or note changed on the device.</source>
            <translation>Ungefähr: der letzte Tag, an dem sich Status, Bewertung oder Notiz auf dem Gerät geändert haben.</translation>
        </message>
        <message>
            <source>The last day the page views reach the end.</source>
            <translation>Der letzte Tag, an dem die Seitenaufrufe das Ende erreichen.</translation>
        </message>
        <message>
            <source>You want to read it, and have already started on the device.</source>
            <translation>Du willst es lesen und hast auf dem Gerät schon angefangen.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>Du hast den Status hier gesetzt; er bleibt.</translation>
        </message>
        <message>
            <source>Finished here; that stays.</source>
            <translation>Hier beendet; das bleibt.</translation>
        </message>
        <message>
            <source>The device has shown this since before this read began.</source>
            <translation>Das Gerät zeigt das schon seit der Zeit vor diesem Lesedurchgang.</translation>
        </message>
        <message>
            <source>This rating came from the device, where it has changed since.</source>
            <translation>Diese Bewertung kam vom Gerät und hat sich dort seither geändert.</translation>
        </message>
        <message>
            <source>You read this file later than the one used so far.</source>
            <translation>Du hast diese Datei später gelesen als die bisher verwendete.</translation>
        </message>
        <message>
            <source>You read on on the device since the last import.</source>
            <translation>Du hast seit dem letzten Import auf dem Gerät weitergelesen.</translation>
        </message>
        <message>
            <source>You finished it here before that day.</source>
            <translation>Du hast es hier vor diesem Tag beendet.</translation>
        </message>
        <message>
            <source>You started it here after that day.</source>
            <translation>Du hast es hier nach diesem Tag begonnen.</translation>
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
            <source>Catalogue login</source>
            <translation>Kataloganmeldung</translation>
        </message>
        <message>
            <source>Cloud storage</source>
            <translation>Cloudspeicher</translation>
        </message>
        <message>
            <source>Statistics sync</source>
            <translation>Statistik-Synchronisierung</translation>
        </message>
        <message>
            <source>Statistics login</source>
            <translation>Statistik-Anmeldung</translation>
        </message>
        <message>
            <source>Reading statistics</source>
            <translation>Lesestatistik</translation>
        </message>
        <message>
            <source>Copy of the last sync</source>
            <translation>Kopie der letzten Synchronisierung</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>BookOrbit Desktop plugin</source>
            <translation>Plugin „BookOrbit Desktop“</translation>
        </message>
        <message>
            <source>The plugin's own files</source>
            <translation>Die eigenen Dateien des Plugins</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>Das Gerät sendet seinen Fortschritt an diesen Computer.</translation>
        </message>
        <message>
            <source>The device logs in with your user name.</source>
            <translation>Das Gerät meldet sich mit deinem Benutzernamen an.</translation>
        </message>
        <message>
            <source>KOReader derives it from your passphrase and stores it unencrypted on the device, as it does when you log in there yourself.</source>
            <translation>KOReader leitet ihn aus deiner Passphrase ab und speichert ihn unverschlüsselt auf dem Gerät, wie bei einer Anmeldung von Hand.</translation>
        </message>
        <message>
            <source>Books are recognised by their content, whatever their file name.</source>
            <translation>Bücher werden an ihrem Inhalt erkannt, egal wie die Datei heißt.</translation>
        </message>
        <message>
            <source>Books that aren't in your library then arrive with their title.</source>
            <translation>Bücher, die nicht in deiner Bibliothek sind, kommen dann mit ihrem Titel an.</translation>
        </message>
        <message>
            <source>Browse your library on the device and download books from it.</source>
            <translation>Durchstöbere deine Bibliothek auf dem Gerät und lade Bücher herunter.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every catalogue.</source>
            <translation>KOReader speichert Benutzernamen und Passphrase unverschlüsselt auf dem Gerät, wie bei jedem Katalog.</translation>
        </message>
        <message>
            <source>Adds this computer to KOReader's list of servers. The others stay.</source>
            <translation>Fügt diesen Computer zu KOReaders Liste der Server hinzu. Die anderen bleiben.</translation>
        </message>
        <message>
            <source>Your devices share their reading statistics, and they join yours here.</source>
            <translation>Deine Geräte teilen ihre Lesestatistik, und sie kommt hier zu deiner hinzu.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every cloud storage.</source>
            <translation>KOReader speichert Benutzername und Passphrase unverschlüsselt auf dem Gerät, wie bei jedem Cloudspeicher.</translation>
        </message>
        <message>
            <source>KOReader syncs its statistics only while it collects them.</source>
            <translation>KOReader synchronisiert seine Statistik nur, wenn es sie führt.</translation>
        </message>
        <message>
            <source>It belongs to the earlier server or address. KOReader would remove it, too.</source>
            <translation>Sie gehört zum früheren Server oder zur früheren Adresse. Auch KOReader würde sie entfernen.</translation>
        </message>
        <message>
            <source>If Wi-Fi is off then, KOReader switches it on or asks, depending on its settings.</source>
            <translation>Ist das WLAN dann aus, schaltet KOReader es ein oder fragt, je nach seinen Einstellungen.</translation>
        </message>
        <message>
            <source>KOReader loads plugins when it starts.</source>
            <translation>KOReader lädt Plugins beim Start.</translation>
        </message>
        <message>
            <source>Its settings, and what it hasn't sent yet.</source>
            <translation>Seine Einstellungen, und was es noch nicht gesendet hat.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader läuft auf diesem Computer. Schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>BookOrbit can't tell whether KOReader is running on this device. Close it there, then confirm that it's closed.</source>
            <translation>BookOrbit kann nicht erkennen, ob KOReader auf diesem Gerät läuft. Schließ es dort und bestätige dann, dass es geschlossen ist.</translation>
        </message>
        <message>
            <source>KOReader hasn't finished writing its statistics, so it may still be running. Close it on the device, then confirm that it's closed.</source>
            <translation>KOReader hat seine Statistik noch nicht fertig geschrieben, läuft also vielleicht noch. Schließ es auf dem Gerät und bestätige dann, dass es geschlossen ist.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Synchronize now.</source>
            <translation>Um deine Statistik zu synchronisieren, wähle Werkzeuge ▸ Lesestatistik ▸ Jetzt synchronisieren.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Wirf das Gerät hier aus, zieh es ab und starte KOReader.</translation>
        </message>
        <message>
            <source>Switch on the plugin “{0}” under Tools ▸ More tools ▸ Plugin management.</source>
            <translation>Schalte das Plugin „{0}“ unter Werkzeuge ▸ Weitere Werkzeuge ▸ Plugin-Verwaltung ein.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Sync now.</source>
            <translation>Um deine Statistik zu synchronisieren, wähle Werkzeuge ▸ Lesestatistik ▸ Jetzt synchronisieren.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>dein Name und deine Passphrase</translation>
        </message>
        <message>
            <source>Open a book, choose Tools ▸ Progress sync and tick “Automatically keep documents in sync”.</source>
            <translation>Öffne ein Buch, wähle Werkzeuge ▸ Fortschrittssynchronisierung und kreuze „Dokumente automatisch synchron halten“ an.</translation>
        </message>
        <message>
            <source>Set Network ▸ Action when Wi-Fi is off to “turn on”. With any other choice, KOReader turns automatic sync off again.</source>
            <translation>Setz Netzwerk ▸ Aktion, wenn WLAN ausgeschaltet ist, auf „einschalten“. Bei jeder anderen Wahl schaltet KOReader die automatische Synchronisierung wieder aus.</translation>
        </message>
        <message>
            <source>To open your library, tap the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Um deine Bibliothek zu öffnen, tippe auf die Lupe ▸ OPDS-Katalog ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>If KOReader kept running, restart it: it loads plugins only at its start.</source>
            <translation>Lief KOReader weiter, starte es neu: Es lädt Plugins nur beim Start.</translation>
        </message>
        <message>
            <source>Enter an address with http:// and a port, such as http://192.168.1.20:7200.</source>
            <translation>Gib eine Adresse mit http:// und Port ein, etwa http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>a different login</source>
            <translation>eine andere Anmeldung</translation>
        </message>
        <message>
            <source>derived from your passphrase</source>
            <translation>aus deiner Passphrase abgeleitet</translation>
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
            <source>a different key</source>
            <translation>ein anderer Schlüssel</translation>
        </message>
        <message>
            <source>Cloud storage+</source>
            <translation>Cloudspeicher+</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>Profile</translation>
        </message>
        <message>
            <source>This {0} contains more than {1} entries.</source>
            <translation>Diese Datei ({0}) enthält mehr als {1} Einträge.</translation>
        </message>
        <message>
            <source>This {0} uses a compression method that e-readers don't support.</source>
            <translation>Diese Datei ({0}) verwendet eine Komprimierung, die E-Reader nicht unterstützen.</translation>
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
            <source>Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>Calibres Datenbank metadata.db ist beschädigt, daher verwendet BookOrbit die Metadaten der Dateien. Wähle in Calibre Bibliothekswartung ▸ Datenbank wiederherstellen; BookOrbit liest sie dann automatisch.</translation>
        </message>
        <message>
            <source>This library was written by a newer Calibre, so BookOrbit uses the metadata in the files. Check for a BookOrbit update.</source>
            <translation>Diese Bibliothek stammt von einem neueren Calibre, daher verwendet BookOrbit die Metadaten der Dateien. Such nach einem Update für BookOrbit.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the files. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>Calibres Datenbank metadata.db fehlt, daher verwendet BookOrbit die Metadaten der Dateien. Ist das noch deine Calibre-Bibliothek? Wenn nicht, entferne den Ordner.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>Calibres Datenbank metadata.db ist beschädigt: Sie nimmt kein Ende. BookOrbit verwendet die Metadaten der Dateien. Wähle in Calibre Bibliothekswartung ▸ Datenbank wiederherstellen; BookOrbit liest sie dann automatisch.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, can't be read, so BookOrbit uses the metadata in the files. {0}</source>
            <translation>Calibres Datenbank metadata.db ist nicht lesbar, daher verwendet BookOrbit die Metadaten der Dateien. {0}</translation>
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
            <source>This comic contains no pictures.</source>
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
            <source>This book is locked with {0}, so KOReader can't open it. A copy without DRM works.</source>
            <translation>Dieses Buch ist mit {0} gesperrt, KOReader kann es also nicht öffnen. Eine Kopie ohne DRM geht.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>Das Cover hat mehr als 100 Megapixel, daher wird das Buch ohne es gezeigt.</translation>
        </message>
        <message>
            <source>This file is empty. It may not have been copied completely.</source>
            <translation>Diese Datei ist leer. Vielleicht wurde sie nicht vollständig kopiert.</translation>
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
            <source>This file is {0}, but its name ends in .{1}. If it's a book, correct the file extension and scan again.</source>
            <translation>Diese Datei ist {0}, aber ihr Name endet auf .{1}. Wenn es ein Buch ist, berichtige die Dateiendung und such noch einmal.</translation>
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
            <source>Its cover is neither JPEG nor PNG, so the cover stays.</source>
            <translation>Ihr Cover ist weder JPEG noch PNG, daher bleibt es.</translation>
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
            <source>Changes written to it don't last, so it is left as it is.</source>
            <translation>Änderungen daran halten nicht, daher bleibt sie, wie sie ist.</translation>
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
            <source>This archive contains no FB2 book.</source>
            <translation>Dieses Archiv enthält kein FB2-Buch.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it can't be a book.</source>
            <translation>Das ist keine gewöhnliche Datei, also kann es kein Buch sein.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Die Datei ist nicht mehr da.</translation>
        </message>
        <message>
            <source>The template has no [highlight] section, so the file would contain no highlights.</source>
            <translation>Die Vorlage hat keinen Abschnitt [highlight], die Datei enthielte also keine Markierungen.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. [{2}] has {3}.</source>
            <translation>Zeile {0}: unbekannter Platzhalter „{1}“. [{2}] hat {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unmatched brace. To get a brace in the text, write it twice.</source>
            <translation>Zeile {0}: einzelne geschweifte Klammer. Schreib sie doppelt, wenn sie im Text stehen soll.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] has no placeholder “{2}”. It has {3}.</source>
            <translation>Zeile {0}: [{1}] hat keinen Platzhalter „{2}“, nur {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. Did you mean “{2}”?</source>
            <translation>Zeile {0}: unbekannter Platzhalter „{1}“. Meintest du „{2}“?</translation>
        </message>
        <message>
            <source>Line {0}: duplicate section [{1}]. Combine the two.</source>
            <translation>Zeile {0}: doppelter Abschnitt [{1}]. Fass beide zusammen.</translation>
        </message>
        <message>
            <source>Line {0}: unknown section [{1}]. Available sections: {2}.</source>
            <translation>Zeile {0}: unbekannter Abschnitt [{1}]. Verfügbare Abschnitte: {2}.</translation>
        </message>
        <message>
            <source>Line {0} is outside any section. Put [highlight] on a line above it.</source>
            <translation>Zeile {0} steht außerhalb eines Abschnitts. Schreib [highlight] in eine Zeile darüber.</translation>
        </message>
        <message>
            <source>{0} of this book can't be read.</source>
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
            <source>Its package document has errors, and fixing them could lose data. It is left as it is.</source>
            <translation>Ihr Paketdokument hat Fehler, und beim Beheben könnten Daten verloren gehen. Sie bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>It's older than EPUB 2, so it is left as it is.</source>
            <translation>Sie ist älter als EPUB 2 und bleibt daher, wie sie ist.</translation>
        </message>
        <message>
            <source>A value contains characters that EPUB doesn't allow. Edit it and try again.</source>
            <translation>Ein Wert enthält Zeichen, die EPUB nicht erlaubt. Bearbeite ihn und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>Das XMP-Paket</translation>
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
            <source>This isn't a Goodreads or StoryGraph export. Export your library there as CSV and choose that file.</source>
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
            <source>Couldn't read the file: {0}. Choose another one.</source>
            <translation>Die Datei war nicht lesbar: {0}. Wähle eine andere.</translation>
        </message>
        <message>
            <source>This isn't a valid file name. Choose the CSV file of an export.</source>
            <translation>Das ist kein gültiger Dateiname. Wähle die CSV-Datei eines Exports.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Ein Anführungszeichen in Zeile {0} wird nie geschlossen. Schließ es oder exportiere die Datei noch einmal.</translation>
        </message>
        <message>
            <source>The entry that begins on line {0} never ends; a quotation mark may be unclosed. Close it, or export the file again.</source>
            <translation>Der Eintrag, der in Zeile {0} beginnt, endet nie; vielleicht fehlt ein schließendes Anführungszeichen. Schließ es oder exportiere die Datei noch einmal.</translation>
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
            <source>This EPUB lists no text to read.</source>
            <translation>Dieses EPUB enthält keinen Text zum Lesen.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Ein Kapitel</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>Das Lesen dieser Datei dauerte länger als %Ln Sekunde.</numerusform>
                <numerusform>Das Lesen dieser Datei dauerte länger als %Ln Sekunden.</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's book reader didn't start. Restart BookOrbit; if that doesn't help, reinstall it.</source>
            <translation>Der Buchleser von BookOrbit ist nicht gestartet. Starte BookOrbit neu; hilft das nicht, installiere es neu.</translation>
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
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Dieses EPUB ist ungewöhnlich gepackt und bleibt darum, wie es ist.</translation>
        </message>
        <message>
            <source>The answer didn't come from Hardcover, so it wasn't used. Sign in again.</source>
            <translation>Die Antwort kam nicht von Hardcover und wurde darum nicht verwendet. Melde dich neu an.</translation>
        </message>
        <message>
            <source>No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Noch kein Hardcover-Token. Erstelle eines auf Hardcover und füge es in BookOrbit ein.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>Hardcover ist nicht erreichbar. Deine Änderungen warten und werden später gesendet.</translation>
        </message>
        <message>
            <source>This computer doesn't trust the certificate shown for Hardcover, so nothing was sent. Check its date and time, and any virus scanner or proxy that reads encrypted connections.</source>
            <translation>Dieser Computer vertraut dem für Hardcover vorgezeigten Zertifikat nicht, daher wurde nichts gesendet. Prüfe Datum und Uhrzeit sowie einen Virenscanner oder Proxy, der verschlüsselte Verbindungen mitliest.</translation>
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
            <source>Hardcover's address redirects to another one, which BookOrbit doesn't follow. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>Die Adresse von Hardcover leitet auf eine andere um, der BookOrbit nicht folgt. Prüf BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a BookOrbit bug.</source>
            <translation>Hardcover hat die Anfrage abgelehnt ({0}). Bitte melde das als Fehler von BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>Deinem Token fehlt eine Berechtigung: {0}. Erstelle ein neues Token und kreuze sie an.</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in doesn't allow {0}. Sign in again and allow it.</source>
            <translation>Deine Hardcover-Anmeldung erlaubt {0} nicht. Melde dich neu an und erlaube es.</translation>
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
            <source>Can't reach Hardcover. Check your connection and try again.</source>
            <translation>Hardcover ist nicht zu erreichen. Prüfe deine Verbindung und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>You didn't allow BookOrbit to use your account, so nothing was changed.</source>
            <translation>Du hast BookOrbit nicht erlaubt, dein Konto zu verwenden; darum wurde nichts geändert.</translation>
        </message>
        <message>
            <source>The code wasn't used in time. Sign in again to get a new one.</source>
            <translation>Der Code wurde nicht rechtzeitig verwendet. Melde dich neu an, um einen neuen zu bekommen.</translation>
        </message>
        <message>
            <source>Hardcover refused to sign in ({0}). Try again.</source>
            <translation>Hardcover hat die Anmeldung abgelehnt ({0}). Versuch es noch einmal.</translation>
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
            <source>Hardcover sent only part of your shelf. Nothing was changed; try again later.</source>
            <translation>Hardcover hat nur einen Teil deines Regals gesendet. Nichts wurde geändert; versuch es später noch einmal.</translation>
        </message>
        <message>
            <source>{0} sent an unusable position. Ask whoever runs it.</source>
            <translation>{0} hat eine unbrauchbare Position gesendet. Frag, wer den Server betreibt.</translation>
        </message>
        <message>
            <source>{0} is not a KOReader sync server. Check the address.</source>
            <translation>{0} ist kein KOReader-Sync-Server. Prüf die Adresse.</translation>
        </message>
        <message>
            <source>There is no KOReader sync server at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>Unter {0} gibt es keinen KOReader-Sync-Server. Prüf die Adresse; manche enden auf /kosync oder /api/koreader.</translation>
        </message>
        <message>
            <source>{0} refused this document ({1}). It will be sent again when you read on.</source>
            <translation>{0} hat dieses Dokument abgelehnt ({1}). Es wird wieder gesendet, wenn du weiterliest.</translation>
        </message>
        <message>
            <source>{0} doesn't let this user sync progress. Check its KOReader settings.</source>
            <translation>{0} lässt diesen Benutzer keinen Fortschritt synchronisieren. Prüf dort die Einstellungen für KOReader.</translation>
        </message>
        <message>
            <source>{0} redirects to “{1}”, which BookOrbit doesn't follow because it would get your password. If it's right, enter it as the address.</source>
            <translation>{0} leitet auf „{1}“ um. BookOrbit folgt nicht, weil dein Passwort dorthin ginge. Wenn es stimmt, gib es als Adresse ein.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} nimmt Namen und Passwort nicht an. Gib sie noch einmal ein oder registriere dich dort zuerst.</translation>
        </message>
        <message>
            <source>{0} asked to slow down. Your positions will be sent later.</source>
            <translation>{0} bittet um langsamere Anfragen. Deine Positionen werden später gesendet.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your positions will be sent later.</source>
            <translation>{0} hat ein Problem ({1}). Deine Positionen werden später gesendet.</translation>
        </message>
        <message>
            <source>The certificate of {0} isn't trusted, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>Das Zertifikat von {0} ist nicht vertrauenswürdig, daher wurde nichts gesendet. Gib dem Server ein Zertifikat, dem dieser Computer vertraut.</translation>
        </message>
        <message>
            <source>Couldn't connect securely to {0}. Check the address and its port.</source>
            <translation>Keine sichere Verbindung zu {0} möglich. Prüf Adresse und Port.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your positions will be sent when it answers again.</source>
            <translation>{0} ist nicht erreichbar. Deine Positionen werden gesendet, wenn er wieder antwortet.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Benutzername oder Passwort ist falsch. Sieh nach unter BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit nimmt keinen Fortschritt an. Schalte es unter BookOrbit ▸ KOReader ein.</translation>
        </message>
        <message>
            <source>Devices with a public address are refused. If it is yours, allow them in Settings, or with: bookorbit-desktop server --allow-public</source>
            <translation>Geräte mit einer öffentlichen Adresse werden abgewiesen. Ist es deins, erlaube sie in den Einstellungen oder mit: bookorbit-desktop server --allow-public</translation>
        </message>
        <message>
            <source>This request names no computer. Use the address that BookOrbit shows.</source>
            <translation>Diese Anfrage nennt keinen Computer. Verwende die Adresse, die BookOrbit zeigt.</translation>
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
            <source>Unknown reading status.</source>
            <translation>Unbekannter Lesestatus.</translation>
        </message>
        <message>
            <source>Name a document by its digest.</source>
            <translation>Nenne ein Dokument bei seiner Prüfsumme.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Die Ports {0} bis {1} werden von anderen Programmen benutzt. Wähle einen anderen Port.</translation>
        </message>
        <message>
            <source>This computer can't listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Dieser Computer ist unter {0} nicht erreichbar. Verwende {1} oder eine seiner eigenen Adressen.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>Port {0} wird von einem anderen Programm benutzt. Beende es oder wähle einen anderen Port.</translation>
        </message>
        <message>
            <source>Your system doesn't let BookOrbit use port {0}. Choose one above 1023.</source>
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
            <source>Writing metadata to files is off. Turn it on in Settings ▸ Library, or with “write-metadata --on”.</source>
            <translation>Das Schreiben von Metadaten in Dateien ist aus. Schalte es unter Einstellungen ▸ Bibliothek oder mit „write-metadata --on“ ein.</translation>
        </message>
        <message>
            <source>Metadata can only be written to EPUB files.</source>
            <translation>Metadaten lassen sich nur in EPUB-Dateien schreiben.</translation>
        </message>
        <message>
            <source>Another program has changed it since, so it stays. Its backup is kept.</source>
            <translation>Ein anderes Programm hat sie seither geändert, daher bleibt sie. Die Sicherung ist erhalten.</translation>
        </message>
        <message>
            <source>Its backup is missing, so it stays as it is.</source>
            <translation>Die Sicherung fehlt, daher bleibt sie, wie sie ist.</translation>
        </message>
        <message>
            <source>The file has changed. Try again.</source>
            <translation>Die Datei hat sich geändert. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Another file is there now. Check the preview again.</source>
            <translation>Dort liegt jetzt eine andere Datei. Prüf die Vorschau noch einmal.</translation>
        </message>
        <message>
            <source>It's already there, under another path to the same folder.</source>
            <translation>Sie liegt schon dort, unter einem anderen Pfad zum selben Ordner.</translation>
        </message>
        <message>
            <source>The copy has changed since, so it stays.</source>
            <translation>Die Kopie hat sich seither geändert, daher bleibt sie.</translation>
        </message>
        <message>
            <source>Organising files is off. Turn it on in Settings ▸ Library, or with “organise --on”.</source>
            <translation>Das Ordnen von Dateien ist aus. Schalte es unter Einstellungen ▸ Bibliothek oder mit „organise --on“ ein.</translation>
        </message>
        <message>
            <source>The file is missing. Scan its folder again.</source>
            <translation>Die Datei fehlt. Durchsuche ihren Ordner noch einmal.</translation>
        </message>
        <message>
            <source>It couldn't be read, so its title is only a guess.</source>
            <translation>Sie war nicht lesbar, ihr Titel ist daher nur geraten.</translation>
        </message>
        <message>
            <source>It was added as a single file. Choose a library folder to organise it into.</source>
            <translation>Sie wurde als einzelne Datei hinzugefügt. Wähle einen Bibliotheksordner, in den sie einsortiert wird.</translation>
        </message>
        <message>
            <source>This is a link to a file elsewhere.</source>
            <translation>Das ist ein Verweis auf eine Datei an einem anderen Ort.</translation>
        </message>
        <message>
            <source>It's in a Calibre library. Only Calibre moves or changes files there.</source>
            <translation>Sie liegt in einer Calibre-Bibliothek. Nur Calibre verschiebt oder ändert dort Dateien.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library, where only Calibre adds files. Choose another one.</source>
            <translation>Dieser Ordner ist eine Calibre-Bibliothek, in der nur Calibre Dateien ablegt. Wähle einen anderen.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>Der Pfad würde zu lang. Kürze die Vorlage.</translation>
        </message>
        <message>
            <source>Files can only be organised into a library folder. Add that folder first.</source>
            <translation>Dateien lassen sich nur in einen Bibliotheksordner einsortieren. Füg diesen Ordner zuerst hinzu.</translation>
        </message>
        <message>
            <source>Couldn't list the folder {0}. Check its permissions.</source>
            <translation>Der Ordner {0} lässt sich nicht auflisten. Prüfe seine Zugriffsrechte.</translation>
        </message>
        <message>
            <source>“{0}” is in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>„{0}“ liegt in einer Calibre-Bibliothek und wurde darum behalten. Entferne es in Calibre, oder entferne es hier und behalte die Datei.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>„{0}“ ist noch im Papierkorb. Hol es dort zurück; der Fortschritt bleibt erhalten.</translation>
        </message>
        <message>
            <source>Cancelled before it started.</source>
            <translation>Vor dem Start abgebrochen.</translation>
        </message>
        <message>
            <source>Its book file stayed, so this stayed too.</source>
            <translation>Die Buchdatei blieb, also auch diese.</translation>
        </message>
        <message>
            <source>BookOrbit is already working on files. Wait until it has finished, or cancel it.</source>
            <translation>BookOrbit arbeitet schon an Dateien. Warte, bis es fertig ist, oder brich es ab.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Nichts rückgängig zu machen.</translation>
        </message>
        <message>
            <source>This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. Use a token of @{1} again, or begin anew with @{0}.</source>
            <translation>Dieses Token gehört @{0}, aber diese Bibliothek wird mit @{1} synchronisiert; darum wurde nichts gesendet. Verwende wieder ein Token von @{1}, oder beginne mit @{0} neu.</translation>
        </message>
        <message>
            <source>Not signed in to Hardcover yet. Sign in first.</source>
            <translation>Noch nicht bei Hardcover angemeldet. Melde dich zuerst an.</translation>
        </message>
        <message>
            <source>The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.</source>
            <translation>Das Hardcover-Konto wurde inzwischen gewechselt; darum wurde nichts mehr gesendet. Synchronisiere noch einmal.</translation>
        </message>
        <message>
            <source>You're signed in as @{0}, but this library is synced with @{1}, so nothing was sent. Sign in as @{1} again, or begin anew with @{0}.</source>
            <translation>Du bist als @{0} angemeldet, aber diese Bibliothek wird mit @{1} synchronisiert; darum wurde nichts gesendet. Melde dich wieder als @{1} an, oder beginne mit @{0} neu.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can create one at {0}.</source>
            <translation>Füge ein Hardcover-Token ein. Erstellen kannst du eines unter {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Du hast dieses Buch von Hardcover ausgeschlossen.</translation>
        </message>
        <message>
            <source>Cancelled. Start again to do the rest.</source>
            <translation>Abgebrochen. Starte erneut, um den Rest zu erledigen.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is selected, so there is nothing to apply. Choose who can see your books first.</source>
            <translation>„Wie auf Hardcover lassen“ ist gewählt, es gibt also nichts anzuwenden. Wähle zuerst, wer deine Bücher sehen darf.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Start again to do the rest.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Starte erneut, um den Rest zu erledigen.</translation>
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
            <source>by the Hardcover ID in its file</source>
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
            <source>by its ID on Goodreads or another platform</source>
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
            <source>You read on after finishing it. Open the book to start a re-read; until then, nothing is sent.</source>
            <translation>Du hast nach dem Ende weitergelesen. Öffne das Buch, um es erneut zu lesen; bis dahin wird nichts gesendet.</translation>
        </message>
        <message>
            <source>Your device went back to {0}; the book stays at {1}. Open the book to change that.</source>
            <translation>Dein Gerät ging auf {0} zurück; das Buch bleibt bei {1}. Öffne das Buch, um das zu ändern.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Zuordnung</translation>
        </message>
        <message>
            <source>by the Hardcover ID you saved</source>
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
            <source>{0}, set from KOReader's progress.</source>
            <translation>{0}, aus dem Fortschritt von KOReader.</translation>
        </message>
        <message>
            <source>Set a status other than Unread.</source>
            <translation>Wähle einen anderen Status als „Ungelesen“.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Nimm es auf.</translation>
        </message>
        <message>
            <source>Not looked up yet.</source>
            <translation>Noch nicht gesucht.</translation>
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
            <source>“{0}” (record {1}), {2}, because Hardcover doesn't know {3}, which you saved.</source>
            <translation>„{0}“ (Eintrag {1}), {2}, weil Hardcover {3} nicht kennt, was du gespeichert hast.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Nächster Versuch {0}.</translation>
        </message>
        <message>
            <source>Press Sync now to try again right away.</source>
            <translation>Drück „Jetzt synchronisieren“, um es gleich noch einmal zu versuchen.</translation>
        </message>
        <message>
            <source>Nothing sent yet.</source>
            <translation>Noch nichts gesendet.</translation>
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
            <source>Turn it on, or press Sync now.</source>
            <translation>Schalte es ein oder drücke „Jetzt synchronisieren“.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>Vor deiner ersten Synchronisierung wird nichts gesendet.</translation>
        </message>
        <message>
            <source>To send: {0}.</source>
            <translation>Zu senden: {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Wähle eine Ausgabe mit Seiten oder gib die Seitenzahl ein.</translation>
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
            <source>Hardcover has no such edition. Check the number, or search by title.</source>
            <translation>Diese Ausgabe gibt es auf Hardcover nicht. Prüf die Nummer oder such nach dem Titel.</translation>
        </message>
        <message>
            <source>Hardcover has no such book. Check the link or number, or search by title.</source>
            <translation>Dieses Buch gibt es auf Hardcover nicht. Prüf Link oder Nummer oder such nach dem Titel.</translation>
        </message>
        <message>
            <source>BookOrbit hasn't seen this book on Hardcover yet.</source>
            <translation>BookOrbit hat dieses Buch auf Hardcover noch nicht gesehen.</translation>
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
            <source>The ID wasn't trusted: {0}. Pick the right book, or fix the ID.</source>
            <translation>Die ID ist nicht vertrauenswürdig: {0}. Wähle das richtige Buch oder berichtige die ID.</translation>
        </message>
        <message>
            <source>The ISBN wasn't trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>Die ISBN ist nicht vertrauenswürdig: {0}. Wähle das richtige Buch oder berichtige die ISBN.</translation>
        </message>
        <message>
            <source>You changed a quote of this book on Hardcover; that stays.</source>
            <translation>Du hast ein Zitat dieses Buchs auf Hardcover geändert; das bleibt.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. The next sync will check and try again.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Die nächste Synchronisierung prüft es und versucht es erneut.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) take[s] {0} days: a tenth of each day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln Zitat braucht {0} Tage: Ein Zehntel der Anfragen jedes Tages bleibt für Status.</numerusform>
                <numerusform>%Ln Zitate brauchen {0} Tage: Ein Zehntel der Anfragen jedes Tages bleibt für Status.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover hat abgelehnt: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) wait[s] until tomorrow: a tenth of the day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln Zitat wartet bis morgen: Ein Zehntel der Anfragen eines Tages bleibt für Status.</numerusform>
                <numerusform>%Ln Zitate warten bis morgen: Ein Zehntel der Anfragen eines Tages bleibt für Status.</numerusform>
            </translation>
        </message>
        <message>
            <source>undo</source>
            <translation>rückgängig gemacht</translation>
        </message>
        <message>
            <source>This book isn't matched on Hardcover yet. The Hardcover page shows why.</source>
            <translation>Dieses Buch ist auf Hardcover noch nicht zugeordnet. Die Hardcover-Seite zeigt, warum.</translation>
        </message>
        <message>
            <source>Confirm this book's match on the Hardcover page first.</source>
            <translation>Bestätige zuerst auf der Hardcover-Seite die Zuordnung dieses Buchs.</translation>
        </message>
        <message>
            <source>Only highlights in your list can be sent.</source>
            <translation>Nur Markierungen in deiner Liste lassen sich senden.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover. Remove it there.</source>
            <translation>Du hast das auf Hardcover geschrieben oder geändert. Entferne es dort.</translation>
        </message>
        <message>
            <source>It isn't on Hardcover.</source>
            <translation>Sie ist nicht auf Hardcover.</translation>
        </message>
        <message>
            <source>No such highlight. “highlights” lists them.</source>
            <translation>Diese Markierung gibt es nicht. „highlights“ listet sie auf.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: removed from your shelf on Hardcover</source>
            <translation>Will ich lesen → Ungelesen: auf Hardcover aus deinem Regal entfernt</translation>
        </message>
        <message>
            <source>Nobody allowed it within five minutes. Try again.</source>
            <translation>Niemand hat es innerhalb von fünf Minuten erlaubt. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>You're signed in</source>
            <translation>Du bist angemeldet</translation>
        </message>
        <message>
            <source>BookOrbit can use your Hardcover account now. You can close this page.</source>
            <translation>BookOrbit kann jetzt dein Hardcover-Konto verwenden. Du kannst diese Seite schließen.</translation>
        </message>
        <message>
            <source>You're not signed in</source>
            <translation>Du bist nicht angemeldet</translation>
        </message>
        <message>
            <source>Nothing was changed. You can close this page.</source>
            <translation>Es wurde nichts geändert. Du kannst diese Seite schließen.</translation>
        </message>
        <message>
            <source>Hardcover ended this sign-in: it was removed there, or not used for half a year. Sign in again. Nothing is lost.</source>
            <translation>Hardcover hat diese Anmeldung beendet: Sie wurde dort entfernt oder ein halbes Jahr nicht verwendet. Melde dich neu an. Nichts ist verloren.</translation>
        </message>
        <message>
            <source>The renewal of your Hardcover sign-in was interrupted, so it ended. Sign in again. Nothing is lost.</source>
            <translation>Die Erneuerung deiner Hardcover-Anmeldung wurde unterbrochen; darum ist sie zu Ende. Melde dich neu an. Nichts ist verloren.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to its data folder, so your Hardcover sign-in wasn't renewed. Free some space and check the folder's permissions.</source>
            <translation>BookOrbit kann nicht in seinen Datenordner schreiben; darum wurde deine Hardcover-Anmeldung nicht erneuert. Schaff etwas Platz und prüfe die Rechte des Ordners.</translation>
        </message>
        <message>
            <source>Another BookOrbit is renewing your Hardcover sign-in. Try again in a minute.</source>
            <translation>Ein anderes BookOrbit erneuert gerade deine Hardcover-Anmeldung. Versuch es in einer Minute noch einmal.</translation>
        </message>
        <message>
            <source>Cancelled. Unsent changes stay pending.</source>
            <translation>Abgebrochen. Nicht gesendete Änderungen bleiben ausstehend.</translation>
        </message>
        <message>
            <source>From here on, this library is synced with @{0}; before, it was @{1}.</source>
            <translation>Von hier an wird diese Bibliothek mit @{0} synchronisiert; vorher war es @{1}.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Du hast dieses Buch ausgelassen.</translation>
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
            <source>Matched by title and author only. Confirm it on the Hardcover page, or pick another book.</source>
            <translation>Nur über Titel und Autor zugeordnet. Bestätige es auf der Seite „Hardcover“ oder wähle ein anderes Buch.</translation>
        </message>
        <message>
            <source>Undo cancelled. What wasn't undone yet stays as the sync left it.</source>
            <translation>Rückgängigmachen abgebrochen. Was noch nicht zurückgesetzt ist, bleibt, wie die Synchronisierung es hinterlassen hat.</translation>
        </message>
        <message>
            <source>Undo stopped. The rest will be undone at the next start.</source>
            <translation>Rückgängigmachen angehalten. Der Rest folgt beim nächsten Start.</translation>
        </message>
        <message>
            <source>Nothing to undo: all that syncs wrote is undone already.</source>
            <translation>Nichts rückgängig zu machen: Alles, was Synchronisierungen geschrieben haben, ist es schon.</translation>
        </message>
        <message>
            <source>Hardcover didn't undo everything.</source>
            <translation>Hardcover hat nicht alles rückgängig gemacht.</translation>
        </message>
        <message>
            <source>Run {0} wrote nothing to Hardcover. “log” lists the runs that did.</source>
            <translation>Lauf {0} hat nichts auf Hardcover geschrieben. „log“ führt die Läufe auf, die es taten.</translation>
        </message>
        <message>
            <source>Run {0} was sent to another Hardcover account; “log” says which. Use a token of that account to undo it.</source>
            <translation>Lauf {0} ging an ein anderes Hardcover-Konto; „log“ sagt, welches. Verwende ein Token dieses Kontos, um ihn rückgängig zu machen.</translation>
        </message>
        <message>
            <source>Run {0} is already undone. “log” lists the others.</source>
            <translation>Lauf {0} ist schon rückgängig gemacht. „log“ führt die anderen auf.</translation>
        </message>
        <message>
            <source>There is no highlight number {0}. Nothing was changed.</source>
            <translation>Es gibt keine Markierung Nummer {0}. Nichts wurde geändert.</translation>
        </message>
        <message>
            <source>Importing highlights needs KOReader v2025.04 or later. Update KOReader on the device.</source>
            <translation>Zum Importieren von Markierungen ist KOReader v2025.04 oder neuer nötig. Aktualisiere KOReader auf dem Gerät.</translation>
        </message>
        <message>
            <source>This book was last opened with an older KOReader, which can't import highlights. Open the book once on the device, close it, and try again.</source>
            <translation>Dieses Buch wurde zuletzt mit einem älteren KOReader geöffnet, das keine Markierungen importieren kann. Öffne das Buch einmal auf dem Gerät, schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The folder for it is a link that leads away from the device, so nothing is written.</source>
            <translation>Der Ordner dafür ist eine Verknüpfung, die vom Gerät wegführt. Es wird nichts geschrieben.</translation>
        </message>
        <message>
            <source>Deleted on this device; they stay deleted there.</source>
            <translation>Auf diesem Gerät gelöscht; dort bleiben sie gelöscht.</translation>
        </message>
        <message>
            <source>KOReader hasn't opened this book yet. Open it once on the device.</source>
            <translation>KOReader hat dieses Buch noch nicht geöffnet. Öffne es einmal auf dem Gerät.</translation>
        </message>
        <message>
            <source>This device has exported its own highlights for other devices. Open the book on one of them first, or delete that file.</source>
            <translation>Dieses Gerät hat seine eigenen Markierungen für andere Geräte exportiert. Öffne das Buch zuerst auf einem von ihnen oder lösch diese Datei.</translation>
        </message>
        <message>
            <source>Highlights from another view of this book are waiting there. Open the book on the device first.</source>
            <translation>Dort warten Markierungen aus einer anderen Ansicht dieses Buchs. Öffne das Buch zuerst auf dem Gerät.</translation>
        </message>
        <message>
            <source>They have no position in this book, or were made in another view of it.</source>
            <translation>Sie haben keine Position in diesem Buch oder entstanden in einer anderen Ansicht davon.</translation>
        </message>
        <message>
            <source>An export file there can't be read, so it's left alone. {0}</source>
            <translation>Eine Exportdatei dort ist nicht lesbar und bleibt unverändert. {0}</translation>
        </message>
        <message>
            <source>Already waiting on the device. Open the book there to import them.</source>
            <translation>Sie warten schon auf dem Gerät. Öffne dort das Buch, um sie zu importieren.</translation>
        </message>
        <message>
            <source>The file has changed. Check the preview again.</source>
            <translation>Die Datei hat sich geändert. Prüf die Vorschau noch einmal.</translation>
        </message>
        <message>
            <source>The device didn't save what was written. Check its storage.</source>
            <translation>Das Gerät hat nicht gespeichert, was geschrieben wurde. Prüf seinen Speicher.</translation>
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
            <source>A user name needs at least one letter and can't contain a colon.</source>
            <translation>Ein Benutzername braucht mindestens einen Buchstaben und darf keinen Doppelpunkt enthalten.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Eine Passphrase braucht mindestens einen Buchstaben und passt in eine Zeile.</translation>
        </message>
        <message>
            <source>The passphrase can't be shown; set a new one to see it.</source>
            <translation>Die Passphrase lässt sich nicht anzeigen; lege eine neue fest, um sie zu sehen.</translation>
        </message>
        <message>
            <source>A paired device uses the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Ein gekoppeltes Gerät verwendet den Namen „{0}“. Widerrufe es zuerst oder wähle einen anderen Namen.</translation>
        </message>
        <message>
            <source>Write down the passphrase now: it can't be shown again.</source>
            <translation>Notiere die Passphrase jetzt: Sie lässt sich nicht noch einmal anzeigen.</translation>
        </message>
        <message>
            <source>Your certificate has expired. Choose a renewed one, or let BookOrbit make a new one.</source>
            <translation>Dein Zertifikat ist abgelaufen. Wähle ein erneuertes, oder lass BookOrbit ein neues erstellen.</translation>
        </message>
        <message>
            <source>The key of your certificate can't be opened any more. Choose certificate and key again, or let BookOrbit make a new one.</source>
            <translation>Der Schlüssel deines Zertifikats lässt sich nicht mehr öffnen. Wähle Zertifikat und Schlüssel noch einmal, oder lass BookOrbit ein neues erstellen.</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>{0} lässt sich nicht lesen ({1}).</translation>
        </message>
        <message>
            <source>This certificate expired on {0}. Choose a newer one.</source>
            <translation>Dieses Zertifikat ist am {0} abgelaufen. Wähle ein neueres.</translation>
        </message>
        <message>
            <source>The certificate can't be stored in {0} ({1}).</source>
            <translation>Das Zertifikat lässt sich nicht in {0} speichern ({1}).</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>Es gibt kein Gerät {0}. „devices“ führt sie auf.</translation>
        </message>
        <message>
            <source>This ID isn't shared by two devices.</source>
            <translation>Diese ID wird nicht von zwei Geräten verwendet.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this digest. Choose the one you read.</source>
            <translation>
                <numerusform>%Ln Buch hat diese Prüfsumme. Wähle das, das du liest.</numerusform>
                <numerusform>%Ln Bücher haben diese Prüfsumme. Wähle das, das du liest.</numerusform>
            </translation>
        </message>
        <message>
            <source>No device has sent document {0}. “documents” lists those received.</source>
            <translation>Kein Gerät hat das Dokument {0} gesendet. „documents“ führt die empfangenen auf.</translation>
        </message>
        <message>
            <source>Document {0} isn't linked to a book. “documents” lists those that are.</source>
            <translation>Das Dokument {0} ist mit keinem Buch verknüpft. „documents“ führt die verknüpften auf.</translation>
        </message>
        <message>
            <source>An entry needs a title. Enter your book's title.</source>
            <translation>Ein Eintrag braucht einen Titel. Gib den Titel deines Buchs ein.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose a file.</source>
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
            <source>A device tried https:// at the address for http://. Change it to begin with http://, or to {0}.</source>
            <translation>Ein Gerät hat https:// an der Adresse für http:// versucht. Lass sie mit http:// beginnen, oder ändere sie in {0}.</translation>
        </message>
        <message>
            <source>Devices can't connect while the server is stopped. Start it, then pair.</source>
            <translation>Geräte können sich nicht verbinden, solange der Server steht. Starte ihn und kopple dann.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Kein gekoppeltes Gerät hat den Namen „{0}“. „credentials“ führt sie auf.</translation>
        </message>
        <message>
            <source>{0} isn't a Calibre library in BookOrbit. Add its folder first.</source>
            <translation>{0} ist keine Calibre-Bibliothek in BookOrbit. Füg zuerst ihren Ordner hinzu.</translation>
        </message>
        <message>
            <source>Calibre is changing this library right now. Try again in a moment.</source>
            <translation>Calibre ändert diese Bibliothek gerade. Versuche es gleich noch einmal.</translation>
        </message>
        <message>
            <source>This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 MB and 100 megapixels.</source>
            <translation>Dieses Bild lässt sich nicht anzeigen. Wähle ein JPEG, PNG, WebP oder GIF bis 32 MB und 100 Megapixel.</translation>
        </message>
        <message>
            <source>Couldn't read {0}: {1}. Choose another picture.</source>
            <translation>{0} war nicht lesbar: {1}. Wähle ein anderes Bild.</translation>
        </message>
        <message>
            <source>Cancelled. The rest will be done at the next scan or start.</source>
            <translation>Abgebrochen. Der Rest folgt beim nächsten Suchlauf oder Start.</translation>
        </message>
        <message>
            <source>{0} of {1} files read.</source>
            <translation>{0} von {1} Dateien gelesen.</translation>
        </message>
        <message>
            <source>import undone</source>
            <translation>Import rückgängig gemacht</translation>
        </message>
        <message>
            <source>Scan cancelled. The next one continues where it stopped.</source>
            <translation>Suchlauf abgebrochen. Der nächste macht dort weiter.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Check the path and try again.</source>
            <translation>Ordner nicht gefunden: {0}. Prüf den Pfad und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>This file doesn't belong to the book. “export” lists the files of each book.</source>
            <translation>Diese Datei gehört nicht zu dem Buch. „export“ führt die Dateien jedes Buchs auf.</translation>
        </message>
        <message>
            <source>A book needs at least one file.</source>
            <translation>Ein Buch braucht mindestens eine Datei.</translation>
        </message>
        <message>
            <source>The book has an identical copy of this file, and devices can't tell them apart. Split both off together, or remove one.</source>
            <translation>Das Buch hat eine identische Kopie dieser Datei, und Geräte können sie nicht unterscheiden. Trenn beide zusammen ab oder entferne eine.</translation>
        </message>
        <message>
            <source>Choose the book to keep and at least one other book.</source>
            <translation>Wähle das Buch, das bleibt, und mindestens ein weiteres.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Dieses Buch ist nicht im Katalog: Es wurde entfernt, oder seine Datei fehlt oder ist beschädigt.</translation>
        </message>
        <message>
            <source>This list isn't in the catalogue.</source>
            <translation>Diese Liste ist nicht im Katalog.</translation>
        </message>
        <message>
            <source>This book has no cover picture.</source>
            <translation>Dieses Buch hat kein Cover-Bild.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Diese Datei ist nicht im Katalog: Sie wurde entfernt, fehlt oder ist beschädigt.</translation>
        </message>
        <message>
            <source>This book's file has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>Die Datei dieses Buchs hat sich geändert. Durchsuche die Ordner in BookOrbit und versuche es dann erneut.</translation>
        </message>
        <message>
            <source>This book's file can't be read right now. Check that its disk is connected.</source>
            <translation>Die Datei dieses Buchs ist gerade nicht lesbar. Prüf, ob ihr Datenträger angeschlossen ist.</translation>
        </message>
        <message>
            <source>Waiting for your first sync.</source>
            <translation>Wartet auf deine erste Synchronisierung.</translation>
        </message>
        <message>
            <source>Hardcover is turned off.</source>
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
            <source>%n to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
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
            <source>This library isn't empty, so nothing was imported: a complete export takes the place of everything. Import it into an empty library, such as with another --data-dir.</source>
            <translation>Diese Bibliothek ist nicht leer, daher wurde nichts importiert: Ein vollständiger Export tritt an die Stelle von allem. Importiere ihn in eine leere Bibliothek, etwa mit einem anderen --data-dir.</translation>
        </message>
        <message>
            <source>Couldn't write the file there ({0}). Choose another folder.</source>
            <translation>Die Datei ließ sich dort nicht schreiben ({0}). Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Sign in again in Settings ▸ Hardcover, or with “token --sign-in”.</source>
            <translation>Melde dich unter Einstellungen ▸ Hardcover neu an oder mit „token --sign-in“.</translation>
        </message>
        <message>
            <source>There is no library yet. BookOrbit creates it on first start.</source>
            <translation>Es gibt noch keine Bibliothek. Der erste Start legt sie an.</translation>
        </message>
        <message>
            <source>The database is damaged or empty. BookOrbit leaves it as it is.</source>
            <translation>Die Datenbank ist beschädigt oder leer. BookOrbit lässt sie, wie sie ist.</translation>
        </message>
        <message>
            <source>Quit BookOrbit and restore a backup: “backup --list” shows them.</source>
            <translation>Beende BookOrbit und stelle eine Sicherung wieder her: „backup --list“ zeigt sie.</translation>
        </message>
        <message>
            <source>Press “Back up now” in Settings ▸ Advanced, or run “backup”. While BookOrbit runs, it makes one every day.</source>
            <translation>Drück „Jetzt sichern“ unter Einstellungen ▸ Erweitert oder führ „backup“ aus. Solange BookOrbit läuft, sichert es jeden Tag.</translation>
        </message>
        <message>
            <source>Choose a renewed one in Settings ▸ KOReader, or make a new certificate there.</source>
            <translation>Wähle unter Einstellungen ▸ KOReader ein erneuertes, oder erstelle dort ein neues Zertifikat.</translation>
        </message>
        <message>
            <source>Let the system set the time and time zone automatically.</source>
            <translation>Lass das System Uhrzeit und Zeitzone selbst einstellen.</translation>
        </message>
        <message>
            <source>This check failed: {0}.</source>
            <translation>Diese Prüfung ist gescheitert: {0}.</translation>
        </message>
        <message>
            <source>The other checks don't depend on it.</source>
            <translation>Die anderen Prüfungen hängen nicht davon ab.</translation>
        </message>
        <message>
            <source>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</source>
            <translation>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</translation>
        </message>
        <message>
            <source>The disk with {0} has {1} MB left.</source>
            <translation>Auf dem Datenträger mit {0} sind noch {1} MB frei.</translation>
        </message>
        <message>
            <source>{0}, with {1} GB free.</source>
            <translation>{0}, {1} GB frei.</translation>
        </message>
        <message>
            <source>Sound, with {0} and {1}.</source>
            <translation>In Ordnung: {0} und {1}.</translation>
        </message>
        <message>
            <source>The newest is from {0}.</source>
            <translation>Die neueste ist von {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s) can be read.</source>
            <translation>
                <numerusform>%n Ordner ist lesbar.</numerusform>
                <numerusform>%n Ordner sind lesbar.</numerusform>
            </translation>
        </message>
        <message>
            <source>It answers at {0}.</source>
            <translation>Er antwortet unter {0}.</translation>
        </message>
        <message>
            <source>BookOrbit isn't running. Port {0} is free for it.</source>
            <translation>BookOrbit läuft nicht. Port {0} ist dafür frei.</translation>
        </message>
        <message>
            <source>Your certificate expires on {0}.</source>
            <translation>Dein Zertifikat läuft am {0} ab.</translation>
        </message>
        <message>
            <source>To let devices in, run: {0}</source>
            <translation>Um Geräte durchzulassen, führ aus: {0}</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your system's firewall settings.</source>
            <translation>Erlaube BookOrbit in den Firewall-Einstellungen deines Systems.</translation>
        </message>
        <message>
            <source>{0} is on. Only an administrator can see whether it lets devices in.</source>
            <translation>{0} ist eingeschaltet. Ob Geräte durchkommen, sieht nur ein Administrator.</translation>
        </message>
        <message>
            <source>It answers.</source>
            <translation>Er antwortet.</translation>
        </message>
        <message>
            <source>A token is saved. Hardcover last accepted a change on {0}.</source>
            <translation>Ein Token ist da. Hardcover hat zuletzt am {0} etwas angenommen.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover can't be renewed, and ends on {0}.</source>
            <translation>Die Anmeldung bei Hardcover kann nicht erneuert werden und endet am {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover doesn't allow {0}.</source>
            <translation>Die Anmeldung bei Hardcover erlaubt {0} nicht.</translation>
        </message>
        <message>
            <source>Signed in since {0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Angemeldet seit {0}. Die Anmeldung erneuert sich von selbst und gilt auch unbenutzt bis {1}.</translation>
        </message>
        <message>
            <source>It was connected before, but the token is missing, so nothing is sent.</source>
            <translation>Es war verbunden, aber es gibt kein Token; daher wird nichts gesendet.</translation>
        </message>
        <message>
            <source>The clock shows {0}.</source>
            <translation>Die Uhr zeigt {0}.</translation>
        </message>
        <message>
            <source>No answer within {0} seconds.</source>
            <translation>Keine Antwort innerhalb von {0} Sekunden.</translation>
        </message>
        <message>
            <source>Try again. If it keeps happening, restart this computer.</source>
            <translation>Versuch es noch einmal. Wenn es so bleibt, starte diesen Computer neu.</translation>
        </message>
        <message>
            <source>The library can't be read: {0}.</source>
            <translation>Die Bibliothek lässt sich nicht lesen: {0}.</translation>
        </message>
        <message>
            <source>See the database check.</source>
            <translation>Sieh nach, was zur Datenbank steht.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Datenbank</translation>
        </message>
        <message>
            <source>Library folders</source>
            <translation>Bibliotheksordner</translation>
        </message>
        <message>
            <source>Encryption (https)</source>
            <translation>Verschlüsselung (https)</translation>
        </message>
        <message>
            <source>Firewall</source>
            <translation>Firewall</translation>
        </message>
        <message>
            <source>Password store</source>
            <translation>Passwortspeicher</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>{0} doesn't exist yet. BookOrbit creates it on first start.</source>
            <translation>{0} gibt es noch nicht. Der erste Start legt ihn an.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}.</source>
            <translation>BookOrbit darf nicht in {0} schreiben.</translation>
        </message>
        <message>
            <source>Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>Erlaube es in den Eigenschaften des Ordners oder wähle mit --data-dir einen anderen.</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>Schaff etwas Platz.</translation>
        </message>
        <message>
            <source>{0} is on a network drive, where a database can be damaged.</source>
            <translation>{0} liegt auf einem Netzlaufwerk; dort kann eine Datenbank beschädigt werden.</translation>
        </message>
        <message>
            <source>Move the library to a disk of this computer, and choose it with --data-dir.</source>
            <translation>Leg die Bibliothek auf einen Datenträger dieses Computers und wähle sie mit --data-dir.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n Position</numerusform>
                <numerusform>%n Positionen</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to back up yet.</source>
            <translation>Es gibt noch nichts zu sichern.</translation>
        </message>
        <message>
            <source>There is no backup.</source>
            <translation>Es gibt keine Sicherung.</translation>
        </message>
        <message>
            <source>{0} can't be read. Its books are kept.</source>
            <translation>{0} lässt sich nicht lesen. Die Bücher darin bleiben erhalten.</translation>
        </message>
        <message>
            <source>Connect the drive, or allow BookOrbit to read the folder.</source>
            <translation>Schließ das Laufwerk an oder erlaube BookOrbit, den Ordner zu lesen.</translation>
        </message>
        <message>
            <source>No folder has been added yet.</source>
            <translation>Noch kein Ordner hinzugefügt.</translation>
        </message>
        <message>
            <source>BookOrbit runs, but its server is stopped.</source>
            <translation>BookOrbit läuft, aber sein Server ist angehalten.</translation>
        </message>
        <message>
            <source>Start it on the KOReader page.</source>
            <translation>Starte ihn auf der Seite KOReader.</translation>
        </message>
        <message>
            <source>It answers, but this computer is on no network.</source>
            <translation>Er antwortet, aber dieser Computer ist in keinem Netz.</translation>
        </message>
        <message>
            <source>Connect it to the Wi-Fi that your device uses.</source>
            <translation>Verbinde ihn mit dem WLAN, das dein Gerät benutzt.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}.</source>
            <translation>Dieser Computer hat die Adresse {0} nicht mehr.</translation>
        </message>
        <message>
            <source>Choose another address in Settings ▸ KOReader.</source>
            <translation>Wähle eine andere Adresse unter Einstellungen ▸ KOReader.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. BookOrbit takes the next free one.</source>
            <translation>Port {0} benutzt ein anderes Programm. BookOrbit nimmt den nächsten freien.</translation>
        </message>
        <message>
            <source>End that program, or choose another port in Settings ▸ KOReader.</source>
            <translation>Beende das Programm oder wähle einen anderen Port unter Einstellungen ▸ KOReader.</translation>
        </message>
        <message>
            <source>Off. Devices use http.</source>
            <translation>Aus. Geräte verwenden http.</translation>
        </message>
        <message>
            <source>There is no certificate yet. The server makes one when it starts.</source>
            <translation>Es gibt noch kein Zertifikat. Der Server erstellt eines, wenn er startet.</translation>
        </message>
        <message>
            <source>The certificate is valid until {0}.</source>
            <translation>Das Zertifikat gilt bis {0}.</translation>
        </message>
        <message>
            <source>Your certificate expired on {0}.</source>
            <translation>Dein Zertifikat ist am {0} abgelaufen.</translation>
        </message>
        <message>
            <source>No active firewall was found.</source>
            <translation>Keine eingeschaltete Firewall gefunden.</translation>
        </message>
        <message>
            <source>{0} is on, and lets port {1} in.</source>
            <translation>{0} ist eingeschaltet und lässt Port {1} durch.</translation>
        </message>
        <message>
            <source>{0} is on, and blocks port {1}.</source>
            <translation>{0} ist eingeschaltet und sperrt Port {1}.</translation>
        </message>
        <message>
            <source>{0} is on; a device has reached this computer before.</source>
            <translation>{0} ist eingeschaltet; ein Gerät hat diesen Computer schon erreicht.</translation>
        </message>
        <message>
            <source>Hardcover accepts the token of @{0}.</source>
            <translation>Hardcover nimmt das Token an, von @{0}.</translation>
        </message>
        <message>
            <source>A token is saved. Nothing has been sent yet.</source>
            <translation>Ein Token ist da. Bisher wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover has ended.</source>
            <translation>Die Anmeldung bei Hardcover ist zu Ende.</translation>
        </message>
        <message>
            <source>Signed in as @{0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Als @{0} angemeldet. Die Anmeldung erneuert sich von selbst und gilt auch unbenutzt bis {1}.</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Nicht verbunden.</translation>
        </message>
        <message>
            <source>Save a token in Settings ▸ Hardcover, or with “token --stdin”.</source>
            <translation>Speichere ein Token unter Einstellungen ▸ Hardcover oder mit „token --stdin“.</translation>
        </message>
        <message>
            <source>The clock shows {0}, which is years ago.</source>
            <translation>Die Uhr zeigt {0}; das ist lange vorbei.</translation>
        </message>
        <message>
            <source>The clock shows {0}, but something was stored on {1}.</source>
            <translation>Die Uhr zeigt {0}, aber am {1} wurde etwas gespeichert.</translation>
        </message>
        <message>
            <source>The clock shows {0}. A device's clock was wrong: {1} not counted.</source>
            <translation>Die Uhr zeigt {0}. Die Uhr eines Geräts ging falsch; nicht gezählt: {1}.</translation>
        </message>
        <message>
            <source>“stats” names the device. Check the time on it.</source>
            <translation>„stats“ nennt das Gerät. Prüfe dort die Uhrzeit.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this library.</source>
            <translation>Ein neueres BookOrbit Desktop hat diese Bibliothek geschrieben.</translation>
        </message>
        <message>
            <source>Install that version, or restore a backup.</source>
            <translation>Installiere diese Version oder stelle eine Sicherung wieder her.</translation>
        </message>
        <message>
            <source>The database can't be read now: {0}.</source>
            <translation>Die Datenbank lässt sich gerade nicht lesen: {0}.</translation>
        </message>
        <message>
            <source>Close other programs that use it, and check the disk.</source>
            <translation>Schließ andere Programme, die sie benutzen, und prüf den Datenträger.</translation>
        </message>
        <message>
            <source>Install one, such as GNOME Keyring or KWallet, to keep your secrets.</source>
            <translation>Installiere einen, etwa GNOME Keyring oder KWallet, um deine Geheimnisse aufzubewahren.</translation>
        </message>
        <message>
            <source>The token can't be read.</source>
            <translation>Das Token lässt sich nicht lesen.</translation>
        </message>
        <message>
            <source>BookOrbit has no web site yet that could name a new version.</source>
            <translation>BookOrbit hat noch keine Website, die eine neue Version nennen könnte.</translation>
        </message>
        <message>
            <source>{0} can't be reached. Try again later.</source>
            <translation>{0} ist nicht erreichbar. Versuche es später erneut.</translation>
        </message>
        <message>
            <source>Choose a file that ends in .png or .pdf.</source>
            <translation>Wähle eine Datei, die auf .png oder .pdf endet.</translation>
        </message>
        <message>
            <source>Nothing was read or finished in {0}. No file was written.</source>
            <translation>{0} wurde nichts gelesen oder beendet. Es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <source>This session has changed in the meantime. Look at the list again.</source>
            <translation>Diese Sitzung hat sich inzwischen geändert. Sieh dir die Liste noch einmal an.</translation>
        </message>
        <message>
            <source>There's no session {0}. “sessions list” shows them.</source>
            <translation>Es gibt keine Sitzung {0}. „sessions list“ zeigt sie.</translation>
        </message>
        <message>
            <source>Change {0} doesn't exist, or is undone already.</source>
            <translation>Änderung {0} gibt es nicht, oder sie ist schon rückgängig gemacht.</translation>
        </message>
        <message>
            <source>This session was changed again since. Undo that change first.</source>
            <translation>Diese Sitzung wurde seitdem noch einmal geändert. Mach zuerst diese Änderung rückgängig.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” lists them.</source>
            <translation>Buch {0} hat keine Meldung {1}. „history {2}“ führt sie auf.</translation>
        </message>
        <message>
            <source>Nothing to reset: no device has sent a position.</source>
            <translation>Nichts zurückzusetzen: Kein Gerät hat eine Position gesendet.</translation>
        </message>
        <message>
            <source>A device has sent a newer position in the meantime; that one stays.</source>
            <translation>Inzwischen hat ein Gerät eine neuere Position gesendet; die bleibt.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Zuletzt auf {0} gelesen.</translation>
        </message>
        <message>
            <source>Enter the other server's address, user name and password first.</source>
            <translation>Gib zuerst Adresse, Benutzernamen und Passwort des anderen Servers ein.</translation>
        </message>
        <message>
            <source>The other server's password isn't in your password store. Enter it again.</source>
            <translation>Das Passwort des anderen Servers ist nicht in deinem Passwortspeicher. Gib es noch einmal ein.</translation>
        </message>
        <message>
            <source>This is BookOrbit's own address. Enter another server's address.</source>
            <translation>Das ist die eigene Adresse von BookOrbit. Gib die eines anderen Servers ein.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit quits; enter it again after the next start.</source>
            <translation>Das Passwort gilt, bis du BookOrbit beendest; gib es nach dem nächsten Start noch einmal ein.</translation>
        </message>
        <message>
            <source>This book no longer exists on Hardcover. Search Hardcover for the right one.</source>
            <translation>Dieses Buch gibt es auf Hardcover nicht mehr. Such auf Hardcover nach dem richtigen.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Try again.</source>
            <translation>Hardcover hat nicht rechtzeitig geantwortet. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Hardcover bittet um langsamere Anfragen. Versuch es nach {0} noch einmal oder gib es mit den Metadaten der Datei frei.</translation>
        </message>
        <message>
            <source>Hardcover's daily limit is reached. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Das Tageslimit von Hardcover ist erreicht. Versuch es nach {0} noch einmal oder gib es mit den Metadaten der Datei frei.</translation>
        </message>
        <message>
            <source>No book {0} is waiting for review. “inbox” lists those that are.</source>
            <translation>Kein Buch {0} wartet auf Prüfung. „inbox“ führt die wartenden auf.</translation>
        </message>
        <message>
            <source>“{0}” has been removed. Undo the removal, or add its file again.</source>
            <translation>„{0}“ wurde entfernt. Mach das rückgängig oder füg die Datei wieder hinzu.</translation>
        </message>
        <message>
            <source>The folder {0} can't be created: {1}. Choose another folder for backups.</source>
            <translation>Der Ordner {0} lässt sich nicht anlegen: {1}. Wähle einen anderen Ordner für Sicherungen.</translation>
        </message>
        <message>
            <source>Stopped before it finished.</source>
            <translation>Vor dem Ende angehalten.</translation>
        </message>
        <message>
            <source>Couldn't write {0}: {1}. Choose another file.</source>
            <translation>{0} ließ sich nicht schreiben: {1}. Wähle eine andere Datei.</translation>
        </message>
        <message>
            <source>Too many devices are logging in at once. Try again in a moment.</source>
            <translation>Es melden sich zu viele Geräte auf einmal an. Versuche es gleich noch einmal.</translation>
        </message>
        <message>
            <source>A goal is at most {0} hours.</source>
            <translation>Ein Ziel ist höchstens {0} Stunden.</translation>
        </message>
        <message>
            <source>A goal is at most {0} books.</source>
            <translation>Ein Ziel umfasst höchstens {0} Bücher.</translation>
        </message>
        <message>
            <source>A goal is at most {0} pages.</source>
            <translation>Ein Ziel ist höchstens {0} Seiten.</translation>
        </message>
        <message>
            <source>A goal counts books, pages or hours, in a year or a month.</source>
            <translation>Ein Ziel zählt Bücher, Seiten oder Stunden im Jahr oder im Monat.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100%.</source>
            <translation>Ein Buch gilt bei 95, 98, 99 oder 100 % als gelesen.</translation>
        </message>
        <message>
            <source>Enter from 1 to {0} minutes for a day of reading to count.</source>
            <translation>Gib 1 bis {0} Minuten ein, ab denen ein Lesetag zählt.</translation>
        </message>
        <message>
            <source>A day can begin between midnight and noon: enter an hour from 0 to 12.</source>
            <translation>Ein Tag kann zwischen Mitternacht und Mittag beginnen: Gib eine Stunde von 0 bis 12 ein.</translation>
        </message>
        <message>
            <source>Steps back can be asked about, accepted or ignored.</source>
            <translation>Bei Rückschritten kann nachgefragt, übernommen oder ignoriert werden.</translation>
        </message>
        <message>
            <source>The file has changed since you last fetched it. Fetch it again.</source>
            <translation>Die Datei wurde geändert, seit sie gelesen wurde. Lies sie noch einmal.</translation>
        </message>
        <message>
            <source>Only KOReader's statistics and vocabulary are kept here, not {0}.</source>
            <translation>Hier werden nur Statistik und Wortschatz von KOReader aufbewahrt, nicht {0}.</translation>
        </message>
        <message>
            <source>It's no longer linked to a book.</source>
            <translation>Es ist nicht mehr mit einem Buch verknüpft.</translation>
        </message>
        <message>
            <source>No book in your library has this digest yet.</source>
            <translation>Noch kein Buch deiner Bibliothek hat diese Prüfsumme.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) changed</source>
            <translation>
                <numerusform>%n Markierung geändert</numerusform>
                <numerusform>%n Markierungen geändert</numerusform>
            </translation>
        </message>
        <message>
            <source>Send at most {0} highlights at a time.</source>
            <translation>Sende höchstens {0} Markierungen auf einmal.</translation>
        </message>
        <message>
            <source>Send at most {0} page views at a time.</source>
            <translation>Sende höchstens {0} Seitenaufrufe auf einmal.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Is the device connected?</source>
            <translation>Ordner nicht gefunden: {0}. Ist das Gerät angeschlossen?</translation>
        </message>
        <message>
            <source>No KOReader, and no book it has opened, in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>In {0} ist kein KOReader und kein damit geöffnetes Buch. Wähle das Laufwerk des Geräts oder seinen Ordner „koreader“.</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>Der Server ist angehalten. Starte ihn, bevor das Gerät synchronisiert.</translation>
        </message>
        <message>
            <source>On the device, {0} means the device itself. Enter this computer's address in your network, such as http://192.168.1.20:7200.</source>
            <translation>Auf dem Gerät steht {0} für das Gerät selbst. Gib die Adresse dieses Computers in deinem Netzwerk ein, etwa http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>No KOReader in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>In {0} ist kein KOReader. Wähle das Laufwerk des Geräts oder seinen Ordner „koreader“.</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so it's left alone. {1} Start KOReader once: it repairs the file or creates a new one.</source>
            <translation>{0} auf dem Gerät ist nicht lesbar und bleibt daher unverändert. {1} Starte KOReader einmal: Es repariert die Datei oder legt eine neue an.</translation>
        </message>
        <message>
            <source>Couldn't tell which version of KOReader this is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>Die Version dieses KOReaders ist nicht erkennbar. Starte es einmal auf dem Gerät, schließ es und schließ das Gerät wieder an.</translation>
        </message>
        <message>
            <source>That folder now belongs to another device. Check the changes again.</source>
            <translation>Dieser Ordner gehört jetzt zu einem anderen Gerät. Prüf die Änderungen noch einmal.</translation>
        </message>
        <message>
            <source>There is nothing on this device to undo.</source>
            <translation>Auf diesem Gerät gibt es nichts rückgängig zu machen.</translation>
        </message>
        <message>
            <source>KOReader has changed {0} since. Restoring the earlier file would lose that; you can undo just BookOrbit's settings.</source>
            <translation>KOReader hat {0} seither geändert. Mit der früheren Datei ginge das verloren; du kannst nur die Einstellungen von BookOrbit rückgängig machen.</translation>
        </message>
        <message>
            <source>Wrong passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Falsche Passphrase. BookOrbit ▸ KOReader zeigt sie an oder legt eine neue fest.</translation>
        </message>
        <message>
            <source>The device needs your passphrase, which isn't in the password store. Enter it here once.</source>
            <translation>Das Gerät braucht deine Passphrase, die nicht im Passwortspeicher ist. Gib sie hier einmal ein.</translation>
        </message>
        <message>
            <source>The login has changed. Check the changes again.</source>
            <translation>Die Anmeldung hat sich geändert. Prüf die Änderungen noch einmal.</translation>
        </message>
        <message>
            <source>This computer isn't on a network where devices can find it. Connect it to your Wi-Fi, or enter the address devices should use.</source>
            <translation>Dieser Computer ist in keinem Netz, in dem Geräte ihn finden. Verbinde ihn mit deinem WLAN oder gib die Adresse ein, die Geräte verwenden sollen.</translation>
        </message>
        <message>
            <source>“{0}”, when a book is closed</source>
            <translation>„{0}“, beim Schließen eines Buchs</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>entfernt</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} ist ein Verweis auf eine andere Datei und bleibt daher in Ruhe. Richte dieses KOReader von Hand ein.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>Auf dem Gerät wurde nichts geändert. {0}</translation>
        </message>
        <message>
            <source>A file on the device has changed, so nothing was written. Close KOReader there and check the changes again.</source>
            <translation>Eine Datei auf dem Gerät hat sich geändert, daher wurde nichts geschrieben. Schließ dort KOReader und prüf die Änderungen noch einmal.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and only KOReader's backup is left. Start KOReader once, close it, and try again.</source>
            <translation>{0} fehlt auf dem Gerät, nur die Sicherung von KOReader ist noch da. Starte KOReader einmal, schließ es und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it can't be restored. Change these settings in KOReader itself.</source>
            <translation>Die frühere Datei {0} ist nicht mehr auf dem Gerät und lässt sich daher nicht wiederherstellen. Ändere diese Einstellungen in KOReader selbst.</translation>
        </message>
        <message>
            <source>Not everything could be restored. {0} Plug the device in again and try once more.</source>
            <translation>Nicht alles ließ sich wiederherstellen. {0} Schließ das Gerät wieder an und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The device was only partly written. {0} Plug it in again, then undo the setup or run it again.</source>
            <translation>Das Gerät wurde nur teilweise beschrieben. {0} Schließ es wieder an, dann mach die Einrichtung rückgängig oder wiederhole sie.</translation>
        </message>
        <message>
            <source>This folder has more than {0} files.</source>
            <translation>Dieser Ordner hat mehr als {0} Dateien.</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so nothing was changed. Try again, or restart the device.</source>
            <translation>{0} auf dem Gerät lässt sich nicht lesen, deshalb wurde nichts geändert. Versuche es noch einmal oder starte das Gerät neu.</translation>
        </message>
        <message>
            <source>This program's copy of the plugin can't be read. Install BookOrbit Desktop again.</source>
            <translation>Das Plugin, das diesem Programm beiliegt, lässt sich nicht lesen. Installiere BookOrbit Desktop neu.</translation>
        </message>
        <message>
            <source>This file name can't be used here. Rename the file.</source>
            <translation>Dieser Dateiname ist hier nicht möglich. Benenne die Datei um.</translation>
        </message>
        <message>
            <source>Only books and KOReader's exported highlights are taken, not “{0}”.</source>
            <translation>Angenommen werden nur Bücher und von KOReader exportierte Markierungen, nicht „{0}“.</translation>
        </message>
        <message>
            <source>Another file is called “{0}” here. Rename yours and upload it again.</source>
            <translation>Hier heißt schon eine andere Datei „{0}“. Benenne deine um und lade sie noch einmal hoch.</translation>
        </message>
        <message>
            <source>The backup folder {0} isn't available. Connect the drive, or choose another folder. Until then, backups are in {1}.</source>
            <translation>Der Sicherungsordner {0} ist nicht verfügbar. Schließ das Laufwerk an oder wähle einen anderen Ordner. Bis dahin liegen Sicherungen in {1}.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Create it, or choose another.</source>
            <translation>Den Ordner {0} gibt es nicht. Leg ihn an oder wähle einen anderen.</translation>
        </message>
        <message>
            <source>{0} holds a library. Choose another folder for backups.</source>
            <translation>In {0} liegt eine Bibliothek. Wähle einen anderen Ordner für Sicherungen.</translation>
        </message>
        <message>
            <source>{0} holds the backups of another library, {1}. Choose another folder.</source>
            <translation>{0} enthält die Sicherungen einer anderen Bibliothek, {1}. Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}: {1}. Choose another folder.</source>
            <translation>BookOrbit kann nicht nach {0} schreiben: {1}. Wähle einen anderen Ordner.</translation>
        </message>
        <message>
            <source>This file isn't a BookOrbit library.</source>
            <translation>Diese Datei ist keine BookOrbit-Bibliothek.</translation>
        </message>
        <message>
            <source>This file is damaged.</source>
            <translation>Diese Datei ist beschädigt.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop made this backup. Install that version to restore it.</source>
            <translation>Diese Sicherung stammt von einem neueren BookOrbit Desktop. Installiere diese Version, um sie wiederherzustellen.</translation>
        </message>
        <message>
            <source>This is a link or a folder, not a file.</source>
            <translation>Das ist ein Link oder ein Ordner, keine Datei.</translation>
        </message>
        <message>
            <source>This copy was made while the library was open, and is incomplete.</source>
            <translation>Diese Kopie entstand, während die Bibliothek offen war, und ist unvollständig.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file.</source>
            <translation>BookOrbit darf diese Datei nicht lesen.</translation>
        </message>
        <message>
            <source>The new backup didn't pass its check and was removed: {0} Check the disks, and your library with a restart.</source>
            <translation>Die neue Sicherung hat die Prüfung nicht bestanden und wurde gelöscht: {0} Prüfe die Laufwerke und mit einem Neustart deine Bibliothek.</translation>
        </message>
        <message>
            <source>The disk with {0} is full, so no backup was made. Free some space, or choose another folder for backups.</source>
            <translation>Der Datenträger mit {0} ist voll, deshalb wurde keine Sicherung erstellt. Gib Platz frei oder wähle einen anderen Ordner für Sicherungen.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}, so no backup was made. Allow it in the folder's properties, or choose another folder for backups.</source>
            <translation>BookOrbit kann nicht nach {0} schreiben, deshalb wurde keine Sicherung erstellt. Erlaube es in den Eigenschaften des Ordners oder wähle einen anderen Ordner für Sicherungen.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors, so no backup was made. Check that it's connected and healthy.</source>
            <translation>Der Datenträger mit {0} hat Lese- oder Schreibfehler, deshalb wurde keine Sicherung erstellt. Prüfe, ob er angeschlossen und in Ordnung ist.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so no backup was made. Restart BookOrbit.</source>
            <translation>Die Datenbank deiner Bibliothek ist beschädigt, deshalb wurde keine Sicherung erstellt. Starte BookOrbit neu.</translation>
        </message>
        <message>
            <source>No backup was made in {0}: {1}. Try again, or choose another folder for backups.</source>
            <translation>In {0} wurde keine Sicherung erstellt: {1}. Versuch es noch einmal oder wähle einen anderen Ordner für Sicherungen.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be saved. Free some space; BookOrbit then continues automatically.</source>
            <translation>Der Datenträger mit deiner Bibliothek ist voll, deshalb kann nichts gespeichert werden. Schaff Platz; dann macht BookOrbit automatisch weiter.</translation>
        </message>
        <message>
            <source>Another program is using your library's database, so nothing can be saved. Close it; BookOrbit then continues automatically.</source>
            <translation>Ein anderes Programm benutzt die Datenbank deiner Bibliothek, deshalb kann nichts gespeichert werden. Schließ es; dann macht BookOrbit automatisch weiter.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to your library's folder, so nothing can be saved. Allow it in the folder's properties; BookOrbit then continues automatically.</source>
            <translation>BookOrbit darf nicht in den Ordner deiner Bibliothek schreiben, deshalb kann nichts gespeichert werden. Erlaube es in den Eigenschaften des Ordners; dann macht BookOrbit automatisch weiter.</translation>
        </message>
        <message>
            <source>The disk with your library has read or write errors, so nothing can be saved. Check that it's connected and healthy; BookOrbit then continues automatically.</source>
            <translation>Der Datenträger mit deiner Bibliothek hat Lese- oder Schreibfehler, deshalb kann nichts gespeichert werden. Prüf, ob er angeschlossen und in Ordnung ist; dann macht BookOrbit automatisch weiter.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so part of it can't be read or saved. Quit BookOrbit and start it again to restore your newest backup, or start with --set-aside to begin a new library.</source>
            <translation>Die Datenbank deiner Bibliothek ist beschädigt, daher kann ein Teil davon nicht gelesen oder gespeichert werden. Beende BookOrbit und starte es neu, um deine neueste Sicherung wiederherzustellen, oder starte mit --set-aside, um eine neue Bibliothek zu beginnen.</translation>
        </message>
        <message>
            <source>Your library's database was deleted or replaced while BookOrbit was running, so nothing can be saved. Put it back, or quit BookOrbit and start it again.</source>
            <translation>Die Datenbank deiner Bibliothek wurde gelöscht oder ersetzt, während BookOrbit lief, deshalb kann nichts gespeichert werden. Leg sie zurück, oder beende BookOrbit und starte es neu.</translation>
        </message>
        <message>
            <source>Saving is taking too long. Try again in a minute.</source>
            <translation>Das Speichern dauert zu lange. Versuch es in einer Minute noch einmal.</translation>
        </message>
        <message>
            <source>There is no backup {0}. “backup --list” shows all of them.</source>
            <translation>Es gibt keine Sicherung {0}. „backup --list“ zeigt alle.</translation>
        </message>
        <message>
            <source>{0} can't be restored. {1}</source>
            <translation>{0} lässt sich nicht wiederherstellen. {1}</translation>
        </message>
        <message>
            <source>The backup couldn't be copied: {0}. Nothing was changed.</source>
            <translation>Die Sicherung konnte nicht kopiert werden: {0}. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Diese Bibliothek stammt von einem neueren BookOrbit Desktop. Installiere diese Version oder verwende einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Page not found. Start at the first page.</source>
            <translation>Seite nicht gefunden. Beginne mit der ersten.</translation>
        </message>
        <message>
            <source>This isn't a complete export of BookOrbit. “export --format complete” writes one.</source>
            <translation>Das ist kein vollständiger Export von BookOrbit. „export --format complete“ schreibt einen.</translation>
        </message>
        <message>
            <source>row {0} of “{1}”</source>
            <translation>Zeile {0} von „{1}“</translation>
        </message>
        <message>
            <source>This file is damaged or was changed ({0}). Nothing was imported. Export it again.</source>
            <translation>Diese Datei ist beschädigt oder wurde geändert ({0}). Nichts wurde importiert. Exportiere sie neu.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this file. Install that version to import it.</source>
            <translation>Ein neueres BookOrbit Desktop hat diese Datei geschrieben. Installiere diese Version, um sie zu importieren.</translation>
        </message>
        <message>
            <source>its tables aren't those of {0}</source>
            <translation>ihre Tabellen sind nicht die von {0}</translation>
        </message>
        <message>
            <source>the columns of “{0}” aren't known</source>
            <translation>die Spalten von „{0}“ sind unbekannt</translation>
        </message>
        <message>
            <source>“{0}” has no rows</source>
            <translation>„{0}“ hat keine Zeilen</translation>
        </message>
        <message>
            <source>“{0}” is missing</source>
            <translation>„{0}“ fehlt</translation>
        </message>
        <message>
            <source>row {0} of “{1}” belongs to nothing</source>
            <translation>Zeile {0} von „{1}“ gehört zu nichts</translation>
        </message>
        <message>
            <source>This file is larger than 2 GB, which is too large to be imported.</source>
            <translation>Diese Datei ist größer als 2 GB und damit zu groß für den Import.</translation>
        </message>
        <message>
            <source>“{0}” names an unknown table</source>
            <translation>„{0}“ nennt eine unbekannte Tabelle</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit can’t start with your session. Set HOME.</source>
            <translation>Dein Benutzerordner ist nicht bekannt, deshalb kann BookOrbit nicht mit deiner Sitzung starten. Setze HOME.</translation>
        </message>
        <message>
            <source>Couldn't change the file {0} ({1}). Check that you can write there, and try again.</source>
            <translation>Die Datei {0} ließ sich nicht ändern ({1}). Prüfe, ob du dort schreiben darfst, und versuche es erneut.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows ließ BookOrbit die Liste der Programme, die bei der Anmeldung starten, nicht ändern ({0}).</translation>
        </message>
        <message>
            <source>This file has no certificate. Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”.</source>
            <translation>Diese Datei enthält kein Zertifikat. Wähle eine PEM-Datei, die mit „-----BEGIN CERTIFICATE-----“ beginnt.</translation>
        </message>
        <message>
            <source>This file has no private key. Choose a PEM file, which begins with “-----BEGIN PRIVATE KEY-----”.</source>
            <translation>Diese Datei enthält keinen privaten Schlüssel. Wähle eine PEM-Datei, die mit „-----BEGIN PRIVATE KEY-----“ beginnt.</translation>
        </message>
        <message>
            <source>This private key belongs to another certificate. Choose the two that were made together.</source>
            <translation>Dieser private Schlüssel gehört zu einem anderen Zertifikat. Wähle die beiden, die zusammengehören.</translation>
        </message>
        <message>
            <source>This private key has a password. Save a copy without one, and choose that.</source>
            <translation>Dieser private Schlüssel hat ein Passwort. Speichere eine Kopie ohne Passwort und wähle diese.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and try again.</source>
            <translation>Die Platte ist voll. Schaff Platz und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Disk quota exceeded. Free some space and try again.</source>
            <translation>Das Speicherkontingent ist erschöpft. Schaff Platz und versuch es noch einmal.</translation>
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
            <source>BookOrbit isn't allowed to change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit darf diese Datei oder ihren Ordner nicht ändern. Prüfe die Zugriffsrechte.</translation>
        </message>
        <message>
            <source>There is a file where the folder should be.</source>
            <translation>Wo der Ordner sein soll, ist eine Datei.</translation>
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
            <source>The copy differs from the file: the drive didn't save what was written.</source>
            <translation>Die Kopie weicht von der Datei ab: Das Laufwerk hat nicht gespeichert, was geschrieben wurde.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>Die Datei änderte sich beim Kopieren. Versuch es noch einmal.</translation>
        </message>
        <message>
            <source>The folder you are in was deleted, so {0} leads nowhere. Change to another folder, or give --data-dir a path from the root.</source>
            <translation>Der Ordner, in dem du dich befindest, wurde gelöscht, deshalb führt {0} nirgendwohin. Wechsle in einen anderen Ordner oder gib bei --data-dir einen Pfad ab der Wurzel an.</translation>
        </message>
        <message>
            <source>BookOrbit can't find your home folder, which holds your library. Set HOME, or choose a folder with --data-dir.</source>
            <translation>BookOrbit findet deinen Benutzerordner nicht, in dem deine Bibliothek liegt. Setz HOME oder wähle mit --data-dir einen Ordner.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to another user. Remove it and start again.</source>
            <translation>Der Ordner {0} gehört einem anderen Benutzer. Entferne ihn und starte erneut.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>Der Passwortspeicher deines Systems ist nicht verfügbar, und BookOrbit speichert Geheimnisse nicht in einer Datei.</translation>
        </message>
        <message>
            <source>Your system's password store doesn't answer. Unlock it or log in again, and try again.</source>
            <translation>Der Passwortspeicher deines Systems antwortet nicht. Entsperr ihn oder melde dich neu an, und versuch es noch einmal.</translation>
        </message>
        <message>
            <source>Your system's password store didn't let BookOrbit in. Try again, and allow it when you are asked.</source>
            <translation>Der Passwortspeicher deines Systems hat BookOrbit nicht hereingelassen. Versuch es noch einmal und erlaube es, wenn du gefragt wirst.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>Der Passwortspeicher deines Systems ist gesperrt. Entsperre ihn und versuche es erneut.</translation>
        </message>
        <message>
            <source>Couldn't move {0} to the Trash, so the book was kept. Close the file if it's open and try again.</source>
            <translation>{0} ließ sich nicht in den Papierkorb verschieben, darum blieb das Buch. Schließ die Datei, falls sie offen ist, und versuche es erneut.</translation>
        </message>
        <message>
            <source>a copy</source>
            <translation>eine Kopie</translation>
        </message>
        <message>
            <source>made by you</source>
            <translation>von dir erstellt</translation>
        </message>
        <message>
            <source>daily</source>
            <translation>täglich</translation>
        </message>
        <message>
            <source>before an upgrade</source>
            <translation>vor einem Update</translation>
        </message>
        <message>
            <source>before editing many books</source>
            <translation>vor dem Bearbeiten vieler Bücher</translation>
        </message>
        <message>
            <source>before an import</source>
            <translation>vor einem Import</translation>
        </message>
        <message>
            <source>before a merge</source>
            <translation>vor dem Zusammenführen</translation>
        </message>
        <message>
            <source>before a restore</source>
            <translation>vor dem Wiederherstellen</translation>
        </message>
    </context>
    <context>
        <name>DateButton</name>
        <message>
            <source>–</source>
            <translation>–</translation>
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
            <source>No items of this kind.</source>
            <translation>Nichts von dieser Art.</translation>
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
            <source>Nothing to undo.</source>
            <translation>Nichts rückgängig zu machen.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Dismiss message</source>
            <translation>Meldung schließen</translation>
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
