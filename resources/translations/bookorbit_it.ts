<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Activity</source>
            <translation>Attività</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Operazioni</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Finished work is kept.</source>
            <translation>Ciò che è già fatto resta.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Select a job to see its details.</source>
            <translation>Seleziona un’operazione per vederne i dettagli.</translation>
        </message>
        <message>
            <source>Only failed or waiting jobs can be retried.</source>
            <translation>Si possono riprovare solo le operazioni non riuscite o in attesa.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>No jobs since BookOrbit started. Scans, imports and syncs appear here.</source>
            <translation>Nessuna operazione dall’avvio di BookOrbit. Qui compaiono scansioni, importazioni e sincronizzazioni.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Caricamento</translation>
        </message>
        <message>
            <source>Scanning folders</source>
            <translation>Scansione delle cartelle</translation>
        </message>
        <message>
            <source>Comparing copies</source>
            <translation>Confronto delle copie</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Sincronizzazione con Hardcover</translation>
        </message>
        <message>
            <source>Changing entries on Hardcover</source>
            <translation>Modifica delle voci su Hardcover</translation>
        </message>
        <message>
            <source>Fetching your Hardcover shelf</source>
            <translation>Recupero del tuo scaffale di Hardcover</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Importazione da Hardcover</translation>
        </message>
        <message>
            <source>Undoing a sync</source>
            <translation>Annullamento di una sincronizzazione passata</translation>
        </message>
        <message>
            <source>Checking the relay server</source>
            <translation>Controllo del server di inoltro</translation>
        </message>
        <message>
            <source>Changing files</source>
            <translation>Modifica dei file</translation>
        </message>
        <message>
            <source>Reading a KOReader device</source>
            <translation>Lettura di un dispositivo KOReader</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Importazione da un dispositivo KOReader</translation>
        </message>
        <message>
            <source>Working out your reading time</source>
            <translation>Calcolo del tempo di lettura</translation>
        </message>
        <message>
            <source>Sending a book</source>
            <translation>Invio di un libro</translation>
        </message>
        <message>
            <source>{0} ({1} times)</source>
            <translation>{0} ({1} volte)</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>In corso</translation>
        </message>
        <message>
            <source>Delayed</source>
            <translation>Rinviata</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Non riuscita</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Completata</translation>
        </message>
        <message>
            <source>Restoring {0}</source>
            <translation>Ripristino di {0}</translation>
        </message>
        <message>
            <source>Reading complete files: {0}</source>
            <translation>Lettura dei file completi: {0}</translation>
        </message>
        <message>
            <source>Waiting for further changes before sending.</source>
            <translation>In attesa di altre modifiche prima dell’invio.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} di {1}</translation>
        </message>
        <message>
            <source>continues {0}</source>
            <translation>continua {0}</translation>
        </message>
        <message>
            <source>since {0}</source>
            <translation>da {0}</translation>
        </message>
        <message>
            <source>attempt {0}</source>
            <translation>tentativo {0}</translation>
        </message>
        <message>
            <source>Scanning your folders…</source>
            <translation>Scansione delle tue cartelle…</translation>
        </message>
        <message>
            <source>Reading files: {0}</source>
            <translation>Lettura dei file: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) read</source>
            <translation>
                <numerusform>%n libro letto</numerusform>
                <numerusform>%n libri letti</numerusform>
            </translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrotta</translation>
        </message>
        <message>
            <source>Finding books opened in KOReader…</source>
            <translation>Ricerca dei libri aperti in KOReader…</translation>
        </message>
        <message>
            <source>Reading reading statistics…</source>
            <translation>Lettura delle statistiche di lettura…</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0}</source>
            <translation>Lettura dei dati di KOReader: {0}</translation>
        </message>
        <message>
            <source>Waiting for other jobs</source>
            <translation>In attesa di altre operazioni</translation>
        </message>
        <message>
            <source>Looking up {0}</source>
            <translation>Ricerca di {0}</translation>
        </message>
        <message>
            <source>Comparing {0}</source>
            <translation>Confronto di {0}</translation>
        </message>
        <message>
            <source>Sending {0}</source>
            <translation>Invio di {0}</translation>
        </message>
        <message>
            <source>Contacting Hardcover…</source>
            <translation>Contatto con Hardcover…</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>fra meno di un minuto</translation>
        </message>
        <message>
            <source>in {0} min</source>
            <translation>fra {0} min</translation>
        </message>
        <message>
            <source>Choose a folder of books</source>
            <translation>Scegli una cartella di libri</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Scegli i libri</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read. See the Inbox for details.</source>
            <translation>
                <numerusform>Non è stato possibile leggere %n file. Vedi «In arrivo» per i dettagli.</numerusform>
                <numerusform>Non è stato possibile leggere %n file. Vedi «In arrivo» per i dettagli.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not a book: {0}.</source>
            <translation>Non è un libro: {0}.</translation>
        </message>
        <message>
            <source>Couldn't open: {0}.</source>
            <translation>Impossibile aprire: {0}.</translation>
        </message>
        <message>
            <source>BookOrbit was updated. Some things work only after a restart.</source>
            <translation>BookOrbit è stato aggiornato. Alcune cose funzionano solo dopo un riavvio.</translation>
        </message>
        <message>
            <source>Restart now</source>
            <translation>Riavvia ora</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mostra altro</translation>
        </message>
        <message>
            <source>Genres</source>
            <translation>Generi</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifica…</translation>
        </message>
        <message>
            <source>Compare online…</source>
            <translation>Confronta online…</translation>
        </message>
        <message>
            <source>Search Hardcover and compare field by field.</source>
            <translation>Cerca su Hardcover e confronta campo per campo.</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Aggiorna</translation>
        </message>
        <message>
            <source>Fetch again what came from Hardcover; locked fields stay.</source>
            <translation>Recupera di nuovo ciò che è arrivato da Hardcover; i campi bloccati restano.</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Mostra meno</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Editore</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Pubblicato</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pagine</translation>
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
            <translation>Aggiunto</translation>
        </message>
        <message>
            <source>More by {0}</source>
            <translation>Altro di {0}</translation>
        </message>
        <message>
            <source>Shelves and tags…</source>
            <translation>Scaffali ed etichette…</translation>
        </message>
        <message>
            <source>Shelves and tags</source>
            <translation>Scaffali ed etichette</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Mostra tutti i libri: {0}</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Evidenziazioni e note</translation>
        </message>
        <message>
            <source>None yet. Import from a device over USB to see them here.</source>
            <translation>Ancora nessuna. Importa da un dispositivo via USB per vederle qui.</translation>
        </message>
        <message numerus="yes">
            <source>Show %n highlight(s) and note(s)</source>
            <translation>
                <numerusform>Mostra %n evidenziazione o nota</numerusform>
                <numerusform>Mostra %n evidenziazioni e note</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accetta</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Mantieni</translation>
        </message>
        <message>
            <source>Unnamed device</source>
            <translation>Dispositivo senza nome</translation>
        </message>
        <message>
            <source>{0} went back from {1} to {2}.</source>
            <translation>{0} è tornato da {1} a {2}.</translation>
        </message>
        <message>
            <source>The book stays at {0}. {1} is at {2}.</source>
            <translation>Il libro resta a {0}. {1} è a {2}.</translation>
        </message>
        <message>
            <source>Accept {0}</source>
            <translation>Accetta {0}</translation>
        </message>
        <message>
            <source>Keep {0}</source>
            <translation>Mantieni {0}</translation>
        </message>
        <message>
            <source>Book details</source>
            <translation>Dettagli del libro</translation>
        </message>
        <message>
            <source>Position history…</source>
            <translation>Cronologia delle posizioni…</translation>
        </message>
        <message>
            <source>Sessions…</source>
            <translation>Sessioni…</translation>
        </message>
        <message>
            <source>Reading plots…</source>
            <translation>Grafici di lettura…</translation>
        </message>
        <message>
            <source>Reset progress…</source>
            <translation>Azzera i progressi…</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Cronologia</translation>
        </message>
        <message>
            <source>This book has no position to reset.</source>
            <translation>Questo libro non ha una posizione da azzerare.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>File</translation>
        </message>
        <message>
            <source>No file. Progress from your devices is kept.</source>
            <translation>Nessun file. I progressi dei tuoi dispositivi restano.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Dettagli tecnici</translation>
        </message>
        <message>
            <source>File changed since the last sync. The copy on your device is still linked.</source>
            <translation>Il file è cambiato dall’ultima sincronizzazione. La copia sul dispositivo è ancora collegata.</translation>
        </message>
        <message>
            <source>The identifiers under which devices know this book.</source>
            <translation>Gli identificatori con cui i dispositivi conoscono questo libro.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Mostra nella cartella</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Copia percorso</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Separa</translation>
        </message>
        <message>
            <source>If this file is a different book, make it a separate one.</source>
            <translation>Se questo file è un altro libro, rendilo un libro a sé.</translation>
        </message>
        <message>
            <source>Reread file</source>
            <translation>Rileggi il file</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>Il file è stato spostato o eliminato. I progressi restano.</translation>
        </message>
        <message>
            <source>Each copy keeps its own position because their text can't be compared: {0}</source>
            <translation>Ogni copia mantiene la propria posizione perché il testo non è confrontabile: {0}</translation>
        </message>
        <message>
            <source>Copies in this format keep separate positions.</source>
            <translation>Le copie in questo formato mantengono posizioni separate.</translation>
        </message>
        <message>
            <source>Copies with the same text share one position.</source>
            <translation>Le copie con lo stesso testo condividono una posizione.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet. Until then, each keeps its own position.</source>
            <translation>Non ancora confrontata con altre copie. Fino ad allora ognuna mantiene la propria posizione.</translation>
        </message>
        <message>
            <source>Replace on Hardcover</source>
            <translation>Sostituisci su Hardcover</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>View on Hardcover</source>
            <translation>Vedi su Hardcover</translation>
        </message>
        <message>
            <source>View this book on hardcover.app</source>
            <translation>Vedi questo libro su hardcover.app</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>Altre azioni</translation>
        </message>
        <message>
            <source>Why isn't this on Hardcover?</source>
            <translation>Perché non è su Hardcover?</translation>
        </message>
        <message>
            <source>Connect your Hardcover account first.</source>
            <translation>Collega prima il tuo account Hardcover.</translation>
        </message>
        <message>
            <source>Matched to “{0}”</source>
            <translation>Abbinato a «{0}»</translation>
        </message>
        <message>
            <source>edition {0}</source>
            <translation>edizione {0}</translation>
        </message>
        <message>
            <source>no edition</source>
            <translation>nessuna edizione</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n pagina</numerusform>
                <numerusform>%n pagine</numerusform>
            </translation>
        </message>
        <message>
            <source>no page count</source>
            <translation>nessun numero di pagine</translation>
        </message>
        <message>
            <source>last sent {0}</source>
            <translation>ultimo invio {0}</translation>
        </message>
        <message>
            <source>never sent</source>
            <translation>mai inviato</translation>
        </message>
        <message>
            <source>On Hardcover</source>
            <translation>Su Hardcover</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
        <message>
            <source>Hardcover</source>
            <translation>Hardcover</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progressi</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Valutazione</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Iniziato</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Finito</translation>
        </message>
        <message>
            <source>Reading history</source>
            <translation>Cronologia di lettura</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n update(s).</source>
            <translation>
                <numerusform>Da {0} il {1} a {2} il {3}, in %n aggiornamento.</numerusform>
                <numerusform>Da {0} il {1} a {2} il {3}, in %n aggiornamenti.</numerusform>
            </translation>
        </message>
        <message>
            <source>Position history</source>
            <translation>Cronologia delle posizioni</translation>
        </message>
        <message>
            <source>Restore position</source>
            <translation>Ripristina posizione</translation>
        </message>
        <message>
            <source>Select a position first.</source>
            <translation>Seleziona prima una posizione.</translation>
        </message>
        <message>
            <source>Your devices already get this position.</source>
            <translation>I tuoi dispositivi ricevono già questa posizione.</translation>
        </message>
        <message>
            <source>Restore a position to send it to your devices again, exactly as it was received. The next position a device sends replaces it.</source>
            <translation>Ripristina una posizione per inviarla di nuovo ai tuoi dispositivi, esattamente come è stata ricevuta. La prossima posizione inviata da un dispositivo la sostituisce.</translation>
        </message>
        <message>
            <source>Position history of “{0}”</source>
            <translation>Cronologia delle posizioni di «{0}»</translation>
        </message>
        <message>
            <source>{0} can't use the form of the newest position, at {1}, and has sent none near it.</source>
            <translation>{0} non può usare la forma dell’ultima posizione, a {1}, e non ne ha inviata nessuna vicina.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with a place in its own form at {2}.</source>
            <translation>{0} riceve {1}, con un punto nella propria forma a {2}.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with its newest place that isn't ahead, at {2}.</source>
            <translation>{0} riceve {1}, con il suo ultimo punto che non è più avanti, a {2}.</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%n volta</numerusform>
                <numerusform>%n volte</numerusform>
            </translation>
        </message>
        <message>
            <source>through the relay</source>
            <translation>tramite il server di inoltro</translation>
        </message>
        <message>
            <source>went back from {0}</source>
            <translation>tornato da {0}</translation>
        </message>
        <message>
            <source>Current on devices</source>
            <translation>Attuale sui dispositivi</translation>
        </message>
        <message>
            <source>Position restored to {0}</source>
            <translation>Posizione ripristinata a {0}</translation>
        </message>
        <message>
            <source>Reset the progress of “{0}”?</source>
            <translation>Azzerare i progressi di «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>Reset the progress of %n book(s)?</source>
            <translation>
                <numerusform>Azzerare i progressi di %n libro?</numerusform>
                <numerusform>Azzerare i progressi di %n libri?</numerusform>
            </translation>
        </message>
        <message>
            <source>This clears the position in BookOrbit. Your device keeps its own position; BookOrbit accepts it again once it changes. Hardcover isn't changed.</source>
            <translation>Questo cancella la posizione in BookOrbit. Il dispositivo mantiene la sua; BookOrbit la accetta di nuovo quando cambia. Su Hardcover non cambia nulla.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Azzera i progressi</translation>
        </message>
        <message>
            <source>Keep position</source>
            <translation>Mantieni la posizione</translation>
        </message>
        <message>
            <source>Position set to {0}</source>
            <translation>Posizione impostata a {0}</translation>
        </message>
        <message>
            <source>Position kept at {0}</source>
            <translation>Posizione mantenuta a {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset for %n book(s)</source>
            <translation>
                <numerusform>Progressi azzerati per %n libro</numerusform>
                <numerusform>Progressi azzerati per %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Mostra meno</translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>Mostra %n altro</numerusform>
                <numerusform>Mostra altri %n</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, last seen {1}</source>
            <translation>{0}, visto l’ultima volta {1}</translation>
        </message>
        <message>
            <source>digest {0}</source>
            <translation>impronta {0}</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>Scollega</translation>
        </message>
        <message>
            <source>Unlink the document {0}</source>
            <translation>Scollega il documento {0}</translation>
        </message>
        <message>
            <source>This document on your device is a different book.</source>
            <translation>Questo documento sul dispositivo è un altro libro.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>scollegato da te</translation>
        </message>
        <message>
            <source>Relink</source>
            <translation>Ricollega</translation>
        </message>
        <message>
            <source>Relink the document {0}</source>
            <translation>Ricollega il documento {0}</translation>
        </message>
        <message>
            <source>used by a device</source>
            <translation>usato da un dispositivo</translation>
        </message>
        <message>
            <source>binary</source>
            <translation>binario</translation>
        </message>
        <message>
            <source>file name</source>
            <translation>nome del file</translation>
        </message>
        <message>
            <source>download name</source>
            <translation>nome del download</translation>
        </message>
        <message>
            <source>whole file</source>
            <translation>file intero</translation>
        </message>
        <message>
            <source>from a device</source>
            <translation>da un dispositivo</translation>
        </message>
        <message>
            <source>linked by you</source>
            <translation>collegato da te</translation>
        </message>
        <message>
            <source>shared position</source>
            <translation>posizione condivisa</translation>
        </message>
        <message>
            <source>own position</source>
            <translation>posizione propria</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>L’hai collegato a {0}.</translation>
        </message>
        <message>
            <source>{0} has it too. Because you linked it, it counts for this book.</source>
            <translation>Ce l’ha anche {0}. Poiché l’hai collegata tu, conta per questo libro.</translation>
        </message>
        <message>
            <source>This book and {0} have the same digest.</source>
            <translation>Questo libro e {0} hanno la stessa impronta.</translation>
        </message>
        <message>
            <source>Several books have the same digest, including {0}.</source>
            <translation>Più libri hanno la stessa impronta, tra cui {0}.</translation>
        </message>
        <message>
            <source>Progress for it isn't applied to either book. Link the document on the KOReader page, or merge the books if they're the same.</source>
            <translation>I suoi progressi non si applicano a nessuno dei due libri. Collega il documento nella pagina KOReader, o unisci i libri se sono lo stesso.</translation>
        </message>
        <message>
            <source>No program opens this file. Choose one for it.</source>
            <translation>Nessun programma apre questo file. Scegline uno.</translation>
        </message>
        <message>
            <source>No program shows this folder.</source>
            <translation>Nessun programma mostra questa cartella.</translation>
        </message>
        <message>
            <source>Path copied.</source>
            <translation>Percorso copiato.</translation>
        </message>
        <message>
            <source>Not found: {0}</source>
            <translation>Non trovato: {0}</translation>
        </message>
        <message>
            <source>Start a re-read</source>
            <translation>Inizia una rilettura</translation>
        </message>
        <message>
            <source>Not a re-read</source>
            <translation>Non è una rilettura</translation>
        </message>
        <message>
            <source>Set the status to Reading or Read first.</source>
            <translation>Imposta prima lo stato su In lettura o Letto.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed to add a finish date.</source>
            <translation>Imposta lo stato su Letto o Sfogliato per aggiungere una data di fine.</translation>
        </message>
        <message>
            <source>No device has synced this book yet.</source>
            <translation>Nessun dispositivo ha ancora sincronizzato questo libro.</translation>
        </message>
        <message>
            <source>Reset. The next new position from a device is used.</source>
            <translation>Azzerato. Sarà usata la prossima nuova posizione di un dispositivo.</translation>
        </message>
        <message>
            <source>Possible re-read since {0}, now at {1}.</source>
            <translation>Possibile rilettura da {0}, ora a {1}.</translation>
        </message>
        <message>
            <source>Your device is now at {0}, but you set this status yourself.</source>
            <translation>Il dispositivo è ora a {0}, ma questo stato l’hai impostato tu.</translation>
        </message>
        <message>
            <source>Follow device</source>
            <translation>Segui il dispositivo</translation>
        </message>
        <message>
            <source>Set by you. KOReader won't change it.</source>
            <translation>Impostato da te. KOReader non lo cambierà.</translation>
        </message>
        <message>
            <source>Let KOReader set status</source>
            <translation>Lascia che lo stato lo imposti KOReader</translation>
        </message>
        <message>
            <source>Status: {0}</source>
            <translation>Stato: {0}</translation>
        </message>
        <message>
            <source>Rated {0}</source>
            <translation>Valutato {0}</translation>
        </message>
        <message>
            <source>Rating cleared here. Hardcover keeps its rating.</source>
            <translation>Valutazione rimossa qui. Hardcover mantiene la sua.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Non valutato</translation>
        </message>
        <message>
            <source>Start date saved</source>
            <translation>Data di inizio salvata</translation>
        </message>
        <message>
            <source>Finish date saved</source>
            <translation>Data di fine salvata</translation>
        </message>
        <message>
            <source>KOReader sets the status again</source>
            <translation>KOReader imposta di nuovo lo stato</translation>
        </message>
        <message>
            <source>Re-read started</source>
            <translation>Rilettura iniziata</translation>
        </message>
        <message>
            <source>Not a re-read. BookOrbit will ask again after a month's break.</source>
            <translation>Non è una rilettura. BookOrbit lo chiederà di nuovo dopo una pausa di un mese.</translation>
        </message>
        <message>
            <source>Read for {0}</source>
            <translation>{0} di lettura</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Copertina</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>Autori</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serie</translation>
        </message>
        <message>
            <source>Open the file with your reading program</source>
            <translation>Apri il file con il tuo programma di lettura</translation>
        </message>
        <message>
            <source>Previous book</source>
            <translation>Libro precedente</translation>
        </message>
        <message>
            <source>Next book</source>
            <translation>Libro successivo</translation>
        </message>
        <message>
            <source>Close details</source>
            <translation>Chiudi i dettagli</translation>
        </message>
        <message>
            <source>Show beside the list</source>
            <translation>Mostra accanto all’elenco</translation>
        </message>
        <message>
            <source>Show on a page of its own</source>
            <translation>Mostra in una pagina a sé</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>Letture</translation>
        </message>
        <message>
            <source>No reads yet. Open the book on your device or set a status to start one.</source>
            <translation>Ancora nessuna lettura. Apri il libro sul dispositivo o imposta uno stato per iniziarne una.</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>N.</translation>
        </message>
        <message>
            <source>on Hardcover</source>
            <translation>su Hardcover</translation>
        </message>
        <message>
            <source>in progress, {0}</source>
            <translation>in corso, {0}</translation>
        </message>
        <message>
            <source>date unknown</source>
            <translation>data sconosciuta</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Dispositivi</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>La tua nota sul dispositivo: {0}</translation>
        </message>
        <message>
            <source>In collections on the device: {0}</source>
            <translation>Nelle raccolte sul dispositivo: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%n pagina vista da {0} a {1}.</numerusform>
                <numerusform>%n pagine viste da {0} a {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>valutato {0}</translation>
        </message>
        <message>
            <source>device is ahead</source>
            <translation>il dispositivo è più avanti</translation>
        </message>
        <message>
            <source>possible re-read</source>
            <translation>possibile rilettura</translation>
        </message>
        <message>
            <source>device went back</source>
            <translation>il dispositivo è tornato indietro</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover: {0}</translation>
        </message>
        <message>
            <source>Your device is ahead. Open the book to follow it.</source>
            <translation>Il dispositivo è più avanti. Apri il libro per seguirlo.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to accept or keep the position.</source>
            <translation>Il dispositivo è tornato a {0}. Apri il libro per accettare o mantenere la posizione.</translation>
        </message>
        <message>
            <source>Are you re-reading this book? Open it to confirm.</source>
            <translation>Stai rileggendo questo libro? Aprilo per confermare.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%n libro</numerusform>
                <numerusform>%n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} read</source>
            <translation>{0} di {1} letti</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>File mancante</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>Illeggibile</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, libro {1}</translation>
        </message>
        <message>
            <source>No authors yet. Add books to your library to see who wrote them.</source>
            <translation>Ancora nessun autore. Aggiungi libri alla biblioteca per vedere chi li ha scritti.</translation>
        </message>
        <message>
            <source>Find an author</source>
            <translation>Trova un autore</translation>
        </message>
        <message>
            <source>All authors</source>
            <translation>Tutti gli autori</translation>
        </message>
        <message>
            <source>This author is no longer in your library.</source>
            <translation>Questo autore non è più nella biblioteca.</translation>
        </message>
        <message numerus="yes">
            <source>%n author(s)</source>
            <translation>
                <numerusform>%n autore</numerusform>
                <numerusform>%n autori</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} read</source>
            <translation>{0} letti</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%n serie</numerusform>
                <numerusform>%n serie</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n single book(s)</source>
            <translation>
                <numerusform>%n libro singolo</numerusform>
                <numerusform>%n libri singoli</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in library</source>
            <translation>Mostra nella biblioteca</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Libri</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Caricamento dei tuoi libri</translation>
        </message>
        <message>
            <source>Go to library</source>
            <translation>Vai alla biblioteca</translation>
        </message>
        <message>
            <source>Nothing matches.</source>
            <translation>Nessuna corrispondenza.</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Togli i filtri</translation>
        </message>
        <message>
            <source>Couldn't read the library. See the log file for details.</source>
            <translation>Impossibile leggere la biblioteca. Vedi il file di registro per i dettagli.</translation>
        </message>
        <message>
            <source>Book series</source>
            <translation>Serie di libri</translation>
        </message>
        <message>
            <source>None of your books belong to a series yet. Add a series to a book with Edit.</source>
            <translation>Nessuno dei tuoi libri fa ancora parte di una serie. Aggiungi una serie a un libro con Modifica.</translation>
        </message>
        <message>
            <source>Find a series</source>
            <translation>Trova una serie</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Tutte le serie</translation>
        </message>
        <message>
            <source>This series is no longer in your library.</source>
            <translation>Questa serie non è più nella biblioteca.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In corso</translation>
        </message>
        <message>
            <source>Missing volumes</source>
            <translation>Volumi mancanti</translation>
        </message>
        <message>
            <source>Reading: {0}</source>
            <translation>In lettura: {0}</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>Prossimo: {0}</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>Manca {0}</translation>
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation>{0} e {1}</translation>
        </message>
        <message>
            <source>{0} are missing</source>
            <translation>Mancano {0}</translation>
        </message>
        <message>
            <source>Continue “{0}”</source>
            <translation>Continua «{0}»</translation>
        </message>
        <message>
            <source>Next: “{0}”</source>
            <translation>Prossimo: «{0}»</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Mancante</translation>
        </message>
        <message>
            <source>Not in your library</source>
            <translation>Non nella biblioteca</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Enter a name first.</source>
            <translation>Inserisci prima un nome.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Nuova etichetta</translation>
        </message>
        <message>
            <source>New shelf</source>
            <translation>Nuovo scaffale</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crea</translation>
        </message>
        <message>
            <source>“{0}” created.</source>
            <translation>«{0}» creato.</translation>
        </message>
        <message>
            <source>Matching books are added and removed automatically.</source>
            <translation>I libri corrispondenti vengono aggiunti e tolti da soli.</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Salva questo filtro</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message>
            <source>Filter “{0}” saved.</source>
            <translation>Filtro «{0}» salvato.</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>Rinomina «{0}»</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Rinomina</translation>
        </message>
        <message>
            <source>Renamed to “{0}”.</source>
            <translation>Rinominato in «{0}».</translation>
        </message>
        <message>
            <source>“{0}” deleted</source>
            <translation>«{0}» eliminato</translation>
        </message>
        <message>
            <source>its books stay in your library</source>
            <translation>i suoi libri restano nella biblioteca</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added to “{0}”.</source>
            <translation>
                <numerusform>%n libro aggiunto a «{0}».</numerusform>
                <numerusform>%n libri aggiunti a «{0}».</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” has these books already.</source>
            <translation>«{0}» ha già questi libri.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) tagged</source>
            <translation>
                <numerusform>%n libro etichettato</numerusform>
                <numerusform>%n libri etichettati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new tag(s)</source>
            <translation>
                <numerusform>%n nuova etichetta</numerusform>
                <numerusform>%n nuove etichette</numerusform>
            </translation>
        </message>
        <message>
            <source>Your books already have Calibre's tags.</source>
            <translation>I tuoi libri hanno già le etichette di Calibre.</translation>
        </message>
        <message numerus="yes">
            <source>Shelves and tags changed for %n book(s)</source>
            <translation>
                <numerusform>Scaffali ed etichette cambiati per %n libro</numerusform>
                <numerusform>Scaffali ed etichette cambiati per %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Sort books by hand, or save a filter in the library.</source>
            <translation>Ordina i libri a mano, o salva un filtro nella biblioteca.</translation>
        </message>
        <message>
            <source>Use Calibre's tags</source>
            <translation>Usa le etichette di Calibre</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Nuova etichetta…</translation>
        </message>
        <message>
            <source>New shelf…</source>
            <translation>Nuovo scaffale…</translation>
        </message>
        <message>
            <source>Loading your shelves</source>
            <translation>Caricamento dei tuoi scaffali</translation>
        </message>
        <message>
            <source>No shelves yet. Create one, then add books from their menu in the library.</source>
            <translation>Ancora nessuno scaffale. Creane uno, poi aggiungi libri dal loro menu nella biblioteca.</translation>
        </message>
        <message>
            <source>Shelves</source>
            <translation>Scaffali</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>Filtri salvati</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Rinomina…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Elimina</translation>
        </message>
        <message>
            <source>Give books the tags they have in Calibre. Calibre isn't changed.</source>
            <translation>Dai ai libri le etichette che hanno in Calibre. Calibre non viene cambiato.</translation>
        </message>
        <message>
            <source>no books yet</source>
            <translation>ancora nessun libro</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Aggiungi</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Qualcosa è andato storto</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapporto</translation>
        </message>
        <message>
            <source>report</source>
            <translation>rapporto</translation>
        </message>
        <message>
            <source>Check this computer…</source>
            <translation>Controlla questo computer…</translation>
        </message>
        <message>
            <source>BookOrbit ran into an error and carried on. Everything saved is safe. If it happens again, include this report in your bug report. It contains no token or passphrase, but may name books and folders.</source>
            <translation>BookOrbit ha incontrato un errore ed è andato avanti. Tutto ciò che è salvato è al sicuro. Se succede di nuovo, allega questo rapporto alla segnalazione. Non contiene token né frasi segrete, ma può nominare libri e cartelle.</translation>
        </message>
        <message>
            <source>The server is stopped, so your devices can't sync.</source>
            <translation>Il server è fermo, quindi i dispositivi non possono sincronizzare.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Avvia</translation>
        </message>
        <message>
            <source>Open Hardcover</source>
            <translation>Apri Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read</source>
            <translation>
                <numerusform>Non è stato possibile leggere %n file</numerusform>
                <numerusform>Non è stato possibile leggere %n file</numerusform>
            </translation>
        </message>
        <message>
            <source>Show why</source>
            <translation>Mostra perché</translation>
        </message>
        <message>
            <source>Two devices may have the same ID</source>
            <translation>Due dispositivi potrebbero avere lo stesso ID</translation>
        </message>
        <message>
            <source>How to fix</source>
            <translation>Come risolvere</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your devices not in your library</source>
            <translation>
                <numerusform>%n libro sui tuoi dispositivi non è nella biblioteca</numerusform>
                <numerusform>%n libri sui tuoi dispositivi non sono nella biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Collega</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) went back to an earlier position</source>
            <translation>
                <numerusform>%n libro è tornato a una posizione precedente</numerusform>
                <numerusform>%n libri sono tornati a una posizione precedente</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Decidi</translation>
        </message>
        <message numerus="yes">
            <source>%n possible re-read(s)</source>
            <translation>
                <numerusform>%n possibile rilettura</numerusform>
                <numerusform>%n possibili riletture</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover</source>
            <translation>
                <numerusform>Non è stato possibile inviare %n libro a Hardcover</numerusform>
                <numerusform>Non è stato possibile inviare %n libri a Hardcover</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) paused after 10 failures</source>
            <translation>
                <numerusform>%n libro in pausa dopo 10 tentativi non riusciti</numerusform>
                <numerusform>%n libri in pausa dopo 10 tentativi non riusciti</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again…</source>
            <translation>Riprova…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not found on Hardcover</source>
            <translation>
                <numerusform>%n libro non trovato su Hardcover</numerusform>
                <numerusform>%n libri non trovati su Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Pick matches</source>
            <translation>Scegli gli abbinamenti</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) without a page count on Hardcover</source>
            <translation>
                <numerusform>%n libro senza numero di pagine su Hardcover</numerusform>
                <numerusform>%n libri senza numero di pagine su Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter pages</source>
            <translation>Inserisci le pagine</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) matched by title only</source>
            <translation>
                <numerusform>%n libro abbinato solo per titolo</numerusform>
                <numerusform>%n libri abbinati solo per titolo</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Controlla</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Richiede attenzione</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Nascondi</translation>
        </message>
        <message>
            <source>No books yet. Drop files here, or choose a folder.</source>
            <translation>Ancora nessun libro. Trascina qui dei file o scegli una cartella.</translation>
        </message>
        <message>
            <source>Choose folder…</source>
            <translation>Scegli cartella…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Dashboard</source>
            <translation>Panoramica</translation>
        </message>
        <message>
            <source>What you're reading and what needs attention.</source>
            <translation>Che cosa stai leggendo e che cosa richiede attenzione.</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>conta</translation>
        </message>
        <message>
            <source>doesn't count</source>
            <translation>non conta</translation>
        </message>
        <message>
            <source>read</source>
            <translation>letto</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>niente</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Questa settimana</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) with reading</source>
            <translation>
                <numerusform>%n giorno con lettura</numerusform>
                <numerusform>%n giorni con lettura</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n giorno</numerusform>
                <numerusform>%n giorni</numerusform>
            </translation>
        </message>
        <message>
            <source>with reading</source>
            <translation>con lettura</translation>
        </message>
        <message>
            <source>Nothing read yet.</source>
            <translation>Ancora nessuna lettura.</translation>
        </message>
        <message>
            <source>Streak</source>
            <translation>Serie di giorni</translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) in a row</source>
            <translation>
                <numerusform>%n settimana di fila</numerusform>
                <numerusform>%n settimane di fila</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>longest: %n day(s)</source>
            <translation>
                <numerusform>la più lunga: %n giorno</numerusform>
                <numerusform>la più lunga: %n giorni</numerusform>
            </translation>
        </message>
        <message>
            <source>You read today.</source>
            <translation>Oggi hai letto.</translation>
        </message>
        <message>
            <source>Read a little more today to keep it.</source>
            <translation>Leggi ancora un po’ oggi per mantenerla.</translation>
        </message>
        <message>
            <source>Read a little more to start one.</source>
            <translation>Leggi ancora un po’ per iniziarne una.</translation>
        </message>
        <message>
            <source>Read today to keep it.</source>
            <translation>Leggi oggi per mantenerla.</translation>
        </message>
        <message>
            <source>Read today to start one.</source>
            <translation>Leggi oggi per iniziarne una.</translation>
        </message>
        <message>
            <source>Show books you finished</source>
            <translation>Mostra i libri che hai finito</translation>
        </message>
        <message>
            <source>Set a goal…</source>
            <translation>Imposta un obiettivo…</translation>
        </message>
        <message>
            <source>Change the goal</source>
            <translation>Cambia l’obiettivo</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>Finiti nel {0}</translation>
        </message>
        <message>
            <source>Read in {0}</source>
            <translation>Letto nel {0}</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} di {1} libri</translation>
        </message>
        <message>
            <source>{0} of {1} pages</source>
            <translation>{0} di {1} pagine</translation>
        </message>
        <message>
            <source>{0} of {1} hours</source>
            <translation>{0} di {1} ore</translation>
        </message>
        <message>
            <source>Goal reached.</source>
            <translation>Obiettivo raggiunto.</translation>
        </message>
        <message>
            <source>On pace</source>
            <translation>In linea</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) ahead</source>
            <translation>
                <numerusform>%n pagina di vantaggio</numerusform>
                <numerusform>%n pagine di vantaggio</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) behind an even pace</source>
            <translation>
                <numerusform>%n pagina di ritardo su un ritmo costante</numerusform>
                <numerusform>%n pagine di ritardo su un ritmo costante</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ahead</source>
            <translation>
                <numerusform>%n ora di vantaggio</numerusform>
                <numerusform>%n ore di vantaggio</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) behind an even pace</source>
            <translation>
                <numerusform>%n ora di ritardo su un ritmo costante</numerusform>
                <numerusform>%n ore di ritardo su un ritmo costante</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ahead</source>
            <translation>
                <numerusform>%n libro di vantaggio</numerusform>
                <numerusform>%n libri di vantaggio</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) behind an even pace</source>
            <translation>
                <numerusform>%n libro di ritardo su un ritmo costante</numerusform>
                <numerusform>%n libri di ritardo su un ritmo costante</numerusform>
            </translation>
        </message>
        <message>
            <source>Forecast: not enough reading yet</source>
            <translation>Previsione: non c’è ancora abbastanza lettura</translation>
        </message>
        <message numerus="yes">
            <source>Forecast: about %n book(s)</source>
            <translation>
                <numerusform>Previsione: circa %n libro</numerusform>
                <numerusform>Previsione: circa %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>Obiettivo</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>aggiunto {0}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>finito {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>p. {0} di {1}</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Vedi tutto</translation>
        </message>
        <message>
            <source>Continue on your reader</source>
            <translation>Continua sul tuo lettore</translation>
        </message>
        <message>
            <source>Next in your series</source>
            <translation>Il prossimo della serie</translation>
        </message>
        <message>
            <source>Pick up again</source>
            <translation>Riprendi</translation>
        </message>
        <message>
            <source>Recently finished</source>
            <translation>Finiti di recente</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Aggiunti di recente</translation>
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
            <translation>Dispositivo Android</translation>
        </message>
        <message>
            <source>KOReader on this computer</source>
            <translation>KOReader su questo computer</translation>
        </message>
        <message>
            <source>Folder with KOReader</source>
            <translation>Cartella con KOReader</translation>
        </message>
        <message>
            <source>A Kobo with KOReader is connected</source>
            <translation>È collegato un Kobo con KOReader</translation>
        </message>
        <message>
            <source>A Kindle with KOReader is connected</source>
            <translation>È collegato un Kindle con KOReader</translation>
        </message>
        <message>
            <source>A PocketBook with KOReader is connected</source>
            <translation>È collegato un PocketBook con KOReader</translation>
        </message>
        <message>
            <source>A Cervantes with KOReader is connected</source>
            <translation>È collegato un Cervantes con KOReader</translation>
        </message>
        <message>
            <source>A reMarkable with KOReader is connected</source>
            <translation>È collegato un reMarkable con KOReader</translation>
        </message>
        <message>
            <source>An Android device with KOReader is connected</source>
            <translation>È collegato un dispositivo Android con KOReader</translation>
        </message>
        <message>
            <source>KOReader on this computer was found</source>
            <translation>È stato trovato KOReader su questo computer</translation>
        </message>
        <message>
            <source>A device with KOReader is connected</source>
            <translation>È collegato un dispositivo con KOReader</translation>
        </message>
        <message>
            <source>Not imported yet.</source>
            <translation>Non ancora importato.</translation>
        </message>
        <message>
            <source>Last imported {0}.</source>
            <translation>Ultima importazione: {0}.</translation>
        </message>
        <message>
            <source>KOReader {0}</source>
            <translation>KOReader {0}</translation>
        </message>
        <message>
            <source>last used {0}</source>
            <translation>ultimo uso {0}</translation>
        </message>
        <message>
            <source>scanned {0}</source>
            <translation>letto {0}</translation>
        </message>
        <message>
            <source>not scanned yet</source>
            <translation>non ancora letto</translation>
        </message>
        <message>
            <source>Selected book</source>
            <translation>Libro selezionato</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>On the device</source>
            <translation>Sul dispositivo</translation>
        </message>
        <message>
            <source>Choose a book from your library…</source>
            <translation>Scegli un libro dalla biblioteca…</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Salta</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>Lettura di {0}…</translation>
        </message>
        <message>
            <source>Nothing changes on the device, or here until you import.</source>
            <translation>Non cambia nulla sul dispositivo, né qui finché non importi.</translation>
        </message>
        <message>
            <source>Reading device</source>
            <translation>Lettura del dispositivo</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0} of {1}</source>
            <translation>Lettura dei dati di KOReader: {0} di {1}</translation>
        </message>
        <message>
            <source>Comparing with your library: {0} of {1}</source>
            <translation>Confronto con la biblioteca: {0} di {1}</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Importazione…</translation>
        </message>
        <message>
            <source>If you cancel, the books imported so far are kept. Import again to continue.</source>
            <translation>Se annulli, i libri importati finora restano. Importa di nuovo per continuare.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Importazione</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Scegli un’altra cartella…</translation>
        </message>
        <message>
            <source>No book has been opened on this device yet, so there's nothing to import.</source>
            <translation>Su questo dispositivo non è stato ancora aperto alcun libro, quindi non c’è niente da importare.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s) will be skipped.</source>
            <translation>
                <numerusform>%n domanda senza risposta sarà saltata.</numerusform>
                <numerusform>%n domande senza risposta saranno saltate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Import %n book(s)</source>
            <translation>
                <numerusform>Importa %n libro</numerusform>
                <numerusform>Importa %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importa</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Invio</translation>
        </message>
        <message>
            <source>Select at least one book.</source>
            <translation>Seleziona almeno un libro.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Qualcosa è andato storto. I dettagli sono nel registro.</translation>
        </message>
        <message>
            <source>Choose the memory card's folder</source>
            <translation>Scegli la cartella della scheda di memoria</translation>
        </message>
        <message>
            <source>You can import again at any time. Only new data is added; your own changes and removals are kept.</source>
            <translation>Puoi importare di nuovo quando vuoi. Si aggiungono solo dati nuovi; le tue modifiche e rimozioni restano.</translation>
        </message>
        <message>
            <source>Show library</source>
            <translation>Mostra la biblioteca</translation>
        </message>
        <message>
            <source>Show highlights</source>
            <translation>Mostra le evidenziazioni</translation>
        </message>
        <message>
            <source>Undo import</source>
            <translation>Annulla questa importazione</translation>
        </message>
        <message>
            <source>Undoes this import, except for books you changed since.</source>
            <translation>Annulla questa importazione, tranne per i libri che hai modificato da allora.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s). Import again to answer.</source>
            <translation>
                <numerusform>%n domanda senza risposta. Importa di nuovo per rispondere.</numerusform>
                <numerusform>%n domande senza risposta. Importa di nuovo per rispondere.</numerusform>
            </translation>
        </message>
        <message>
            <source>Several devices are connected. Choose one.</source>
            <translation>Sono collegati più dispositivi. Scegline uno.</translation>
        </message>
        <message>
            <source>Choose the device's folder</source>
            <translation>Scegli la cartella del dispositivo</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>Aspetta la tua risposta</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nuovo</translation>
        </message>
        <message>
            <source>Fills gaps</source>
            <translation>Completa lacune</translation>
        </message>
        <message>
            <source>Differs</source>
            <translation>Diverso</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Saltato</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Niente di nuovo</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Domande</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Gruppi</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtra…</translation>
        </message>
        <message>
            <source>Books on the device</source>
            <translation>Libri sul dispositivo</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Seleziona tutto</translation>
        </message>
        <message>
            <source>Deselect all</source>
            <translation>Deseleziona tutto</translation>
        </message>
        <message>
            <source>Match each one to the book in your library with the same title and author.</source>
            <translation>Abbina ognuno al libro della biblioteca con lo stesso titolo e autore.</translation>
        </message>
        <message>
            <source>No books in this view.</source>
            <translation>Nessun libro in questa vista.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on this device.</source>
            <translation>
                <numerusform>%n libro su questo dispositivo.</numerusform>
                <numerusform>%n libri su questo dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing new on this device.</source>
            <translation>Niente di nuovo su questo dispositivo.</translation>
        </message>
        <message>
            <source>Nothing new on this device. Books that need your decision aren't selected.</source>
            <translation>Niente di nuovo su questo dispositivo. I libri che aspettano una tua decisione non sono selezionati.</translation>
        </message>
        <message>
            <source>Fills in what's missing and keeps what you set here. Nothing changes until you import.</source>
            <translation>Completa ciò che manca e mantiene ciò che hai impostato qui. Non cambia nulla finché non importi.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>Stesso libro per %n</numerusform>
                <numerusform>Stesso libro per tutti i %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Select a book to see its data on the device.</source>
            <translation>Seleziona un libro per vederne i dati sul dispositivo.</translation>
        </message>
        <message>
            <source>Trust device clock again</source>
            <translation>Fidati di nuovo dell’orologio del dispositivo</translation>
        </message>
        <message>
            <source>Times from this device are no longer corrected.</source>
            <translation>Gli orari di questo dispositivo non vengono più corretti.</translation>
        </message>
        <message>
            <source>Add memory card…</source>
            <translation>Aggiungi scheda di memoria…</translation>
        </message>
        <message>
            <source>Unreadable files</source>
            <translation>File illeggibili</translation>
        </message>
        <message>
            <source>Open the book once more in KOReader, then import again.</source>
            <translation>Apri il libro ancora una volta in KOReader, poi importa di nuovo.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on a memory card couldn't be read.</source>
            <translation>
                <numerusform>Non è stato possibile leggere %n libro su una scheda di memoria.</numerusform>
                <numerusform>Non è stato possibile leggere %n libri su una scheda di memoria.</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier reads</source>
            <translation>Letture precedenti</translation>
        </message>
        <message>
            <source>Matched by digest</source>
            <translation>Abbinato per impronta</translation>
        </message>
        <message>
            <source>Reading time</source>
            <translation>Tempo di lettura</translation>
        </message>
        <message>
            <source>Your review</source>
            <translation>La tua recensione</translation>
        </message>
        <message>
            <source>★ {0}</source>
            <translation>★ {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s)</source>
            <translation>
                <numerusform>%n pagina vista</numerusform>
                <numerusform>%n pagine viste</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} new</source>
            <translation>{0} nuove</translation>
        </message>
        <message numerus="yes">
            <source>%n no longer on the device</source>
            <translation>
                <numerusform>%n non più sul dispositivo</numerusform>
                <numerusform>%n non più sul dispositivo</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} (or {1})</source>
            <translation>{0} (o {1})</translation>
        </message>
        <message>
            <source>{0} → {1}</source>
            <translation>{0} → {1}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nessuno</translation>
        </message>
        <message>
            <source>On device: {0}</source>
            <translation>Sul dispositivo: {0}</translation>
        </message>
        <message>
            <source>Here: {0} · On device: {1}</source>
            <translation>Qui: {0} · Sul dispositivo: {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Uguale</translation>
        </message>
        <message>
            <source>Keep what's here</source>
            <translation>Mantieni ciò che c’è qui</translation>
        </message>
        <message>
            <source>Add as a separate book</source>
            <translation>Aggiungi come libro a sé</translation>
        </message>
        <message>
            <source>“{0}”, also on this device</source>
            <translation>«{0}», anche su questo dispositivo</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>«{0}» di {1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>«{0}»</translation>
        </message>
        <message>
            <source>In your library: “{0}”.</source>
            <translation>Nella tua biblioteca: «{0}».</translation>
        </message>
        <message>
            <source>new book</source>
            <translation>nuovo libro</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>tempo di lettura</translation>
        </message>
        <message numerus="yes">
            <source>%n deleted highlight(s)</source>
            <translation>
                <numerusform>%n evidenziazione eliminata</numerusform>
                <numerusform>%n evidenziazioni eliminate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>%n evidenziazione</numerusform>
                <numerusform>%n evidenziazioni</numerusform>
            </translation>
        </message>
        <message>
            <source>start date</source>
            <translation>data di inizio</translation>
        </message>
        <message>
            <source>finish date</source>
            <translation>data di fine</translation>
        </message>
        <message>
            <source>earlier reads</source>
            <translation>letture precedenti</translation>
        </message>
        <message>
            <source>digest</source>
            <translation>impronta</translation>
        </message>
        <message>
            <source>review</source>
            <translation>recensione</translation>
        </message>
        <message>
            <source>Already the same: {0}</source>
            <translation>Già uguali: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added</source>
            <translation>
                <numerusform>%n libro aggiunto</numerusform>
                <numerusform>%n libri aggiunti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) filled in</source>
            <translation>
                <numerusform>%n libro completato</numerusform>
                <numerusform>%n libri completati</numerusform>
            </translation>
        </message>
        <message>
            <source>When you import: {0}.</source>
            <translation>Quando importi: {0}.</translation>
        </message>
        <message>
            <source>This device's clock is {0} slow. Correct its times</source>
            <translation>L’orologio di questo dispositivo è indietro di {0}. Correggi i suoi orari</translation>
        </message>
        <message>
            <source>This device's clock is {0} fast. Correct its times</source>
            <translation>L’orologio di questo dispositivo è avanti di {0}. Correggi i suoi orari</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) arrived at a different time than the device recorded. The device itself isn't changed.</source>
            <translation>
                <numerusform>%n posizione è arrivata a un’ora diversa da quella annotata dal dispositivo. Il dispositivo non viene cambiato.</numerusform>
                <numerusform>%n posizioni sono arrivate a un’ora diversa da quella annotata dal dispositivo. Il dispositivo non viene cambiato.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n ora</numerusform>
                <numerusform>%n ore</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minuti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%n libro importato dal dispositivo.</numerusform>
                <numerusform>%n libri importati dal dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes updated.</source>
            <translation>Evidenziazioni e note aggiornate.</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Niente di nuovo.</translation>
        </message>
        <message>
            <source>The import was interrupted. Import again to continue.</source>
            <translation>L’importazione è stata interrotta. Importa di nuovo per continuare.</translation>
        </message>
        <message numerus="yes">
            <source>Import undone for %n book(s).</source>
            <translation>
                <numerusform>Importazione annullata per %n libro.</numerusform>
                <numerusform>Importazione annullata per %n libri.</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept because you changed them since: {0}.</source>
            <translation>Mantenuti perché li hai modificati da allora: {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes are kept. Remove them on the Highlights page.</source>
            <translation>Le evidenziazioni e le note restano. Rimuovile nella pagina Evidenziazioni.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added without a file.</source>
            <translation>
                <numerusform>%n libro aggiunto senza file.</numerusform>
                <numerusform>%n libri aggiunti senza file.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) added to your statistics.</source>
            <translation>
                <numerusform>%n pagina vista aggiunta alle tue statistiche.</numerusform>
                <numerusform>%n pagine viste aggiunte alle tue statistiche.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) on the device linked to books.</source>
            <translation>
                <numerusform>%n file sul dispositivo collegato a libri.</numerusform>
                <numerusform>%n file sul dispositivo collegati a libri.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>New highlights, notes and bookmarks: %n.</source>
            <translation>
                <numerusform>Nuove evidenziazioni, note e segnalibri: %n.</numerusform>
                <numerusform>Nuove evidenziazioni, note e segnalibri: %n.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks changed on the device: %n.</source>
            <translation>
                <numerusform>Evidenziazioni, note e segnalibri modificati sul dispositivo: %n.</numerusform>
                <numerusform>Evidenziazioni, note e segnalibri modificati sul dispositivo: %n.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks deleted on the device but kept here: %n.</source>
            <translation>
                <numerusform>Evidenziazioni, note e segnalibri eliminati sul dispositivo ma mantenuti qui: %n.</numerusform>
                <numerusform>Evidenziazioni, note e segnalibri eliminati sul dispositivo ma mantenuti qui: %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>Times from this device are now corrected.</source>
            <translation>Gli orari di questo dispositivo ora vengono corretti.</translation>
        </message>
        <message>
            <source>Skipped because you removed them: {0}.</source>
            <translation>Saltati perché li hai rimossi: {0}.</translation>
        </message>
        <message>
            <source>{0} confident</source>
            <translation>{0} di certezza</translation>
        </message>
        <message>
            <source>Link a document</source>
            <translation>Collega un documento</translation>
        </message>
        <message>
            <source>Search your library</source>
            <translation>Cerca nella biblioteca</translation>
        </message>
        <message>
            <source>Books in your library</source>
            <translation>Libri nella biblioteca</translation>
        </message>
        <message>
            <source>No books found. Search by title or author.</source>
            <translation>Nessun libro trovato. Cerca per titolo o autore.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Seleziona prima un libro.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>Quale libro è «{0}»?</translation>
        </message>
        <message>
            <source>The book gets its current position, and later updates follow automatically.</source>
            <translation>Il libro riceve la sua posizione attuale, e gli aggiornamenti seguono da soli.</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Scegli una cartella…</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable. If it asks, let it share its storage.</source>
            <translation>Collega il dispositivo con il cavo USB. Se lo chiede, lascia che condivida la memoria.</translation>
        </message>
        <message>
            <source>Open it in your file manager once. The set-up then begins here by itself.</source>
            <translation>Aprilo una volta nel gestore dei file. La configurazione poi inizia qui da sola.</translation>
        </message>
        <message>
            <source>Still nothing? Choose its drive, or the “koreader” folder on it, yourself.</source>
            <translation>Ancora niente? Scegli tu la sua unità, o la cartella «koreader» che contiene.</translation>
        </message>
        <message>
            <source>A device that your computer shows as a media player (MTP), such as a newer Kindle, has no drive to write to. Pair it over Wi-Fi on the KOReader page instead.</source>
            <translation>Un dispositivo che il computer mostra come lettore multimediale (MTP), come un Kindle recente, non ha un’unità su cui scrivere. Associalo via Wi-Fi nella pagina KOReader.</translation>
        </message>
        <message>
            <source>Set up device</source>
            <translation>Configura il dispositivo</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Address for the device</source>
            <translation>Indirizzo per il dispositivo</translation>
        </message>
        <message>
            <source>KOReader is closed on the device</source>
            <translation>KOReader è chiuso sul dispositivo</translation>
        </message>
        <message>
            <source>Undo set-up…</source>
            <translation>Annulla la configurazione…</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Scrivi sul dispositivo</translation>
        </message>
        <message>
            <source>Selected folder</source>
            <translation>Cartella selezionata</translation>
        </message>
        <message>
            <source>No KOReader device is connected.</source>
            <translation>Nessun dispositivo KOReader è collegato.</translation>
        </message>
        <message>
            <source>This device is already set up.</source>
            <translation>Questo dispositivo è già configurato.</translation>
        </message>
        <message>
            <source>These settings will change on the device. Nothing else is touched.</source>
            <translation>Queste impostazioni cambieranno sul dispositivo. Nient’altro viene toccato.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Chiudi prima KOReader sul dispositivo.</translation>
        </message>
        <message>
            <source>Undo set-up</source>
            <translation>Annulla la configurazione</translation>
        </message>
        <message>
            <source>Undoes the changes of {0}.</source>
            <translation>Annulla le modifiche del {0}.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Device is set up</source>
            <translation>Il dispositivo è configurato</translation>
        </message>
        <message>
            <source>All settings were written and checked. Next steps:</source>
            <translation>Tutte le impostazioni sono state scritte e controllate. Prossimi passi:</translation>
        </message>
        <message>
            <source>BookOrbit's settings were removed. What KOReader wrote since is kept.</source>
            <translation>Le impostazioni di BookOrbit sono state rimosse. Ciò che KOReader ha scritto da allora resta.</translation>
        </message>
        <message>
            <source>The device is back to its earlier state.</source>
            <translation>Il dispositivo è tornato allo stato precedente.</translation>
        </message>
        <message>
            <source>Set-up undone</source>
            <translation>Configurazione annullata</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase segreta</translation>
        </message>
        <message>
            <source>Type it, then press Enter</source>
            <translation>Scrivila, poi premi Invio</translation>
        </message>
        <message>
            <source>Reading statistics over Wi-Fi</source>
            <translation>Statistiche di lettura via Wi-Fi</translation>
        </message>
        <message>
            <source>Sync statistics when a book is closed</source>
            <translation>Sincronizza le statistiche alla chiusura di un libro</translation>
        </message>
        <message>
            <source>Install the BookOrbit Desktop plugin</source>
            <translation>Installa il plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Remove the BookOrbit Desktop plugin</source>
            <translation>Rimuovi il plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Update the BookOrbit Desktop plugin</source>
            <translation>Aggiorna il plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Needs KOReader v2025.04 or newer.</source>
            <translation>Serve KOReader v2025.04 o successivo.</translation>
        </message>
        <message>
            <source>Needs KOReader v2023.10 or newer.</source>
            <translation>Serve KOReader v2023.10 o successivo.</translation>
        </message>
        <message>
            <source>Already set up on the device.</source>
            <translation>Già configurato sul dispositivo.</translation>
        </message>
        <message>
            <source>WebDAV needs your passphrase, and KOReader keeps it readable on the device.</source>
            <translation>WebDAV richiede la tua frase segreta, e KOReader la conserva leggibile sul dispositivo.</translation>
        </message>
        <message>
            <source>The device syncs its statistics with {0}. Tick to sync them with this computer instead.</source>
            <translation>Il dispositivo sincronizza le statistiche con {0}. Spunta per sincronizzarle invece con questo computer.</translation>
        </message>
        <message>
            <source>Needs KOReader v2024.11 or newer.</source>
            <translation>Serve KOReader v2024.11 o successivo.</translation>
        </message>
        <message>
            <source>Tick reading statistics first.</source>
            <translation>Spunta prima le statistiche di lettura.</translation>
        </message>
        <message>
            <source>Sends status, rating, highlights and notes over Wi-Fi, too.</source>
            <translation>Invia via Wi-Fi anche stato, valutazione, evidenziazioni e note.</translation>
        </message>
        <message>
            <source>A plugin of that name is on the device, without a version.</source>
            <translation>Sul dispositivo c’è un plugin con questo nome, senza versione.</translation>
        </message>
        <message>
            <source>Version {0} is on the device, {1} comes with this program.</source>
            <translation>Sul dispositivo c’è la versione {0}; con questo programma arriva la {1}.</translation>
        </message>
        <message>
            <source>Version {0} is on the device.</source>
            <translation>Sul dispositivo c’è la versione {0}.</translation>
        </message>
        <message>
            <source>Removes BookOrbit's settings. Everything KOReader wrote since is kept.</source>
            <translation>Rimuove le impostazioni di BookOrbit. Tutto ciò che KOReader ha scritto da allora resta.</translation>
        </message>
        <message>
            <source>Stays: it has changed since.</source>
            <translation>Resta: è cambiato da allora.</translation>
        </message>
        <message>
            <source>Nothing to restore</source>
            <translation>Niente da ripristinare</translation>
        </message>
        <message>
            <source>The files are back to their earlier state.</source>
            <translation>I file sono tornati allo stato precedente.</translation>
        </message>
        <message>
            <source>Writes to {0}. A copy of the current file is kept on the device.</source>
            <translation>Scrive in {0}. Una copia del file attuale resta sul dispositivo.</translation>
        </message>
        <message>
            <source>Writes to {0} and {1}. Copies of the current files are kept on the device.</source>
            <translation>Scrive in {0} e {1}. Le copie dei file attuali restano sul dispositivo.</translation>
        </message>
        <message>
            <source>These settings were written on {0} but have changed since. If you didn't change them, KOReader was still running: close it on the device first.</source>
            <translation>Queste impostazioni sono state scritte il {0} ma sono cambiate da allora. Se non le hai cambiate tu, KOReader era ancora aperto: chiudilo prima sul dispositivo.</translation>
        </message>
        <message>
            <source>Will be removed (it wasn't there before).</source>
            <translation>Sarà rimosso (prima non c’era).</translation>
        </message>
        <message>
            <source>Will be restored exactly as it was.</source>
            <translation>Sarà ripristinato esattamente com’era.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Non adesso</translation>
        </message>
        <message>
            <source>Choose a rating or correct a date first.</source>
            <translation>Scegli prima una valutazione o correggi una data.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed first.</source>
            <translation>Imposta prima lo stato su Letto o Sfogliato.</translation>
        </message>
        <message>
            <source>Not saved: “{0}” was removed from your library.</source>
            <translation>Non salvato: «{0}» è stato rimosso dalla biblioteca.</translation>
        </message>
        <message>
            <source>Saved “{0}”.</source>
            <translation>«{0}» salvato.</translation>
        </message>
        <message>
            <source>Changed in the meantime, so it stays as it is now: {0}.</source>
            <translation>Cambiato nel frattempo, quindi resta com’è ora: {0}.</translation>
        </message>
        <message>
            <source>Start date</source>
            <translation>Data di inizio</translation>
        </message>
        <message>
            <source>Finish date</source>
            <translation>Data di fine</translation>
        </message>
        <message>
            <source>done</source>
            <translation>fatto</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>da fare</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Primi passi</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Collega…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in your library</source>
            <translation>
                <numerusform>%n libro nella biblioteca</numerusform>
                <numerusform>%n libri nella biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder or a Calibre library. Files stay where they are.</source>
            <translation>Una cartella o una biblioteca di Calibre. I file restano dove sono.</translation>
        </message>
        <message>
            <source>Add your books</source>
            <translation>Aggiungi i tuoi libri</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Il tuo dispositivo</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} collegato</translation>
        </message>
        <message>
            <source>Type in the address, pair it, or plug it in.</source>
            <translation>Scrivi l’indirizzo, associalo o collegalo con il cavo.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>Collega KOReader</translation>
        </message>
        <message>
            <source>Hardcover connected as {0}</source>
            <translation>Hardcover collegato come {0}</translation>
        </message>
        <message>
            <source>Hardcover connected</source>
            <translation>Hardcover collegato</translation>
        </message>
        <message>
            <source>Optional. Post your reading to your profile.</source>
            <translation>Facoltativo. Pubblica le tue letture sul tuo profilo.</translation>
        </message>
        <message>
            <source>Connect Hardcover</source>
            <translation>Collega Hardcover</translation>
        </message>
        <message>
            <source>Covers of {0}</source>
            <translation>Copertine di {0}</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>Dove sono i tuoi libri?</translation>
        </message>
        <message>
            <source>Choose your books folder or Calibre library.</source>
            <translation>Scegli la cartella dei libri o la biblioteca di Calibre.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Lettura dei tuoi libri</translation>
        </message>
        <message>
            <source>All books are listed. Covers are still loading.</source>
            <translation>Tutti i libri sono nell’elenco. Le copertine si stanno ancora caricando.</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book file(s)</source>
            <translation>
                <numerusform>Trovato %n file di libro</numerusform>
                <numerusform>Trovati %n file di libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading {0}</source>
            <translation>Lettura di {0}</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book(s)</source>
            <translation>
                <numerusform>Trovato %n libro</numerusform>
                <numerusform>Trovati %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>You can continue while BookOrbit reads them, and add more folders at any time.</source>
            <translation>Puoi continuare mentre BookOrbit li legge, e aggiungere altre cartelle quando vuoi.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>e %n altro</numerusform>
                <numerusform>e altri %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Your device must be on the same Wi-Fi as this computer.</source>
            <translation>Il dispositivo deve essere sulla stessa rete Wi-Fi di questo computer.</translation>
        </message>
        <message>
            <source>Waiting for your device…</source>
            <translation>In attesa del dispositivo…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Avvio…</translation>
        </message>
        <message>
            <source>The server is stopped.</source>
            <translation>Il server è fermo.</translation>
        </message>
        <message>
            <source>The server is reachable at every address. If your device can't connect, check your firewall: the KOReader page has the command.</source>
            <translation>Il server è raggiungibile a ogni indirizzo. Se il dispositivo non riesce a collegarsi, controlla il firewall: il comando è nella pagina KOReader.</translation>
        </message>
        <message>
            <source>Connected: a device logged in as “{0}”</source>
            <translation>Collegato: un dispositivo ha effettuato l’accesso come «{0}»</translation>
        </message>
        <message>
            <source>A device tried to log in as “{0}”. {1}</source>
            <translation>Un dispositivo ha provato ad accedere come «{0}». {1}</translation>
        </message>
        <message>
            <source>No books to send yet. Start reading a book or give it a status to send it.</source>
            <translation>Ancora nessun libro da inviare. Inizia a leggere un libro o dagli uno stato per inviarlo.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ready to send: {0}.</source>
            <translation>
                <numerusform>%n libro pronto da inviare: {0}.</numerusform>
                <numerusform>%n libri pronti da inviare: {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover (optional)</source>
            <translation>Hardcover (facoltativo)</translation>
        </message>
        <message>
            <source>Post your reading to your hardcover.app profile. You can also do this later.</source>
            <translation>Pubblica le tue letture sul tuo profilo di hardcover.app. Puoi farlo anche più tardi.</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Collegato come {0}</translation>
        </message>
        <message>
            <source>Signed in. BookOrbit checks it before the first sync.</source>
            <translation>Accesso effettuato. BookOrbit lo controlla prima della prima sincronizzazione.</translation>
        </message>
        <message>
            <source>Token saved. BookOrbit checks it before the first sync.</source>
            <translation>Token salvato. BookOrbit lo controlla prima della prima sincronizzazione.</translation>
        </message>
        <message>
            <source>Your first sync</source>
            <translation>La tua prima sincronizzazione</translation>
        </message>
        <message>
            <source>You can review every change first and leave books out.</source>
            <translation>Puoi prima controllare ogni modifica ed escludere libri.</translation>
        </message>
        <message>
            <source>Ready to read</source>
            <translation>Pronto per leggere</translation>
        </message>
        <message>
            <source>What is left to do stays on your dashboard.</source>
            <translation>Ciò che resta da fare è nella panoramica.</translation>
        </message>
        <message>
            <source>How BookOrbit runs</source>
            <translation>Come funziona BookOrbit</translation>
        </message>
        <message>
            <source>You can run this guide again from Settings, About.</source>
            <translation>Puoi riaprire questa guida da Impostazioni, Informazioni.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Benvenuto in BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your reading position in step with KOReader over your Wi-Fi and, if you want, posts it to Hardcover.</source>
            <translation>BookOrbit tiene allineata la tua posizione di lettura con KOReader sul tuo Wi-Fi e, se vuoi, la pubblica su Hardcover.</translation>
        </message>
        <message>
            <source>Your books stay where they are</source>
            <translation>I tuoi libri restano dove sono</translation>
        </message>
        <message>
            <source>No file is ever changed without asking.</source>
            <translation>Nessun file viene mai cambiato senza chiedere.</translation>
        </message>
        <message>
            <source>Your devices talk only to this computer</source>
            <translation>I tuoi dispositivi parlano solo con questo computer</translation>
        </message>
        <message>
            <source>No cloud in between, no account to open.</source>
            <translation>Nessun cloud di mezzo, nessun account da aprire.</translation>
        </message>
        <message>
            <source>Hardcover is optional</source>
            <translation>Hardcover è facoltativo</translation>
        </message>
        <message>
            <source>You see what is sent before you send it.</source>
            <translation>Vedi ciò che viene inviato prima di inviarlo.</translation>
        </message>
        <message>
            <source>Set-up takes about three minutes. You can skip any step.</source>
            <translation>La configurazione richiede circa tre minuti. Puoi saltare qualsiasi passo.</translation>
        </message>
        <message>
            <source>Skip set-up</source>
            <translation>Salta la configurazione</translation>
        </message>
        <message>
            <source>This is the first page.</source>
            <translation>Questa è la prima pagina.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Guida</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Indice</translation>
        </message>
        <message>
            <source>Token saved in your password store</source>
            <translation>Token salvato nel tuo archivio delle password</translation>
        </message>
        <message>
            <source>Token used until you quit</source>
            <translation>Token usato finché non esci</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Token da BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Signed in with Hardcover</source>
            <translation>Accesso effettuato con Hardcover</translation>
        </message>
        <message>
            <source>Signed in since {0}</source>
            <translation>Accesso effettuato dal {0}</translation>
        </message>
        <message>
            <source>renews by itself, and lasts until {0} even if unused</source>
            <translation>si rinnova da solo e vale fino al {0} anche se non usato</translation>
        </message>
        <message>
            <source>kept until you quit, as your password store didn't save it</source>
            <translation>tenuto fino alla chiusura, perché l’archivio delle password non l’ha salvato</translation>
        </message>
        <message>
            <source>see who you are</source>
            <translation>vedere chi sei</translation>
        </message>
        <message>
            <source>look up books</source>
            <translation>cercare libri</translation>
        </message>
        <message>
            <source>read your library</source>
            <translation>leggere la tua biblioteca</translation>
        </message>
        <message>
            <source>change your library</source>
            <translation>modificare la tua biblioteca</translation>
        </message>
        <message>
            <source>BookOrbit may {0}</source>
            <translation>BookOrbit può {0}</translation>
        </message>
        <message>
            <source>not allowed: {0}</source>
            <translation>non consentito: {0}</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Usa un altro token…</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>Usa un altro account…</translation>
        </message>
        <message>
            <source>Sign in with Hardcover…</source>
            <translation>Accedi con Hardcover…</translation>
        </message>
        <message>
            <source>Account not checked yet</source>
            <translation>Account non ancora controllato</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>last synced {0}</source>
            <translation>ultima sincronizzazione {0}</translation>
        </message>
        <message>
            <source>never synced</source>
            <translation>mai sincronizzato</translation>
        </message>
        <message>
            <source>manual sync only</source>
            <translation>solo sincronizzazione manuale</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in couldn't be renewed. Sign in again before {0}.</source>
            <translation>Non è stato possibile rinnovare il tuo accesso a Hardcover. Accedi di nuovo prima del {0}.</translation>
        </message>
        <message>
            <source>Begin anew with {0}…</source>
            <translation>Ricomincia con {0}…</translation>
        </message>
        <message>
            <source>Sign in as {0}…</source>
            <translation>Accedi come {0}…</translation>
        </message>
        <message>
            <source>Begin anew with {0}?</source>
            <translation>Ricominciare con {0}?</translation>
        </message>
        <message>
            <source>What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and nothing is sent before you have seen it. To undo an earlier sync, connect {0} again.</source>
            <translation>Ciò che è stato inviato a {0} resta lì e il registro rimane. Ogni libro viene confrontato di nuovo e nulla viene inviato prima che tu l’abbia visto. Per annullare una sincronizzazione precedente, ricollega {0}.</translation>
        </message>
        <message>
            <source>Begin anew</source>
            <translation>Ricomincia</translation>
        </message>
        <message>
            <source>Check connection</source>
            <translation>Controlla la connessione</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Controlla il token</translation>
        </message>
        <message>
            <source>Use a token instead…</source>
            <translation>Usa invece un token…</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Esci</translation>
        </message>
        <message>
            <source>Remove token</source>
            <translation>Rimuovi il token</translation>
        </message>
        <message>
            <source>The token comes from BOOKORBIT_HARDCOVER_TOKEN.</source>
            <translation>Il token viene da BOOKORBIT_HARDCOVER_TOKEN.</translation>
        </message>
        <message>
            <source>Valid ({0})</source>
            <translation>Valido ({0})</translation>
        </message>
        <message>
            <source>Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there.</source>
            <translation>Uscito qui. Non è stato possibile avvisare Hardcover: rimuovi lì BookOrbit dalle app collegate.</translation>
        </message>
        <message>
            <source>Signed out. Your matches and sync history are kept.</source>
            <translation>Uscito. I tuoi abbinamenti e la cronologia di sincronizzazione restano.</translation>
        </message>
        <message>
            <source>Token removed. Your matches and sync history are kept.</source>
            <translation>Token rimosso. I tuoi abbinamenti e la cronologia di sincronizzazione restano.</translation>
        </message>
        <message>
            <source>Choose the matching book on Hardcover.</source>
            <translation>Scegli il libro corrispondente su Hardcover.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Abbina di nuovo</translation>
        </message>
        <message>
            <source>Clear the match and search again on the next sync.</source>
            <translation>Cancella l’abbinamento e cerca di nuovo alla prossima sincronizzazione.</translation>
        </message>
        <message>
            <source>Confirm match</source>
            <translation>Conferma l’abbinamento</translation>
        </message>
        <message>
            <source>Confirm that this match by title and author is the right book.</source>
            <translation>Conferma che questo abbinamento per titolo e autore è il libro giusto.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Escludi</translation>
        </message>
        <message>
            <source>Hardcover ID…</source>
            <translation>ID di Hardcover…</translation>
        </message>
        <message>
            <source>Set the ID, slug or link used to find this book.</source>
            <translation>Imposta l’ID, l’identificatore breve o il link con cui trovare questo libro.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Inserisci il numero di pagine…</translation>
        </message>
        <message>
            <source>Hardcover progress is counted in pages.</source>
            <translation>I progressi su Hardcover si contano in pagine.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Sincronizza questo libro</translation>
        </message>
        <message>
            <source>Send changes in the selected books.</source>
            <translation>Invia le modifiche dei libri selezionati.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Rimuovi la valutazione anche su Hardcover…</translation>
        </message>
        <message>
            <source>For books whose rating you cleared here. Asks first.</source>
            <translation>Per i libri di cui hai rimosso qui la valutazione. Prima chiede.</translation>
        </message>
        <message>
            <source>Replace the status and rating on Hardcover with those here.</source>
            <translation>Sostituisce lo stato e la valutazione su Hardcover con quelli di qui.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Perché?</translation>
        </message>
        <message>
            <source>See how this book syncs to Hardcover and where it's stuck.</source>
            <translation>Guarda come questo libro si sincronizza con Hardcover e dove si è bloccato.</translation>
        </message>
        <message>
            <source>Select a single book.</source>
            <translation>Seleziona un solo libro.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Includi</translation>
        </message>
        <message>
            <source>Sync with Hardcover again.</source>
            <translation>Sincronizza di nuovo con Hardcover.</translation>
        </message>
        <message>
            <source>Stop syncing to Hardcover. Existing entries there are kept.</source>
            <translation>Smetti di sincronizzare con Hardcover. Le voci che ci sono restano.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Sincronizza questi libri</translation>
        </message>
        <message>
            <source>Only for books matched by title and author alone.</source>
            <translation>Solo per i libri abbinati soltanto per titolo e autore.</translation>
        </message>
        <message>
            <source>Only for books that have been synced.</source>
            <translation>Solo per i libri già sincronizzati.</translation>
        </message>
        <message>
            <source>Clear the rating here first.</source>
            <translation>Rimuovi prima qui la valutazione.</translation>
        </message>
        <message>
            <source>Include the book first.</source>
            <translation>Includi prima il libro.</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Azioni per i libri selezionati</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Scegli l’edizione…</translation>
        </message>
        <message>
            <source>Choose another edition of the matched book.</source>
            <translation>Scegli un’altra edizione del libro abbinato.</translation>
        </message>
        <message>
            <source>Open the matched book in your browser.</source>
            <translation>Apri il libro abbinato nel browser.</translation>
        </message>
        <message>
            <source>Copy IDs</source>
            <translation>Copia gli ID</translation>
        </message>
        <message>
            <source>Copy the IDs of this book and of its Hardcover book and edition.</source>
            <translation>Copia gli ID di questo libro e del suo libro ed edizione su Hardcover.</translation>
        </message>
        <message>
            <source>Not matched yet. Pick a Hardcover book first.</source>
            <translation>Non ancora abbinato. Scegli prima un libro di Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the IDs of %n book(s).</source>
            <translation>
                <numerusform>Copiati gli ID di %n libro.</numerusform>
                <numerusform>Copiati gli ID di %n libri.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the books</source>
            <translation>Mostra i libri</translation>
        </message>
        <message>
            <source>sent {0}</source>
            <translation>inviato {0}</translation>
        </message>
        <message>
            <source>Connect your Hardcover account</source>
            <translation>Collega il tuo account Hardcover</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now and review the changes.</source>
            <translation>Non viene inviato nulla finché non premi Sincronizza ora e controlli le modifiche.</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Accedi invece</translation>
        </message>
        <message>
            <source>Show the token</source>
            <translation>Mostra il token</translation>
        </message>
        <message>
            <source>Get a token</source>
            <translation>Ottieni un token</translation>
        </message>
        <message>
            <source>Use for this session</source>
            <translation>Usa per questa sessione</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Incolla prima un token.</translation>
        </message>
        <message>
            <source>{0} You can use the token for this session without saving it.</source>
            <translation>{0} Puoi usare il token per questa sessione senza salvarlo.</translation>
        </message>
        <message>
            <source>Paste your token here</source>
            <translation>Incolla qui il tuo token</translation>
        </message>
        <message>
            <source>Hardcover token</source>
            <translation>Token di Hardcover</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>“Get a token” opens Hardcover with the four permissions selected. Give the token a name and an expiry date.</source>
            <translation>«Ottieni un token» apre Hardcover con i quattro permessi selezionati. Dai al token un nome e una data di scadenza.</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Privacy</translation>
        </message>
        <message>
            <source>To save the token, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Per salvare il token, installa e sblocca un archivio delle password come GNOME Keyring o KWallet.</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Pubblico</translation>
        </message>
        <message>
            <source>Followers only</source>
            <translation>Solo chi ti segue</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Privato</translation>
        </message>
        <message>
            <source>Leave as on Hardcover</source>
            <translation>Lascia come su Hardcover</translation>
        </message>
        <message>
            <source>Who sees your books on Hardcover</source>
            <translation>Chi vede i tuoi libri su Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also change %n book(s) sent earlier?</source>
            <translation>
                <numerusform>Cambiare anche %n libro inviato prima?</numerusform>
                <numerusform>Cambiare anche %n libri inviati prima?</numerusform>
            </translation>
        </message>
        <message>
            <source>They were sent with a different privacy setting. Entries you created or edited yourself aren't changed.</source>
            <translation>Sono stati inviati con un’altra privacy. Le voci che hai creato o modificato tu non vengono cambiate.</translation>
        </message>
        <message>
            <source>Change entries</source>
            <translation>Cambia le voci</translation>
        </message>
        <message>
            <source>Don't change</source>
            <translation>Non cambiare</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambia</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Annulla questa modifica</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>Checking your shelf. Nothing has changed yet.</source>
            <translation>Controllo del tuo scaffale. Non è ancora cambiato nulla.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to change on your Hardcover shelf:</source>
            <translation>
                <numerusform>%n libro da cambiare sul tuo scaffale di Hardcover:</numerusform>
                <numerusform>%n libri da cambiare sul tuo scaffale di Hardcover:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s)</source>
            <translation>
                <numerusform>Cambia %n libro</numerusform>
                <numerusform>Cambia %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries to change</source>
            <translation>Voci da cambiare</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Applica la mia privacy a tutte le mie voci</translation>
        </message>
        <message>
            <source>No entries to change. They already have this privacy or belong to excluded books.</source>
            <translation>Nessuna voce da cambiare. Hanno già questa privacy o appartengono a libri esclusi.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Rimuovi la valutazione anche su Hardcover</translation>
        </message>
        <message>
            <source>No rating to clear.</source>
            <translation>Nessuna valutazione da rimuovere.</translation>
        </message>
        <message>
            <source>Include ratings I gave on Hardcover</source>
            <translation>Comprendi le valutazioni che ho dato su Hardcover</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>Rimuovila anche su Hardcover…</translation>
        </message>
        <message>
            <source>never</source>
            <translation>mai</translation>
        </message>
        <message>
            <source>Books and their Hardcover status</source>
            <translation>Libri e il loro stato su Hardcover</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Numero di pagine</translation>
        </message>
        <message>
            <source>Use edition's page count</source>
            <translation>Usa il numero di pagine dell’edizione</translation>
        </message>
        <message>
            <source>A page count is a number from 1 to 100,000.</source>
            <translation>Un numero di pagine va da 1 a 100.000.</translation>
        </message>
        <message>
            <source>How many pages does “{0}” have?</source>
            <translation>Quante pagine ha «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>How many pages do these %n book(s) have?</source>
            <translation>
                <numerusform>Quante pagine ha questo libro?</numerusform>
                <numerusform>Quante pagine hanno questi %n libri?</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover counts progress in pages. Leave empty to use the edition's page count.</source>
            <translation>Hardcover conta i progressi in pagine. Lascia vuoto per usare il numero di pagine dell’edizione.</translation>
        </message>
        <message>
            <source>The next sync replaces what differs on Hardcover</source>
            <translation>La prossima sincronizzazione sostituisce ciò che è diverso su Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Match confirmed for %n book(s)</source>
            <translation>
                <numerusform>Abbinamento confermato per %n libro</numerusform>
                <numerusform>Abbinamento confermato per %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Match cleared. Re-matching on the next sync.</source>
            <translation>Abbinamento cancellato. Sarà abbinato di nuovo alla prossima sincronizzazione.</translation>
        </message>
        <message>
            <source>Excluded from Hardcover sync</source>
            <translation>Escluso dalla sincronizzazione con Hardcover</translation>
        </message>
        <message>
            <source>Included in Hardcover sync</source>
            <translation>Incluso nella sincronizzazione con Hardcover</translation>
        </message>
        <message>
            <source>Page count saved</source>
            <translation>Numero di pagine salvato</translation>
        </message>
        <message>
            <source>Using the edition's page count</source>
            <translation>Si usa il numero di pagine dell’edizione</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Your picked match is kept until you re-match the book.</source>
            <translation>ID di Hardcover salvato. L’abbinamento che hai scelto resta finché non abbini di nuovo il libro.</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Re-matching on the next sync.</source>
            <translation>ID di Hardcover salvato. Sarà abbinato di nuovo alla prossima sincronizzazione.</translation>
        </message>
        <message>
            <source>Removing entries from Hardcover</source>
            <translation>Rimozione delle voci da Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed from Hardcover.</source>
            <translation>
                <numerusform>%n libro rimosso da Hardcover.</numerusform>
                <numerusform>%n libri rimossi da Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Updating your books</source>
            <translation>Aggiornamento dei tuoi libri</translation>
        </message>
        <message>
            <source>Also remove from Hardcover…</source>
            <translation>Rimuovi anche da Hardcover…</translation>
        </message>
        <message>
            <source>You created this entry yourself; BookOrbit won't delete it.</source>
            <translation>Questa voce l’hai creata tu; BookOrbit non la eliminerà.</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s) from your Hardcover shelf?</source>
            <translation>
                <numerusform>Rimuovere %n libro dal tuo scaffale di Hardcover?</numerusform>
                <numerusform>Rimuovere %n libri dal tuo scaffale di Hardcover?</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}: deletes status, dates and rating on Hardcover. Your books here are kept.</source>
            <translation>{0}: elimina stato, date e valutazione su Hardcover. I tuoi libri qui restano.</translation>
        </message>
        <message>
            <source>Remove from Hardcover</source>
            <translation>Rimuovi da Hardcover</translation>
        </message>
        <message>
            <source>Hardcover ID</source>
            <translation>ID di Hardcover</translation>
        </message>
        <message>
            <source>Link, ID, slug or ISBN</source>
            <translation>Link, ID, identificatore breve o ISBN</translation>
        </message>
        <message>
            <source>Find “{0}” on Hardcover</source>
            <translation>Trova «{0}» su Hardcover</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept. Re-match uses what you enter here.</source>
            <translation>Questo abbinamento l’hai scelto tu, quindi resta. «Abbina di nuovo» usa ciò che inserisci qui.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. Leave empty to use {0} from the file.</source>
            <translation>La prossima sincronizzazione lo userà per trovare il libro. Lascia vuoto per usare {0} del file.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. The file isn't changed.</source>
            <translation>La prossima sincronizzazione lo userà per trovare il libro. Il file non viene cambiato.</translation>
        </message>
        <message>
            <source>{0} · Vol. {1}</source>
            <translation>{0} · Vol. {1}</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}, {1}</translation>
        </message>
        <message>
            <source>entered by you</source>
            <translation>inserito da te</translation>
        </message>
        <message>
            <source>Needs page count</source>
            <translation>Manca il numero di pagine</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>Più avanti lì</translation>
        </message>
        <message>
            <source>Show differences</source>
            <translation>Mostra le differenze</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Vedi</translation>
        </message>
        <message>
            <source>matched to “{0}”</source>
            <translation>abbinato a «{0}»</translation>
        </message>
        <message>
            <source>next step: {0}</source>
            <translation>prossimo passo: {0}</translation>
        </message>
        <message>
            <source>series</source>
            <translation>serie</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Libro</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situazione</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Prossimo passo</translation>
        </message>
        <message>
            <source>Matched record</source>
            <translation>Scheda abbinata</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Edizione</translation>
        </message>
        <message>
            <source>How matched</source>
            <translation>Come abbinato</translation>
        </message>
        <message>
            <source>Last sent</source>
            <translation>Ultimo invio</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problema</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Sincronizza ora</translation>
        </message>
        <message>
            <source>More Hardcover actions</source>
            <translation>Altre azioni di Hardcover</translation>
        </message>
        <message>
            <source>States</source>
            <translation>Situazioni</translation>
        </message>
        <message>
            <source>Sync now ({0})</source>
            <translation>Sincronizza ora ({0})</translation>
        </message>
        <message>
            <source>Check matches, fix wrong ones, leave books out.</source>
            <translation>Controlla gli abbinamenti, correggi quelli sbagliati, escludi libri.</translation>
        </message>
        <message>
            <source>Connect Hardcover to post your reading to your profile on hardcover.app. This is optional.</source>
            <translation>Collega Hardcover per pubblicare le tue letture sul tuo profilo di hardcover.app. È facoltativo.</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Anteprima…</translation>
        </message>
        <message>
            <source>See what a sync would change before sending anything.</source>
            <translation>Guarda che cosa cambierebbe una sincronizzazione prima di inviare qualcosa.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Sincronizza tutto di nuovo</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced, paused and unmatched books.</source>
            <translation>Confronta di nuovo ogni libro con Hardcover, compresi quelli sincronizzati, in pausa e non abbinati.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Applica la mia privacy a tutte le mie voci…</translation>
        </message>
        <message>
            <source>Includes books already on your shelf. Asks first and can be undone.</source>
            <translation>Comprende i libri già sul tuo scaffale. Prima chiede, e si può annullare.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Importa da Hardcover…</translation>
        </message>
        <message>
            <source>Fill in books without reading data here from your shelf. Nothing changes on Hardcover.</source>
            <translation>Completa dal tuo scaffale i libri che qui non hanno dati di lettura. Su Hardcover non cambia nulla.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Importa da un file…</translation>
        </message>
        <message>
            <source>Fill in missing data from a Goodreads or StoryGraph CSV export.</source>
            <translation>Completa i dati mancanti da un’esportazione CSV di Goodreads o StoryGraph.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Apri il registro di sincronizzazione</translation>
        </message>
        <message>
            <source>See what was sent and how Hardcover answered.</source>
            <translation>Guarda che cosa è stato inviato e che cosa ha risposto Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover settings…</source>
            <translation>Impostazioni di Hardcover…</translation>
        </message>
        <message>
            <source>Open Hardcover settings.</source>
            <translation>Apri le impostazioni di Hardcover.</translation>
        </message>
        <message>
            <source>Group series</source>
            <translation>Raggruppa le serie</translation>
        </message>
        <message>
            <source>Show as cards</source>
            <translation>Mostra come schede</translation>
        </message>
        <message>
            <source>Show as a table</source>
            <translation>Mostra come tabella</translation>
        </message>
        <message>
            <source>Choose columns</source>
            <translation>Scegli le colonne</translation>
        </message>
        <message>
            <source>All books</source>
            <translation>Tutti i libri</translation>
        </message>
        <message>
            <source>Pick a match for each book that has none.</source>
            <translation>Scegli un abbinamento per ogni libro che non ne ha.</translation>
        </message>
        <message>
            <source>Fix all ({0})</source>
            <translation>Sistema tutti ({0})</translation>
        </message>
        <message>
            <source>No books to sync yet. Give a book a status other than Unread to see it here.</source>
            <translation>Ancora nessun libro da sincronizzare. Dai a un libro uno stato diverso da Non letto per vederlo qui.</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0} ({1})</translation>
        </message>
        <message>
            <source>On your shelf</source>
            <translation>Sul tuo scaffale</translation>
        </message>
        <message>
            <source>Audiobook</source>
            <translation>Audiolibro</translation>
        </message>
        <message>
            <source>unknown author</source>
            <translation>autore sconosciuto</translation>
        </message>
        <message numerus="yes">
            <source>%n reader(s)</source>
            <translation>
                <numerusform>%n lettore</numerusform>
                <numerusform>%n lettori</numerusform>
            </translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Cartaceo</translation>
        </message>
        <message>
            <source>Text and audio</source>
            <translation>Testo e audio</translation>
        </message>
        <message>
            <source>E-book</source>
            <translation>E-book</translation>
        </message>
        <message>
            <source>Match “{0}” to…</source>
            <translation>Abbina «{0}» a…</translation>
        </message>
        <message>
            <source>Leave this book as it is and go on to the next.</source>
            <translation>Lascia questo libro com’è e passa al successivo.</translation>
        </message>
        <message>
            <source>Use without an edition</source>
            <translation>Usa senza edizione</translation>
        </message>
        <message>
            <source>Choose edition</source>
            <translation>Scegli l’edizione</translation>
        </message>
        <message>
            <source>Use this edition</source>
            <translation>Usa questa edizione</translation>
        </message>
        <message>
            <source>{0} · {1} of {2}</source>
            <translation>{0} · {1} di {2}</translation>
        </message>
        <message>
            <source>Which edition?</source>
            <translation>Quale edizione?</translation>
        </message>
        <message>
            <source>Select an edition first.</source>
            <translation>Seleziona prima un’edizione.</translation>
        </message>
        <message>
            <source>Remove the entry BookOrbit created on “{0}”</source>
            <translation>Rimuovi la voce che BookOrbit ha creato su «{0}»</translation>
        </message>
        <message>
            <source>Remove “{0}”</source>
            <translation>Rimuovi «{0}»</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titolo</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Anno</translation>
        </message>
        <message>
            <source>ISBN</source>
            <translation>ISBN</translation>
        </message>
        <message>
            <source>Your file and the Hardcover book</source>
            <translation>Il tuo file e il libro di Hardcover</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Il mio file</translation>
        </message>
        <message>
            <source>The book's cover: this edition has none.</source>
            <translation>La copertina del libro: questa edizione non ne ha.</translation>
        </message>
        <message>
            <source>Your cover</source>
            <translation>La tua copertina</translation>
        </message>
        <message>
            <source>Hardcover cover</source>
            <translation>Copertina di Hardcover</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} è diverso: {1}</translation>
        </message>
        <message>
            <source>Title and author, or a link, ID or ISBN</source>
            <translation>Titolo e autore, o un link, ID o ISBN</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Cerca</translation>
        </message>
        <message>
            <source>Books on Hardcover</source>
            <translation>Libri su Hardcover</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Ricerca…</translation>
        </message>
        <message>
            <source>No results. Try other words, or paste a link or ISBN.</source>
            <translation>Nessun risultato. Prova altre parole, o incolla un link o ISBN.</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Edizioni</translation>
        </message>
        <message>
            <source>Loading editions…</source>
            <translation>Caricamento delle edizioni…</translation>
        </message>
        <message>
            <source>Hardcover has no text edition of this book.</source>
            <translation>Hardcover non ha edizioni di testo di questo libro.</translation>
        </message>
        <message>
            <source>Best match: same ISBN</source>
            <translation>Miglior corrispondenza: stesso ISBN</translation>
        </message>
        <message>
            <source>Best match: {0}, page count, most readers</source>
            <translation>Miglior corrispondenza: {0}, numero di pagine, più lettori</translation>
        </message>
        <message>
            <source>Best match: most readers</source>
            <translation>Miglior corrispondenza: più lettori</translation>
        </message>
        <message>
            <source>Sign in with Hardcover</source>
            <translation>Accedi con Hardcover</translation>
        </message>
        <message>
            <source>Sign in on another device…</source>
            <translation>Accedi su un altro dispositivo…</translation>
        </message>
        <message>
            <source>address for your browser</source>
            <translation>indirizzo per il browser</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Apri di nuovo</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your browser. This window then comes back by itself.</source>
            <translation>Consenti BookOrbit nel browser. Poi questa finestra torna da sola.</translation>
        </message>
        <message>
            <source>Your browser didn't open. Copy the address and open it yourself.</source>
            <translation>Il browser non si è aperto. Copia l’indirizzo e aprilo tu.</translation>
        </message>
        <message>
            <source>Sign in on another device</source>
            <translation>Accedi su un altro dispositivo</translation>
        </message>
        <message>
            <source>Address with the code as a QR code</source>
            <translation>Indirizzo con il codice come codice QR</translation>
        </message>
        <message>
            <source>Open {0} and enter the code, or scan it.</source>
            <translation>Apri {0} e inserisci il codice, oppure scansionalo.</translation>
        </message>
        <message>
            <source>Waiting for you to allow it. The code is good for {0} min.</source>
            <translation>In attesa del tuo consenso. Il codice vale ancora {0} min.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Codice</translation>
        </message>
        <message>
            <source>No problems found.</source>
            <translation>Nessun problema trovato.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message numerus="yes">
            <source>%n to copy</source>
            <translation>
                <numerusform>%n da copiare</numerusform>
                <numerusform>%n da copiare</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted on device (not restored)</source>
            <translation>
                <numerusform>%n eliminata sul dispositivo (non ripristinata)</numerusform>
                <numerusform>%n eliminate sul dispositivo (non ripristinate)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n can't be placed on the device</source>
            <translation>
                <numerusform>%n non si può collocare sul dispositivo</numerusform>
                <numerusform>%n non si possono collocare sul dispositivo</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy highlights to device</source>
            <translation>Copia le evidenziazioni sul dispositivo</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Ricerca dei dispositivi…</translation>
        </message>
        <message>
            <source>Restore highlights deleted on the device</source>
            <translation>Ripristina le evidenziazioni eliminate sul dispositivo</translation>
        </message>
        <message>
            <source>For a device that was reset or cloned from another.</source>
            <translation>Per un dispositivo azzerato o clonato da un altro.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copia</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug one in with its USB cable, or choose its folder.</source>
            <translation>Nessun dispositivo KOReader è collegato. Collegane uno con il cavo USB, o scegli la sua cartella.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Lettura del dispositivo…</translation>
        </message>
        <message>
            <source>Nothing to copy.</source>
            <translation>Niente da copiare.</translation>
        </message>
        <message>
            <source>Nothing can be copied. See each book for the reason.</source>
            <translation>Non si può copiare nulla. Vedi il motivo in ogni libro.</translation>
        </message>
        <message>
            <source>This device already has all your highlights.</source>
            <translation>Questo dispositivo ha già tutte le tue evidenziazioni.</translation>
        </message>
        <message numerus="yes">
            <source>Copies %n highlight(s) and note(s) to the device in KOReader's format. KOReader adds them when you open a book. Nothing else on the device changes.</source>
            <translation>
                <numerusform>Copia %n evidenziazione o nota sul dispositivo nel formato di KOReader. KOReader la aggiunge quando apri un libro. Nient’altro cambia sul dispositivo.</numerusform>
                <numerusform>Copia %n evidenziazioni e note sul dispositivo nel formato di KOReader. KOReader le aggiunge quando apri un libro. Nient’altro cambia sul dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Scrittura…</translation>
        </message>
        <message>
            <source>Markdown, for Obsidian and other notes</source>
            <translation>Markdown, per Obsidian e altre note</translation>
        </message>
        <message>
            <source>CSV, for spreadsheets</source>
            <translation>CSV, per fogli di calcolo</translation>
        </message>
        <message>
            <source>JSON, for scripts</source>
            <translation>JSON, per script</translation>
        </message>
        <message>
            <source>HTML, for a browser</source>
            <translation>HTML, per un browser</translation>
        </message>
        <message>
            <source>Export highlights and notes</source>
            <translation>Esporta evidenziazioni e note</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Modello</translation>
        </message>
        <message>
            <source>Default template</source>
            <translation>Modello predefinito</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Anteprima</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Esporta…</translation>
        </message>
        <message numerus="yes">
            <source>Exports %n highlight(s), note(s) and bookmark(s).</source>
            <translation>
                <numerusform>Esporta %n evidenziazione, nota o segnalibro.</numerusform>
                <numerusform>Esporta %n evidenziazioni, note e segnalibri.</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved only to the file you choose.</source>
            <translation>Salvato solo nel file che scegli.</translation>
        </message>
        <message>
            <source>Sections: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. Lines, and parts between · separators, with only empty placeholders are dropped.</source>
            <translation>Sezioni: [book], [chapter], [highlight], [note], [bookmark]. Segnaposto: {0}. Le righe, e le parti tra separatori ·, con soli segnaposto vuoti spariscono.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Cerca…</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Capitolo</translation>
        </message>
        <message>
            <source>All chapters</source>
            <translation>Tutti i capitoli</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Tutti i tipi</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Colore</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Tutti i colori</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Stile</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Tutti gli stili</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Any notes</source>
            <translation>Con o senza nota</translation>
        </message>
        <message>
            <source>All devices</source>
            <translation>Tutti i dispositivi</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Sempre</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Ordina per</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtri</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Senza titolo</translation>
        </message>
        <message numerus="yes">
            <source>Last %n day(s)</source>
            <translation>
                <numerusform>Ultimo giorno</numerusform>
                <numerusform>Ultimi %n giorni</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n trovata</numerusform>
                <numerusform>%n trovate</numerusform>
            </translation>
        </message>
        <message>
            <source>Filters ({0})</source>
            <translation>Filtri ({0})</translation>
        </message>
        <message>
            <source>With a note</source>
            <translation>Con una nota</translation>
        </message>
        <message>
            <source>Without a note</source>
            <translation>Senza nota</translation>
        </message>
        <message>
            <source>Search highlights and notes</source>
            <translation>Cerca evidenziazioni e note</translation>
        </message>
        <message>
            <source>Highlights</source>
            <translation>Evidenziazioni</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>Segnalibri</translation>
        </message>
        <message>
            <source>Copy as picture</source>
            <translation>Copia come immagine</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Apri il libro</translation>
        </message>
        <message>
            <source>Not linked to a book in your library yet.</source>
            <translation>Non ancora collegata a un libro della biblioteca.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Ripristina</translation>
        </message>
        <message>
            <source>Remove here</source>
            <translation>Rimuovi qui</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiato</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Testo</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>Autore</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Pagina</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Creata</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modificata</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Posizione</translation>
        </message>
        <message>
            <source>The device didn't record its position in the book.</source>
            <translation>Il dispositivo non ha annotato la sua posizione nel libro.</translation>
        </message>
        <message>
            <source>You wrote it on Hardcover. Change or remove it there.</source>
            <translation>L’hai scritta su Hardcover. Modificala o rimuovila lì.</translation>
        </message>
        <message>
            <source>Copy to device…</source>
            <translation>Copia sul dispositivo…</translation>
        </message>
        <message>
            <source>Words…</source>
            <translation>Parole…</translation>
        </message>
        <message>
            <source>The words you looked up on your devices</source>
            <translation>Le parole che hai cercato sui tuoi dispositivi</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>A caso</translation>
        </message>
        <message>
            <source>Show one of these at random</source>
            <translation>Mostra una di queste a caso</translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>Esportazione…</translation>
        </message>
        <message>
            <source>Exporting highlights</source>
            <translation>Esportazione delle evidenziazioni</translation>
        </message>
        <message>
            <source>Export cancelled. No file was written.</source>
            <translation>Esportazione interrotta. Nessun file è stato scritto.</translation>
        </message>
        <message numerus="yes">
            <source>%n exported to {0}.</source>
            <translation>
                <numerusform>%n esportata in {0}.</numerusform>
                <numerusform>%n esportate in {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't read the highlights. See the log file for details.</source>
            <translation>Impossibile leggere le evidenziazioni. Vedi il file di registro per i dettagli.</translation>
        </message>
        <message>
            <source>Nothing to export.</source>
            <translation>Niente da esportare.</translation>
        </message>
        <message>
            <source>Nothing to show.</source>
            <translation>Niente da mostrare.</translation>
        </message>
        <message>
            <source>Picture copied.</source>
            <translation>Immagine copiata.</translation>
        </message>
        <message numerus="yes">
            <source>%n copied.</source>
            <translation>
                <numerusform>%n copiata.</numerusform>
                <numerusform>%n copiate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n restored.</source>
            <translation>
                <numerusform>%n ripristinata.</numerusform>
                <numerusform>%n ripristinate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep them, but importing won't bring them back.</source>
            <translation>
                <numerusform>%n rimossa qui. I tuoi dispositivi la mantengono, ma importando non tornerà.</numerusform>
                <numerusform>%n rimosse qui. I tuoi dispositivi le mantengono, ma importando non torneranno.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Couldn't write to %n book(s): {0}</source>
            <translation>
                <numerusform>Impossibile scrivere in %n libro: {0}</numerusform>
                <numerusform>Impossibile scrivere in %n libri: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied. Open each book on the device to add them in KOReader.</source>
            <translation>
                <numerusform>%n copiata. Apri il libro sul dispositivo per aggiungerla in KOReader.</numerusform>
                <numerusform>%n copiate. Apri ogni libro sul dispositivo per aggiungerle in KOReader.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Dettagli…</translation>
        </message>
        <message>
            <source>Show only this book</source>
            <translation>Mostra solo questo libro</translation>
        </message>
        <message>
            <source>Send highlights with each sync</source>
            <translation>Invia le evidenziazioni a ogni sincronizzazione</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
        <message>
            <source>No highlights yet. Connect a KOReader device by USB and import from it. They stay on this computer unless you send them to Hardcover.</source>
            <translation>Ancora nessuna evidenziazione. Collega un dispositivo KOReader via USB e importa da lì. Restano su questo computer, a meno che tu non le invii a Hardcover.</translation>
        </message>
        <message>
            <source>Go to KOReader</source>
            <translation>Vai a KOReader</translation>
        </message>
        <message>
            <source>No highlights match these filters.</source>
            <translation>Nessuna evidenziazione corrisponde a questi filtri.</translation>
        </message>
        <message>
            <source>Loading the highlights</source>
            <translation>Caricamento delle evidenziazioni</translation>
        </message>
        <message>
            <source>Highlights, notes and bookmarks from all your devices.</source>
            <translation>Evidenziazioni, note e segnalibri di tutti i tuoi dispositivi.</translation>
        </message>
        <message>
            <source>not on Hardcover: {0}</source>
            <translation>non su Hardcover: {0}</translation>
        </message>
        <message>
            <source>on Hardcover, changed since</source>
            <translation>su Hardcover, modificata da allora</translation>
        </message>
        <message>
            <source>waiting for the next sync</source>
            <translation>aspetta la prossima sincronizzazione</translation>
        </message>
        <message>
            <source>yours on Hardcover</source>
            <translation>tua su Hardcover</translation>
        </message>
        <message>
            <source>removed by you on Hardcover</source>
            <translation>rimossa da te su Hardcover</translation>
        </message>
        <message>
            <source>taken off Hardcover</source>
            <translation>tolta da Hardcover</translation>
        </message>
        <message>
            <source>on Hardcover under another book</source>
            <translation>su Hardcover sotto un altro libro</translation>
        </message>
        <message>
            <source>Send to Hardcover</source>
            <translation>Invia a Hardcover</translation>
        </message>
        <message>
            <source>Update on Hardcover</source>
            <translation>Aggiorna su Hardcover</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Apri su Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also remove %n from Hardcover?</source>
            <translation>
                <numerusform>Rimuovere anche %Ln da Hardcover?</numerusform>
                <numerusform>Rimuovere anche %Ln da Hardcover?</numerusform>
            </translation>
        </message>
        <message>
            <source>You removed them from your list here. On Hardcover they stay, unless you remove them there too.</source>
            <translation>Non sono più nel tuo elenco qui. Su Hardcover restano, a meno che tu non le rimuova anche lì.</translation>
        </message>
        <message>
            <source>Keep on Hardcover</source>
            <translation>Lascia su Hardcover</translation>
        </message>
        <message>
            <source>Send this book's highlights</source>
            <translation>Invia le evidenziazioni di questo libro</translation>
        </message>
        <message numerus="yes">
            <source>%n sent to Hardcover.</source>
            <translation>
                <numerusform>%Ln inviata a Hardcover.</numerusform>
                <numerusform>%Ln inviate a Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln rimossa da Hardcover.</numerusform>
                <numerusform>%Ln rimosse da Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights to Hardcover</source>
            <translation>Invia le evidenziazioni a Hardcover</translation>
        </message>
        <message>
            <source>From now on</source>
            <translation>D’ora in poi</translation>
        </message>
        <message numerus="yes">
            <source>Also the %n highlight(s) you have</source>
            <translation>
                <numerusform>Anche la %Ln evidenziazione che hai</numerusform>
                <numerusform>Anche le %Ln evidenziazioni che hai</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights</source>
            <translation>Invia le evidenziazioni</translation>
        </message>
        <message>
            <source>Each sync then adds what you highlight to your books on Hardcover. Only you can read it there, unless you choose otherwise in the settings.</source>
            <translation>Ogni sincronizzazione aggiunge poi ciò che evidenzi ai tuoi libri su Hardcover. Lì puoi leggerlo solo tu, se non scegli diversamente nelle impostazioni.</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Evidenziazione</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Segnalibro</translation>
        </message>
        <message>
            <source>Highlights without a note</source>
            <translation>Evidenziazioni senza nota</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rosso</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Arancione</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>Giallo</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Verde</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Oliva</translation>
        </message>
        <message>
            <source>Cyan</source>
            <translation>Ciano</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blu</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Viola</translation>
        </message>
        <message>
            <source>Gray</source>
            <translation>Grigio</translation>
        </message>
        <message>
            <source>Lighten</source>
            <translation>Evidenzia</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Sottolinea</translation>
        </message>
        <message>
            <source>Strikethrough</source>
            <translation>Barra</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Inverti</translation>
        </message>
        <message>
            <source>Reading order</source>
            <translation>Ordine di lettura</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Prima le più recenti</translation>
        </message>
        <message>
            <source>Current</source>
            <translation>Attuali</translation>
        </message>
        <message>
            <source>No longer on a device</source>
            <translation>Non più su un dispositivo</translation>
        </message>
        <message>
            <source>Removed here</source>
            <translation>Rimosse qui</translation>
        </message>
        <message>
            <source>p. {0}</source>
            <translation>p. {0}</translation>
        </message>
        <message>
            <source>no longer on {0}</source>
            <translation>non più su {0}</translation>
        </message>
        <message>
            <source>note: {0}</source>
            <translation>nota: {0}</translation>
        </message>
        <message>
            <source>Words you looked up</source>
            <translation>Parole che hai cercato</translation>
        </message>
        <message>
            <source>Search word, sentence or book</source>
            <translation>Cerca parola, frase o libro</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Parole</translation>
        </message>
        <message>
            <source>No words yet. KOReader's vocabulary builder sends them with its cloud sync, in the folder of the reading statistics.</source>
            <translation>Ancora nessuna parola. Il costruttore di vocabolario di KOReader le invia con la sua sincronizzazione cloud, nella cartella delle statistiche di lettura.</translation>
        </message>
        <message>
            <source>No word matches.</source>
            <translation>Nessuna parola corrisponde.</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Cancella la ricerca</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>Esporta CSV…</translation>
        </message>
        <message>
            <source>Export for Anki…</source>
            <translation>Esporta per Anki…</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n parola</numerusform>
                <numerusform>%n parole</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the words</source>
            <translation>Esporta le parole</translation>
        </message>
        <message>
            <source>CSV file (*.csv)</source>
            <translation>File CSV (*.csv)</translation>
        </message>
        <message>
            <source>Text file for Anki (*.txt)</source>
            <translation>File di testo per Anki (*.txt)</translation>
        </message>
        <message>
            <source>From KOReader's vocabulary builder. What you delete on a device stays here.</source>
            <translation>Dal costruttore di vocabolario di KOReader. Ciò che elimini su un dispositivo resta qui.</translation>
        </message>
        <message>
            <source>Nothing has changed yet.</source>
            <translation>Non è ancora cambiato nulla.</translation>
        </message>
        <message>
            <source>Add books that aren't in your library, without a file</source>
            <translation>Aggiungi i libri che non sono nella biblioteca, senza file</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Libri nel file</translation>
        </message>
        <message>
            <source>If you add a matching file later, it becomes that book's file.</source>
            <translation>Se poi aggiungi un file corrispondente, diventa il file di quel libro.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%n libro in questa esportazione di {0}.</numerusform>
                <numerusform>%n libri in questa esportazione di {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Fills in missing data only. Nothing is overwritten or sent.</source>
            <translation>Completa solo ciò che manca. Nulla viene sovrascritto o inviato.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lettura del file</translation>
        </message>
        <message>
            <source>Import from a file</source>
            <translation>Importa da un file</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>Scegli un altro file…</translation>
        </message>
        <message>
            <source>This export contains no books.</source>
            <translation>Questa esportazione non contiene libri.</translation>
        </message>
        <message>
            <source>Choose a Goodreads or StoryGraph export</source>
            <translation>Scegli un’esportazione di Goodreads o StoryGraph</translation>
        </message>
        <message>
            <source>Exports (*.csv)</source>
            <translation>Esportazioni (*.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Tutti i file (*)</translation>
        </message>
        <message>
            <source>Drop one export at a time.</source>
            <translation>Trascina un’esportazione alla volta.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the file.</source>
            <translation>
                <numerusform>%n libro importato dal file.</numerusform>
                <numerusform>%n libri importati dal file.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added.</source>
            <translation>
                <numerusform>%n libro aggiunto.</numerusform>
                <numerusform>%n libri aggiunti.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skipped %n book(s) that changed meanwhile.</source>
            <translation>
                <numerusform>Saltato %n libro cambiato nel frattempo.</numerusform>
                <numerusform>Saltati %n libri cambiati nel frattempo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Pronti</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflitti</translation>
        </message>
        <message>
            <source>Unmatched</source>
            <translation>Non collegati</translation>
        </message>
        <message>
            <source>Book {0} on Hardcover</source>
            <translation>Libro {0} su Hardcover</translation>
        </message>
        <message>
            <source>Line {0}</source>
            <translation>Riga {0}</translation>
        </message>
        <message>
            <source>no status</source>
            <translation>nessuno stato</translation>
        </message>
        <message>
            <source>Sets {0}</source>
            <translation>Imposta {0}</translation>
        </message>
        <message>
            <source>Here: {0}</source>
            <translation>Qui: {0}</translation>
        </message>
        <message>
            <source>Same book as “{0}”? Matched by title and author.</source>
            <translation>È lo stesso libro di «{0}»? Abbinato per titolo e autore.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>Nothing to import. See each line for the reason.</source>
            <translation>Niente da importare. Vedi il motivo in ogni riga.</translation>
        </message>
        <message>
            <source>Import progress</source>
            <translation>Importa i progressi</translation>
        </message>
        <message>
            <source>Books on your Hardcover shelf</source>
            <translation>Libri sul tuo scaffale di Hardcover</translation>
        </message>
        <message>
            <source>Include progress for books you're reading on Hardcover.</source>
            <translation>Comprendi i progressi dei libri che stai leggendo su Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%n libro sul tuo scaffale di Hardcover.</numerusform>
                <numerusform>%n libri sul tuo scaffale di Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only fills in books without reading data here. Nothing is overwritten.</source>
            <translation>Completa solo i libri senza dati di lettura qui. Nulla viene sovrascritto.</translation>
        </message>
        <message>
            <source>Fetching your shelf from Hardcover…</source>
            <translation>Recupero del tuo scaffale da Hardcover…</translation>
        </message>
        <message>
            <source>Fetching your shelf</source>
            <translation>Recupero del tuo scaffale</translation>
        </message>
        <message>
            <source>Your Hardcover shelf is empty.</source>
            <translation>Il tuo scaffale di Hardcover è vuoto.</translation>
        </message>
        <message>
            <source>Hardcover isn't connected yet.</source>
            <translation>Hardcover non è ancora collegato.</translation>
        </message>
        <message>
            <source>Sync Want to Read in both directions</source>
            <translation>Sincronizza Da leggere in entrambe le direzioni</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there. Your own Want to Read books are always sent.</source>
            <translation>Ogni sincronizzazione aggiunge i tuoi libri Da leggere di Hardcover ai libri abbinati senza dati di lettura qui, e li toglie quando li rimuovi lì. I tuoi libri Da leggere vengono sempre inviati.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) fetched so far.</source>
            <translation>
                <numerusform>%n libro recuperato finora.</numerusform>
                <numerusform>%n libri recuperati finora.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from Hardcover.</source>
            <translation>
                <numerusform>%n libro importato da Hardcover.</numerusform>
                <numerusform>%n libri importati da Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left. Rescan later.</source>
            <translation>
                <numerusform>%n libro rimasto. Rileggilo più tardi.</numerusform>
                <numerusform>%n libri rimasti. Rileggili più tardi.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” approved</source>
            <translation>«{0}» approvato</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Approvazione dei libri</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) approved</source>
            <translation>
                <numerusform>%n libro approvato</numerusform>
                <numerusform>%n libri approvati</numerusform>
            </translation>
        </message>
        <message>
            <source>No books can be approved automatically because a title or author is uncertain. Review them one by one.</source>
            <translation>Nessun libro si può approvare automaticamente perché un titolo o un autore è incerto. Controllali uno alla volta.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Calibre</source>
            <translation>Calibre</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Manuale</translation>
        </message>
        <message>
            <source>{0} (manual)</source>
            <translation>{0} (manuale)</translation>
        </message>
        <message>
            <source>Not in {0}.</source>
            <translation>Non in {0}.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} da {1}: {2}</translation>
        </message>
        <message>
            <source>Drop books or folders anywhere in this window.</source>
            <translation>Trascina libri o cartelle ovunque in questa finestra.</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>e altri {0}</translation>
        </message>
        <message>
            <source>Search Inbox</source>
            <translation>Cerca in «In arrivo»</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Controlla…</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Approva</translation>
        </message>
        <message>
            <source>Show book</source>
            <translation>Mostra il libro</translation>
        </message>
        <message>
            <source>Rescan</source>
            <translation>Rileggi</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Rimuovi…</translation>
        </message>
        <message>
            <source>Approve complete books</source>
            <translation>Approva i libri completi</translation>
        </message>
        <message>
            <source>Couldn't read the Inbox. See the log file for details.</source>
            <translation>Impossibile leggere «In arrivo». Vedi il file di registro per i dettagli.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to review. Progress syncs meanwhile.</source>
            <translation>
                <numerusform>%n libro da controllare. I progressi intanto si sincronizzano.</numerusform>
                <numerusform>%n libri da controllare. I progressi intanto si sincronizzano.</numerusform>
            </translation>
        </message>
        <message>
            <source>Select one file.</source>
            <translation>Seleziona un file.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Approva ({0})</translation>
        </message>
        <message>
            <source>Approve using reliable details from the file and Hardcover (Ctrl+Enter)</source>
            <translation>Approva con i dati affidabili del file e di Hardcover (Ctrl+Invio)</translation>
        </message>
        <message>
            <source>These files were read without problems.</source>
            <translation>Questi file sono stati letti senza problemi.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n file</numerusform>
            </translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>In arrivo</translation>
        </message>
        <message>
            <source>New books to review and files that couldn't be read.</source>
            <translation>Nuovi libri da controllare e file che non è stato possibile leggere.</translation>
        </message>
        <message>
            <source>Scan your folders for changes (F5)</source>
            <translation>Cerca modifiche nelle tue cartelle (F5)</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Aggiungi file…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Aggiungi cartella…</translation>
        </message>
        <message>
            <source>Nothing here yet. Add files or a folder to get started.</source>
            <translation>Qui non c’è ancora niente. Aggiungi dei file o una cartella per iniziare.</translation>
        </message>
        <message>
            <source>No files match these filters.</source>
            <translation>Nessun file corrisponde a questi filtri.</translation>
        </message>
        <message>
            <source>Loading the Inbox</source>
            <translation>Caricamento di «In arrivo»</translation>
        </message>
        <message>
            <source>All done. New books and files that need you appear here.</source>
            <translation>Tutto fatto. Qui compaiono i nuovi libri e i file che hanno bisogno di te.</translation>
        </message>
        <message>
            <source>Show added books</source>
            <translation>Mostra i libri aggiunti</translation>
        </message>
        <message>
            <source>Review “{0}”</source>
            <translation>Controlla «{0}»</translation>
        </message>
        <message>
            <source>Search Hardcover…</source>
            <translation>Cerca su Hardcover…</translation>
        </message>
        <message>
            <source>Reread the file and search Hardcover again (F5)</source>
            <translation>Rileggi il file e cerca di nuovo su Hardcover (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare details with its catalogue.</source>
            <translation>Collega Hardcover per confrontare i dati con il suo catalogo.</translation>
        </message>
        <message>
            <source>Not searched on Hardcover yet.</source>
            <translation>Non ancora cercato su Hardcover.</translation>
        </message>
        <message>
            <source>Search Hardcover</source>
            <translation>Cerca su Hardcover</translation>
        </message>
        <message>
            <source>Choose a source for each field. The file isn't changed.</source>
            <translation>Scegli una fonte per ogni campo. Il file non viene cambiato.</translation>
        </message>
        <message>
            <source>Save these fields and approve the book (Ctrl+Enter)</source>
            <translation>Salva questi campi e approva il libro (Ctrl+Invio)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Collega prima Hardcover.</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Usa questa copertina</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Più recenti</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Meno recenti</translation>
        </message>
        <message>
            <source>Title A–Z</source>
            <translation>Titolo A–Z</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Errore</translation>
        </message>
        <message>
            <source>Review needed</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>Ready to review</source>
            <translation>Pronto da controllare</translation>
        </message>
        <message>
            <source>Reading file</source>
            <translation>Lettura del file</translation>
        </message>
        <message>
            <source>Searching Hardcover</source>
            <translation>Ricerca su Hardcover</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>Da fare</translation>
        </message>
        <message>
            <source>Nothing added</source>
            <translation>Niente aggiunto</translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} già nella biblioteca</translation>
        </message>
        <message>
            <source>{0}: unsupported file type</source>
            <translation>{0}: tipo di file non supportato</translation>
        </message>
        <message>
            <source>{0}: couldn't be opened</source>
            <translation>{0}: impossibile aprirlo</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>Sul dispositivo, in KOReader</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Avvia prima il server.</translation>
        </message>
        <message>
            <source>Share the catalogue (OPDS)</source>
            <translation>Condividi il catalogo (OPDS)</translation>
        </message>
        <message>
            <source>Off. Devices can't browse or download your books.</source>
            <translation>Spento. I dispositivi non possono sfogliare né scaricare i tuoi libri.</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Spento</translation>
        </message>
        <message>
            <source>Share the catalogue first.</source>
            <translation>Condividi prima il catalogo.</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Libri per il tuo dispositivo</translation>
        </message>
        <message>
            <source>Browse your library and download books in KOReader, with the same user name and passphrase.</source>
            <translation>Sfoglia la biblioteca e scarica libri in KOReader, con lo stesso nome utente e la stessa frase segreta.</translation>
        </message>
        <message>
            <source>catalogue address</source>
            <translation>indirizzo del catalogo</translation>
        </message>
        <message>
            <source>Catalogue address as a QR code</source>
            <translation>Indirizzo del catalogo come codice QR</translation>
        </message>
        <message>
            <source>Catalogue address</source>
            <translation>Indirizzo del catalogo</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistiche</translation>
        </message>
        <message>
            <source>Vocabulary</source>
            <translation>Vocabolario</translation>
        </message>
        <message>
            <source>No device has synced yet.</source>
            <translation>Nessun dispositivo ha ancora sincronizzato.</translation>
        </message>
        <message>
            <source>KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your statistics, and all your devices share them. Use the same user name and passphrase.</source>
            <translation>La sincronizzazione cloud di KOReader può tenere qui le sue statistiche di lettura, senza plugin: si uniscono alle tue e tutti i tuoi dispositivi le condividono. Usa lo stesso nome utente e la stessa frase segreta.</translation>
        </message>
        <message>
            <source>address for statistics</source>
            <translation>indirizzo per le statistiche</translation>
        </message>
        <message>
            <source>Address for statistics as a QR code</source>
            <translation>Indirizzo per le statistiche come codice QR</translation>
        </message>
        <message>
            <source>Address for statistics</source>
            <translation>Indirizzo per le statistiche</translation>
        </message>
        <message>
            <source>Shelf in the folder “To read”</source>
            <translation>Scaffale nella cartella «To read»</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>Da leggere</translation>
        </message>
        <message>
            <source>The shelf was deleted, so the folder is empty. Choose another one.</source>
            <translation>Lo scaffale è stato eliminato, quindi la cartella è vuota. Scegline un altro.</translation>
        </message>
        <message>
            <source>Folders over Wi-Fi</source>
            <translation>Cartelle via Wi-Fi</translation>
        </message>
        <message>
            <source>Your books as folders for KOReader's cloud storage: “Library” by author, “To read” to take along, and “Upload”, whose books come to your Inbox. Use the same user name and passphrase.</source>
            <translation>I tuoi libri come cartelle per l’archivio cloud di KOReader: «Library» per autore, «To read» da portare con te, e «Upload», i cui libri finiscono in «In arrivo». Usa lo stesso nome utente e la stessa frase segreta.</translation>
        </message>
        <message>
            <source>address of the folders</source>
            <translation>indirizzo delle cartelle</translation>
        </message>
        <message>
            <source>Address of the folders as a QR code</source>
            <translation>Indirizzo delle cartelle come codice QR</translation>
        </message>
        <message>
            <source>Address of the folders</source>
            <translation>Indirizzo delle cartelle</translation>
        </message>
        <message>
            <source>No device has the plugin yet.</source>
            <translation>Nessun dispositivo ha ancora il plugin.</translation>
        </message>
        <message>
            <source>plugin {0}</source>
            <translation>plugin {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n of its books isn't in your library</source>
            <translation>
                <numerusform>%n dei suoi libri non è nella biblioteca</numerusform>
                <numerusform>%n dei suoi libri non sono nella biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>Status, ratings and highlights over Wi-Fi</source>
            <translation>Stato, valutazioni ed evidenziazioni via Wi-Fi</translation>
        </message>
        <message>
            <source>A small plugin for KOReader sends status, rating, note, highlights and page views by itself when you close a book. It's installed only if you do so. Open this page in a browser to download it.</source>
            <translation>Un piccolo plugin per KOReader invia da solo stato, valutazione, nota, evidenziazioni e pagine viste quando chiudi un libro. Si installa solo se lo fai tu. Apri questa pagina in un browser per scaricarlo.</translation>
        </message>
        <message>
            <source>page with the plugin</source>
            <translation>pagina con il plugin</translation>
        </message>
        <message>
            <source>Page with the plugin as a QR code</source>
            <translation>Pagina con il plugin come codice QR</translation>
        </message>
        <message>
            <source>Page with the plugin</source>
            <translation>Pagina con il plugin</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Indirizzo del server</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} come codice QR</translation>
        </message>
        <message>
            <source>Enter it in KOReader, or scan the code if your device can.</source>
            <translation>Inseriscilo in KOReader, o scansiona il codice se il dispositivo può.</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Rinomina il dispositivo</translation>
        </message>
        <message>
            <source>The name is only used in BookOrbit. Leave empty to use the name the device reports.</source>
            <translation>Il nome è usato solo in BookOrbit. Lascia vuoto per usare quello comunicato dal dispositivo.</translation>
        </message>
        <message>
            <source>Mark as fixed</source>
            <translation>Segna come risolto</translation>
        </message>
        <message>
            <source>It's one device</source>
            <translation>È un solo dispositivo</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Dimentica</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>Device ID</source>
            <translation>ID del dispositivo</translation>
        </message>
        <message>
            <source>Not reported</source>
            <translation>Non comunicato</translation>
        </message>
        <message>
            <source>Forget “{0}”</source>
            <translation>Dimentica «{0}»</translation>
        </message>
        <message>
            <source>Details of “{0}”</source>
            <translation>Dettagli di «{0}»</translation>
        </message>
        <message>
            <source>Devices appear here after their first sync.</source>
            <translation>I dispositivi compaiono qui dopo la prima sincronizzazione.</translation>
        </message>
        <message numerus="yes">
            <source>%n more device(s). Forget some to see them.</source>
            <translation>
                <numerusform>%n altro dispositivo. Dimenticane alcuni per vederlo.</numerusform>
                <numerusform>Altri %n dispositivi. Dimenticane alcuni per vederli.</numerusform>
            </translation>
        </message>
        <message>
            <source>Using the name the device reports: “{0}”.</source>
            <translation>Si usa il nome comunicato dal dispositivo: «{0}».</translation>
        </message>
        <message>
            <source>Forgot “{0}”. Its progress is kept, and it reappears when it next syncs.</source>
            <translation>«{0}» dimenticato. I suoi progressi restano, e ricompare alla prossima sincronizzazione.</translation>
        </message>
        <message>
            <source>BookOrbit will tell you if it happens again.</source>
            <translation>BookOrbit ti avviserà se succede di nuovo.</translation>
        </message>
        <message>
            <source>You won't be told again.</source>
            <translation>Non ti verrà più segnalato.</translation>
        </message>
        <message>
            <source>seen {0}</source>
            <translation>visto {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n update(s)</source>
            <translation>
                <numerusform>%n aggiornamento</numerusform>
                <numerusform>%n aggiornamenti</numerusform>
            </translation>
        </message>
        <message>
            <source>Name reported: {0}</source>
            <translation>Nome comunicato: {0}</translation>
        </message>
        <message>
            <source>Previously: {0}</source>
            <translation>In precedenza: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n documento</numerusform>
                <numerusform>%n documenti</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} in the last 7 days</source>
            <translation>{0} negli ultimi 7 giorni</translation>
        </message>
        <message>
            <source>First seen: {0}</source>
            <translation>Visto per la prima volta: {0}</translation>
        </message>
        <message numerus="yes">
            <source>Its clock was wrong: %n page view(s) not counted</source>
            <translation>
                <numerusform>Il suo orologio era sbagliato: %n pagina vista non contata</numerusform>
                <numerusform>Il suo orologio era sbagliato: %n pagine viste non contate</numerusform>
            </translation>
        </message>
        <message>
            <source>Plugin {0}: {1}</source>
            <translation>Plugin {0}: {1}</translation>
        </message>
        <message>
            <source>Vocabulary over Wi-Fi: {0}</source>
            <translation>Vocabolario via Wi-Fi: {0}</translation>
        </message>
        <message>
            <source>Statistics over Wi-Fi: {0}</source>
            <translation>Statistiche via Wi-Fi: {0}</translation>
        </message>
        <message>
            <source>Two Xteinks may look like one device here.</source>
            <translation>Due Xteink potrebbero apparire qui come un solo dispositivo.</translation>
        </message>
        <message>
            <source>Two devices have the same ID, so KOReader may not show progress from the other one.</source>
            <translation>Due dispositivi hanno lo stesso ID, quindi KOReader potrebbe non mostrare i progressi dell’altro.</translation>
        </message>
        <message>
            <source>Two devices may have the same ID. KOReader may not show progress from the other one.</source>
            <translation>Due dispositivi potrebbero avere lo stesso ID. KOReader potrebbe non mostrare i progressi dell’altro.</translation>
        </message>
        <message>
            <source>Two readers with this ID were connected by cable. If you moved KOReader from one to the other, ignore this.</source>
            <translation>Due lettori con questo ID sono stati collegati via cavo. Se hai spostato KOReader dall’uno all’altro, ignora questo avviso.</translation>
        </message>
        <message>
            <source>{0} syncs from two addresses, and its position in a document jumps back and forth. If you have only one such device, ignore this.</source>
            <translation>{0} sincronizza da due indirizzi, e la sua posizione in un documento salta avanti e indietro. Se hai un solo dispositivo così, ignora questo avviso.</translation>
        </message>
        <message>
            <source>These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost.</source>
            <translation>Questi condividono un ID: {0}. BookOrbit tiene separate le loro posizioni, quindi non si perde alcun progresso.</translation>
        </message>
        <message>
            <source>Seen with these names: {0}. If you renamed the device, ignore this.</source>
            <translation>Visto con questi nomi: {0}. Se hai rinominato il dispositivo, ignora questo avviso.</translation>
        </message>
        <message>
            <source>Close KOReader on one device and connect it to this computer.</source>
            <translation>Chiudi KOReader su un dispositivo e collegalo a questo computer.</translation>
        </message>
        <message>
            <source>In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, and save the file.</source>
            <translation>Nella sua cartella «koreader» apri settings.reader.lua, elimina la riga con «device_id» e salva il file.</translation>
        </message>
        <message>
            <source>Restart KOReader. It creates a new ID.</source>
            <translation>Riavvia KOReader. Crea un nuovo ID.</translation>
        </message>
        <message>
            <source>Their firmware gives every Xteink the same ID, and it can't be changed. Both sync, and no progress is lost.</source>
            <translation>Il loro firmware dà a ogni Xteink lo stesso ID, che non si può cambiare. Entrambi si sincronizzano e nessun progresso va perso.</translation>
        </message>
        <message>
            <source>Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>Oppure dai a ogni dispositivo un nome proprio nelle impostazioni di sincronizzazione dei progressi di KOReader (KOReader 2026.03 o successivo).</translation>
        </message>
        <message>
            <source>Book without a file</source>
            <translation>Libro senza file</translation>
        </message>
        <message>
            <source>Separate with semicolons</source>
            <translation>Separa con il punto e virgola</translation>
        </message>
        <message>
            <source>Add book</source>
            <translation>Aggiungi libro</translation>
        </message>
        <message>
            <source>Enter the book's title first.</source>
            <translation>Inserisci prima il titolo del libro.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>Che libro è?</translation>
        </message>
        <message>
            <source>It works like any other book. If you add a matching file later, it becomes this book's file.</source>
            <translation>Funziona come ogni altro libro. Se poi aggiungi un file corrispondente, diventa il file di questo libro.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Collegato a «{0}»</translation>
        </message>
        <message>
            <source>Unlinked. The book is back at its earlier position.</source>
            <translation>Scollegato. Il libro è tornato alla posizione precedente.</translation>
        </message>
        <message>
            <source>Unlinked. The book's position doesn't change.</source>
            <translation>Scollegato. La posizione del libro non cambia.</translation>
        </message>
        <message>
            <source>“{0}” ignored. Its progress is still saved.</source>
            <translation>«{0}» ignorato. I suoi progressi vengono comunque salvati.</translation>
        </message>
        <message>
            <source>“{0}” is no longer ignored.</source>
            <translation>«{0}» non è più ignorato.</translation>
        </message>
        <message>
            <source>“{0}” added to your library without a file.</source>
            <translation>«{0}» aggiunto alla biblioteca senza file.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Collega a…</translation>
        </message>
        <message>
            <source>More actions for “{0}”</source>
            <translation>Altre azioni per «{0}»</translation>
        </message>
        <message>
            <source>Linked to {0}</source>
            <translation>Collegato a {0}</translation>
        </message>
        <message>
            <source>Unlink “{0}”</source>
            <translation>Scollega «{0}»</translation>
        </message>
        <message>
            <source>Possibly {0}</source>
            <translation>Forse {0}</translation>
        </message>
        <message>
            <source>Link “{0}” to “{1}”</source>
            <translation>Collega «{0}» a «{1}»</translation>
        </message>
        <message>
            <source>Add the file…</source>
            <translation>Aggiungi il file…</translation>
        </message>
        <message>
            <source>Add book without a file…</source>
            <translation>Aggiungi libro senza file…</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Ignora</translation>
        </message>
        <message>
            <source>Stop ignoring</source>
            <translation>Non ignorare più</translation>
        </message>
        <message>
            <source>Unmatched documents</source>
            <translation>Documenti non collegati</translation>
        </message>
        <message>
            <source>Your devices sent progress for files that aren't in your library. It's saved and synced between devices even if you never link them.</source>
            <translation>I tuoi dispositivi hanno inviato progressi per file che non sono nella biblioteca. Vengono salvati e sincronizzati tra i dispositivi anche se non li colleghi mai.</translation>
        </message>
        <message>
            <source>All documents from your devices are linked.</source>
            <translation>Tutti i documenti dei tuoi dispositivi sono collegati.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to check whether it's the same file.</source>
            <translation>Trascina un file del dispositivo su un documento per controllare se è lo stesso file.</translation>
        </message>
        <message>
            <source>Show linked documents</source>
            <translation>Mostra i documenti collegati</translation>
        </message>
        <message numerus="yes">
            <source>Show all %n document(s)</source>
            <translation>
                <numerusform>Mostra %n documento</numerusform>
                <numerusform>Mostra tutti i %n documenti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n ignored document(s)</source>
            <translation>
                <numerusform>Mostra %n documento ignorato</numerusform>
                <numerusform>Mostra %n documenti ignorati</numerusform>
            </translation>
        </message>
        <message>
            <source>Documents from your devices</source>
            <translation>Documenti dei tuoi dispositivi</translation>
        </message>
        <message>
            <source>Which documents</source>
            <translation>Quali documenti</translation>
        </message>
        <message>
            <source>Search name, device or digest</source>
            <translation>Cerca nome, dispositivo o impronta</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documenti</translation>
        </message>
        <message>
            <source>Ignored</source>
            <translation>Ignorati</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Collegati da te</translation>
        </message>
        <message>
            <source>No documents match your search.</source>
            <translation>Nessun documento corrisponde alla ricerca.</translation>
        </message>
        <message>
            <source>No ignored documents.</source>
            <translation>Nessun documento ignorato.</translation>
        </message>
        <message>
            <source>No documents linked by you yet.</source>
            <translation>Ancora nessun documento collegato da te.</translation>
        </message>
        <message>
            <source>Devices sent progress for these files. Link a file to its book to see it in your library.</source>
            <translation>I dispositivi hanno inviato progressi per questi file. Collega un file al suo libro per vederlo nella biblioteca.</translation>
        </message>
        <message>
            <source>Set up device…</source>
            <translation>Configura il dispositivo…</translation>
        </message>
        <message>
            <source>BookOrbit writes the address, login and catalogue to the device, so you don't have to type them. You see every change first.</source>
            <translation>BookOrbit scrive indirizzo, accesso e catalogo sul dispositivo, così non devi digitarli. Prima vedi ogni modifica.</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable and allow file transfer if it asks.</source>
            <translation>Collega il dispositivo con il cavo USB e consenti il trasferimento di file se lo chiede.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>indirizzo del server</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Indirizzo del server come codice QR</translation>
        </message>
        <message>
            <source>If one doesn't work, try the next.</source>
            <translation>Se uno non funziona, prova il successivo.</translation>
        </message>
        <message>
            <source>user name</source>
            <translation>nome utente</translation>
        </message>
        <message>
            <source>passphrase</source>
            <translation>frase segreta</translation>
        </message>
        <message>
            <source>Show the passphrase</source>
            <translation>Mostra la frase segreta</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Cambia…</translation>
        </message>
        <message>
            <source>Connect your device</source>
            <translation>Collega il tuo dispositivo</translation>
        </message>
        <message>
            <source>Ways to connect</source>
            <translation>Modi per collegare</translation>
        </message>
        <message>
            <source>Connect another device</source>
            <translation>Collega un altro dispositivo</translation>
        </message>
        <message>
            <source>Can't be shown</source>
            <translation>Non si può mostrare</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Nascondi la frase segreta</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>Dispositivo e computer devono essere sulla stessa rete Wi-Fi.</translation>
        </message>
        <message>
            <source>Type it in</source>
            <translation>Digitalo</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>Associa</translation>
        </message>
        <message>
            <source>USB</source>
            <translation>USB</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Nome utente</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Cambia accesso</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Genera</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nuova frase segreta</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Invariata</translation>
        </message>
        <message>
            <source>Your devices will need to log in again. Progress is kept.</source>
            <translation>I tuoi dispositivi dovranno accedere di nuovo. I progressi restano.</translation>
        </message>
        <message>
            <source>Import reading data…</source>
            <translation>Importa dati di lettura…</translation>
        </message>
        <message>
            <source>Import reading data from {0}</source>
            <translation>Importa dati di lettura da {0}</translation>
        </message>
        <message>
            <source>Set up…</source>
            <translation>Configura…</translation>
        </message>
        <message>
            <source>Set up {0}</source>
            <translation>Configura {0}</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop plugin is ready: choose “Set up…”.</source>
            <translation>È pronto un plugin BookOrbit Desktop più recente: scegli «Configura…».</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Collegati via USB</translation>
        </message>
        <message>
            <source>Import status, dates, reading time and highlights. Nothing changes on the device.</source>
            <translation>Importa stato, date, tempo di lettura ed evidenziazioni. Sul dispositivo non cambia nulla.</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug it in with its USB cable and allow file transfer if it asks.</source>
            <translation>Nessun dispositivo KOReader è collegato. Collegalo con il cavo USB e consenti il trasferimento di file se lo chiede.</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Importa cartella…</translation>
        </message>
        <message>
            <source>Use a memory card, a device backup, or a device that wasn't detected.</source>
            <translation>Usa una scheda di memoria, un backup di un dispositivo, o un dispositivo non rilevato.</translation>
        </message>
        <message>
            <source>Write the address, login and catalogue to the device, so you don't have to type them.</source>
            <translation>Scrive indirizzo, accesso e catalogo sul dispositivo, così non devi digitarli.</translation>
        </message>
        <message>
            <source>Device not connecting?</source>
            <translation>Il dispositivo non si collega?</translation>
        </message>
        <message>
            <source>firewall command</source>
            <translation>comando per il firewall</translation>
        </message>
        <message>
            <source>Refused: {0}</source>
            <translation>Rifiutato: {0}</translation>
        </message>
        <message>
            <source>KOReader</source>
            <translation>KOReader</translation>
        </message>
        <message>
            <source>Your devices stay in sync over your Wi-Fi.</source>
            <translation>I tuoi dispositivi restano allineati sul tuo Wi-Fi.</translation>
        </message>
        <message>
            <source>Paired devices</source>
            <translation>Dispositivi associati</translation>
        </message>
        <message>
            <source>They log in with a name and password of their own.</source>
            <translation>Accedono con un nome e una password propri.</translation>
        </message>
        <message>
            <source>No paired devices yet.</source>
            <translation>Ancora nessun dispositivo associato.</translation>
        </message>
        <message>
            <source>Revoke all</source>
            <translation>Revoca tutti</translation>
        </message>
        <message>
            <source>Devices paired with their own password stay logged in.</source>
            <translation>I dispositivi associati con una password propria mantengono l’accesso.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Revoca</translation>
        </message>
        <message>
            <source>Revoke “{0}”</source>
            <translation>Revoca «{0}»</translation>
        </message>
        <message>
            <source>“{0}” can no longer log in.</source>
            <translation>«{0}» non può più accedere.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) can no longer log in.</source>
            <translation>
                <numerusform>%n dispositivo associato non può più accedere.</numerusform>
                <numerusform>%n dispositivi associati non possono più accedere.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Associa un dispositivo</translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Interrompi l’associazione</translation>
        </message>
        <message>
            <source>{0} left. A device wants to log in as “{1}”. Allow it?</source>
            <translation>{0} rimanenti. Un dispositivo vuole accedere come «{1}». Consentirlo?</translation>
        </message>
        <message>
            <source>{0} left. Waiting for a device to register.</source>
            <translation>{0} rimanenti. In attesa che un dispositivo si registri.</translation>
        </message>
        <message>
            <source>“{0}” paired.</source>
            <translation>«{0}» associato.</translation>
        </message>
        <message>
            <source>Pairing timed out.</source>
            <translation>Tempo per l’associazione scaduto.</translation>
        </message>
        <message>
            <source>Pairing stopped.</source>
            <translation>Associazione interrotta.</translation>
        </message>
        <message>
            <source>The server is starting…</source>
            <translation>Il server si sta avviando…</translation>
        </message>
        <message>
            <source>Turn on “Accept progress from devices” first.</source>
            <translation>Attiva prima «Accetta i progressi dai dispositivi».</translation>
        </message>
        <message>
            <source>A device at {0} wants to log in as “{1}”. Allow?</source>
            <translation>Un dispositivo a {0} vuole accedere come «{1}». Consentire?</translation>
        </message>
        <message>
            <source>not used yet</source>
            <translation>non ancora usato</translation>
        </message>
        <message>
            <source>paired {0}</source>
            <translation>associato {0}</translation>
        </message>
        <message>
            <source>Verify with file</source>
            <translation>Verifica con il file</translation>
        </message>
        <message>
            <source>Add file to library</source>
            <translation>Aggiungi il file alla biblioteca</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Scegli un file…</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it below.</source>
            <translation>Trascina qui il file del dispositivo, o sceglilo sotto.</translation>
        </message>
        <message>
            <source>Drop one file at a time.</source>
            <translation>Trascina un file alla volta.</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Lettura del file…</translation>
        </message>
        <message>
            <source>Couldn't compare this file.</source>
            <translation>Impossibile confrontare questo file.</translation>
        </message>
        <message>
            <source>Link to this book</source>
            <translation>Collega a questo libro</translation>
        </message>
        <message>
            <source>Link to “{0}”</source>
            <translation>Collega a «{0}»</translation>
        </message>
        <message>
            <source>Document {0} · file {1} · file name {2}</source>
            <translation>Documento {0} · file {1} · nome del file {2}</translation>
        </message>
        <message>
            <source>Choose the file from your device</source>
            <translation>Scegli il file del dispositivo</translation>
        </message>
        <message>
            <source>Is this the file of “{0}”?</source>
            <translation>È questo il file di «{0}»?</translation>
        </message>
        <message>
            <source>The file is only read, not added to your library.</source>
            <translation>Il file viene solo letto, non aggiunto alla biblioteca.</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Prova la connessione</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Accetta i progressi dai dispositivi</translation>
        </message>
        <message>
            <source>Stopped. Devices send a book's position when you next read that book.</source>
            <translation>Fermo. I dispositivi inviano la posizione di un libro la prossima volta che lo leggi.</translation>
        </message>
        <message>
            <source>Running on port {0}, but not accepting progress.</source>
            <translation>In funzione sulla porta {0}, ma non accetta progressi.</translation>
        </message>
        <message>
            <source>Running on port {0}.</source>
            <translation>In funzione sulla porta {0}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Ferma</translation>
        </message>
        <message>
            <source>Start the server</source>
            <translation>Avvia il server</translation>
        </message>
        <message>
            <source>Stop the server</source>
            <translation>Ferma il server</translation>
        </message>
        <message>
            <source>If your device still can't connect, check your firewall (see below).</source>
            <translation>Se il dispositivo non riesce ancora a collegarsi, controlla il firewall (vedi sotto).</translation>
        </message>
        <message>
            <source>Tested {0}</source>
            <translation>Provato {0}</translation>
        </message>
        <message>
            <source>When off, devices are refused. They send a book's position when you next read that book.</source>
            <translation>Se spento, i dispositivi vengono rifiutati. Inviano la posizione di un libro la prossima volta che lo leggi.</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>Usa {0} quando è libera</translation>
        </message>
        <message>
            <source>On your device, open a book, then Tools ▸ Progress sync.</source>
            <translation>Sul dispositivo apri un libro, poi Strumenti ▸ Sincronizzazione progressi.</translation>
        </message>
        <message>
            <source>Custom sync server: replace https:// with the address above.</source>
            <translation>Server di sincronizzazione personalizzato: sostituisci https:// con l’indirizzo qui sopra.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: enter the user name and passphrase.</source>
            <translation>Registrati / Accedi ▸ Accedi: inserisci il nome utente e la frase segreta.</translation>
        </message>
        <message>
            <source>Document matching method ▸ Binary.</source>
            <translation>Metodo di corrispondenza dei documenti ▸ Binario.</translation>
        </message>
        <message>
            <source>Tick “Automatically keep documents in sync”.</source>
            <translation>Spunta «Mantieni automaticamente sincronizzati i documenti».</translation>
        </message>
        <message>
            <source>Sync to a newer state ▸ Silently.</source>
            <translation>Sincronizza a uno stato più recente ▸ In silenzio.</translation>
        </message>
        <message>
            <source>Start pairing here. It stays on for two minutes.</source>
            <translation>Avvia qui l’associazione. Resta attiva per due minuti.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Register: enter any name and password, then allow it here.</source>
            <translation>Registrati / Accedi ▸ Registrati: inserisci un nome e una password qualsiasi, poi consentilo qui.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>Nell’elenco dei file: la lente ▸ Catalogo OPDS.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: enter any catalogue name, the address above, your user name and passphrase.</source>
            <translation>Il segno più in alto a sinistra ▸ Aggiungi catalogo: inserisci un nome per il catalogo, l’indirizzo qui sopra, il nome utente e la frase segreta.</translation>
        </message>
        <message>
            <source>Tap the catalogue, a book and a format to download it. Its progress syncs automatically.</source>
            <translation>Tocca il catalogo, un libro e un formato per scaricarlo. I suoi progressi si sincronizzano da soli.</translation>
        </message>
        <message>
            <source>To download new books in bulk: in the catalogue, open “For catalog sync” ▸ the icon at the top left ▸ Add catalog. Long-press it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Per scaricare insieme i nuovi libri: nel catalogo apri «For catalog sync» ▸ l’icona in alto a sinistra ▸ Aggiungi catalogo. Tienilo premuto nell’elenco ▸ Modifica ▸ «Sincronizza catalogo».</translation>
        </message>
        <message>
            <source>Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user name and passphrase.</source>
            <translation>Strumenti ▸ Archivio cloud ▸ il segno più ▸ WebDAV: inserisci un nome qualsiasi, l’indirizzo qui sopra, il nome utente e la frase segreta.</translation>
        </message>
        <message>
            <source>Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync: choose that server, long-press the folder “koreader” and confirm it.</source>
            <translation>Strumenti ▸ Statistiche di lettura ▸ Impostazioni ▸ Sincronizzazione cloud: scegli quel server, tieni premuta la cartella «koreader» e confermala.</translation>
        </message>
        <message>
            <source>Tap “Synchronize now” there. To sync without tapping, put “Reading statistics: synchronize” on a gesture or in a profile.</source>
            <translation>Tocca lì «Sincronizza ora». Per farlo senza toccare, metti «Statistiche di lettura: sincronizza» su un gesto o in un profilo.</translation>
        </message>
        <message>
            <source>Tap a book in “Library” to download it.</source>
            <translation>Tocca un libro in «Library» per scaricarlo.</translation>
        </message>
        <message>
            <source>To take a shelf along, use the server's “Sync folder”: choose the folder “To read” and one on the device. Books that the device lacks are downloaded.</source>
            <translation>Per portare con te uno scaffale, usa «Sincronizza cartella» del server: scegli la cartella «To read» e una sul dispositivo. I libri che mancano al dispositivo vengono scaricati.</translation>
        </message>
        <message>
            <source>To send a book here, open “Upload” and upload the file there.</source>
            <translation>Per inviare qui un libro, apri «Upload» e carica lì il file.</translation>
        </message>
        <message>
            <source>Unpack the download and copy the folder “{0}” into “koreader/plugins” on the device.</source>
            <translation>Estrai il download e copia la cartella «{0}» in «koreader/plugins» sul dispositivo.</translation>
        </message>
        <message>
            <source>Restart KOReader. It needs v2025.04 or later.</source>
            <translation>Riavvia KOReader. Serve la versione v2025.04 o successiva.</translation>
        </message>
        <message>
            <source>Tools ▸ BookOrbit Desktop: “Sync now” sends everything once. It uses the login of progress sync.</source>
            <translation>Strumenti ▸ BookOrbit Desktop: «Sincronizza ora» invia tutto una volta. Usa l’accesso della sincronizzazione dei progressi.</translation>
        </message>
        <message>
            <source>To remove it, delete that folder. Connected by cable, BookOrbit can do both for you.</source>
            <translation>Per rimuoverlo, elimina quella cartella. Con il cavo collegato, BookOrbit può fare entrambe le cose per te.</translation>
        </message>
        <message>
            <source>No device has tried to log in since BookOrbit started.</source>
            <translation>Nessun dispositivo ha provato ad accedere dall’avvio di BookOrbit.</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, accepted.</source>
            <translation>Ultimo accesso: {0}, «{1}», accettato.</translation>
        </message>
        <message>
            <source>Last login: {0}, refused. {1}</source>
            <translation>Ultimo accesso: {0}, rifiutato. {1}</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, refused. {2}</source>
            <translation>Ultimo accesso: {0}, «{1}», rifiutato. {2}</translation>
        </message>
        <message>
            <source>No progress received yet.</source>
            <translation>Ancora nessun progresso ricevuto.</translation>
        </message>
        <message>
            <source>Last progress: {0}.</source>
            <translation>Ultimi progressi: {0}.</translation>
        </message>
        <message>
            <source>Matching method on the device: filename. Binary also finds renamed files.</source>
            <translation>Metodo di corrispondenza sul dispositivo: nome del file. Binario trova anche i file rinominati.</translation>
        </message>
        <message>
            <source>Matching method on the device: binary.</source>
            <translation>Metodo di corrispondenza sul dispositivo: binario.</translation>
        </message>
        <message>
            <source>This file isn't in your library. Add it, or link the document to a book.</source>
            <translation>Questo file non è nella biblioteca. Aggiungilo, o collega il documento a un libro.</translation>
        </message>
        <message>
            <source>Phones and computers also find it as {0}. Most e-readers can't: they need the address.</source>
            <translation>Telefoni e computer lo trovano anche come {0}. La maggior parte dei lettori non può: serve loro l’indirizzo.</translation>
        </message>
        <message>
            <source>Encrypted: {0}</source>
            <translation>Cifrato: {0}</translation>
        </message>
        <message>
            <source>No login attempts? Check the Wi-Fi and the address.</source>
            <translation>Nessun tentativo di accesso? Controlla il Wi-Fi e l’indirizzo.</translation>
        </message>
        <message>
            <source>{0} is on, and lets devices in.</source>
            <translation>{0} è attivo e lascia entrare i dispositivi.</translation>
        </message>
        <message>
            <source>{0} is on. To let devices in, run:</source>
            <translation>{0} è attivo. Per lasciare entrare i dispositivi, esegui:</translation>
        </message>
        <message>
            <source>Allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Consenti BookOrbit sulle reti private in Sicurezza di Windows ▸ Firewall.</translation>
        </message>
        <message>
            <source>Allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Consenti BookOrbit in Impostazioni di Sistema ▸ Rete ▸ Firewall.</translation>
        </message>
        <message>
            <source>{0} is reachable.</source>
            <translation>{0} è raggiungibile.</translation>
        </message>
        <message>
            <source>Afrikaans</source>
            <translation>Afrikaans</translation>
        </message>
        <message>
            <source>Albanian</source>
            <translation>Albanese</translation>
        </message>
        <message>
            <source>Arabic</source>
            <translation>Arabo</translation>
        </message>
        <message>
            <source>Bangla</source>
            <translation>Bengalese</translation>
        </message>
        <message>
            <source>Basque</source>
            <translation>Basco</translation>
        </message>
        <message>
            <source>Bulgarian</source>
            <translation>Bulgaro</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>Catalano</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>Cinese</translation>
        </message>
        <message>
            <source>Croatian</source>
            <translation>Croato</translation>
        </message>
        <message>
            <source>Czech</source>
            <translation>Ceco</translation>
        </message>
        <message>
            <source>Danish</source>
            <translation>Danese</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>Olandese</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Inglese</translation>
        </message>
        <message>
            <source>Esperanto</source>
            <translation>Esperanto</translation>
        </message>
        <message>
            <source>Estonian</source>
            <translation>Estone</translation>
        </message>
        <message>
            <source>Finnish</source>
            <translation>Finlandese</translation>
        </message>
        <message>
            <source>French</source>
            <translation>Francese</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>Galiziano</translation>
        </message>
        <message>
            <source>Georgian</source>
            <translation>Georgiano</translation>
        </message>
        <message>
            <source>German</source>
            <translation>Tedesco</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Greco</translation>
        </message>
        <message>
            <source>Hebrew</source>
            <translation>Ebraico</translation>
        </message>
        <message>
            <source>Hindi</source>
            <translation>Hindi</translation>
        </message>
        <message>
            <source>Hungarian</source>
            <translation>Ungherese</translation>
        </message>
        <message>
            <source>Icelandic</source>
            <translation>Islandese</translation>
        </message>
        <message>
            <source>Indonesian</source>
            <translation>Indonesiano</translation>
        </message>
        <message>
            <source>Irish</source>
            <translation>Irlandese</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italiano</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Giapponese</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coreano</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>Latino</translation>
        </message>
        <message>
            <source>Latvian</source>
            <translation>Lettone</translation>
        </message>
        <message>
            <source>Lithuanian</source>
            <translation>Lituano</translation>
        </message>
        <message>
            <source>Malay</source>
            <translation>Malese</translation>
        </message>
        <message>
            <source>Norwegian Bokmål</source>
            <translation>Norvegese bokmål</translation>
        </message>
        <message>
            <source>Norwegian Nynorsk</source>
            <translation>Norvegese nynorsk</translation>
        </message>
        <message>
            <source>Persian</source>
            <translation>Persiano</translation>
        </message>
        <message>
            <source>Polish</source>
            <translation>Polacco</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>Portoghese</translation>
        </message>
        <message>
            <source>Romanian</source>
            <translation>Rumeno</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Russo</translation>
        </message>
        <message>
            <source>Serbian</source>
            <translation>Serbo</translation>
        </message>
        <message>
            <source>Slovak</source>
            <translation>Slovacco</translation>
        </message>
        <message>
            <source>Slovenian</source>
            <translation>Sloveno</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>Spagnolo</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>Svedese</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Thailandese</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Turco</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Ucraino</translation>
        </message>
        <message>
            <source>Urdu</source>
            <translation>Urdu</translation>
        </message>
        <message>
            <source>Vietnamese</source>
            <translation>Vietnamita</translation>
        </message>
        <message>
            <source>Welsh</source>
            <translation>Gallese</translation>
        </message>
        <message>
            <source>Remove “{0}”?</source>
            <translation>Rimuovere «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s)?</source>
            <translation>
                <numerusform>Rimuovere %n libro?</numerusform>
                <numerusform>Rimuovere %n libri?</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove from BookOrbit</source>
            <translation>Rimuovi da BookOrbit</translation>
        </message>
        <message>
            <source>Remove from BookOrbit (keep the file)</source>
            <translation>Rimuovi da BookOrbit (mantieni il file)</translation>
        </message>
        <message>
            <source>Move file to Trash</source>
            <translation>Sposta il file nel cestino</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Rimuovi</translation>
        </message>
        <message>
            <source>Reading progress, digests and history are kept. You can undo this.</source>
            <translation>Progressi di lettura, impronte e cronologia restano. Puoi annullare la modifica.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>Sposta nel cestino</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0}: %n libro</numerusform>
                <numerusform>{0}: %n libri</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) rated</source>
            <translation>
                <numerusform>%n libro valutato</numerusform>
                <numerusform>%n libri valutati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) set by KOReader</source>
            <translation>
                <numerusform>KOReader imposta lo stato di %n libro</numerusform>
                <numerusform>KOReader imposta lo stato di %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” is now a separate book.</source>
            <translation>«{0}» è ora un libro a sé.</translation>
        </message>
        <message numerus="yes">
            <source>Rating cleared for %n book(s)</source>
            <translation>
                <numerusform>Valutazione rimossa per %n libro</numerusform>
                <numerusform>Valutazione rimossa per %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Rimozione dei libri</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) moved to Trash</source>
            <translation>
                <numerusform>%n libro spostato nel cestino</numerusform>
                <numerusform>%n libri spostati nel cestino</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed</source>
            <translation>
                <numerusform>%n libro rimosso</numerusform>
                <numerusform>%n libri rimossi</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Unito a «{0}».</translation>
        </message>
        <message>
            <source>Merge books</source>
            <translation>Unisci libri</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Unisci</translation>
        </message>
        <message numerus="yes">
            <source>Which of these %n books do you want to keep?</source>
            <translation>
                <numerusform>Mantenere questo libro?</numerusform>
                <numerusform>Quale di questi %n libri vuoi mantenere?</numerusform>
            </translation>
        </message>
        <message>
            <source>The others' files, identities and reading data move to it. Nothing changes on your disk or on Hardcover. You can undo this.</source>
            <translation>File, identità e dati di lettura degli altri passano a questo. Sul disco e su Hardcover non cambia nulla. Puoi annullare la modifica.</translation>
        </message>
        <message>
            <source>Device at {0}</source>
            <translation>Dispositivo a {0}</translation>
        </message>
        <message>
            <source>Genre</source>
            <translation>Genere</translation>
        </message>
        <message>
            <source>Shelf</source>
            <translation>Scaffale</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etichetta</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} stelle</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Più copie</translation>
        </message>
        <message>
            <source>Filter by</source>
            <translation>Filtra per</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Valori</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Conteggio…</translation>
        </message>
        <message>
            <source>No values in these books.</source>
            <translation>Nessun valore in questi libri.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Trova</translation>
        </message>
        <message>
            <source>Active filters</source>
            <translation>Filtri attivi</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Togli tutti</translation>
        </message>
        <message>
            <source>Save filter…</source>
            <translation>Salva filtro…</translation>
        </message>
        <message>
            <source>Remove the filter {0}</source>
            <translation>Togli il filtro {0}</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Biblioteca</translation>
        </message>
        <message>
            <source>Your library is empty. Add a folder or drop books here.</source>
            <translation>La biblioteca è vuota. Aggiungi una cartella o trascina qui dei libri.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Nessun libro corrisponde a questi filtri.</translation>
        </message>
        <message>
            <source>Search title, author, series or description</source>
            <translation>Cerca titolo, autore, serie o descrizione</translation>
        </message>
        <message>
            <source>Show as covers</source>
            <translation>Mostra come copertine</translation>
        </message>
        <message>
            <source>Cover size</source>
            <translation>Dimensione delle copertine</translation>
        </message>
        <message>
            <source>Cover size (Ctrl and the mouse wheel)</source>
            <translation>Dimensione delle copertine (Ctrl e rotella del mouse)</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Ultima lettura</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, {1} in lettura</translation>
        </message>
        <message>
            <source>Your books and your progress in each.</source>
            <translation>I tuoi libri e i tuoi progressi in ognuno.</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Scansione</translation>
        </message>
        <message>
            <source>Cancel the scan</source>
            <translation>Interrompi la scansione</translation>
        </message>
        <message>
            <source>Scanned books are kept. The next scan continues from there.</source>
            <translation>I libri già letti restano. La prossima scansione continua da lì.</translation>
        </message>
        <message>
            <source>Making covers: {0} of {1}</source>
            <translation>Creazione delle copertine: {0} di {1}</translation>
        </message>
        <message>
            <source>Reading files: {0} of {1}</source>
            <translation>Lettura dei file: {0} di {1}</translation>
        </message>
        <message>
            <source>Selected books</source>
            <translation>Libri selezionati</translation>
        </message>
        <message>
            <source>Clear selection (Esc)</source>
            <translation>Togli la selezione (Esc)</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Escludi da Hardcover</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Unisci…</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Altro</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) selected</source>
            <translation>
                <numerusform>%n libro selezionato</numerusform>
                <numerusform>%n libri selezionati</numerusform>
            </translation>
        </message>
        <message>
            <source>Select 2 to 20 copies of the same book.</source>
            <translation>Seleziona da 2 a 20 copie dello stesso libro.</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Suggerimenti</translation>
        </message>
        <message>
            <source>cancelled; the others weren't changed</source>
            <translation>interrotto; gli altri non sono stati cambiati</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Demo: nulla lascia questo computer.</translation>
        </message>
        <message>
            <source>“{0}” saved</source>
            <translation>«{0}» salvato</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) changed</source>
            <translation>
                <numerusform>%n libro cambiato</numerusform>
                <numerusform>%n libri cambiati</numerusform>
            </translation>
        </message>
        <message>
            <source>No changes needed.</source>
            <translation>Nessuna modifica necessaria.</translation>
        </message>
        <message>
            <source>These books have no details from Hardcover to refresh. Compare them online first.</source>
            <translation>Questi libri non hanno dati di Hardcover da aggiornare. Confrontali prima online.</translation>
        </message>
        <message>
            <source>Already up to date with Hardcover</source>
            <translation>Già aggiornato con Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) no longer matched</source>
            <translation>
                <numerusform>%n libro non più abbinato</numerusform>
                <numerusform>%n libri non più abbinati</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a cover for “{0}”</source>
            <translation>Scegli una copertina per «{0}»</translation>
        </message>
        <message>
            <source>Compare “{0}” with Hardcover</source>
            <translation>Confronta «{0}» con Hardcover</translation>
        </message>
        <message>
            <source>Also use this match for syncing</source>
            <translation>Usa questo abbinamento anche per sincronizzare</translation>
        </message>
        <message>
            <source>Search again…</source>
            <translation>Cerca di nuovo…</translation>
        </message>
        <message>
            <source>Compare without an edition</source>
            <translation>Confronta senza edizione</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Confronta</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Applica</translation>
        </message>
        <message>
            <source>Hardcover has no cover for this edition. Choose another edition.</source>
            <translation>Hardcover non ha una copertina per questa edizione. Scegli un’altra edizione.</translation>
        </message>
        <message>
            <source>Choose at least one field from Hardcover first.</source>
            <translation>Scegli prima almeno un campo da Hardcover.</translation>
        </message>
        <message>
            <source>No details available.</source>
            <translation>Nessun dato disponibile.</translation>
        </message>
        <message>
            <source>Use all from Hardcover</source>
            <translation>Usa tutto di Hardcover</translation>
        </message>
        <message>
            <source>Keep all mine</source>
            <translation>Mantieni tutto il mio</translation>
        </message>
        <message>
            <source>You locked this field. Edit the book to unlock it.</source>
            <translation>Hai bloccato questo campo. Modifica il libro per sbloccarlo.</translation>
        </message>
        <message>
            <source>Hardcover has no cover for it.</source>
            <translation>Hardcover non ne ha una copertina.</translation>
        </message>
        <message>
            <source>Choose image…</source>
            <translation>Scegli immagine…</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>Da Hardcover…</translation>
        </message>
        <message>
            <source>Use file's cover</source>
            <translation>Usa la copertina del file</translation>
        </message>
        <message>
            <source>Use Calibre's cover</source>
            <translation>Usa la copertina di Calibre</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Scelta da te</translation>
        </message>
        <message>
            <source>Already Calibre's cover.</source>
            <translation>È già la copertina di Calibre.</translation>
        </message>
        <message>
            <source>Already the file's cover.</source>
            <translation>È già la copertina del file.</translation>
        </message>
        <message>
            <source>Images ({0})</source>
            <translation>Immagini ({0})</translation>
        </message>
        <message>
            <source>Choose image</source>
            <translation>Scegli immagine</translation>
        </message>
        <message>
            <source>You can also drop an image here.</source>
            <translation>Puoi anche trascinare qui un’immagine.</translation>
        </message>
        <message>
            <source>From Calibre</source>
            <translation>Da Calibre</translation>
        </message>
        <message>
            <source>From the file</source>
            <translation>Dal file</translation>
        </message>
        <message>
            <source>The file has no cover, so BookOrbit made one from the title.</source>
            <translation>Il file non ha copertina, quindi BookOrbit ne ha fatta una dal titolo.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>Modifica «{0}»</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept.</source>
            <translation>Questo abbinamento l’hai scelto tu, quindi resta.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book on Hardcover.</source>
            <translation>La prossima sincronizzazione lo userà per trovare il libro su Hardcover.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from Calibre.</source>
            <translation>Lascia vuoto per usare {0} di Calibre.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from the file.</source>
            <translation>Lascia vuoto per usare {0} del file.</translation>
        </message>
        <message>
            <source>The file isn't changed.</source>
            <translation>Il file non viene cambiato.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>Blocca {0}</translation>
        </message>
        <message>
            <source>Locked. Only you can change it. Click to unlock.</source>
            <translation>Bloccato. Solo tu puoi cambiarlo. Fai clic per sbloccare.</translation>
        </message>
        <message>
            <source>Lock so that the file and Hardcover can't change it.</source>
            <translation>Blocca, così il file e Hardcover non possono cambiarlo.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>Sblocca {0}</translation>
        </message>
        <message>
            <source>Use Calibre's value for {0}</source>
            <translation>Usa il valore di Calibre per {0}</translation>
        </message>
        <message>
            <source>Use the file's value for {0}</source>
            <translation>Usa il valore del file per {0}</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Serie nella biblioteca</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) done</source>
            <translation>
                <numerusform>%n file fatto</numerusform>
                <numerusform>%n file fatti</numerusform>
            </translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Modifica annullata.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) unchanged</source>
            <translation>
                <numerusform>%n file invariato</numerusform>
                <numerusform>%n file invariati</numerusform>
            </translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Organizza i file</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit keeps your progress, and you can undo the change.</source>
            <translation>Cambiando i file cambia il modo in cui KOReader li riconosce. BookOrbit mantiene i tuoi progressi, e puoi annullare la modifica.</translation>
        </message>
        <message>
            <source>Fields: {0}. Text in [brackets] is dropped if a field in it is empty.</source>
            <translation>Campi: {0}. Il testo tra [parentesi] sparisce se un campo al suo interno è vuoto.</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Azione</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Sposta</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Cartella</translation>
        </message>
        <message>
            <source>In its current folder</source>
            <translation>Nella sua cartella attuale</translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s)</source>
            <translation>
                <numerusform>Sposta %n file</numerusform>
                <numerusform>Sposta %n file</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n file(s)</source>
            <translation>
                <numerusform>Copia %n file</numerusform>
                <numerusform>Copia %n file</numerusform>
            </translation>
        </message>
        <message>
            <source>Write metadata into files</source>
            <translation>Scrivi i metadati nei file</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit recognises the old and the new file, so your progress is kept. A backup of each file is kept until you delete it in Settings, Library.</source>
            <translation>Cambiando i file cambia il modo in cui KOReader li riconosce. BookOrbit riconosce il file vecchio e quello nuovo, quindi i tuoi progressi restano. Un backup di ogni file resta finché non lo elimini in Impostazioni, Biblioteca.</translation>
        </message>
        <message>
            <source>Writes the cover you chose. The file's own cover is already in it.</source>
            <translation>Scrive la copertina che hai scelto. Quella del file c’è già.</translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Scrivi anche:</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>Scrivi in %n file</numerusform>
                <numerusform>Scrivi in %n file</numerusform>
            </translation>
        </message>
        <message>
            <source>including its KOReader data</source>
            <translation>compresi i dati di KOReader</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0}: {1} → {2}</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} pixel</translation>
        </message>
        <message>
            <source>Checking your files…</source>
            <translation>Controllo dei tuoi file…</translation>
        </message>
        <message>
            <source>Undo last change</source>
            <translation>Annulla l’ultima modifica</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) to change</source>
            <translation>
                <numerusform>%n file da cambiare</numerusform>
                <numerusform>%n file da cambiare</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to change</source>
            <translation>Niente da cambiare</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) skipped (see reasons)</source>
            <translation>
                <numerusform>%n file saltato (vedi i motivi)</numerusform>
                <numerusform>%n file saltati (vedi i motivi)</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>Niente da fare.</translation>
        </message>
        <message numerus="yes">
            <source>Restores %n file(s).</source>
            <translation>
                <numerusform>Ripristina %n file.</numerusform>
                <numerusform>Ripristina %n file.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Interrotto</translation>
        </message>
        <message>
            <source>{0} of {1} files</source>
            <translation>{0} di {1} file</translation>
        </message>
        <message numerus="yes">
            <source>Edit %n book(s)</source>
            <translation>
                <numerusform>Modifica %n libro</numerusform>
                <numerusform>Modifica %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave empty to clear it</source>
            <translation>Lascia vuoto per svuotarlo</translation>
        </message>
        <message>
            <source>Start numbering at</source>
            <translation>Inizia la numerazione da</translation>
        </message>
        <message>
            <source>Add genres</source>
            <translation>Aggiungi generi</translation>
        </message>
        <message>
            <source>Remove genres</source>
            <translation>Rimuovi generi</translation>
        </message>
        <message>
            <source>Lock changed fields</source>
            <translation>Blocca i campi cambiati</translation>
        </message>
        <message>
            <source>Prevents files and Hardcover from changing them.</source>
            <translation>Impedisce ai file e a Hardcover di cambiarli.</translation>
        </message>
        <message>
            <source>Select at least one field to change.</source>
            <translation>Seleziona almeno un campo da cambiare.</translation>
        </message>
        <message>
            <source>Correct the marked fields first.</source>
            <translation>Correggi prima i campi segnati.</translation>
        </message>
        <message>
            <source>Numbered in list order.</source>
            <translation>Numerati nell’ordine dell’elenco.</translation>
        </message>
        <message>
            <source>Changes the selected fields in all of these books. The files aren't changed.</source>
            <translation>Cambia i campi selezionati in tutti questi libri. I file non vengono cambiati.</translation>
        </message>
        <message>
            <source>Number in series</source>
            <translation>Numero nella serie</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descrizione</translation>
        </message>
        <message>
            <source>{0} is missing.</source>
            <translation>Manca {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n altro</numerusform>
                <numerusform>Altri %n</numerusform>
            </translation>
        </message>
        <message>
            <source>From Hardcover</source>
            <translation>Da Hardcover</translation>
        </message>
        <message>
            <source>Set by you</source>
            <translation>Impostato da te</translation>
        </message>
        <message>
            <source>Not in Calibre</source>
            <translation>Non in Calibre</translation>
        </message>
        <message>
            <source>Not in the file</source>
            <translation>Non nel file</translation>
        </message>
        <message>
            <source>In Calibre: {0}</source>
            <translation>In Calibre: {0}</translation>
        </message>
        <message>
            <source>in the file: {0}</source>
            <translation>nel file: {0}</translation>
        </message>
        <message>
            <source>not in the file</source>
            <translation>non nel file</translation>
        </message>
        <message>
            <source>Year, or date as YYYY-MM-DD</source>
            <translation>Anno, o data come AAAA-MM-GG</translation>
        </message>
        <message>
            <source>Such as en or pt-BR</source>
            <translation>Per esempio en o pt-BR</translation>
        </message>
        <message>
            <source>Finished “{0}”</source>
            <translation>Hai finito «{0}»</translation>
        </message>
        <message>
            <source>Rate it?</source>
            <translation>Vuoi valutarlo?</translation>
        </message>
        <message>
            <source>Rate…</source>
            <translation>Valuta…</translation>
        </message>
        <message>
            <source>{0} connected for the first time.</source>
            <translation>{0} si è collegato per la prima volta.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Nuovo dispositivo</translation>
        </message>
        <message>
            <source>Two devices have the same ID</source>
            <translation>Due dispositivi hanno lo stesso ID</translation>
        </message>
        <message>
            <source>See how to give one of them its own ID.</source>
            <translation>Guarda come dare a uno di essi un ID proprio.</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover è in pausa</translation>
        </message>
        <message>
            <source>Your device sent progress for “{0}”, which isn't in your library. Link it to a book.</source>
            <translation>Il dispositivo ha inviato progressi per «{0}», che non è nella biblioteca. Collegalo a un libro.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add their files.</source>
            <translation>
                <numerusform>Collega %n documento a un libro, o aggiungi il suo file.</numerusform>
                <numerusform>Collega %n documenti a libri, o aggiungi i loro file.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown book on a device</source>
            <translation>Libro sconosciuto su un dispositivo</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Collega…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover. BookOrbit will try again.</source>
            <translation>
                <numerusform>Non è stato possibile inviare %n libro a Hardcover. BookOrbit riproverà.</numerusform>
                <numerusform>Non è stato possibile inviare %n libri a Hardcover. BookOrbit riproverà.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync finished with problems</source>
            <translation>Sincronizzazione finita con problemi</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>Il file di «{0}» è stato spostato o eliminato. I progressi restano.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Their progress is kept.</source>
            <translation>
                <numerusform>%n file è stato spostato o eliminato. I suoi progressi restano.</numerusform>
                <numerusform>%n file sono stati spostati o eliminati. I loro progressi restano.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” keeps its position until you choose which one to use.</source>
            <translation>«{0}» mantiene la sua posizione finché non scegli quale usare.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Un dispositivo è tornato indietro</translation>
        </message>
        <message>
            <source>BookOrbit can save changes again.</source>
            <translation>BookOrbit può di nuovo salvare le modifiche.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>La tua biblioteca</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Backup</translation>
        </message>
        <message>
            <source>Backups work again.</source>
            <translation>I backup funzionano di nuovo.</translation>
        </message>
        <message>
            <source>Open web page</source>
            <translation>Apri la pagina web</translation>
        </message>
        <message>
            <source>BookOrbit {0} is available.</source>
            <translation>BookOrbit {0} è disponibile.</translation>
        </message>
        <message>
            <source>Should BookOrbit ask {0} once a week whether there is a new version?</source>
            <translation>BookOrbit deve chiedere una volta alla settimana a {0} se c’è una nuova versione?</translation>
        </message>
        <message>
            <source>Yes, once a week</source>
            <translation>Sì, una volta alla settimana</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Find pages, actions and books</source>
            <translation>Trova pagine, azioni e libri</translation>
        </message>
        <message>
            <source>Search for a page, action or book</source>
            <translation>Cerca una pagina, un’azione o un libro</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Risultati</translation>
        </message>
        <message>
            <source>No results. Try the first letters of a title or author.</source>
            <translation>Nessun risultato. Prova le prime lettere di un titolo o autore.</translation>
        </message>
        <message>
            <source>Preview sync</source>
            <translation>Anteprima della sincronizzazione</translation>
        </message>
        <message>
            <source>Import from a KOReader device…</source>
            <translation>Importa da un dispositivo KOReader…</translation>
        </message>
        <message>
            <source>Add books…</source>
            <translation>Aggiungi libri…</translation>
        </message>
        <message>
            <source>Rescan folders</source>
            <translation>Scansiona di nuovo le cartelle</translation>
        </message>
        <message>
            <source>Open reading journal…</source>
            <translation>Apri il diario di lettura…</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Mostra l’attività</translation>
        </message>
        <message>
            <source>Help: open guide</source>
            <translation>Aiuto: apri la guida</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Scorciatoie da tastiera</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Versione {0}</translation>
        </message>
        <message>
            <source>Open setup guide</source>
            <translation>Apri la guida alla configurazione</translation>
        </message>
        <message>
            <source>Your reading position, on every KOReader device and on Hardcover.</source>
            <translation>La tua posizione di lettura, su ogni dispositivo KOReader e su Hardcover.</translation>
        </message>
        <message>
            <source>Read licence</source>
            <translation>Leggi la licenza</translation>
        </message>
        <message>
            <source>Open guide</source>
            <translation>Apri la guida</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Licenza e aiuto</translation>
        </message>
        <message>
            <source>Help by task and by problem. Works offline.</source>
            <translation>Aiuto per attività e per problema. Funziona offline.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Software libero</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. No warranty.</source>
            <translation>GNU Affero General Public License, versione 3 o successiva. Nessuna garanzia.</translation>
        </message>
        <message>
            <source>Run the setup guide again.</source>
            <translation>Ripercorri la guida alla configurazione.</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>Nuove versioni</translation>
        </message>
        <message>
            <source>Once a week BookOrbit then asks {0} for the number of the newest version. It tells nothing about you, your books or this computer.</source>
            <translation>Così BookOrbit chiede una volta alla settimana a {0} il numero della versione più recente. Non dice nulla di te, dei tuoi libri o di questo computer.</translation>
        </message>
        <message>
            <source>Tell me about new versions</source>
            <translation>Avvisami delle nuove versioni</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Controlla ora</translation>
        </message>
        <message>
            <source>Newest version</source>
            <translation>Versione più recente</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>Non ancora chiesto.</translation>
        </message>
        <message>
            <source>This is the newest version. Asked {0}.</source>
            <translation>Questa è la versione più recente. Controllato: {0}.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Ripristina un backup</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Backup</translation>
        </message>
        <message>
            <source>Restore and restart</source>
            <translation>Ripristina e riavvia</translation>
        </message>
        <message>
            <source>Your library as it is now is kept as another backup, so you can undo this. BookOrbit restarts with the restored library.</source>
            <translation>La biblioteca com’è ora viene conservata come un altro backup, quindi puoi tornare indietro. BookOrbit si riavvia con la biblioteca ripristinata.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Controllo…</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Esegui backup ora</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Ripristina…</translation>
        </message>
        <message>
            <source>Backup folder</source>
            <translation>Cartella dei backup</translation>
        </message>
        <message>
            <source>Replaces your library. You see what would change first.</source>
            <translation>Sostituisce la biblioteca. Prima vedi che cosa cambierebbe.</translation>
        </message>
        <message>
            <source>Backups go to {0} from now on.</source>
            <translation>D’ora in poi i backup vanno in {0}.</translation>
        </message>
        <message>
            <source>“backups” in the data folder</source>
            <translation>«backups» nella cartella dei dati</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Non c’è ancora nessun backup.</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>Backup in corso…</translation>
        </message>
        <message>
            <source>Backup made.</source>
            <translation>Backup eseguito.</translation>
        </message>
        <message>
            <source>Choose a folder for backups</source>
            <translation>Scegli una cartella per i backup</translation>
        </message>
        <message>
            <source>Books: {0} now, {1} in the backup</source>
            <translation>Libri: {0} ora, {1} nel backup</translation>
        </message>
        <message>
            <source>Positions: {0} now, {1} in the backup</source>
            <translation>Posizioni: {0} ora, {1} nel backup</translation>
        </message>
        <message>
            <source>Reads: {0} now, {1} in the backup</source>
            <translation>Letture: {0} ora, {1} nel backup</translation>
        </message>
        <message>
            <source>Highlights: {0} now, {1} in the backup</source>
            <translation>Evidenziazioni: {0} ora, {1} nel backup</translation>
        </message>
        <message>
            <source>Newest push: {0} now, {1} in the backup</source>
            <translation>Invio più recente: {0} ora, {1} nel backup</translation>
        </message>
        <message>
            <source>No backup yet. BookOrbit makes one every day while it runs.</source>
            <translation>Ancora nessun backup. BookOrbit ne fa uno ogni giorno mentre è in funzione.</translation>
        </message>
        <message>
            <source>Last backup: {0}. BookOrbit makes one every day while it runs.</source>
            <translation>Ultimo backup: {0}. BookOrbit ne fa uno ogni giorno mentre è in funzione.</translation>
        </message>
        <message>
            <source>Log level</source>
            <translation>Livello del registro</translation>
        </message>
        <message>
            <source>Open data folder</source>
            <translation>Apri la cartella dei dati</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Apri la cartella del registro</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>Salva la diagnostica…</translation>
        </message>
        <message>
            <source>Problems only</source>
            <translation>Solo problemi</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normale</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tutto</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Salvataggio…</translation>
        </message>
        <message>
            <source>Saved {0}. It contains no token or passphrase, but the log lists your books.</source>
            <translation>Salvato {0}. Non contiene token né frasi segrete, ma il registro elenca i tuoi libri.</translation>
        </message>
        <message>
            <source>Save diagnostics</source>
            <translation>Salva la diagnostica</translation>
        </message>
        <message>
            <source>Zip archive (*.zip)</source>
            <translation>Archivio zip (*.zip)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>“Everything” helps to find problems but makes the log grow faster.</source>
            <translation>«Tutto» aiuta a trovare i problemi ma fa crescere più in fretta il registro.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Cartella del registro</translation>
        </message>
        <message>
            <source>A record of events, without your token or passphrase.</source>
            <translation>Una traccia degli eventi, senza il tuo token e la tua frase segreta.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnostica</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, without secrets. Nothing is sent.</source>
            <translation>Registro, impostazioni e versioni in un file zip, senza segreti. Non viene inviato nulla.</translation>
        </message>
        <message>
            <source>Something doesn't work?</source>
            <translation>Qualcosa non funziona?</translation>
        </message>
        <message>
            <source>Looks at the port, the firewall, the password store, the database, folders and backups.</source>
            <translation>Controlla porta, firewall, archivio delle password, database, cartelle e backup.</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dati</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Cartella dei dati</translation>
        </message>
        <message>
            <source>Library, progress and covers.</source>
            <translation>Biblioteca, progressi e copertine.</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importa…</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Esporta tutto</translation>
        </message>
        <message>
            <source>Everything BookOrbit knows in one JSON file, or a list for Goodreads and others. No secrets.</source>
            <translation>Tutto ciò che BookOrbit sa in un file JSON, o un elenco per Goodreads e altri. Senza segreti.</translation>
        </message>
        <message>
            <source>Import everything</source>
            <translation>Importa tutto</translation>
        </message>
        <message>
            <source>Load a complete export into an empty library. BookOrbit restarts afterwards.</source>
            <translation>Carica un’esportazione completa in una biblioteca vuota. Poi BookOrbit si riavvia.</translation>
        </message>
        <message>
            <source>Exported to {0}.</source>
            <translation>Esportato in {0}.</translation>
        </message>
        <message>
            <source>Everything (*.json)</source>
            <translation>Tutto (*.json)</translation>
        </message>
        <message>
            <source>List for Goodreads (*.csv)</source>
            <translation>Elenco per Goodreads (*.csv)</translation>
        </message>
        <message>
            <source>Check this computer</source>
            <translation>Controlla questo computer</translation>
        </message>
        <message>
            <source>result</source>
            <translation>risultato</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Controlla di nuovo</translation>
        </message>
        <message>
            <source>{0} – {1}: {2}</source>
            <translation>{0} – {1}: {2}</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Errore</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) need[s] attention.</source>
            <translation>
                <numerusform>%n cosa richiede attenzione.</numerusform>
                <numerusform>%n cose richiedono attenzione.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything works. %n note(s) for you.</source>
            <translation>
                <numerusform>Funziona tutto. %n nota per te.</numerusform>
                <numerusform>Funziona tutto. %n note per te.</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>È tutto in ordine.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>Avvia BookOrbit quando accedo</translation>
        </message>
        <message>
            <source>Starts in the tray so your devices can always sync.</source>
            <translation>Si avvia nell’area di notifica, così i tuoi dispositivi possono sempre sincronizzare.</translation>
        </message>
        <message>
            <source>Not available in the demo, which is deleted when you quit.</source>
            <translation>Non disponibile nella demo, che viene eliminata quando esci.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Resta nell’area di notifica quando chiudo la finestra</translation>
        </message>
        <message>
            <source>When off, closing the window quits BookOrbit and devices can't sync until you start it again.</source>
            <translation>Se spento, chiudendo la finestra si esce da BookOrbit e i dispositivi non possono sincronizzare finché non lo riavvii.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window quits BookOrbit.</source>
            <translation>Questo desktop non ha un’area di notifica, quindi chiudendo la finestra si esce da BookOrbit.</translation>
        </message>
        <message>
            <source>Books, pages or hours in a year or month. The dashboard shows how you're doing.</source>
            <translation>Libri, pagine o ore in un anno o mese. La panoramica mostra come va.</translation>
        </message>
        <message>
            <source>Reading goal</source>
            <translation>Obiettivo di lettura</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a year…</source>
            <translation>
                <numerusform>%n pagina all’anno…</numerusform>
                <numerusform>%n pagine all’anno…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a month…</source>
            <translation>
                <numerusform>%n pagina al mese…</numerusform>
                <numerusform>%n pagine al mese…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a year…</source>
            <translation>
                <numerusform>%n ora all’anno…</numerusform>
                <numerusform>%n ore all’anno…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a month…</source>
            <translation>
                <numerusform>%n ora al mese…</numerusform>
                <numerusform>%n ore al mese…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a year…</source>
            <translation>
                <numerusform>%n libro all’anno…</numerusform>
                <numerusform>%n libri all’anno…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a month…</source>
            <translation>
                <numerusform>%n libro al mese…</numerusform>
                <numerusform>%n libri al mese…</numerusform>
            </translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>System follows your desktop.</source>
            <translation>«Sistema» segue il desktop.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiaro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuro</translation>
        </message>
        <message>
            <source>Tray icon</source>
            <translation>Icona nell’area di notifica</translation>
        </message>
        <message>
            <source>Choose the one that your panel shows best.</source>
            <translation>Scegli quella che si vede meglio nel tuo pannello.</translation>
        </message>
        <message>
            <source>In colour</source>
            <translation>A colori</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Scura, per pannelli chiari</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Chiara, per pannelli scuri</translation>
        </message>
        <message>
            <source>A day of reading begins at</source>
            <translation>Un giorno di lettura inizia alle</translation>
        </message>
        <message>
            <source>What you read before that hour counts for the day before. Dates sent to Hardcover stay as they are.</source>
            <translation>Ciò che leggi prima di quell’ora conta per il giorno prima. Le date inviate a Hardcover restano come sono.</translation>
        </message>
        <message>
            <source>Startup and closing</source>
            <translation>Avvio e chiusura</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aspetto</translation>
        </message>
        <message>
            <source>Goals</source>
            <translation>Obiettivi</translation>
        </message>
        <message>
            <source>No goal</source>
            <translation>Nessun obiettivo</translation>
        </message>
        <message>
            <source>What to count</source>
            <translation>Che cosa contare</translation>
        </message>
        <message>
            <source>books</source>
            <translation>libri</translation>
        </message>
        <message>
            <source>pages</source>
            <translation>pagine</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>ore</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Periodo</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>all’anno</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>al mese</translation>
        </message>
        <message>
            <source>Minutes for a day to count</source>
            <translation>Minuti perché un giorno conti</translation>
        </message>
        <message>
            <source>Create a token that can read them…</source>
            <translation>Crea un token che possa leggerli…</translation>
        </message>
        <message>
            <source>Signing in doesn't let BookOrbit read your goals on Hardcover.</source>
            <translation>L’accesso non permette a BookOrbit di leggere i tuoi obiettivi su Hardcover.</translation>
        </message>
        <message>
            <source>Your token can't read your goals on Hardcover.</source>
            <translation>Il tuo token non può leggere i tuoi obiettivi su Hardcover.</translation>
        </message>
        <message>
            <source>On Hardcover:</source>
            <translation>Su Hardcover:</translation>
        </message>
        <message>
            <source>You have no reading goal on Hardcover just now.</source>
            <translation>Al momento non hai obiettivi di lettura su Hardcover.</translation>
        </message>
        <message>
            <source>Couldn't read your goals on Hardcover.</source>
            <translation>Impossibile leggere i tuoi obiettivi su Hardcover.</translation>
        </message>
        <message>
            <source>How much do you want to read?</source>
            <translation>Quanto vuoi leggere?</translation>
        </message>
        <message>
            <source>From how many minutes on does a day count for your streak?</source>
            <translation>Da quanti minuti un giorno conta per la tua serie di giorni?</translation>
        </message>
        <message>
            <source>until {0}</source>
            <translation>fino al {0}</translation>
        </message>
        <message>
            <source>Allow Readest in a browser</source>
            <translation>Consenti Readest in un browser</translation>
        </message>
        <message>
            <source>Its page at {0} may then sync with this computer, with your login. It needs the encrypted address. Readest's apps need neither.</source>
            <translation>La sua pagina {0} può allora sincronizzarsi con questo computer, con le tue credenziali. Le serve l’indirizzo cifrato. Alle app di Readest non serve né l’uno né l’altro.</translation>
        </message>
        <message>
            <source>Devices with your user name and passphrase can browse your library and download books.</source>
            <translation>I dispositivi con il tuo nome utente e la tua frase segreta possono sfogliare la biblioteca e scaricare libri.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Un libro è finito al</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100%.</source>
            <translation>Da lì in poi conta come Letto. Nella modalità a scorrimento KOReader non arriva mai al 100%.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Quando un dispositivo torna indietro in un libro</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices always get the last position sent, and progress on Hardcover is never lowered.</source>
            <translation>Di più di una o due pagine. I dispositivi ricevono sempre l’ultima posizione inviata, e i progressi su Hardcover non vengono mai abbassati.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Chiedimelo</translation>
        </message>
        <message>
            <source>Keep the furthest position</source>
            <translation>Mantieni la posizione più avanzata</translation>
        </message>
        <message>
            <source>Allow devices with public addresses</source>
            <translation>Consenti dispositivi con indirizzi pubblici</translation>
        </message>
        <message>
            <source>Anyone on the internet who reaches this computer can then try to log in. Only https is encrypted.</source>
            <translation>Chiunque raggiunga questo computer da internet può allora provare ad accedere. Solo https è cifrato.</translation>
        </message>
        <message>
            <source>Announce a name on the home network</source>
            <translation>Annuncia un nome sulla rete domestica</translation>
        </message>
        <message>
            <source>Phones and computers then find bookorbit.local. Most e-readers can't: they need the address.</source>
            <translation>Telefoni e computer trovano allora bookorbit.local. La maggior parte dei lettori non può: serve loro l’indirizzo.</translation>
        </message>
        <message>
            <source>Serve an encrypted address too (https)</source>
            <translation>Offri anche un indirizzo cifrato (https)</translation>
        </message>
        <message>
            <source>Nobody on the Wi-Fi can read along then. KOReader doesn't check certificates, so it doesn't notice a server that pretends to be this one. Browsers warn.</source>
            <translation>Così nessuno può leggere ciò che passa sul Wi-Fi. KOReader non controlla i certificati, quindi non si accorge di un server che si finge questo. I browser avvisano.</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usa</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Ascolta su</translation>
        </message>
        <message>
            <source>Show address, name and passphrase</source>
            <translation>Mostra indirizzo, nome e frase segreta</translation>
        </message>
        <message>
            <source>All networks</source>
            <translation>Tutte le reti</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Solo questo computer</translation>
        </message>
        <message>
            <source>The server is stopped. The new port is used when it starts.</source>
            <translation>Il server è fermo. La nuova porta sarà usata al suo avvio.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Porta</translation>
        </message>
        <message>
            <source>Use this port</source>
            <translation>Usa questa porta</translation>
        </message>
        <message>
            <source>Reading progress</source>
            <translation>Progressi di lettura</translation>
        </message>
        <message>
            <source>Change the address on your devices, too.</source>
            <translation>Cambia l’indirizzo anche sui tuoi dispositivi.</translation>
        </message>
        <message>
            <source>Networks that devices can connect from.</source>
            <translation>Reti da cui i dispositivi possono collegarsi.</translation>
        </message>
        <message>
            <source>Use your own certificate…</source>
            <translation>Usa un tuo certificato…</translation>
        </message>
        <message>
            <source>Make a new certificate</source>
            <translation>Crea un nuovo certificato</translation>
        </message>
        <message>
            <source>Choose the certificate (PEM)</source>
            <translation>Scegli il certificato (PEM)</translation>
        </message>
        <message>
            <source>Choose its private key (PEM)</source>
            <translation>Scegli la sua chiave privata (PEM)</translation>
        </message>
        <message>
            <source>This certificate works until BookOrbit quits. {0}</source>
            <translation>Questo certificato vale finché BookOrbit non viene chiuso. {0}</translation>
        </message>
        <message>
            <source>Certificate, valid until {0}. SHA-256: {1}</source>
            <translation>Certificato valido fino al {0}. SHA-256: {1}</translation>
        </message>
        <message>
            <source>It ends soon. Choose a renewed one, or make a new certificate.</source>
            <translation>Scade presto. Scegline uno rinnovato, o crea un nuovo certificato.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Elimina i backup…</translation>
        </message>
        <message>
            <source>Backups of changed files</source>
            <translation>Backup dei file cambiati</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Needed to undo changes.</source>
            <translation>
                <numerusform>%n file, {0}. Serve per annullare le modifiche.</numerusform>
                <numerusform>%n file, {0}. Servono per annullare le modifiche.</numerusform>
            </translation>
        </message>
        <message>
            <source>No backups.</source>
            <translation>Nessun backup.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>Eliminare i backup?</translation>
        </message>
        <message>
            <source>You won't be able to undo changes to your files. The files and your reading progress aren't affected.</source>
            <translation>Non potrai più annullare le modifiche ai tuoi file. I file e i tuoi progressi di lettura non ne risentono.</translation>
        </message>
        <message>
            <source>Delete backups</source>
            <translation>Elimina i backup</translation>
        </message>
        <message>
            <source>Keep backups</source>
            <translation>Mantieni i backup</translation>
        </message>
        <message>
            <source>Backups deleted.</source>
            <translation>Backup eliminati.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>Rimuovi {0}</translation>
        </message>
        <message>
            <source>Watched for changes.</source>
            <translation>Sorvegliata per le modifiche.</translation>
        </message>
        <message>
            <source>Scanned every 15 minutes because your system doesn't report all changes here.</source>
            <translation>Scansionata ogni 15 minuti perché il sistema qui non segnala tutte le modifiche.</translation>
        </message>
        <message>
            <source>Not available. Its books are kept. Connect the drive to continue.</source>
            <translation>Non disponibile. I suoi libri restano. Collega l’unità per continuare.</translation>
        </message>
        <message>
            <source>Scanned when BookOrbit starts or when you press Scan now.</source>
            <translation>Scansionata all’avvio di BookOrbit o quando premi Scansiona ora.</translation>
        </message>
        <message>
            <source>Watch folders for changes</source>
            <translation>Sorveglia le modifiche nelle cartelle</translation>
        </message>
        <message>
            <source>New, changed and renamed books appear in your library within seconds.</source>
            <translation>I libri nuovi, cambiati e rinominati compaiono nella biblioteca in pochi secondi.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Controlla prima i nuovi libri</translation>
        </message>
        <message>
            <source>New books stay in the Inbox until you approve them. Devices can already download and sync them. When off, only books without a title or author need review.</source>
            <translation>I nuovi libri restano in «In arrivo» finché non li approvi. I dispositivi possono già scaricarli e sincronizzarli. Se spento, solo i libri senza titolo o autore vanno controllati.</translation>
        </message>
        <message>
            <source>Allow organising files</source>
            <translation>Consenti di organizzare i file</translation>
        </message>
        <message>
            <source>Copy or move files into folders using a template. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Copia o sposta i file in cartelle secondo un modello. Prima vedi un’anteprima e poi puoi annullare la modifica. Cambiando i file cambia il modo in cui KOReader li riconosce.</translation>
        </message>
        <message>
            <source>Allow writing metadata into files</source>
            <translation>Consenti di scrivere i metadati nei file</translation>
        </message>
        <message>
            <source>Write title, authors, series and other fields you select into EPUBs. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Scrivi titolo, autori, serie e altri campi a tua scelta negli EPUB. Prima vedi un’anteprima e poi puoi annullare la modifica. Cambiando i file cambia il modo in cui KOReader li riconosce.</translation>
        </message>
        <message>
            <source>Organise all files…</source>
            <translation>Organizza tutti i file…</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Aggiungi una cartella…</translation>
        </message>
        <message>
            <source>Scan now</source>
            <translation>Scansiona ora</translation>
        </message>
        <message>
            <source>No folders yet. Add one to see its books. Your files stay where they are.</source>
            <translation>Ancora nessuna cartella. Aggiungine una per vederne i libri. I tuoi file restano dove sono.</translation>
        </message>
        <message>
            <source>Turn this on above first.</source>
            <translation>Attivalo prima qui sopra.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Aggiungi prima una cartella.</translation>
        </message>
        <message>
            <source>Remove this folder?</source>
            <translation>Rimuovere questa cartella?</translation>
        </message>
        <message>
            <source>{0}

Its files stay where they are, and its books stay in your library with their progress. BookOrbit just stops watching the folder.</source>
            <translation>{0}

I suoi file restano dove sono, e i suoi libri restano nella biblioteca con i loro progressi. BookOrbit smette solo di sorvegliare la cartella.</translation>
        </message>
        <message>
            <source>Remove folder</source>
            <translation>Rimuovi la cartella</translation>
        </message>
        <message>
            <source>Keep folder</source>
            <translation>Mantieni la cartella</translation>
        </message>
        <message>
            <source>Folder removed: {0}</source>
            <translation>Cartella rimossa: {0}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Cartelle</translation>
        </message>
        <message>
            <source>Books in these folders and their subfolders appear in your library. Their files aren't changed.</source>
            <translation>I libri in queste cartelle e nelle loro sottocartelle compaiono nella biblioteca. I loro file non vengono cambiati.</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Modifiche</translation>
        </message>
        <message>
            <source>New books</source>
            <translation>Nuovi libri</translation>
        </message>
        <message>
            <source>Your files</source>
            <translation>I tuoi file</translation>
        </message>
        <message>
            <source>Goodreads and StoryGraph</source>
            <translation>Goodreads e StoryGraph</translation>
        </message>
        <message>
            <source>Fill in missing statuses, ratings and dates from a CSV export. You can review every line first.</source>
            <translation>Completa stati, valutazioni e date mancanti da un’esportazione CSV. Puoi prima controllare ogni riga.</translation>
        </message>
        <message>
            <source>Calibre's rating</source>
            <translation>Valutazione di Calibre</translation>
        </message>
        <message>
            <source>{0} (#{1})</source>
            <translation>{0} (#{1})</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nessuna</translation>
        </message>
        <message>
            <source>This library has no matching column.</source>
            <translation>Questa biblioteca non ha una colonna adatta.</translation>
        </message>
        <message>
            <source>Several columns match. Choose one.</source>
            <translation>Più colonne sono adatte. Scegline una.</translation>
        </message>
        <message>
            <source>Values not recognised and skipped: {0}.</source>
            <translation>Valori non riconosciuti e saltati: {0}.</translation>
        </message>
        <message>
            <source>Read status</source>
            <translation>Stato di lettura</translation>
        </message>
        <message>
            <source>Date read</source>
            <translation>Data di lettura</translation>
        </message>
        <message>
            <source>For books without a status. Your own changes are kept.</source>
            <translation>Per i libri senza stato. Le tue modifiche restano.</translation>
        </message>
        <message>
            <source>For books without a finish date.</source>
            <translation>Per i libri senza data di fine.</translation>
        </message>
        <message>
            <source>For books without a rating.</source>
            <translation>Per i libri senza valutazione.</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Invia le modifiche automaticamente</translation>
        </message>
        <message>
            <source>When off, automatic sync is paused. Sync now still works.</source>
            <translation>Se spento, la sincronizzazione automatica è in pausa. «Sincronizza ora» funziona comunque.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Cambi di stato</translation>
        </message>
        <message>
            <source>Send changes to a book's reading status.</source>
            <translation>Invia i cambi dello stato di lettura di un libro.</translation>
        </message>
        <message>
            <source>Send progress and dates when your device reports them.</source>
            <translation>Invia progressi e date quando li comunica il dispositivo.</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Valutazioni</translation>
        </message>
        <message>
            <source>Send your star ratings.</source>
            <translation>Invia le tue valutazioni con le stelle.</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there.</source>
            <translation>Ogni sincronizzazione aggiunge i tuoi libri Da leggere di Hardcover ai libri abbinati senza dati di lettura qui, e li toglie quando li rimuovi lì.</translation>
        </message>
        <message>
            <source>Nothing is sent automatically while “Send changes automatically” is off.</source>
            <translation>Nulla viene inviato automaticamente finché «Invia le modifiche automaticamente» è spento.</translation>
        </message>
        <message>
            <source>Automatic sync</source>
            <translation>Sincronizzazione automatica</translation>
        </message>
        <message>
            <source>Starts after your first sync. Unread books aren't sent.</source>
            <translation>Inizia dopo la tua prima sincronizzazione. I libri Non letti non vengono inviati.</translation>
        </message>
        <message>
            <source>Who can see your books</source>
            <translation>Chi può vedere i tuoi libri</translation>
        </message>
        <message>
            <source>Applies to books sent from now on. Entries you created yourself aren't changed.</source>
            <translation>Vale per i libri inviati d’ora in poi. Le voci che hai creato tu non vengono cambiate.</translation>
        </message>
        <message>
            <source>Your highlights and notes as quotes on your books' pages.</source>
            <translation>Le tue evidenziazioni e note come citazioni sulle pagine dei tuoi libri.</translation>
        </message>
        <message>
            <source>Finished book</source>
            <translation>Libro finito</translation>
        </message>
        <message>
            <source>Includes stars to rate it.</source>
            <translation>Comprende le stelle per valutarlo.</translation>
        </message>
        <message>
            <source>When a device syncs for the first time.</source>
            <translation>Quando un dispositivo sincronizza per la prima volta.</translation>
        </message>
        <message>
            <source>Once, with steps to fix it.</source>
            <translation>Una volta, con i passi per risolvere.</translation>
        </message>
        <message>
            <source>Hardcover token problem</source>
            <translation>Problema con il token di Hardcover</translation>
        </message>
        <message>
            <source>When your token is refused or about to expire. Sync pauses until you replace a refused token.</source>
            <translation>Quando il tuo token è rifiutato o sta per scadere. La sincronizzazione si ferma finché non sostituisci un token rifiutato.</translation>
        </message>
        <message>
            <source>A device sent an unknown book</source>
            <translation>Un dispositivo ha inviato un libro sconosciuto</translation>
        </message>
        <message>
            <source>Several are combined into one notification.</source>
            <translation>Più d’uno finisce in una sola notifica.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Una sincronizzazione finita con problemi</translation>
        </message>
        <message>
            <source>When books couldn't be matched or sent.</source>
            <translation>Quando non è stato possibile abbinare o inviare dei libri.</translation>
        </message>
        <message>
            <source>Book file missing</source>
            <translation>File di un libro mancante</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Progress is kept.</source>
            <translation>Quando un file è stato spostato o eliminato. I progressi restano.</translation>
        </message>
        <message>
            <source>KOReader device connected by USB</source>
            <translation>Dispositivo KOReader collegato via USB</translation>
        </message>
        <message>
            <source>When its reading data can be imported. Nothing is read until you start an import.</source>
            <translation>Quando si possono importare i suoi dati di lettura. Non viene letto nulla finché non avvii un’importazione.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Un dispositivo è tornato indietro in un libro</translation>
        </message>
        <message>
            <source>Once per book, if BookOrbit asks you what to do.</source>
            <translation>Una volta per libro, se BookOrbit ti chiede che cosa fare.</translation>
        </message>
        <message>
            <source>Use quiet hours</source>
            <translation>Usa le ore di silenzio</translation>
        </message>
        <message>
            <source>No notifications are shown. You can still see everything in the window.</source>
            <translation>Non compaiono notifiche. Nella finestra puoi comunque vedere tutto.</translation>
        </message>
        <message>
            <source>Can span midnight.</source>
            <translation>Possono superare la mezzanotte.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Dalle</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>Avvisami di</translation>
        </message>
        <message>
            <source>You're never notified about individual progress updates.</source>
            <translation>Non ricevi mai avvisi per i singoli aggiornamenti dei progressi.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Ore di silenzio</translation>
        </message>
        <message>
            <source>Turn on “Use quiet hours” first.</source>
            <translation>Attiva prima «Usa le ore di silenzio».</translation>
        </message>
        <message>
            <source>How BookOrbit behaves on this computer.</source>
            <translation>Come si comporta BookOrbit su questo computer.</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Sezioni</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Generale</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notifiche</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avanzate</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Informazioni</translation>
        </message>
        <message>
            <source>Highlights to send</source>
            <translation>Evidenziazioni da inviare</translation>
        </message>
        <message>
            <source>Books whose highlights are sent</source>
            <translation>Libri di cui si inviano le evidenziazioni</translation>
        </message>
        <message>
            <source>Who can read them</source>
            <translation>Chi può leggerle</translation>
        </message>
        <message>
            <source>Only you</source>
            <translation>Solo tu</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Also where the book itself is more private</source>
            <translation>Anche dove il libro stesso è più privato</translation>
        </message>
        <message>
            <source>When off, a highlight is never seen by more people than its book.</source>
            <translation>Se è spento, un’evidenziazione non è mai vista da più persone del suo libro.</translation>
        </message>
        <message>
            <source>Mark them as spoilers</source>
            <translation>Segnale come spoiler</translation>
        </message>
        <message>
            <source>Hardcover hides them until a reader asks. Applies to highlights sent from now on.</source>
            <translation>Hardcover le nasconde finché qualcuno non vuole vederle. Vale per le evidenziazioni inviate d’ora in poi.</translation>
        </message>
        <message>
            <source>Remove what you delete on your devices</source>
            <translation>Rimuovi ciò che elimini sui tuoi dispositivi</translation>
        </message>
        <message>
            <source>When off, highlights stay on Hardcover until you remove them there or here.</source>
            <translation>Se è spento, le evidenziazioni restano su Hardcover finché non le rimuovi lì o qui.</translation>
        </message>
        <message>
            <source>Show what you write on Hardcover</source>
            <translation>Mostra ciò che scrivi su Hardcover</translation>
        </message>
        <message>
            <source>Each sync adds quotes and notes from Hardcover to Highlights. They can't be changed here.</source>
            <translation>Ogni sincronizzazione aggiunge alle evidenziazioni le citazioni e le note di Hardcover. Qui non si possono modificare.</translation>
        </message>
        <message>
            <source>With each sync, after statuses and progress.</source>
            <translation>A ogni sincronizzazione, dopo stati e progressi.</translation>
        </message>
        <message>
            <source>You can also choose a book by itself: right-click one of its highlights.</source>
            <translation>Puoi anche scegliere un singolo libro: clic destro su una sua evidenziazione.</translation>
        </message>
        <message>
            <source>Applies to highlights sent from now on.</source>
            <translation>Vale per le evidenziazioni inviate d’ora in poi.</translation>
        </message>
        <message>
            <source>Let others read your highlights and notes?</source>
            <translation>Far leggere ad altri le tue evidenziazioni e note?</translation>
        </message>
        <message>
            <source>What is sent from now on can be read by others on Hardcover, with your notes. Books that you keep more private there stay so.</source>
            <translation>Ciò che viene inviato d’ora in poi può essere letto da altri su Hardcover, con le tue note. I libri che lì tieni più privati restano tali.</translation>
        </message>
        <message>
            <source>Let others read them</source>
            <translation>Falle leggere ad altri</translation>
        </message>
        <message>
            <source>Keep them private</source>
            <translation>Tienile private</translation>
        </message>
        <message>
            <source>Only books you choose</source>
            <translation>Solo i libri che scegli</translation>
        </message>
        <message>
            <source>Highlights without notes</source>
            <translation>Evidenziazioni senza note</translation>
        </message>
        <message>
            <source>Only highlights with a note</source>
            <translation>Solo le evidenziazioni con una nota</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Server di inoltro</translation>
        </message>
        <message>
            <source>Syncs with another progress server while this computer is on. Devices that use that server stay up to date even when this computer is asleep or you're away.</source>
            <translation>Sincronizza con un altro server di progressi mentre questo computer è acceso. I dispositivi che usano quel server restano aggiornati anche quando questo computer dorme o sei via.</translation>
        </message>
        <message>
            <source>Use relay</source>
            <translation>Usa il server di inoltro</translation>
        </message>
        <message>
            <source>Without https://, others on the network can read your user name and password. Use it only on your home network.</source>
            <translation>Senza https://, altri sulla rete possono leggere il tuo nome utente e la tua password. Usalo solo sulla rete di casa.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Salva e usa</translation>
        </message>
        <message>
            <source>Saved. Type to replace it.</source>
            <translation>Salvata. Scrivi per sostituirla.</translation>
        </message>
        <message>
            <source>Enter a server address and login first.</source>
            <translation>Inserisci prima l’indirizzo del server e i dati di accesso.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Ultimo invio: {0}</translation>
        </message>
        <message>
            <source>Last received: {0}</source>
            <translation>Ultima ricezione: {0}</translation>
        </message>
        <message>
            <source>Last checked: {0}</source>
            <translation>Ultimo controllo: {0}</translation>
        </message>
        <message>
            <source>Not synced yet.</source>
            <translation>Non ancora sincronizzato.</translation>
        </message>
        <message>
            <source>Contacting the server…</source>
            <translation>Contatto con il server…</translation>
        </message>
        <message>
            <source>Connected. Your login was accepted.</source>
            <translation>Collegato. I tuoi dati di accesso sono stati accettati.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Salvato. L’inoltro è attivo.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) sent</source>
            <translation>
                <numerusform>%n posizione inviata</numerusform>
                <numerusform>%n posizioni inviate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) received</source>
            <translation>
                <numerusform>%n posizione ricevuta</numerusform>
                <numerusform>%n posizioni ricevute</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in sync.</source>
            <translation>I due server sono allineati.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Indirizzo</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>{0}:{1}</source>
            <translation>{0}:{1}</translation>
        </message>
        <message>
            <source>It will be able to read and update your progress. If it shows “Allow it on your computer”, tap Register again.</source>
            <translation>Potrà leggere e aggiornare i tuoi progressi. Se mostra «Allow it on your computer», tocca di nuovo Registrati.</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Consenti</translation>
        </message>
        <message>
            <source>Don't allow</source>
            <translation>Non consentire</translation>
        </message>
        <message>
            <source>Go to {0}</source>
            <translation>Vai a {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>Add a folder of books</source>
            <translation>Aggiungi una cartella di libri</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>Cerca nei tuoi libri</translation>
        </message>
        <message>
            <source>Scan folders for changes</source>
            <translation>Cerca modifiche nelle cartelle</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>Annulla l’ultima modifica</translation>
        </message>
        <message>
            <source>Show keyboard shortcuts</source>
            <translation>Mostra le scorciatoie da tastiera</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Chiudi la finestra</translation>
        </message>
        <message>
            <source>Close the open message, panel or details</source>
            <translation>Chiudi il messaggio, il pannello o i dettagli aperti</translation>
        </message>
        <message>
            <source>Show book details</source>
            <translation>Mostra i dettagli del libro</translation>
        </message>
        <message>
            <source>On the Hardcover page: use the book's suggested action</source>
            <translation>Nella pagina Hardcover: usa l’azione suggerita per il libro</translation>
        </message>
        <message>
            <source>In the Inbox: approve</source>
            <translation>In «In arrivo»: approva</translation>
        </message>
        <message>
            <source>When reviewing a book: reread the file and search Hardcover again</source>
            <translation>Mentre controlli un libro: rileggi il file e cerca di nuovo su Hardcover</translation>
        </message>
        <message>
            <source>Move between books</source>
            <translation>Passa da un libro all’altro</translation>
        </message>
        <message>
            <source>Rate from 1 to 5 stars; 0 clears the rating</source>
            <translation>Valuta da 1 a 5 stelle; 0 toglie la valutazione</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Rimuovi i libri selezionati</translation>
        </message>
        <message>
            <source>On the Highlights page: remove selected highlights</source>
            <translation>Nella pagina Evidenziazioni: rimuovi le evidenziazioni selezionate</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Copia le evidenziazioni selezionate</translation>
        </message>
        <message>
            <source>Type any letter to search</source>
            <translation>Scrivi una lettera qualsiasi per cercare</translation>
        </message>
        <message>
            <source>Show actions for the selected books</source>
            <translation>Mostra le azioni per i libri selezionati</translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>Ovunque</translation>
        </message>
        <message>
            <source>In a list of books</source>
            <translation>In un elenco di libri</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) need[s] attention</source>
            <translation>
                <numerusform>%n file richiede attenzione</numerusform>
                <numerusform>%n file richiedono attenzione</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s)</source>
            <translation>
                <numerusform>%n evidenziazione o nota</numerusform>
                <numerusform>%n evidenziazioni e note</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need[s] attention</source>
            <translation>
                <numerusform>%n richiede attenzione</numerusform>
                <numerusform>%n richiedono attenzione</numerusform>
            </translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Spento</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Acceso</translation>
        </message>
        <message>
            <source>Restore backup</source>
            <translation>Ripristina il backup</translation>
        </message>
        <message>
            <source>Set library aside</source>
            <translation>Metti da parte la biblioteca</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Esci</translation>
        </message>
        <message>
            <source>Setting it aside moves it to a new folder next to it. Nothing is deleted.</source>
            <translation>Metterla da parte la sposta in una nuova cartella accanto. Nulla viene eliminato.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit non si avvia</translation>
        </message>
        <message>
            <source>Your old library is now in {0}. BookOrbit will start with a new one.</source>
            <translation>La tua vecchia biblioteca è ora in {0}. BookOrbit inizierà con una nuova.</translation>
        </message>
        <message>
            <source>Old library set aside</source>
            <translation>Vecchia biblioteca messa da parte</translation>
        </message>
        <message>
            <source>Your library database, {0}, is empty.</source>
            <translation>Il database della tua biblioteca, {0}, è vuoto.</translation>
        </message>
        <message>
            <source>Your library database, {0}, is damaged. BookOrbit hasn't changed it.</source>
            <translation>Il database della tua biblioteca, {0}, è danneggiato. BookOrbit non l’ha cambiato.</translation>
        </message>
        <message>
            <source>Restore a backup, or set the library aside and start a new one.</source>
            <translation>Ripristina un backup, o metti da parte la biblioteca e iniziane una nuova.</translation>
        </message>
        <message numerus="yes">
            <source>The newest backup is from {0} and has %n book(s).</source>
            <translation>
                <numerusform>Il backup più recente è del {0} e ha %n libro.</numerusform>
                <numerusform>Il backup più recente è del {0} e ha %n libri.</numerusform>
            </translation>
        </message>
        <message>
            <source>It has no positions.</source>
            <translation>Non ha posizioni.</translation>
        </message>
        <message>
            <source>Its newest position is from {0}; what came later is missing.</source>
            <translation>La sua posizione più recente è del {0}; ciò che è venuto dopo manca.</translation>
        </message>
        <message>
            <source>Reading of {0}</source>
            <translation>Lettura di {0}</translation>
        </message>
        <message>
            <source>Position over time</source>
            <translation>Posizione nel tempo</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sessioni</translation>
        </message>
        <message>
            <source>Pages a minute</source>
            <translation>Pagine al minuto</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n sessione</numerusform>
                <numerusform>%n sessioni</numerusform>
            </translation>
        </message>
        <message>
            <source>No page views for this book yet. Import your device's statistics over USB.</source>
            <translation>Ancora nessuna pagina vista per questo libro. Importa via USB le statistiche del dispositivo.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>No position yet.</source>
            <translation>Ancora nessuna posizione.</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minuti</translation>
        </message>
        <message>
            <source>No sessions yet.</source>
            <translation>Ancora nessuna sessione.</translation>
        </message>
        <message>
            <source>{0} pages a minute</source>
            <translation>{0} pagine al minuto</translation>
        </message>
        <message>
            <source>{0} on average</source>
            <translation>{0} in media</translation>
        </message>
        <message>
            <source>No pace yet.</source>
            <translation>Ancora nessun ritmo.</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Qualsiasi stato</translation>
        </message>
        <message>
            <source>All genres</source>
            <translation>Tutti i generi</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>Show time</source>
            <translation>Mostra il tempo</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>Mostra le pagine</translation>
        </message>
        <message>
            <source>Reading journal</source>
            <translation>Diario di lettura</translation>
        </message>
        <message>
            <source>Add session…</source>
            <translation>Aggiungi sessione…</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>Correggi…</translation>
        </message>
        <message>
            <source>Show older sessions</source>
            <translation>Mostra sessioni più vecchie</translation>
        </message>
        <message>
            <source>No sessions yet. Read a little on your device, or add one.</source>
            <translation>Ancora nessuna sessione. Leggi un po’ sul dispositivo, o aggiungine una.</translation>
        </message>
        <message>
            <source>Select a session first.</source>
            <translation>Seleziona prima una sessione.</translation>
        </message>
        <message>
            <source>Session added.</source>
            <translation>Sessione aggiunta.</translation>
        </message>
        <message>
            <source>Session corrected.</source>
            <translation>Sessione corretta.</translation>
        </message>
        <message>
            <source>Session deleted.</source>
            <translation>Sessione eliminata.</translation>
        </message>
        <message>
            <source>Export the reading journal</source>
            <translation>Esporta il diario di lettura</translation>
        </message>
        <message>
            <source>JSON file (*.json)</source>
            <translation>File JSON (*.json)</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) exported to {0}</source>
            <translation>
                <numerusform>%n sessione esportata in {0}</numerusform>
                <numerusform>%n sessioni esportate in {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>Corrections are kept beside what your devices recorded, and survive new imports.</source>
            <translation>Le correzioni stanno accanto a ciò che hanno annotato i tuoi dispositivi, e sopravvivono a nuove importazioni.</translation>
        </message>
        <message>
            <source>Sessions of “{0}”</source>
            <translation>Sessioni di «{0}»</translation>
        </message>
        <message>
            <source>Correct session</source>
            <translation>Correggi sessione</translation>
        </message>
        <message>
            <source>Add session</source>
            <translation>Aggiungi sessione</translation>
        </message>
        <message>
            <source>Another book…</source>
            <translation>Un altro libro…</translation>
        </message>
        <message>
            <source>Title, such as that of a paper book</source>
            <translation>Titolo, per esempio di un libro di carta</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>HH:MM</source>
            <translation>HH:MM</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Inizio</translation>
        </message>
        <message>
            <source>Optional</source>
            <translation>Facoltativo</translation>
        </message>
        <message>
            <source>Read on</source>
            <translation>Letto su</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Carta</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Calendario</translation>
        </message>
        <message>
            <source>Hours of the week</source>
            <translation>Ore della settimana</translation>
        </message>
        <message>
            <source>Year in review…</source>
            <translation>L’anno in breve…</translation>
        </message>
        <message numerus="yes">
            <source>Not counted, because a device's clock was wrong: %n page view(s) ({0})</source>
            <translation>
                <numerusform>Non contata, perché l’orologio di un dispositivo era sbagliato: %n pagina vista ({0})</numerusform>
                <numerusform>Non contate, perché l’orologio di un dispositivo era sbagliato: %n pagine viste ({0})</numerusform>
            </translation>
        </message>
        <message>
            <source>No reading yet. Connect your KOReader device by USB to import its statistics, or let it sync. Your first plot appears after a few pages.</source>
            <translation>Ancora nessuna lettura. Collega il dispositivo KOReader via USB per importarne le statistiche, o lascia che sincronizzi. Il primo grafico compare dopo qualche pagina.</translation>
        </message>
        <message>
            <source>Nothing you read fits these filters.</source>
            <translation>Niente di ciò che hai letto corrisponde a questi filtri.</translation>
        </message>
        <message>
            <source>Loading your reading</source>
            <translation>Caricamento delle tue letture</translation>
        </message>
        <message>
            <source>What your reading looks like, from all your devices.</source>
            <translation>Come sono le tue letture, da tutti i tuoi dispositivi.</translation>
        </message>
        <message>
            <source>Nothing read.</source>
            <translation>Niente letto.</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durata</translation>
        </message>
        <message>
            <source>A document that isn't in your library</source>
            <translation>Un documento che non è nella biblioteca</translation>
        </message>
        <message>
            <source>{0} this year</source>
            <translation>{0} quest’anno</translation>
        </message>
        <message>
            <source>{0} this month</source>
            <translation>{0} questo mese</translation>
        </message>
        <message>
            <source>{0} pages an hour</source>
            <translation>{0} pagine all’ora</translation>
        </message>
        <message>
            <source>{0} h</source>
            <translation>{0} h</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Meno</translation>
        </message>
        <message>
            <source>More actions for {0}</source>
            <translation>Altre azioni per {0}</translation>
        </message>
        <message>
            <source>Show as table…</source>
            <translation>Mostra come tabella…</translation>
        </message>
        <message>
            <source>Save as {0}…</source>
            <translation>Salva come {0}…</translation>
        </message>
        <message>
            <source>Nothing read in {0}.</source>
            <translation>Niente letto nel {0}.</translation>
        </message>
        <message>
            <source>{0}, {1}–{2}</source>
            <translation>{0}, {1}–{2}</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Most on {0}</source>
            <translation>Di più: {0}</translation>
        </message>
        <message>
            <source>No reading times yet.</source>
            <translation>Ancora nessun orario di lettura.</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Lingue</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formati</translation>
        </message>
        <message>
            <source>Length of finished books</source>
            <translation>Lunghezza dei libri finiti</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Stelle</translation>
        </message>
        <message>
            <source>Where you stopped</source>
            <translation>Dove ti sei fermato</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Letto</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) finished</source>
            <translation>
                <numerusform>%n libro finito</numerusform>
                <numerusform>%n libri finiti</numerusform>
            </translation>
        </message>
        <message>
            <source>Months</source>
            <translation>Mesi</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mese</translation>
        </message>
        <message>
            <source>Books finished</source>
            <translation>Libri finiti</translation>
        </message>
        <message>
            <source>Most in {0}</source>
            <translation>Di più: {0}</translation>
        </message>
        <message>
            <source>{0} min and {1} pages a day</source>
            <translation>{0} min e {1} pagine al giorno</translation>
        </message>
        <message>
            <source>Seven-day pace</source>
            <translation>Ritmo di sette giorni</translation>
        </message>
        <message>
            <source>A day</source>
            <translation>Al giorno</translation>
        </message>
        <message>
            <source>Minutes a day</source>
            <translation>Minuti al giorno</translation>
        </message>
        <message>
            <source>Pages a day</source>
            <translation>Pagine al giorno</translation>
        </message>
        <message>
            <source>Now: {0}</source>
            <translation>Ora: {0}</translation>
        </message>
        <message>
            <source>Read on a few days to see your pace.</source>
            <translation>Leggi ancora qualche giorno per vedere il tuo ritmo.</translation>
        </message>
        <message numerus="yes">
            <source>%n more in the table</source>
            <translation>
                <numerusform>%n altro nella tabella</numerusform>
                <numerusform>Altri %n nella tabella</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to show yet.</source>
            <translation>Ancora niente da mostrare.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) with a date</source>
            <translation>
                <numerusform>%n libro con una data</numerusform>
                <numerusform>%n libri con una data</numerusform>
            </translation>
        </message>
        <message>
            <source>No finished books with a date yet.</source>
            <translation>Ancora nessun libro finito con una data.</translation>
        </message>
        <message>
            <source>No books to count yet.</source>
            <translation>Ancora nessun libro da contare.</translation>
        </message>
        <message>
            <source>Days to finish</source>
            <translation>Giorni per finire</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Giorni</translation>
        </message>
        <message>
            <source>{0} days on average</source>
            <translation>{0} giorni in media</translation>
        </message>
        <message numerus="yes">
            <source>%n to read</source>
            <translation>
                <numerusform>%n da leggere</numerusform>
                <numerusform>%n da leggere</numerusform>
            </translation>
        </message>
        <message>
            <source>Library and backlog</source>
            <translation>Biblioteca e libri in attesa</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>Da leggere</translation>
        </message>
        <message>
            <source>No books yet.</source>
            <translation>Ancora nessun libro.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Ore</translation>
        </message>
        <message>
            <source>{0}%</source>
            <translation>{0}%</translation>
        </message>
        <message>
            <source>Copy table</source>
            <translation>Copia la tabella</translation>
        </message>
        <message>
            <source>Saved to {0}.</source>
            <translation>Salvato in {0}.</translation>
        </message>
        <message>
            <source>Save as {0}</source>
            <translation>Salva come {0}</translation>
        </message>
        <message>
            <source>Year in review</source>
            <translation>L’anno in breve</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Pagina precedente</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Pagina successiva</translation>
        </message>
        <message>
            <source>Nothing was read or finished in this year.</source>
            <translation>In quest’anno non è stato letto né finito nulla.</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Copia l’immagine</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Salva l’immagine…</translation>
        </message>
        <message>
            <source>Save PDF…</source>
            <translation>Salva il PDF…</translation>
        </message>
        <message>
            <source>Page {0} of {1}</source>
            <translation>Pagina {0} di {1}</translation>
        </message>
        <message>
            <source>Your {0} in books</source>
            <translation>Il tuo {0} in libri</translation>
        </message>
        <message>
            <source>Month by month</source>
            <translation>Mese per mese</translation>
        </message>
        <message>
            <source>Your authors</source>
            <translation>I tuoi autori</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>All your books</source>
            <translation>Tutti i tuoi libri</translation>
        </message>
        <message>
            <source>of reading</source>
            <translation>di lettura</translation>
        </message>
        <message>
            <source>page read</source>
            <translation>pagina letta</translation>
        </message>
        <message>
            <source>pages read</source>
            <translation>pagine lette</translation>
        </message>
        <message>
            <source>in a row</source>
            <translation>di fila</translation>
        </message>
        <message>
            <source>book finished</source>
            <translation>libro finito</translation>
        </message>
        <message>
            <source>books finished</source>
            <translation>libri finiti</translation>
        </message>
        <message>
            <source>your longest day: {0}</source>
            <translation>il tuo giorno più lungo: {0}</translation>
        </message>
        <message>
            <source>the first, on {0}</source>
            <translation>il primo, il {0}</translation>
        </message>
        <message>
            <source>the last, on {0}</source>
            <translation>l’ultimo, il {0}</translation>
        </message>
        <message>
            <source>the fastest</source>
            <translation>il più veloce</translation>
        </message>
        <message>
            <source>with you the longest</source>
            <translation>quello che ti ha accompagnato di più</translation>
        </message>
        <message>
            <source>the longest</source>
            <translation>il più lungo</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%n dispositivo</numerusform>
                <numerusform>%n dispositivi</numerusform>
            </translation>
        </message>
        <message>
            <source>last sync {0}</source>
            <translation>ultima sincronizzazione {0}</translation>
        </message>
        <message>
            <source>Hardcover not connected</source>
            <translation>Hardcover non collegato</translation>
        </message>
        <message>
            <source>{0} of {1} requests left today</source>
            <translation>{0} di {1} richieste rimaste oggi</translation>
        </message>
        <message>
            <source>Hardcover {0}</source>
            <translation>Hardcover {0}</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>in pausa</translation>
        </message>
        <message>
            <source>{0} pending</source>
            <translation>{0} in sospeso</translation>
        </message>
        <message>
            <source>Show finished, waiting and failed jobs</source>
            <translation>Mostra le operazioni finite, in attesa e non riuscite</translation>
        </message>
        <message>
            <source>signed in until {0}</source>
            <translation>accesso valido fino al {0}</translation>
        </message>
        <message>
            <source>The server is stopped</source>
            <translation>Il server è fermo</translation>
        </message>
        <message>
            <source>Server stopped</source>
            <translation>Server fermo</translation>
        </message>
        <message>
            <source>Not accepting progress on {0}</source>
            <translation>Non accetta progressi su {0}</translation>
        </message>
        <message>
            <source>Serving {0}</source>
            <translation>Raggiungibile: {0}</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Invia</translation>
        </message>
        <message>
            <source>Run in background</source>
            <translation>Esegui in background</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Riprova i non riusciti</translation>
        </message>
        <message>
            <source>Undo this sync</source>
            <translation>Annulla le modifiche di questa sincronizzazione</translation>
        </message>
        <message>
            <source>Fix matches</source>
            <translation>Correggi gli abbinamenti</translation>
        </message>
        <message>
            <source>Show the books that have no match yet.</source>
            <translation>Mostra i libri che non hanno ancora un abbinamento.</translation>
        </message>
        <message>
            <source>Get a new token</source>
            <translation>Ottieni un nuovo token</translation>
        </message>
        <message>
            <source>Show or hide the books in this sync.</source>
            <translation>Mostra o nascondi i libri di questa sincronizzazione.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced books.</source>
            <translation>Confronta di nuovo ogni libro con Hardcover, compresi quelli sincronizzati.</translation>
        </message>
        <message>
            <source>The sync you asked for starts when this one ends.</source>
            <translation>La sincronizzazione che hai chiesto inizia quando finisce questa.</translation>
        </message>
        <message>
            <source>Finding your books. Nothing has been sent yet.</source>
            <translation>Ricerca dei tuoi libri. Non è stato ancora inviato nulla.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>Annullare le modifiche di questa sincronizzazione?</translation>
        </message>
        <message>
            <source>This restores what the sync changed on Hardcover and removes entries it created. Your books here aren't changed.</source>
            <translation>Questo riporta com’era ciò che la sincronizzazione ha cambiato su Hardcover e rimuove le voci che ha creato. I tuoi libri qui non vengono cambiati.</translation>
        </message>
        <message>
            <source>Couldn't undo the sync yet</source>
            <translation>Non è stato ancora possibile annullare le modifiche della sincronizzazione</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>Si ferma dopo il libro attuale.</translation>
        </message>
        <message>
            <source>If you cancel, the remaining books keep the synced changes.</source>
            <translation>Se annulli, i libri restanti mantengono le modifiche sincronizzate.</translation>
        </message>
        <message>
            <source>Cancel stops after the current request.</source>
            <translation>«Annulla» interrompe dopo la richiesta attuale.</translation>
        </message>
        <message>
            <source>Stops after the current request.</source>
            <translation>Si ferma dopo la richiesta attuale.</translation>
        </message>
        <message>
            <source>Nothing will be sent.</source>
            <translation>Non sarà inviato nulla.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n book(s)</source>
            <translation>
                <numerusform>Invia %n libro</numerusform>
                <numerusform>Invia %n libri</numerusform>
            </translation>
        </message>
        <message>
            <source>Books you leave out stay excluded until you include them.</source>
            <translation>I libri che lasci fuori restano esclusi finché non li includi.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Voce del registro di sincronizzazione</translation>
        </message>
        <message>
            <source>This entry isn't linked to a book in your library.</source>
            <translation>Questa voce non è collegata a un libro della biblioteca.</translation>
        </message>
        <message>
            <source>This book is no longer in your library.</source>
            <translation>Questo libro non è più nella biblioteca.</translation>
        </message>
        <message>
            <source>This entry has no Hardcover book.</source>
            <translation>Questa voce non ha un libro di Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Risultato</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Direzione</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Messaggio</translation>
        </message>
        <message>
            <source>{0}, not counting searches shared by several books.</source>
            <translation>{0}, senza contare le ricerche condivise da più libri.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Richieste</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Sincronizzazione</translation>
        </message>
        <message>
            <source>Number {0}</source>
            <translation>Numero {0}</translation>
        </message>
        <message>
            <source>All directions</source>
            <translation>Tutte le direzioni</translation>
        </message>
        <message>
            <source>All results</source>
            <translation>Tutti i risultati</translation>
        </message>
        <message>
            <source>Only “{0}”. Click to show all books.</source>
            <translation>Solo «{0}». Fai clic per mostrare tutti i libri.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Oggi</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Ultimi 7 giorni</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Ultimi 30 giorni</translation>
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
            <translation>→ Inoltro</translation>
        </message>
        <message>
            <source>← Relay</source>
            <translation>← Inoltro</translation>
        </message>
        <message>
            <source>← File</source>
            <translation>← File</translation>
        </message>
        <message>
            <source>← Device</source>
            <translation>← Dispositivo</translation>
        </message>
        <message>
            <source>from KOReader</source>
            <translation>da KOReader</translation>
        </message>
        <message>
            <source>to Hardcover</source>
            <translation>a Hardcover</translation>
        </message>
        <message>
            <source>from Hardcover</source>
            <translation>da Hardcover</translation>
        </message>
        <message>
            <source>to the relay</source>
            <translation>al server di inoltro</translation>
        </message>
        <message>
            <source>from the relay</source>
            <translation>dal server di inoltro</translation>
        </message>
        <message>
            <source>from a file</source>
            <translation>da un file</translation>
        </message>
        <message>
            <source>Entire sync</source>
            <translation>Tutta la sincronizzazione</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s)</source>
            <translation>
                <numerusform>%n richiesta</numerusform>
                <numerusform>%n richieste</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading list</source>
            <translation>Elenco di lettura</translation>
        </message>
        <message>
            <source>USB import</source>
            <translation>Importazione via USB</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Cancella più vecchie di…</translation>
        </message>
        <message>
            <source>Exporting the sync log</source>
            <translation>Esportazione del registro di sincronizzazione</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) exported to {0}.</source>
            <translation>
                <numerusform>%n riga esportata in {0}.</numerusform>
                <numerusform>%n righe esportate in {0}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n riga</numerusform>
                <numerusform>%n righe</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to clear.</source>
            <translation>Niente da cancellare.</translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Esporta il registro di sincronizzazione</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tabelle (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%n riga cancellata.</numerusform>
                <numerusform>%n righe cancellate.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet. Connect a device or sync to Hardcover to see activity here.</source>
            <translation>Ancora nessuna voce nel registro. Collega un dispositivo o sincronizza con Hardcover per vedere qui l’attività.</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Collega un dispositivo</translation>
        </message>
        <message>
            <source>No entries match these filters.</source>
            <translation>Nessuna voce corrisponde a questi filtri.</translation>
        </message>
        <message>
            <source>Loading the log</source>
            <translation>Caricamento del registro</translation>
        </message>
        <message>
            <source>What your devices and Hardcover synced, and what went wrong.</source>
            <translation>Che cosa hanno sincronizzato i tuoi dispositivi e Hardcover, e che cosa è andato storto.</translation>
        </message>
        <message>
            <source>Clear the sync log</source>
            <translation>Svuota il registro di sincronizzazione</translation>
        </message>
        <message>
            <source>Clear lines older than</source>
            <translation>Cancella le righe più vecchie di</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Tutte le righe</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Svuota</translation>
        </message>
        <message>
            <source>Keep log</source>
            <translation>Mantieni il registro</translation>
        </message>
        <message>
            <source>Counting lines…</source>
            <translation>Conteggio delle righe…</translation>
        </message>
        <message>
            <source>No lines are that old.</source>
            <translation>Nessuna riga è così vecchia.</translation>
        </message>
        <message numerus="yes">
            <source>%n Hardcover line(s) will be permanently deleted.</source>
            <translation>
                <numerusform>%n riga di Hardcover sarà eliminata per sempre.</numerusform>
                <numerusform>%n righe di Hardcover saranno eliminate per sempre.</numerusform>
            </translation>
        </message>
        <message>
            <source>Device history and the data needed to undo syncs are kept. Lines older than {0} days are deleted automatically.</source>
            <translation>La cronologia dei dispositivi e i dati per annullare le sincronizzazioni restano. Le righe più vecchie di {0} giorni vengono eliminate da sole.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>a {0}</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>non ancora confermato</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Preparazione…</translation>
        </message>
        <message>
            <source>Sending highlights of {0}</source>
            <translation>Invio delle evidenziazioni di {0}</translation>
        </message>
        <message>
            <source>{0} Will retry in {1} s.</source>
            <translation>{0} Nuovo tentativo fra {1} s.</translation>
        </message>
        <message>
            <source>{0} Continuing in {1} s.</source>
            <translation>{0} Continua fra {1} s.</translation>
        </message>
        <message>
            <source>{0} sent</source>
            <translation>{0} inviati</translation>
        </message>
        <message>
            <source>{0} unchanged</source>
            <translation>{0} invariati</translation>
        </message>
        <message>
            <source>{0} skipped</source>
            <translation>{0} saltati</translation>
        </message>
        <message>
            <source>{0} not matched</source>
            <translation>{0} non abbinati</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} non riusciti</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s)</source>
            <translation>
                <numerusform>%Ln citazione</numerusform>
                <numerusform>%Ln citazioni</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent. The list says why.</source>
            <translation>
                <numerusform>Non è stato possibile inviare %n libro. L’elenco dice perché.</numerusform>
                <numerusform>Non è stato possibile inviare %n libri. L’elenco dice perché.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] a match. Choose “Fix matches”.</source>
            <translation>
                <numerusform>%n libro ha bisogno di un abbinamento. Scegli «Correggi gli abbinamenti».</numerusform>
                <numerusform>%n libri hanno bisogno di un abbinamento. Scegli «Correggi gli abbinamenti».</numerusform>
            </translation>
        </message>
        <message>
            <source>What was sent stays. The next sync sends the rest.</source>
            <translation>Ciò che è stato inviato resta. La prossima sincronizzazione invia il resto.</translation>
        </message>
        <message>
            <source>Hardcover is up to date.</source>
            <translation>Hardcover è aggiornato.</translation>
        </message>
        <message>
            <source>Sync finished</source>
            <translation>Sincronizzazione finita</translation>
        </message>
        <message>
            <source>Sync cancelled</source>
            <translation>Sincronizzazione interrotta</translation>
        </message>
        <message>
            <source>Sync stopped</source>
            <translation>Sincronizzazione fermata</translation>
        </message>
        <message>
            <source>Syncing</source>
            <translation>Sincronizzazione</translation>
        </message>
        <message>
            <source>Books to send</source>
            <translation>Libri da inviare</translation>
        </message>
        <message>
            <source>Replace on Hardcover…</source>
            <translation>Sostituisci su Hardcover…</translation>
        </message>
        <message>
            <source>Show quotes…</source>
            <translation>Mostra le citazioni…</translation>
        </message>
        <message>
            <source>Will be sent</source>
            <translation>Sarà inviato</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Non inviato</translation>
        </message>
        <message>
            <source>Differs on Hardcover</source>
            <translation>Diverso su Hardcover</translation>
        </message>
        <message>
            <source>No books to send in this view.</source>
            <translation>Nessun libro da inviare in questa vista.</translation>
        </message>
        <message>
            <source>What Hardcover has stays, unless you replace it.</source>
            <translation>Ciò che Hardcover ha resta, a meno che tu non lo sostituisca.</translation>
        </message>
        <message>
            <source>Clear the books you don't want to send.</source>
            <translation>Deseleziona i libri che non vuoi inviare.</translation>
        </message>
        <message>
            <source>Nothing to send.</source>
            <translation>Niente da inviare.</translation>
        </message>
        <message numerus="yes">
            <source>Replace what Hardcover has for %n book(s)?</source>
            <translation>
                <numerusform>Sostituire ciò che Hardcover ha per %Ln libro?</numerusform>
                <numerusform>Sostituire ciò che Hardcover ha per %Ln libri?</numerusform>
            </translation>
        </message>
        <message>
            <source>Status and rating there become those here. Dates and finished reads there stay.</source>
            <translation>Lo stato e la valutazione lì diventano quelli di qui. Le date e le letture finite lì restano.</translation>
        </message>
        <message>
            <source>Quotes to send</source>
            <translation>Citazioni da inviare</translation>
        </message>
        <message>
            <source>Books processed</source>
            <translation>Libri elaborati</translation>
        </message>
        <message>
            <source>Books of this sync</source>
            <translation>Libri di questa sincronizzazione</translation>
        </message>
        <message>
            <source>Undoing this sync</source>
            <translation>Annullamento di questa sincronizzazione</translation>
        </message>
        <message>
            <source>Restoring Hardcover…</source>
            <translation>Ripristino di Hardcover…</translation>
        </message>
        <message>
            <source>Undo cancelled</source>
            <translation>Annullamento interrotto</translation>
        </message>
        <message>
            <source>Sync undone</source>
            <translation>Modifiche della sincronizzazione annullate</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) restored.</source>
            <translation>
                <numerusform>%n libro ripristinato.</numerusform>
                <numerusform>%n libri ripristinati.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) taken back.</source>
            <translation>
                <numerusform>%Ln citazione annullata.</numerusform>
                <numerusform>%Ln citazioni annullate.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) kept the synced changes.</source>
            <translation>
                <numerusform>%n libro ha mantenuto le modifiche sincronizzate.</numerusform>
                <numerusform>%n libri hanno mantenuto le modifiche sincronizzate.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't sync</source>
            <translation>Impossibile sincronizzare</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Arresto dopo la richiesta attuale…</translation>
        </message>
        <message>
            <source>Pause Hardcover</source>
            <translation>Metti in pausa Hardcover</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Per un’ora</translation>
        </message>
        <message>
            <source>Until tomorrow</source>
            <translation>Fino a domani</translation>
        </message>
        <message>
            <source>Until I resume</source>
            <translation>Finché non la riprendo</translation>
        </message>
        <message>
            <source>Currently reading</source>
            <translation>In lettura ora</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Copia l’indirizzo del server</translation>
        </message>
        <message>
            <source>Accept KOReader progress</source>
            <translation>Accetta i progressi di KOReader</translation>
        </message>
        <message>
            <source>Open BookOrbit</source>
            <translation>Apri BookOrbit</translation>
        </message>
        <message>
            <source>Resume Hardcover (paused until {0})</source>
            <translation>Riprendi Hardcover (in pausa fino alle {0})</translation>
        </message>
        <message>
            <source>Resume Hardcover</source>
            <translation>Riprendi Hardcover</translation>
        </message>
        <message>
            <source>See the KOReader page for details about the server.</source>
            <translation>Vedi i dettagli del server nella pagina KOReader.</translation>
        </message>
        <message>
            <source>Start the server to get its address.</source>
            <translation>Avvia il server per avere il suo indirizzo.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Associa un dispositivo (2 min)</translation>
        </message>
        <message>
            <source>No books in progress.</source>
            <translation>Nessun libro in corso.</translation>
        </message>
        <message>
            <source>BookOrbit is still running</source>
            <translation>BookOrbit è ancora in funzione</translation>
        </message>
        <message>
            <source>Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu.</source>
            <translation>I tuoi dispositivi possono ancora sincronizzare. Per uscire da BookOrbit, scegli Esci nel menu di questa icona.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] attention</source>
            <translation>
                <numerusform>%n libro richiede attenzione</numerusform>
                <numerusform>%n libri richiedono attenzione</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync to Hardcover is paused</source>
            <translation>La sincronizzazione con Hardcover è in pausa</translation>
        </message>
        <message>
            <source>Undoing…</source>
            <translation>Annullamento…</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n stella</numerusform>
                <numerusform>%n stelle</numerusform>
            </translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Cerca online e confronta…</translation>
        </message>
        <message>
            <source>Select a single book to compare.</source>
            <translation>Seleziona un solo libro da confrontare.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Aggiorna da Hardcover</translation>
        </message>
        <message>
            <source>KOReader already sets the status of these books.</source>
            <translation>KOReader imposta già lo stato di questi libri.</translation>
        </message>
        <message>
            <source>No device has synced these books yet.</source>
            <translation>Nessun dispositivo ha ancora sincronizzato questi libri.</translation>
        </message>
        <message>
            <source>Organise files…</source>
            <translation>Organizza i file…</translation>
        </message>
        <message>
            <source>Write metadata into files…</source>
            <translation>Scrivi i metadati nei file…</translation>
        </message>
        <message>
            <source>Turn this on in Settings, Library.</source>
            <translation>Attivalo in Impostazioni, Biblioteca.</translation>
        </message>
        <message>
            <source>Go to series</source>
            <translation>Vai alla serie</translation>
        </message>
        <message>
            <source>Select a single book of a series.</source>
            <translation>Seleziona un solo libro di una serie.</translation>
        </message>
        <message>
            <source>Go to author</source>
            <translation>Vai all’autore</translation>
        </message>
        <message>
            <source>Select a single book with an author.</source>
            <translation>Seleziona un solo libro con un autore.</translation>
        </message>
        <message>
            <source>These books are already excluded.</source>
            <translation>Questi libri sono già esclusi.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>Includi nella sincronizzazione con Hardcover</translation>
        </message>
        <message>
            <source>None of these books are excluded.</source>
            <translation>Nessuno di questi libri è escluso.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread to sync it to Hardcover.</source>
            <translation>Dai a un libro uno stato diverso da Non letto per sincronizzarlo con Hardcover.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>Copia {0}</translation>
        </message>
        <message>
            <source>Nothing to copy yet.</source>
            <translation>Ancora niente da copiare.</translation>
        </message>
        <message>
            <source>Discard your changes?</source>
            <translation>Scartare le modifiche?</translation>
        </message>
        <message>
            <source>What you changed here hasn't been saved.</source>
            <translation>Ciò che hai cambiato qui non è stato salvato.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Scarta</translation>
        </message>
        <message>
            <source>Keep editing</source>
            <translation>Continua a modificare</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla modifica</translation>
        </message>
        <message>
            <source>Undo: {0}</source>
            <translation>Annulla: {0}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colonne</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Non letto</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>In lettura</translation>
        </message>
        <message>
            <source>Rereading</source>
            <translation>In rilettura</translation>
        </message>
        <message>
            <source>On Hold</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Skimmed</source>
            <translation>Sfogliato</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abbandonato</translation>
        </message>
        <message>
            <source>Saved filter</source>
            <translation>Filtro salvato</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>In sospeso</translation>
        </message>
        <message>
            <source>Synced</source>
            <translation>Sincronizzato</translation>
        </message>
        <message>
            <source>Not matched</source>
            <translation>Non abbinato</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>Da controllare</translation>
        </message>
        <message>
            <source>Ahead on Hardcover</source>
            <translation>Più avanti su Hardcover</translation>
        </message>
        <message>
            <source>Paused after 10 failures</source>
            <translation>In pausa dopo 10 tentativi non riusciti</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Escluso</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Inviato</translation>
        </message>
        <message>
            <source>No change</source>
            <translation>Nessuna modifica</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Ricevuto</translation>
        </message>
        <message>
            <source>Matched</source>
            <translation>Abbinato</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Salvato</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importato</translation>
        </message>
        <message>
            <source>Title Z–A</source>
            <translation>Titolo Z–A</translation>
        </message>
        <message>
            <source>Author Z–A</source>
            <translation>Autore Z–A</translation>
        </message>
        <message>
            <source>Author A–Z</source>
            <translation>Autore A–Z</translation>
        </message>
        <message>
            <source>Series order</source>
            <translation>Ordine della serie</translation>
        </message>
        <message>
            <source>{0} (reversed)</source>
            <translation>{0} (al contrario)</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>scelto da te</translation>
        </message>
        <message>
            <source>by Hardcover ID</source>
            <translation>per ID di Hardcover</translation>
        </message>
        <message>
            <source>by ISBN-13</source>
            <translation>per ISBN-13</translation>
        </message>
        <message>
            <source>by ISBN-10</source>
            <translation>per ISBN-10</translation>
        </message>
        <message>
            <source>by an external ID</source>
            <translation>per un ID esterno</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>sul tuo scaffale</translation>
        </message>
        <message>
            <source>by title and author</source>
            <translation>per titolo e autore</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>proprio ora</translation>
        </message>
        <message>
            <source>{0} min ago</source>
            <translation>{0} min fa</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n ora fa</numerusform>
                <numerusform>%n ore fa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n giorno fa</numerusform>
                <numerusform>%n giorni fa</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ieri</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} min</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} h {1} min</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>meno di un minuto rimanente</translation>
        </message>
        <message>
            <source>about {0} min left</source>
            <translation>circa {0} min rimanenti</translation>
        </message>
        <message>
            <source>about {0} h {1} min left</source>
            <translation>circa {0} h {1} min rimanenti</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Accedi di nuovo</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Crea un nuovo token</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Documento {0}</translation>
        </message>
        <message>
            <source>about {0} left</source>
            <translation>circa {0} rimanenti</translation>
        </message>
        <message>
            <source>Not enough reading yet to tell when you'll finish it.</source>
            <translation>Non c’è ancora abbastanza lettura per dire quando lo finirai.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace.</source>
            <translation>Al tuo ritmo lo finirai verso il {0}.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace, most likely between {1} and {2}.</source>
            <translation>Al tuo ritmo lo finirai verso il {0}, molto probabilmente tra il {1} e il {2}.</translation>
        </message>
        <message>
            <source>The backup wasn't restored. Your library is as it was.</source>
            <translation>Il backup non è stato ripristinato. La biblioteca è com’era.</translation>
        </message>
        <message>
            <source>Nothing was imported. Your library is as it was.</source>
            <translation>Non è stato importato nulla. La biblioteca è com’era.</translation>
        </message>
        <message>
            <source>Another BookOrbit is using {0} and isn't responding. Close it and try again.</source>
            <translation>Un altro BookOrbit sta usando {0} e non risponde. Chiudilo e riprova.</translation>
        </message>
        <message>
            <source>BookOrbit is running on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit è in funzione su {0}, quindi la sua biblioteca resta. Esci e riprova.</translation>
        </message>
        <message>
            <source>The backup was restored. What was there before is in {0}.</source>
            <translation>Il backup è stato ripristinato. Ciò che c’era prima è in {0}.</translation>
        </message>
        <message>
            <source>Everything was imported. The empty library is kept in {0}.</source>
            <translation>È stato importato tutto. La biblioteca vuota resta in {0}.</translation>
        </message>
        <message>
            <source>BookOrbit is running but doesn't respond. Quit it, or end its process, and start it again.</source>
            <translation>BookOrbit è in funzione ma non risponde. Esci, o termina il suo processo, e avvialo di nuovo.</translation>
        </message>
        <message>
            <source>No display was found to open books in. Add them with “scan” instead.</source>
            <translation>Non c’è uno schermo su cui aprire i libri. Aggiungili con «scan».</translation>
        </message>
        <message>
            <source>BookOrbit is already running on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit è già in funzione su {0}. Chiudilo, o usa un altro --data-dir.</translation>
        </message>
        <message>
            <source>The name can't be announced on this network, so use the address. Another program may be using UDP port 5353.</source>
            <translation>Il nome non si può annunciare su questa rete, quindi usa l’indirizzo. Forse un altro programma usa la porta UDP 5353.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit non può scrivere in {0}. Consentilo nelle proprietà della cartella, o scegli un’altra cartella con --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>Il disco con {0} è pieno. Libera spazio e riavvia, o scegli un’altra cartella con --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors. Check that it's connected and healthy.</source>
            <translation>Il disco con {0} ha errori di lettura o scrittura. Controlla che sia collegato e in buono stato.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} non è una cartella. Spostalo, o scegli un’altra cartella con --data-dir.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is empty. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>Il database della tua biblioteca, {0}, è vuoto. Ripristina un backup, o avvia con --set-aside per metterlo da parte e iniziare una nuova biblioteca.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is damaged; BookOrbit has left it as it is. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>Il database della tua biblioteca, {0}, è danneggiato; BookOrbit l’ha lasciato com’è. Ripristina un backup, o avvia con --set-aside per metterlo da parte e iniziare una nuova biblioteca.</translation>
        </message>
        <message>
            <source>BookOrbit couldn't upgrade {0} and left it unchanged. Install the version you used before, and report this with the log file.</source>
            <translation>BookOrbit non è riuscito ad aggiornare {0} e l’ha lasciato invariato. Installa la versione che usavi prima, e segnalalo con il file di registro.</translation>
        </message>
        <message>
            <source>Another program is using {0}. Close that program and start again.</source>
            <translation>Un altro programma sta usando {0}. Chiudi quel programma e riavvia.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit non può leggere {0}. Consentilo nelle proprietà del file, o scegli un’altra cartella con --data-dir.</translation>
        </message>
        <message>
            <source>The output could not be written ({0}). Write it to another place, and start the command again.</source>
            <translation>Impossibile scrivere l’output ({0}). Scrivilo altrove, e riavvia il comando.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>Lo standard input non è testo in UTF-8. Non è stato cambiato nulla.</translation>
        </message>
        <message>
            <source>This file isn't the database its name suggests.</source>
            <translation>Questo file non è il database che il nome indica.</translation>
        </message>
        <message>
            <source>This database is damaged. The previous one is kept.</source>
            <translation>Questo database è danneggiato. Il precedente resta.</translation>
        </message>
        <message>
            <source>This vocabulary can't be read: {0}.</source>
            <translation>Questo vocabolario non si può leggere: {0}.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Questo non è un file normale.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}.</source>
            <translation>Impossibile leggere il file: {0}.</translation>
        </message>
        <message>
            <source>The file doesn't exist.</source>
            <translation>Il file non esiste.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file. Check its permissions.</source>
            <translation>BookOrbit non può leggere questo file. Controllane i permessi.</translation>
        </message>
        <message>
            <source>This file is larger than {0} bytes.</source>
            <translation>Questo file è più grande di {0} byte.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Questo file è vuoto.</translation>
        </message>
        <message>
            <source>Its backup copy was read instead. {0}</source>
            <translation>È stata letta invece la sua copia di backup. {0}</translation>
        </message>
        <message>
            <source>This file is neither KOReader's statistics nor the database of KoInsight.</source>
            <translation>Questo file non è né di statistiche di KOReader né il database di KoInsight.</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Riga {0}, colonna {1}: {2}</translation>
        </message>
        <message>
            <source>No table found.</source>
            <translation>Nessuna tabella trovata.</translation>
        </message>
        <message>
            <source>Unknown escape sequence.</source>
            <translation>Sequenza di escape sconosciuta.</translation>
        </message>
        <message>
            <source>Unexpected text after the value.</source>
            <translation>Testo inatteso dopo il valore.</translation>
        </message>
        <message>
            <source>Only tables, strings, numbers, true, false and nil are allowed.</source>
            <translation>Sono ammessi solo tabelle, stringhe, numeri, true, false e nil.</translation>
        </message>
        <message>
            <source>Too many values (more than {0}).</source>
            <translation>Troppi valori (più di {0}).</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} levels deep.</source>
            <translation>Le tabelle sono annidate a più di {0} livelli.</translation>
        </message>
        <message>
            <source>Expected “=”.</source>
            <translation>Atteso «=».</translation>
        </message>
        <message>
            <source>Unterminated string.</source>
            <translation>Stringa non terminata.</translation>
        </message>
        <message>
            <source>Too many escape sequences (more than {0}).</source>
            <translation>Troppe sequenze di escape (più di {0}).</translation>
        </message>
        <message>
            <source>Escape sequence isn't a valid character.</source>
            <translation>La sequenza di escape non è un carattere valido.</translation>
        </message>
        <message>
            <source>Expected a value.</source>
            <translation>Atteso un valore.</translation>
        </message>
        <message>
            <source>Unterminated long string.</source>
            <translation>Stringa lunga non terminata.</translation>
        </message>
        <message>
            <source>Invalid number.</source>
            <translation>Numero non valido.</translation>
        </message>
        <message>
            <source>Expected “,” or “}”.</source>
            <translation>Atteso «,» o «}».</translation>
        </message>
        <message>
            <source>Invalid table key.</source>
            <translation>Chiave di tabella non valida.</translation>
        </message>
        <message>
            <source>Expected “]” after the key.</source>
            <translation>Atteso «]» dopo la chiave.</translation>
        </message>
        <message>
            <source>Invalid escape sequence.</source>
            <translation>Sequenza di escape non valida.</translation>
        </message>
        <message>
            <source>Page views skipped because their time or page is impossible: {0}.</source>
            <translation>Pagine viste saltate perché ora o pagina sono impossibili: {0}.</translation>
        </message>
        <message>
            <source>“{0}” is missing.</source>
            <translation>Manca «{0}».</translation>
        </message>
        <message>
            <source>“{0}” must be 32 hexadecimal digits.</source>
            <translation>«{0}» deve avere 32 cifre esadecimali.</translation>
        </message>
        <message>
            <source>Send at most {0} books at a time.</source>
            <translation>Invia al massimo {0} libri alla volta.</translation>
        </message>
        <message>
            <source>What it says besides its highlights is too long.</source>
            <translation>Ciò che dice oltre alle evidenziazioni è troppo lungo.</translation>
        </message>
        <message>
            <source>It has no digest.</source>
            <translation>Non ha impronta.</translation>
        </message>
        <message>
            <source>It has no title.</source>
            <translation>Non ha titolo.</translation>
        </message>
        <message>
            <source>It has neither a digest nor a title, or no page views.</source>
            <translation>Non ha né impronta né titolo, oppure nessuna pagina vista.</translation>
        </message>
        <message>
            <source>Too many folders here; the rest were skipped.</source>
            <translation>Qui ci sono troppe cartelle; le altre sono state saltate.</translation>
        </message>
        <message>
            <source>This file is damaged: it has more than {0} annotations.</source>
            <translation>Questo file è danneggiato: ha più di {0} annotazioni.</translation>
        </message>
        <message>
            <source>This database is damaged. Page views recovered: {0}.</source>
            <translation>Questo database è danneggiato. Pagine viste recuperate: {0}.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: it has no table of books.</source>
            <translation>Questo file non è un database di statistiche di KOReader: non ha una tabella di libri.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Questo file non è un database di statistiche di KOReader: una sua colonna si chiama «rowid».</translation>
        </message>
        <message>
            <source>This statistics database is too damaged to read: {0}.</source>
            <translation>Questo database di statistiche è troppo danneggiato per leggerlo: {0}.</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>Non c’è il libro {0}. «list» mostra i libri e i loro numeri.</translation>
        </message>
        <message>
            <source>This template is too long. The limit is {0} characters.</source>
            <translation>Questo modello è troppo lungo. Il limite è di {0} caratteri.</translation>
        </message>
        <message numerus="yes">
            <source>A template can have up to %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Un modello può avere al massimo %n cartella. Togli qualche barra.</numerusform>
                <numerusform>Un modello può avere al massimo %n cartelle. Togli qualche barra.</numerusform>
            </translation>
        </message>
        <message>
            <source>Add {0} to the template. Without it, many books would get the same name.</source>
            <translation>Aggiungi {0} al modello. Senza, molti libri avrebbero lo stesso nome.</translation>
        </message>
        <message>
            <source>A folder has no name. Remove the extra slash, or add a name after the last one.</source>
            <translation>Una cartella non ha nome. Togli la barra di troppo, o aggiungi un nome dopo l’ultima.</translation>
        </message>
        <message>
            <source>Square brackets must open and close within the same folder or file name.</source>
            <translation>Le parentesi quadre devono aprirsi e chiudersi nello stesso nome di cartella o file.</translation>
        </message>
        <message>
            <source>Unknown field {0}. Available fields: {1}.</source>
            <translation>Campo sconosciuto {0}. Campi disponibili: {1}.</translation>
        </message>
        <message>
            <source>Use / between folders on every system.</source>
            <translation>Usa / tra le cartelle su ogni sistema.</translation>
        </message>
        <message>
            <source>Put fields in braces, such as {0}.</source>
            <translation>Metti i campi tra parentesi graffe, come {0}.</translation>
        </message>
        <message>
            <source>Square brackets can't contain a slash. Close the bracket before it.</source>
            <translation>Le parentesi quadre non possono contenere una barra. Chiudi la parentesi prima.</translation>
        </message>
        <message>
            <source>read from {0} to {1}</source>
            <translation>letto da {0} a {1}</translation>
        </message>
        <message>
            <source>read from {0} to {1} (page {2})</source>
            <translation>letto da {0} a {1} (pagina {2})</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>pagina: {0} → {1}</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>stato: {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>valutazione: {0} → {1}</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>privacy: {0} → {1}</translation>
        </message>
        <message>
            <source>start date: {0} → {1}</source>
            <translation>data di inizio: {0} → {1}</translation>
        </message>
        <message>
            <source>finish date: {0} → {1}</source>
            <translation>data di fine: {0} → {1}</translation>
        </message>
        <message>
            <source>match: {0} → {1}</source>
            <translation>abbinamento: {0} → {1}</translation>
        </message>
        <message>
            <source>edition: {0} → {1}</source>
            <translation>edizione: {0} → {1}</translation>
        </message>
        <message>
            <source>page count: {0} → {1}</source>
            <translation>numero di pagine: {0} → {1}</translation>
        </message>
        <message>
            <source>saved ID: {0} → {1}</source>
            <translation>ID salvato: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>progressi: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>progressi: {0} → {1} (pagina {2})</translation>
        </message>
        <message>
            <source>started: {0} → {1}</source>
            <translation>iniziato: {0} → {1}</translation>
        </message>
        <message>
            <source>finished: {0} → {1}</source>
            <translation>finito: {0} → {1}</translation>
        </message>
        <message>
            <source>started at {0}</source>
            <translation>iniziato a {0}</translation>
        </message>
        <message>
            <source>stayed at {0}</source>
            <translation>rimasto a {0}</translation>
        </message>
        <message>
            <source>went back from {0} to {1}</source>
            <translation>tornato da {0} a {1}</translation>
        </message>
        <message>
            <source>started at {0} (page {1})</source>
            <translation>iniziato a {0} (pagina {1})</translation>
        </message>
        <message>
            <source>now at {0} (page {1})</source>
            <translation>ora a {0} (pagina {1})</translation>
        </message>
        <message>
            <source>went back from {0} to {1} (page {2})</source>
            <translation>tornato da {0} a {1} (pagina {2})</translation>
        </message>
        <message>
            <source>progress removed</source>
            <translation>progressi rimossi</translation>
        </message>
        <message>
            <source>started at page {0}</source>
            <translation>iniziato a pagina {0}</translation>
        </message>
        <message>
            <source>rating removed</source>
            <translation>valutazione rimossa</translation>
        </message>
        <message>
            <source>privacy set to {0}</source>
            <translation>privacy impostata su {0}</translation>
        </message>
        <message>
            <source>start date removed</source>
            <translation>data di inizio rimossa</translation>
        </message>
        <message>
            <source>started on {0}</source>
            <translation>iniziato il {0}</translation>
        </message>
        <message>
            <source>finish date removed</source>
            <translation>data di fine rimossa</translation>
        </message>
        <message>
            <source>finished on {0}</source>
            <translation>finito il {0}</translation>
        </message>
        <message>
            <source>match removed</source>
            <translation>abbinamento rimosso</translation>
        </message>
        <message>
            <source>matched with {0}</source>
            <translation>abbinato con {0}</translation>
        </message>
        <message>
            <source>edition removed</source>
            <translation>edizione rimossa</translation>
        </message>
        <message>
            <source>page count removed</source>
            <translation>numero di pagine rimosso</translation>
        </message>
        <message>
            <source>page count set to {0}</source>
            <translation>numero di pagine impostato a {0}</translation>
        </message>
        <message>
            <source>saved ID removed</source>
            <translation>ID salvato rimosso</translation>
        </message>
        <message>
            <source>saved ID set to {0}</source>
            <translation>ID salvato impostato a {0}</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Abbinato, ma questa edizione non ha un numero di pagine, quindi i progressi non si possono inviare. Stato, date e valutazione sì. Scegli un’edizione con le pagine.</translation>
        </message>
        <message>
            <source>Choose “Replace on Hardcover” to send what is here instead.</source>
            <translation>Scegli «Sostituisci su Hardcover» per inviare invece ciò che è qui.</translation>
        </message>
        <message>
            <source>Hardcover is ahead of this library. Nothing there is ever lowered.</source>
            <translation>Hardcover è più avanti di questa biblioteca. Lì nulla viene mai abbassato.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author only. Is it the right book?</source>
            <translation>Abbinato a «{0}» solo per titolo e autore. È il libro giusto?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>In pausa dopo %n tentativo non riuscito.</numerusform>
                <numerusform>In pausa dopo %n tentativi non riusciti.</numerusform>
            </translation>
        </message>
        <message>
            <source>Set a status other than Unread to send it.</source>
            <translation>Imposta uno stato diverso da Non letto per inviarlo.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Choose Include to send it again.</source>
            <translation>Hai escluso questo libro da Hardcover. Scegli Includi per inviarlo di nuovo.</translation>
        </message>
        <message>
            <source>The next sync will look for it on Hardcover.</source>
            <translation>La prossima sincronizzazione lo cercherà su Hardcover.</translation>
        </message>
        <message>
            <source>The matched edition's page count ({0}) can't be right, so progress isn't sent.</source>
            <translation>Il numero di pagine dell’edizione abbinata ({0}) non può essere giusto, quindi i progressi non vengono inviati.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Scegli un’altra edizione, o inserisci il numero di pagine.</translation>
        </message>
        <message>
            <source>Waiting to send: {0}.</source>
            <translation>In attesa di invio: {0}.</translation>
        </message>
        <message>
            <source>Up to date on Hardcover.</source>
            <translation>Aggiornato su Hardcover.</translation>
        </message>
        <message>
            <source>Choose Sync now to try again.</source>
            <translation>Scegli Sincronizza ora per riprovare.</translation>
        </message>
        <message>
            <source>Found “{0}” by title and author only.</source>
            <translation>Trovato «{0}» solo per titolo e autore.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm the match or pick another book.</source>
            <translation>Non viene inviato nulla finché non confermi l’abbinamento o scegli un altro libro.</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>non impostato</translation>
        </message>
        <message>
            <source>You rated it {0} here. Clear that rating first.</source>
            <translation>Qui l’hai valutato {0}. Rimuovi prima quella valutazione.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>Non è sul tuo scaffale di Hardcover.</translation>
        </message>
        <message>
            <source>It has no rating on Hardcover.</source>
            <translation>Non ha una valutazione su Hardcover.</translation>
        </message>
        <message>
            <source>You rated it {0} on Hardcover yourself; that rating stays.</source>
            <translation>L’hai valutato {0} tu su Hardcover; quella valutazione resta.</translation>
        </message>
        <message>
            <source>You added this entry on Hardcover yourself; it stays.</source>
            <translation>Questa voce l’hai aggiunta tu su Hardcover; resta.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover; the entry stays.</source>
            <translation>Hai cambiato lo stato su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>You rated it on Hardcover; the entry stays.</source>
            <translation>L’hai valutato su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>You chose another edition on Hardcover; the entry stays.</source>
            <translation>Hai scelto un’altra edizione su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>You changed the day it was added on Hardcover; the entry stays.</source>
            <translation>Hai cambiato su Hardcover il giorno di aggiunta; la voce resta.</translation>
        </message>
        <message>
            <source>You wrote a review on Hardcover; the entry stays.</source>
            <translation>Hai scritto una recensione su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>You wrote a private note on Hardcover; the entry stays.</source>
            <translation>Hai scritto una nota privata su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>Your token can't read private notes, so the entry stays.</source>
            <translation>Il tuo token non può leggere le note private, quindi la voce resta.</translation>
        </message>
        <message>
            <source>You marked it as owned on Hardcover; the entry stays.</source>
            <translation>Su Hardcover l’hai segnato come posseduto; la voce resta.</translation>
        </message>
        <message>
            <source>You added a read on Hardcover; the entry stays.</source>
            <translation>Hai aggiunto una lettura su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>You changed its progress or dates on Hardcover; the entry stays.</source>
            <translation>Hai cambiato progressi o date su Hardcover; la voce resta.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; the entry stays.</source>
            <translation>Ha più letture di quante BookOrbit possa controllare; la voce resta.</translation>
        </message>
        <message>
            <source>Currently Reading</source>
            <translation>In lettura</translation>
        </message>
        <message>
            <source>Did Not Finish</source>
            <translation>Abbandonato</translation>
        </message>
        <message>
            <source>You set {0} on Hardcover; that stays.</source>
            <translation>Hai impostato {0} su Hardcover; resta.</translation>
        </message>
        <message>
            <source>The rating on Hardcover is {0}; it stays.</source>
            <translation>La valutazione su Hardcover è {0}; resta.</translation>
        </message>
        <message>
            <source>The status on Hardcover is {0}; it stays.</source>
            <translation>Lo stato su Hardcover è {0}; resta.</translation>
        </message>
        <message>
            <source>Hardcover has a different entry now; it stays.</source>
            <translation>Hardcover ora ha un’altra voce; resta.</translation>
        </message>
        <message>
            <source>It's unclear whether you or BookOrbit added this book to your shelf; it stays.</source>
            <translation>Non è chiaro se questo libro l’hai aggiunto tu o BookOrbit al tuo scaffale; resta.</translation>
        </message>
        <message>
            <source>You've changed the status on Hardcover since; it stays.</source>
            <translation>Da allora hai cambiato lo stato su Hardcover; resta.</translation>
        </message>
        <message>
            <source>You've changed the rating on Hardcover since; it stays.</source>
            <translation>Da allora hai cambiato la valutazione su Hardcover; resta.</translation>
        </message>
        <message>
            <source>You've changed the privacy on Hardcover since; it stays.</source>
            <translation>Da allora hai cambiato la privacy su Hardcover; resta.</translation>
        </message>
        <message>
            <source>You've changed a read on Hardcover since; it stays.</source>
            <translation>Da allora hai cambiato una lettura su Hardcover; resta.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; they all stay.</source>
            <translation>Ha più letture di quante BookOrbit possa controllare; restano tutte.</translation>
        </message>
        <message>
            <source>by the ID in the book</source>
            <translation>per l’ID nel libro</translation>
        </message>
        <message>
            <source>by an ID on another site</source>
            <translation>per un ID su un altro sito</translation>
        </message>
        <message>
            <source>“{0}” ({1}), {2}</source>
            <translation>«{0}» ({1}), {2}</translation>
        </message>
        <message>
            <source>“{0}” ({1})</source>
            <translation>«{0}» ({1})</translation>
        </message>
        <message>
            <source>read removed</source>
            <translation>lettura rimossa</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>abbinamento confermato</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>rimosso dal tuo scaffale</translation>
        </message>
        <message>
            <source>added to your shelf</source>
            <translation>aggiunto al tuo scaffale</translation>
        </message>
        <message>
            <source>read added</source>
            <translation>lettura aggiunta</translation>
        </message>
        <message>
            <source>recognised by another digest</source>
            <translation>riconosciuto da un’altra impronta</translation>
        </message>
        <message>
            <source>excluded from Hardcover</source>
            <translation>escluso da Hardcover</translation>
        </message>
        <message>
            <source>included again</source>
            <translation>incluso di nuovo</translation>
        </message>
        <message>
            <source>status and rating on Hardcover may be replaced</source>
            <translation>lo stato e la valutazione su Hardcover si possono sostituire</translation>
        </message>
        <message>
            <source>status and rating on Hardcover stay</source>
            <translation>lo stato e la valutazione su Hardcover restano</translation>
        </message>
        <message>
            <source>“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.</source>
            <translation>«{0}» non è un libro di Hardcover. Incolla il suo link, il suo numero, edition:NUMERO o un ISBN.</translation>
        </message>
        <message>
            <source>the record is the comic, not the novel</source>
            <translation>la scheda è il fumetto, non il romanzo</translation>
        </message>
        <message>
            <source>the record is the novel, not the comic</source>
            <translation>la scheda è il romanzo, non il fumetto</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>l’autore è diverso</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>l’ISBN è di «{0}»</translation>
        </message>
        <message>
            <source>the ISBN is mistyped and belongs to “{0}”</source>
            <translation>l’ISBN è scritto male ed è di «{0}»</translation>
        </message>
        <message>
            <source>the saved ID belongs to “{0}”</source>
            <translation>l’ID salvato è di «{0}»</translation>
        </message>
        <message>
            <source>this file has no usable title</source>
            <translation>questo file non ha un titolo utilizzabile</translation>
        </message>
        <message>
            <source>the record is a summary, guide or adaptation of the book</source>
            <translation>la scheda è un riassunto, una guida o un adattamento del libro</translation>
        </message>
        <message>
            <source>this is a summary, guide or adaptation of the record</source>
            <translation>questo è un riassunto, una guida o un adattamento della scheda</translation>
        </message>
        <message>
            <source>the record is a collection of several books</source>
            <translation>la scheda è una raccolta di più libri</translation>
        </message>
        <message>
            <source>the author is written in another script</source>
            <translation>l’autore è scritto in un altro alfabeto</translation>
        </message>
        <message>
            <source>the edition is different (such as deluxe or omnibus)</source>
            <translation>l’edizione è diversa (per esempio deluxe od omnibus)</translation>
        </message>
        <message>
            <source>the record is numbered differently (issues, volumes or books)</source>
            <translation>la scheda ha un’altra numerazione (numeri, volumi o libri)</translation>
        </message>
        <message>
            <source>there may be several comics of this story</source>
            <translation>di questa storia possono esistere più fumetti</translation>
        </message>
        <message>
            <source>the record does not say that it is a comic</source>
            <translation>la scheda non dice che è un fumetto</translation>
        </message>
        <message>
            <source>neither names an author</source>
            <translation>nessuno dei due nomina un autore</translation>
        </message>
        <message>
            <source>this file names no author</source>
            <translation>questo file non nomina un autore</translation>
        </message>
        <message>
            <source>the record names no author</source>
            <translation>la scheda non nomina un autore</translation>
        </message>
        <message>
            <source>Another highlight of this book has the same text.</source>
            <translation>Un’altra evidenziazione di questo libro ha lo stesso testo.</translation>
        </message>
        <message>
            <source>quote, page {0}: {1}</source>
            <translation>citazione, pagina {0}: {1}</translation>
        </message>
        <message>
            <source>It has no text.</source>
            <translation>Non ha testo.</translation>
        </message>
        <message>
            <source>It's longer than {0} characters. Send a shorter one.</source>
            <translation>Supera i {0} caratteri. Inviane una più corta.</translation>
        </message>
        <message>
            <source>Sending highlights to Hardcover is off.</source>
            <translation>L’invio delle evidenziazioni a Hardcover è spento.</translation>
        </message>
        <message>
            <source>You didn't choose this book for sending highlights.</source>
            <translation>Non hai scelto questo libro per inviare le evidenziazioni.</translation>
        </message>
        <message>
            <source>It has no note, and only notes are sent.</source>
            <translation>Non ha note, e si inviano solo le note.</translation>
        </message>
        <message>
            <source>You made it before you turned sending on.</source>
            <translation>L’hai fatta prima di attivare l’invio.</translation>
        </message>
        <message>
            <source>Changed since. The next sync sends the change.</source>
            <translation>Modificata da allora. La prossima sincronizzazione invia la modifica.</translation>
        </message>
        <message>
            <source>It was removed from Hardcover again.</source>
            <translation>È stata tolta di nuovo da Hardcover.</translation>
        </message>
        <message>
            <source>You removed it from your highlights.</source>
            <translation>L’hai rimossa dalle tue evidenziazioni.</translation>
        </message>
        <message>
            <source>quote removed: {0}</source>
            <translation>citazione rimossa: {0}</translation>
        </message>
        <message>
            <source>quote changed: {0} → {1}</source>
            <translation>citazione modificata: {0} → {1}</translation>
        </message>
        <message>
            <source>quote with note, page {0}: {1}</source>
            <translation>citazione con nota, pagina {0}: {1}</translation>
        </message>
        <message>
            <source>The next sync removes it from Hardcover.</source>
            <translation>La prossima sincronizzazione la rimuove da Hardcover.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover; that stays.</source>
            <translation>L’hai scritta o modificata su Hardcover; resta così.</translation>
        </message>
        <message>
            <source>It stands under the book that you had matched before.</source>
            <translation>Sta sotto il libro che avevi abbinato prima.</translation>
        </message>
        <message>
            <source>You removed it on Hardcover, so it isn't sent again by itself.</source>
            <translation>L’hai rimossa su Hardcover, quindi non viene inviata di nuovo da sola.</translation>
        </message>
        <message>
            <source>No device has it any more.</source>
            <translation>Nessun dispositivo l’ha più.</translation>
        </message>
        <message>
            <source>quote with note: {0}</source>
            <translation>citazione con nota: {0}</translation>
        </message>
        <message>
            <source>quote: {0}</source>
            <translation>citazione: {0}</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>Lo invia la prossima sincronizzazione.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) added</source>
            <translation>
                <numerusform>%Ln citazione aggiunta</numerusform>
                <numerusform>%Ln citazioni aggiunte</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) changed</source>
            <translation>
                <numerusform>%Ln citazione modificata</numerusform>
                <numerusform>%Ln citazioni modificate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) removed</source>
            <translation>
                <numerusform>%Ln citazione rimossa</numerusform>
                <numerusform>%Ln citazioni rimosse</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover ha più di una lettura aperta di questo libro; viene aggiornata la più recente.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover and stays finished.</source>
            <translation>Questa lettura è finita su Hardcover e resta finita.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover è più avanti, a {0}; i progressi non vengono mai abbassati.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read further.</source>
            <translation>Hai cambiato la pagina su Hardcover; resta finché non leggi oltre.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at page {0}; progress is never lowered.</source>
            <translation>Hardcover è più avanti, a pagina {0}; i progressi non vengono mai abbassati.</translation>
        </message>
        <message>
            <source>another read, finished on {0}</source>
            <translation>un’altra lettura, finita il {0}</translation>
        </message>
        <message>
            <source>You removed this read on Hardcover; it stays removed.</source>
            <translation>Hai rimosso questa lettura su Hardcover; resta rimossa.</translation>
        </message>
        <message>
            <source>You have the audiobook on Hardcover; its status and progress there are left alone.</source>
            <translation>Su Hardcover hai l’audiolibro; lì stato e progressi non vengono toccati.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>una nuova lettura a {0}</translation>
        </message>
        <message>
            <source>You undid the updates to this read.</source>
            <translation>Hai annullato gli aggiornamenti di questa lettura.</translation>
        </message>
        <message>
            <source>New progress will be sent.</source>
            <translation>I nuovi progressi saranno inviati.</translation>
        </message>
        <message>
            <source>This book already has a status here; it stays.</source>
            <translation>Questo libro ha già uno stato qui; resta.</translation>
        </message>
        <message>
            <source>This book already has a rating or position here; it stays.</source>
            <translation>Questo libro ha già una valutazione o una posizione qui; resta.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Pronto da importare.</translation>
        </message>
        <message>
            <source>This Hardcover status isn't imported.</source>
            <translation>Questo stato di Hardcover non viene importato.</translation>
        </message>
        <message>
            <source>Not in your library.</source>
            <translation>Non nella biblioteca.</translation>
        </message>
        <message>
            <source>Several books in your library could be this one.</source>
            <translation>Più libri della biblioteca potrebbero essere questo.</translation>
        </message>
        <message>
            <source>Matched by title and author. Check it first.</source>
            <translation>Abbinato per titolo e autore. Controllalo prima.</translation>
        </message>
        <message>
            <source>Already the same on both sides.</source>
            <translation>Già uguale da entrambe le parti.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Due voci su Hardcover potrebbero essere questo libro.</translation>
        </message>
        <message>
            <source>added as {0}</source>
            <translation>aggiunto come {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier read(s)</source>
            <translation>
                <numerusform>%n lettura precedente</numerusform>
                <numerusform>%n letture precedenti</numerusform>
            </translation>
        </message>
        <message>
            <source>This book is no longer on your Hardcover shelf and stays off it. Use Re-match to put it back.</source>
            <translation>Questo libro non è più sul tuo scaffale di Hardcover e ne resta fuori. Usa «Abbina di nuovo» per rimetterlo.</translation>
        </message>
        <message numerus="yes">
            <source>Can't reach Hardcover. %n changes are waiting and will be sent later.</source>
            <translation>
                <numerusform>Hardcover non è raggiungibile. %n modifica è in attesa e sarà inviata più tardi.</numerusform>
                <numerusform>Hardcover non è raggiungibile. %n modifiche sono in attesa e saranno inviate più tardi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You're offline. The remaining %n books will be sent when you're back.</source>
            <translation>
                <numerusform>Sei offline. Il libro rimanente sarà inviato quando torni online.</numerusform>
                <numerusform>Sei offline. I %n libri rimanenti saranno inviati quando torni online.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s</source>
            <translation>
                <numerusform>%n s</numerusform>
                <numerusform>%n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n min</numerusform>
                <numerusform>%n min</numerusform>
            </translation>
        </message>
        <message>
            <source>No Hardcover token yet.</source>
            <translation>Ancora nessun token di Hardcover.</translation>
        </message>
        <message>
            <source>Automatic sync is off.</source>
            <translation>La sincronizzazione automatica è spenta.</translation>
        </message>
        <message>
            <source>Sync is paused until {0}.</source>
            <translation>La sincronizzazione è in pausa fino a {0}.</translation>
        </message>
        <message>
            <source>Automatic sync starts after the first sync you confirm.</source>
            <translation>La sincronizzazione automatica inizia dopo la prima sincronizzazione che confermi.</translation>
        </message>
        <message>
            <source>Nothing is lost; sync again later.</source>
            <translation>Nulla va perso; sincronizza di nuovo più tardi.</translation>
        </message>
        <message>
            <source>Will retry in {0}.</source>
            <translation>Nuovo tentativo fra {0}.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Will retry later.</source>
            <translation>Hardcover non è raggiungibile. Nuovo tentativo più tardi.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. 1 change is waiting and will be sent later.</source>
            <translation>Hardcover non è raggiungibile. 1 modifica è in attesa e sarà inviata più tardi.</translation>
        </message>
        <message>
            <source>You're offline.</source>
            <translation>Sei offline.</translation>
        </message>
        <message>
            <source>You're offline. The remaining book will be sent when you're back.</source>
            <translation>Sei offline. Il libro rimanente sarà inviato quando torni online.</translation>
        </message>
        <message>
            <source>Fills in what's missing; everything else stays.</source>
            <translation>Completa ciò che manca; tutto il resto resta.</translation>
        </message>
        <message>
            <source>You're reading this book now. If the finished read in the file is this one, mark it Read.</source>
            <translation>Stai leggendo questo libro ora. Se la lettura finita nel file è questa, segnalo come Letto.</translation>
        </message>
        <message>
            <source>Same ISBN, different title. Check it first.</source>
            <translation>Stesso ISBN, titolo diverso. Controllalo prima.</translation>
        </message>
        <message>
            <source>This line has no supported status, rating or dates.</source>
            <translation>Questa riga non ha stato, valutazione o date supportati.</translation>
        </message>
        <message>
            <source>Two lines in the file could be this book.</source>
            <translation>Due righe del file potrebbero essere questo libro.</translation>
        </message>
        <message>
            <source>This book already has a rating here; it stays.</source>
            <translation>Questo libro ha già una valutazione qui; resta.</translation>
        </message>
        <message>
            <source>Another line in the file is a better match for this book.</source>
            <translation>Un’altra riga del file corrisponde meglio a questo libro.</translation>
        </message>
        <message>
            <source>Duplicate of an earlier line.</source>
            <translation>Doppione di una riga precedente.</translation>
        </message>
        <message>
            <source>This line doesn't name a book.</source>
            <translation>Questa riga non nomina un libro.</translation>
        </message>
        <message>
            <source>Not in your library. It will become an entry without a file.</source>
            <translation>Non nella biblioteca. Diventerà una voce senza file.</translation>
        </message>
        <message>
            <source>A device name can have up to {0} characters. Choose a shorter one.</source>
            <translation>Il nome di un dispositivo può avere fino a {0} caratteri. Scegline uno più corto.</translation>
        </message>
        <message>
            <source>Use the file from the device itself. A copy rewritten by calibre or another program has a different digest.</source>
            <translation>Usa il file del dispositivo stesso. Una copia riscritta da Calibre o da un altro programma ha un’altra impronta.</translation>
        </message>
        <message>
            <source>It's “{0}” in your library. Link it.</source>
            <translation>È «{0}» nella biblioteca. Collegalo.</translation>
        </message>
        <message>
            <source>This file has the same text as “{0}” but a different digest: your device keeps the digest from when it first opened the book. If this is the text you read there, link it.</source>
            <translation>Questo file ha lo stesso testo di «{0}» ma un’altra impronta: il dispositivo mantiene quella di quando ha aperto il libro la prima volta. Se è il testo che hai letto lì, collegalo.</translation>
        </message>
        <message>
            <source>It isn't in your library. Add it, or create an entry without a file.</source>
            <translation>Non è nella biblioteca. Aggiungilo, o crea una voce senza file.</translation>
        </message>
        <message>
            <source>Same text, different metadata: it's “{0}” in your library. Link it.</source>
            <translation>Stesso testo, altri metadati: è «{0}» nella biblioteca. Collegalo.</translation>
        </message>
        <message>
            <source>This is the same file.</source>
            <translation>È lo stesso file.</translation>
        </message>
        <message>
            <source>Same text, different metadata.</source>
            <translation>Stesso testo, altri metadati.</translation>
        </message>
        <message>
            <source>This is a different file.</source>
            <translation>È un file diverso.</translation>
        </message>
        <message>
            <source>Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Gli account si creano sul computer. Tocca Accedi e usa il nome e la frase segreta mostrati in BookOrbit.</translation>
        </message>
        <message>
            <source>Pairing works only on your home network. Connect this device to the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>L’associazione funziona solo sulla rete di casa. Collega questo dispositivo alla stessa rete Wi-Fi del computer, poi tocca di nuovo Registrati.</translation>
        </message>
        <message>
            <source>Username is already registered. Choose another name, or tap Login with its password.</source>
            <translation>Il nome utente è già registrato. Scegline un altro, o tocca Accedi con la sua password.</translation>
        </message>
        <message>
            <source>Another device is being paired. Wait a moment, then tap Register again.</source>
            <translation>Si sta associando un altro dispositivo. Aspetta un momento, poi tocca di nuovo Registrati.</translation>
        </message>
        <message>
            <source>This device was not allowed on your computer.</source>
            <translation>Questo dispositivo non è stato consentito sul computer.</translation>
        </message>
        <message>
            <source>Allow it on your computer, then tap Register again.</source>
            <translation>Consentilo sul computer, poi tocca di nuovo Registrati.</translation>
        </message>
        <message>
            <source>This pairing request has expired. Start pairing again, then tap Register on the device.</source>
            <translation>Questa richiesta di associazione è scaduta. Avvia di nuovo l’associazione, poi tocca Registrati sul dispositivo.</translation>
        </message>
        <message>
            <source>Enter a port up to {0}. KOReader usually uses 7200.</source>
            <translation>Inserisci una porta fino a {0}. KOReader di solito usa la 7200.</translation>
        </message>
        <message>
            <source>“{0}” isn't the address of a web page. Enter it without a path, such as {1}.</source>
            <translation>«{0}» non è l’indirizzo di una pagina web. Inseriscilo senza percorso, ad esempio {1}.</translation>
        </message>
        <message>
            <source>Enter a name such as books.example.org, without http:// or a port.</source>
            <translation>Inserisci un nome come books.example.org, senza http:// né porta.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to {0}, such as 7200.</source>
            <translation>Inserisci una porta da 1 a {0}, come 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices can't reach it. Choose another address in Settings ▸ KOReader.</source>
            <translation>Questo computer non ha più l’indirizzo {0}, quindi i dispositivi non lo raggiungono. Scegli un altro indirizzo in Impostazioni ▸ KOReader.</translation>
        </message>
        <message>
            <source>Using port {0} until {1} is free.</source>
            <translation>Si usa la porta {0} finché non è libera la {1}.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Using {1} — update the address on your device.</source>
            <translation>La porta {0} è usata da un altro programma. Si usa la {1}: aggiorna l’indirizzo sul dispositivo.</translation>
        </message>
        <message>
            <source>Your address changed from {0} to {1}. Devices use the old one. Tip: reserve the address in your router.</source>
            <translation>Il tuo indirizzo è cambiato da {0} a {1}. I dispositivi usano quello vecchio. Consiglio: riserva l’indirizzo nel router.</translation>
        </message>
        <message>
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>Il file del dispositivo ha {0} pagine, questo libro ne ha {1}.</translation>
        </message>
        <message>
            <source>Same title.</source>
            <translation>Stesso titolo.</translation>
        </message>
        <message>
            <source>Similar title.</source>
            <translation>Titolo simile.</translation>
        </message>
        <message>
            <source>Slightly similar title.</source>
            <translation>Titolo un po’ simile.</translation>
        </message>
        <message>
            <source>Same author.</source>
            <translation>Stesso autore.</translation>
        </message>
        <message>
            <source>Similar author.</source>
            <translation>Autore simile.</translation>
        </message>
        <message>
            <source>Different author.</source>
            <translation>Autore diverso.</translation>
        </message>
        <message>
            <source>Slightly similar author.</source>
            <translation>Autore un po’ simile.</translation>
        </message>
        <message>
            <source>Your device's file has fixed pages, like a PDF; this book has no such file.</source>
            <translation>Il file del dispositivo ha pagine fisse, come un PDF; questo libro non ha un file così.</translation>
        </message>
        <message>
            <source>Your device's file has reflowable text; this book's files have fixed pages.</source>
            <translation>Il file del dispositivo ha testo adattabile; i file di questo libro hanno pagine fisse.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>Il ritmo corrisponde: {0} pagine all’ora.</translation>
        </message>
        <message>
            <source>For this book that would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Per questo libro sarebbero {0} pagine all’ora, più veloce di chiunque.</translation>
        </message>
        <message>
            <source>Different volume.</source>
            <translation>Volume diverso.</translation>
        </message>
        <message>
            <source>The file name resembles the title.</source>
            <translation>Il nome del file somiglia al titolo.</translation>
        </message>
        <message numerus="yes">
            <source>The page count fits: %n.</source>
            <translation>
                <numerusform>Il numero di pagine corrisponde: %n.</numerusform>
                <numerusform>Il numero di pagine corrisponde: %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file name contains the title and author.</source>
            <translation>Il nome del file contiene titolo e autore.</translation>
        </message>
        <message>
            <source>This is a Calibre library. BookOrbit uses its titles, series and identifiers.</source>
            <translation>Questa è una biblioteca di Calibre. BookOrbit ne usa titoli, serie e identificatori.</translation>
        </message>
        <message>
            <source>This Calibre library has no suitable column #{0}. Choose another one.</source>
            <translation>Questa biblioteca di Calibre non ha una colonna #{0} adatta. Scegline un’altra.</translation>
        </message>
        <message>
            <source>There is already a shelf called “{0}”. Choose another name.</source>
            <translation>C’è già uno scaffale chiamato «{0}». Scegli un altro nome.</translation>
        </message>
        <message>
            <source>There is no shelf called “{0}”. “shelf list” shows your shelves.</source>
            <translation>Non c’è uno scaffale chiamato «{0}». «shelf list» mostra i tuoi scaffali.</translation>
        </message>
        <message>
            <source>This shelf or tag no longer exists.</source>
            <translation>Questo scaffale o questa etichetta non esiste più.</translation>
        </message>
        <message>
            <source>“{0}” is a saved filter: it shows the books that match. Choose a shelf instead.</source>
            <translation>«{0}» è un filtro salvato: mostra i libri corrispondenti. Scegli invece uno scaffale.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Inserisci un nome.</translation>
        </message>
        <message>
            <source>There is already a tag called “{0}”. Choose another name.</source>
            <translation>C’è già un’etichetta chiamata «{0}». Scegli un altro nome.</translation>
        </message>
        <message>
            <source>There is already a saved filter called “{0}”. Choose another name.</source>
            <translation>C’è già un filtro salvato chiamato «{0}». Scegli un altro nome.</translation>
        </message>
        <message>
            <source>There is no tag called “{0}”. “tag list” shows your tags.</source>
            <translation>Non c’è un’etichetta chiamata «{0}». «tag list» mostra le tue etichette.</translation>
        </message>
        <message>
            <source>A book needs a title. Enter one, or use the one in the file.</source>
            <translation>Un libro ha bisogno di un titolo. Inseriscine uno, o usa quello del file.</translation>
        </message>
        <message>
            <source>Too long: {0} characters, the limit is {1}. Shorten it.</source>
            <translation>Troppo lungo: {0} caratteri, il limite è {1}. Accorcialo.</translation>
        </message>
        <message>
            <source>This field needs text. Enter some words.</source>
            <translation>Questo campo ha bisogno di testo. Inserisci qualche parola.</translation>
        </message>
        <message>
            <source>This field is a list. Separate entries with semicolons.</source>
            <translation>Questo campo è un elenco. Separa le voci con il punto e virgola.</translation>
        </message>
        <message>
            <source>Too many entries: {0}, the limit is {1}. Remove some.</source>
            <translation>Troppe voci: {0}, il limite è {1}. Togline alcune.</translation>
        </message>
        <message>
            <source>Enter a series number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Inserisci un numero di serie da 0 a 100.000, come 2 o 1.5.</translation>
        </message>
        <message>
            <source>Enter a page count from 1 to 100,000.</source>
            <translation>Inserisci un numero di pagine da 1 a 100.000.</translation>
        </message>
        <message>
            <source>Unknown language “{0}”. Enter a language code, such as en or pt-BR.</source>
            <translation>Lingua sconosciuta «{0}». Inserisci un codice di lingua, come en o pt-BR.</translation>
        </message>
        <message>
            <source>Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Inserisci un anno o una data come AAAA-MM o AAAA-MM-GG, per esempio 1813 o 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” isn't a valid ISBN. Check its 10 or 13 digits against the book.</source>
            <translation>«{0}» non è un ISBN valido. Confronta le sue 10 o 13 cifre con il libro.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing new in %n file(s).</source>
            <translation>
                <numerusform>Niente di nuovo in %n file.</numerusform>
                <numerusform>Niente di nuovo in %n file.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}.</translation>
        </message>
        <message>
            <source>No book files found.</source>
            <translation>Nessun file di libri trovato.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) changed</source>
            <translation>
                <numerusform>%n file cambiato</numerusform>
                <numerusform>%n file cambiati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) moved</source>
            <translation>
                <numerusform>%n file spostato</numerusform>
                <numerusform>%n file spostati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) missing</source>
            <translation>
                <numerusform>%n file mancante</numerusform>
                <numerusform>%n file mancanti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%n file aggiunto</numerusform>
                <numerusform>%n file aggiunti</numerusform>
            </translation>
        </message>
        <message>
            <source>the title is different</source>
            <translation>il titolo è diverso</translation>
        </message>
        <message>
            <source>the year in the title is different</source>
            <translation>l’anno nel titolo è diverso</translation>
        </message>
        <message>
            <source>one of the two contains several volumes</source>
            <translation>uno dei due contiene più volumi</translation>
        </message>
        <message>
            <source>the record does not say which volume it is</source>
            <translation>la scheda non dice quale volume è</translation>
        </message>
        <message>
            <source>the record is volume {0}</source>
            <translation>la scheda è il volume {0}</translation>
        </message>
        <message>
            <source>the record is volume {0}, this is volume {1}</source>
            <translation>la scheda è il volume {0}, questo è il volume {1}</translation>
        </message>
        <message>
            <source>the record is the whole work, this is one part</source>
            <translation>la scheda è l’opera intera, questo è una parte</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>il numero nel titolo è diverso</translation>
        </message>
        <message>
            <source>only the series matches</source>
            <translation>corrisponde solo la serie</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>il sottotitolo è diverso</translation>
        </message>
        <message>
            <source>the record's title is longer</source>
            <translation>il titolo della scheda è più lungo</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>alla scheda manca la seconda parte del titolo</translation>
        </message>
        <message>
            <source>The web site doesn't name a version. Try again later.</source>
            <translation>Il sito web non indica alcuna versione. Riprova più tardi.</translation>
        </message>
        <message>
            <source>Enter quiet hours between 00:00 and 23:59.</source>
            <translation>Inserisci ore di silenzio tra le 00:00 e le 23:59.</translation>
        </message>
        <message>
            <source>Want to read</source>
            <translation>Da leggere</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>non letto</translation>
        </message>
        <message>
            <source>want to read</source>
            <translation>da leggere</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>in lettura</translation>
        </message>
        <message>
            <source>rereading</source>
            <translation>in rilettura</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>in pausa</translation>
        </message>
        <message>
            <source>skimmed</source>
            <translation>sfogliato</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abbandonato</translation>
        </message>
        <message>
            <source>You're already reading this book. Mark it Read first.</source>
            <translation>Stai già leggendo questo libro. Segnalo prima come Letto.</translation>
        </message>
        <message>
            <source>Enter a rating from 0.5 to 5 in half steps, such as 3.5.</source>
            <translation>Inserisci una valutazione da 0.5 a 5 a mezzi punti, come 3.5.</translation>
        </message>
        <message>
            <source>To add dates, set the status to Reading or Read first.</source>
            <translation>Per aggiungere date, imposta prima lo stato su In lettura o Letto.</translation>
        </message>
        <message>
            <source>To add a finish date, set the status to Read or Skimmed first.</source>
            <translation>Per aggiungere una data di fine, imposta prima lo stato su Letto o Sfogliato.</translation>
        </message>
        <message>
            <source>The date can't be in the future.</source>
            <translation>La data non può essere nel futuro.</translation>
        </message>
        <message>
            <source>The finish date can't be before the start date.</source>
            <translation>La data di fine non può precedere quella di inizio.</translation>
        </message>
        <message>
            <source>Choose a book or enter a title.</source>
            <translation>Scegli un libro o inserisci un titolo.</translation>
        </message>
        <message>
            <source>A title has at most {0} characters.</source>
            <translation>Un titolo ha al massimo {0} caratteri.</translation>
        </message>
        <message>
            <source>A session lasts from 1 minute to 24 hours.</source>
            <translation>Una sessione dura da 1 minuto a 24 ore.</translation>
        </message>
        <message>
            <source>Enter from 0 to {0} pages.</source>
            <translation>Inserisci da 0 a {0} pagine.</translation>
        </message>
        <message>
            <source>A session can't begin before 1970.</source>
            <translation>Una sessione non può iniziare prima del 1970.</translation>
        </message>
        <message>
            <source>A session can't end in the future.</source>
            <translation>Una sessione non può finire nel futuro.</translation>
        </message>
        <message>
            <source>Enter an address that starts with https:// or http://, such as https://sync.example.org.</source>
            <translation>Inserisci un indirizzo che inizi con https:// o http://, come https://sync.example.org.</translation>
        </message>
        <message>
            <source>Remove the name, password or question mark from the address. Enter name and password below.</source>
            <translation>Togli dall’indirizzo il nome, la password o il punto interrogativo. Inserisci nome e password qui sotto.</translation>
        </message>
        <message>
            <source>This isn't a web address. Enter one such as https://sync.example.org.</source>
            <translation>Questo non è un indirizzo web. Inseriscine uno come https://sync.example.org.</translation>
        </message>
        <message>
            <source>This device's clock seems to be right.</source>
            <translation>L’orologio di questo dispositivo sembra giusto.</translation>
        </message>
        <message>
            <source>“{0}” isn't on the device. Use --dry-run to list its books.</source>
            <translation>«{0}» non è sul dispositivo. Usa --dry-run per elencare i suoi libri.</translation>
        </message>
        <message>
            <source>“{0}” is already in your library.</source>
            <translation>«{0}» è già nella biblioteca.</translation>
        </message>
        <message>
            <source>Not here yet.</source>
            <translation>Non ancora qui.</translation>
        </message>
        <message>
            <source>Another book already has this digest and keeps it.</source>
            <translation>Un altro libro ha già questa impronta e la mantiene.</translation>
        </message>
        <message>
            <source>Each one counts once, whichever device it comes from.</source>
            <translation>Ognuna conta una volta, da qualunque dispositivo venga.</translation>
        </message>
        <message>
            <source>The device has deleted its page views. The total time is kept, without days.</source>
            <translation>Il dispositivo ha eliminato le sue pagine viste. Il tempo totale resta, senza giorni.</translation>
        </message>
        <message>
            <source>Highlights no longer on the device are kept here and marked as such.</source>
            <translation>Le evidenziazioni non più sul dispositivo restano qui e sono segnate come tali.</translation>
        </message>
        <message>
            <source>Future progress for this file will count for this book.</source>
            <translation>I progressi futuri di questo file conteranno per questo libro.</translation>
        </message>
        <message>
            <source>You removed this digest from the book; it stays removed.</source>
            <translation>Hai rimosso questa impronta dal libro; resta rimossa.</translation>
        </message>
        <message>
            <source>Changed on the device since the last import.</source>
            <translation>Cambiato sul dispositivo dall’ultima importazione.</translation>
        </message>
        <message>
            <source>Some files couldn't be read completely. The scan lists them.</source>
            <translation>Alcuni file non si sono potuti leggere del tutto. La lettura del dispositivo li elenca.</translation>
        </message>
        <message>
            <source>You linked it to this book.</source>
            <translation>L’hai collegato a questo libro.</translation>
        </message>
        <message>
            <source>The scan of this device was stopped early, so this list may be incomplete.</source>
            <translation>La lettura di questo dispositivo è stata fermata prima, quindi l’elenco può essere incompleto.</translation>
        </message>
        <message>
            <source>{0} from before 2007 or after tomorrow: the device's clock was wrong. An import keeps them, but counts them on no day.</source>
            <translation>{0} di prima del 2007 o di dopo domani: l’orologio del dispositivo era sbagliato. Un’importazione le conserva, ma non le conta in nessun giorno.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are turned off in KOReader.</source>
            <translation>Questo dispositivo non annota statistiche: in KOReader sono spente.</translation>
        </message>
        <message>
            <source>This device records no statistics for finished books.</source>
            <translation>Questo dispositivo non annota statistiche per i libri finiti.</translation>
        </message>
        <message>
            <source>{0} belong to a book that KOReader no longer knows; an import keeps that time.</source>
            <translation>{0} appartengono a un libro che KOReader non conosce più; un’importazione mantiene quel tempo.</translation>
        </message>
        <message>
            <source>Several books in your library have its digest. Which one is it?</source>
            <translation>Più libri della biblioteca hanno la sua impronta. Quale è?</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”. Is it that book?</source>
            <translation>Ha l’impronta di «{0}». È quel libro?</translation>
        </message>
        <message>
            <source>You removed this book; it stays removed unless you tick it.</source>
            <translation>Hai rimosso questo libro; resta rimosso se non lo spunti.</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”, which you removed. Is it that book?</source>
            <translation>Ha l’impronta di «{0}», che hai rimosso. È quel libro?</translation>
        </message>
        <message>
            <source>Same title and author, but a different file. Is it the same book?</source>
            <translation>Stesso titolo e autore, ma un file diverso. È lo stesso libro?</translation>
        </message>
        <message>
            <source>You removed a book with this title; it stays removed unless you tick it.</source>
            <translation>Hai rimosso un libro con questo titolo; resta rimosso se non lo spunti.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} slow.</source>
            <translation>Gli orari vengono corretti, come hai accettato: l’orologio del dispositivo è indietro di {0}.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} fast.</source>
            <translation>Gli orari vengono corretti, come hai accettato: l’orologio del dispositivo è avanti di {0}.</translation>
        </message>
        <message>
            <source>This device ignores page views under {0} seconds and counts at most {1} seconds for longer ones.</source>
            <translation>Questo dispositivo ignora le pagine viste sotto i {0} secondi e ne conta al massimo {1} per quelle più lunghe.</translation>
        </message>
        <message>
            <source>You skipped this book before.</source>
            <translation>Hai già saltato questo libro.</translation>
        </message>
        <message>
            <source>This and “{0}” have the same digest on the device. Are they the same book?</source>
            <translation>Questo e «{0}» hanno la stessa impronta sul dispositivo. Sono lo stesso libro?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they the same book?</source>
            <translation>Un altro file sul dispositivo ha lo stesso titolo e autore. Sono lo stesso libro?</translation>
        </message>
        <message>
            <source>It has no title, so it couldn't be recognised later.</source>
            <translation>Non ha titolo, quindi più tardi non si potrebbe riconoscere.</translation>
        </message>
        <message>
            <source>Opened only briefly.</source>
            <translation>Aperto solo per poco.</translation>
        </message>
        <message>
            <source>It's in your library.</source>
            <translation>È nella biblioteca.</translation>
        </message>
        <message>
            <source>You skipped or removed this before; that stays.</source>
            <translation>L’hai già saltato o rimosso; resta così.</translation>
        </message>
        <message>
            <source>Nothing recorded here yet.</source>
            <translation>Qui non è ancora annotato nulla.</translation>
        </message>
        <message>
            <source>You read another file of this book later; that one counts.</source>
            <translation>Hai letto più tardi un altro file di questo libro; conta quello.</translation>
        </message>
        <message>
            <source>Already recorded here; it stays.</source>
            <translation>Già annotato qui; resta.</translation>
        </message>
        <message>
            <source>There are several reads here, and it's unclear which one this is.</source>
            <translation>Qui ci sono più letture, e non è chiaro quale sia questa.</translation>
        </message>
        <message>
            <source>No read here covers this day.</source>
            <translation>Nessuna lettura qui comprende questo giorno.</translation>
        </message>
        <message>
            <source>The page views before this read cover the whole book.</source>
            <translation>Le pagine viste prima di questa lettura coprono tutto il libro.</translation>
        </message>
        <message>
            <source>You set no status here; the device has one.</source>
            <translation>Qui non hai impostato uno stato; il dispositivo ne ha uno.</translation>
        </message>
        <message>
            <source>The page views cover the whole book, but it wasn't marked as finished on the device.</source>
            <translation>Le pagine viste coprono tutto il libro, ma sul dispositivo non è stato segnato come finito.</translation>
        </message>
        <message>
            <source>The device is at the end, but the book wasn't marked as finished there.</source>
            <translation>Il dispositivo è alla fine, ma lì il libro non è stato segnato come finito.</translation>
        </message>
        <message>
            <source>The position recorded here stays.</source>
            <translation>La posizione annotata qui resta.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>Il primo giorno con pagine viste.</translation>
        </message>
        <message>
            <source>Approximate: the last day the status, rating or note changed on the device.</source>
            <translation>Approssimativo: l’ultimo giorno in cui stato, valutazione o nota sono cambiati sul dispositivo.</translation>
        </message>
        <message>
            <source>The last day the page views reach the end.</source>
            <translation>L’ultimo giorno in cui le pagine viste arrivano alla fine.</translation>
        </message>
        <message>
            <source>You want to read it, and have already started on the device.</source>
            <translation>Vuoi leggerlo, e sul dispositivo hai già iniziato.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>Lo stato l’hai impostato tu qui; resta.</translation>
        </message>
        <message>
            <source>Finished here; that stays.</source>
            <translation>Finito qui; resta così.</translation>
        </message>
        <message>
            <source>The device has shown this since before this read began.</source>
            <translation>Il dispositivo lo mostra da prima che iniziasse questa lettura.</translation>
        </message>
        <message>
            <source>This rating came from the device, where it has changed since.</source>
            <translation>Questa valutazione veniva dal dispositivo, dove da allora è cambiata.</translation>
        </message>
        <message>
            <source>You read this file later than the one used so far.</source>
            <translation>Hai letto questo file più tardi di quello usato finora.</translation>
        </message>
        <message>
            <source>You read on on the device since the last import.</source>
            <translation>Hai continuato a leggere sul dispositivo dall’ultima importazione.</translation>
        </message>
        <message>
            <source>You finished it here before that day.</source>
            <translation>Qui l’hai finito prima di quel giorno.</translation>
        </message>
        <message>
            <source>You started it here after that day.</source>
            <translation>Qui l’hai iniziato dopo quel giorno.</translation>
        </message>
        <message>
            <source>Login key</source>
            <translation>Chiave di accesso</translation>
        </message>
        <message>
            <source>Document matching</source>
            <translation>Corrispondenza dei documenti</translation>
        </message>
        <message>
            <source>Send title and author</source>
            <translation>Invia titolo e autore</translation>
        </message>
        <message>
            <source>Catalogue (OPDS)</source>
            <translation>Catalogo (OPDS)</translation>
        </message>
        <message>
            <source>Catalogue login</source>
            <translation>Accesso al catalogo</translation>
        </message>
        <message>
            <source>Cloud storage</source>
            <translation>Archivio cloud</translation>
        </message>
        <message>
            <source>Statistics sync</source>
            <translation>Sincronizzazione delle statistiche</translation>
        </message>
        <message>
            <source>Statistics login</source>
            <translation>Accesso per le statistiche</translation>
        </message>
        <message>
            <source>Reading statistics</source>
            <translation>Statistiche di lettura</translation>
        </message>
        <message>
            <source>Copy of the last sync</source>
            <translation>Copia dell’ultima sincronizzazione</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profilo</translation>
        </message>
        <message>
            <source>BookOrbit Desktop plugin</source>
            <translation>Plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>The plugin's own files</source>
            <translation>I file del plugin</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>Il dispositivo invia i suoi progressi a questo computer.</translation>
        </message>
        <message>
            <source>The device logs in with your user name.</source>
            <translation>Il dispositivo accede con il tuo nome utente.</translation>
        </message>
        <message>
            <source>KOReader derives it from your passphrase and stores it unencrypted on the device, as it does when you log in there yourself.</source>
            <translation>KOReader la ricava dalla tua frase segreta e la conserva non cifrata sul dispositivo, come quando accedi lì tu.</translation>
        </message>
        <message>
            <source>Books are recognised by their content, whatever their file name.</source>
            <translation>I libri si riconoscono dal contenuto, qualunque sia il nome del file.</translation>
        </message>
        <message>
            <source>Books that aren't in your library then arrive with their title.</source>
            <translation>Così i libri che non sono nella biblioteca arrivano con il loro titolo.</translation>
        </message>
        <message>
            <source>Browse your library on the device and download books from it.</source>
            <translation>Sfoglia la biblioteca sul dispositivo e scarica libri da lì.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every catalogue.</source>
            <translation>KOReader conserva nome utente e frase segreta non cifrati sul dispositivo, come per ogni catalogo.</translation>
        </message>
        <message>
            <source>Adds this computer to KOReader's list of servers. The others stay.</source>
            <translation>Aggiunge questo computer all’elenco dei server di KOReader. Gli altri restano.</translation>
        </message>
        <message>
            <source>Your devices share their reading statistics, and they join yours here.</source>
            <translation>I tuoi dispositivi condividono le statistiche di lettura, che qui si uniscono alle tue.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every cloud storage.</source>
            <translation>KOReader conserva nome utente e frase segreta non cifrati sul dispositivo, come per ogni archivio cloud.</translation>
        </message>
        <message>
            <source>KOReader syncs its statistics only while it collects them.</source>
            <translation>KOReader sincronizza le statistiche solo mentre le raccoglie.</translation>
        </message>
        <message>
            <source>It belongs to the earlier server or address. KOReader would remove it, too.</source>
            <translation>Appartiene al server o all’indirizzo precedente. Anche KOReader la rimuoverebbe.</translation>
        </message>
        <message>
            <source>If Wi-Fi is off then, KOReader switches it on or asks, depending on its settings.</source>
            <translation>Se il Wi-Fi è spento, KOReader lo accende o chiede, secondo le sue impostazioni.</translation>
        </message>
        <message>
            <source>KOReader loads plugins when it starts.</source>
            <translation>KOReader carica i plugin all’avvio.</translation>
        </message>
        <message>
            <source>Its settings, and what it hasn't sent yet.</source>
            <translation>Le sue impostazioni, e ciò che non ha ancora inviato.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader è in funzione su questo computer. Chiudilo, poi riprova.</translation>
        </message>
        <message>
            <source>BookOrbit can't tell whether KOReader is running on this device. Close it there, then confirm that it's closed.</source>
            <translation>BookOrbit non può sapere se KOReader è in funzione su questo dispositivo. Chiudilo lì, poi conferma che è chiuso.</translation>
        </message>
        <message>
            <source>KOReader hasn't finished writing its statistics, so it may still be running. Close it on the device, then confirm that it's closed.</source>
            <translation>KOReader non ha finito di scrivere le statistiche, quindi potrebbe essere ancora in funzione. Chiudilo sul dispositivo, poi conferma che è chiuso.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Synchronize now.</source>
            <translation>Per sincronizzare le statistiche, scegli Strumenti ▸ Statistiche di lettura ▸ Sincronizza ora.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Espelli qui il dispositivo, scollegalo e avvia KOReader.</translation>
        </message>
        <message>
            <source>Switch on the plugin “{0}” under Tools ▸ More tools ▸ Plugin management.</source>
            <translation>Attiva il plugin «{0}» in Strumenti ▸ Altri strumenti ▸ Gestione dei plugin.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Sync now.</source>
            <translation>Per sincronizzare le statistiche, scegli Strumenti ▸ Statistiche di lettura ▸ Sincronizza ora.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>il tuo nome e la tua frase segreta</translation>
        </message>
        <message>
            <source>Open a book, choose Tools ▸ Progress sync and tick “Automatically keep documents in sync”.</source>
            <translation>Apri un libro, scegli Strumenti ▸ Sincronizzazione progressi e spunta «Mantieni automaticamente sincronizzati i documenti».</translation>
        </message>
        <message>
            <source>Set Network ▸ Action when Wi-Fi is off to “turn on”. With any other choice, KOReader turns automatic sync off again.</source>
            <translation>Imposta Rete ▸ Azione quando il Wi-Fi è spento su «accendi». Con qualsiasi altra scelta, KOReader spegne di nuovo la sincronizzazione automatica.</translation>
        </message>
        <message>
            <source>To open your library, tap the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Per aprire la biblioteca, tocca la lente ▸ Catalogo OPDS ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>If KOReader kept running, restart it: it loads plugins only at its start.</source>
            <translation>Se KOReader era rimasto in funzione, riavvialo: carica i plugin solo all’avvio.</translation>
        </message>
        <message>
            <source>Enter an address with http:// and a port, such as http://192.168.1.20:7200.</source>
            <translation>Inserisci un indirizzo con http:// e una porta, come http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>a different login</source>
            <translation>un altro accesso</translation>
        </message>
        <message>
            <source>derived from your passphrase</source>
            <translation>ricavata dalla tua frase segreta</translation>
        </message>
        <message>
            <source>by file name</source>
            <translation>per nome del file</translation>
        </message>
        <message>
            <source>by content (binary)</source>
            <translation>per contenuto (binario)</translation>
        </message>
        <message>
            <source>off</source>
            <translation>spento</translation>
        </message>
        <message>
            <source>on</source>
            <translation>acceso</translation>
        </message>
        <message>
            <source>a different key</source>
            <translation>un’altra chiave</translation>
        </message>
        <message>
            <source>Cloud storage+</source>
            <translation>Archivio cloud+</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>Profili</translation>
        </message>
        <message>
            <source>This {0} contains more than {1} entries.</source>
            <translation>{0}: contiene più di {1} voci.</translation>
        </message>
        <message>
            <source>This {0} uses a compression method that e-readers don't support.</source>
            <translation>{0}: usa un metodo di compressione che i lettori non supportano.</translation>
        </message>
        <message>
            <source>This file is not a readable {0}.</source>
            <translation>Questo file non è leggibile come {0}.</translation>
        </message>
        <message>
            <source>This {0} is damaged.</source>
            <translation>{0}: il file è danneggiato.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>Il database di Calibre, metadata.db, è danneggiato, quindi BookOrbit usa i metadati dei file. In Calibre scegli Manutenzione biblioteca ▸ Ripristina database; BookOrbit poi lo legge da solo.</translation>
        </message>
        <message>
            <source>This library was written by a newer Calibre, so BookOrbit uses the metadata in the files. Check for a BookOrbit update.</source>
            <translation>Questa biblioteca è stata scritta da un Calibre più recente, quindi BookOrbit usa i metadati dei file. Controlla se c’è un aggiornamento di BookOrbit.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the files. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>Il database di Calibre, metadata.db, manca, quindi BookOrbit usa i metadati dei file. È ancora la tua biblioteca di Calibre? Se no, rimuovi la cartella.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>Il database di Calibre, metadata.db, è danneggiato: non finisce mai. BookOrbit usa i metadati dei file. In Calibre scegli Manutenzione biblioteca ▸ Ripristina database; BookOrbit poi lo legge da solo.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, can't be read, so BookOrbit uses the metadata in the files. {0}</source>
            <translation>Il database di Calibre, metadata.db, non si può leggere, quindi BookOrbit usa i metadati dei file. {0}</translation>
        </message>
        <message>
            <source>The ComicInfo.xml of this comic is larger than 8 MB.</source>
            <translation>Il ComicInfo.xml di questo fumetto è più grande di 8 MB.</translation>
        </message>
        <message>
            <source>To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again.</source>
            <translation>Per leggere questo fumetto, installa «unrar» (o unar, 7-Zip o bsdtar) e scansiona di nuovo.</translation>
        </message>
        <message>
            <source>CBR comic</source>
            <translation>fumetto CBR</translation>
        </message>
        <message>
            <source>The ComicInfo.xml</source>
            <translation>Il ComicInfo.xml</translation>
        </message>
        <message>
            <source>comic</source>
            <translation>fumetto</translation>
        </message>
        <message>
            <source>This comic contains no pictures.</source>
            <translation>Questo fumetto non contiene immagini.</translation>
        </message>
        <message>
            <source>This file is protected by a password.</source>
            <translation>Questo file è protetto da una password.</translation>
        </message>
        <message>
            <source>Kindle DRM</source>
            <translation>DRM di Kindle</translation>
        </message>
        <message>
            <source>The cover is larger than 32 MB, so the book is shown without it.</source>
            <translation>La copertina è più grande di 32 MB, quindi il libro è mostrato senza.</translation>
        </message>
        <message>
            <source>This book is locked with {0}, so KOReader can't open it. A copy without DRM works.</source>
            <translation>Questo libro è bloccato con {0}, quindi KOReader non può aprirlo. Una copia senza DRM funziona.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>La copertina ha più di 100 megapixel, quindi il libro è mostrato senza.</translation>
        </message>
        <message>
            <source>This file is empty. It may not have been copied completely.</source>
            <translation>Questo file è vuoto. Forse non è stato copiato del tutto.</translation>
        </message>
        <message>
            <source>a PDF</source>
            <translation>un PDF</translation>
        </message>
        <message>
            <source>a Kindle book</source>
            <translation>un libro Kindle</translation>
        </message>
        <message>
            <source>an FB2 book</source>
            <translation>un libro FB2</translation>
        </message>
        <message>
            <source>a ZIP archive</source>
            <translation>un archivio ZIP</translation>
        </message>
        <message>
            <source>a RAR archive</source>
            <translation>un archivio RAR</translation>
        </message>
        <message>
            <source>a 7-Zip archive</source>
            <translation>un archivio 7-Zip</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>un’immagine</translation>
        </message>
        <message>
            <source>an Office document</source>
            <translation>un documento di Office</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>un programma</translation>
        </message>
        <message>
            <source>a web page</source>
            <translation>una pagina web</translation>
        </message>
        <message>
            <source>This file is {0}, but its name ends in .{1}. If it's a book, correct the file extension and scan again.</source>
            <translation>Questo file è {0}, ma il suo nome finisce in .{1}. Se è un libro, correggi l’estensione e scansiona di nuovo.</translation>
        </message>
        <message>
            <source>The package document of this EPUB is larger than 8 MB.</source>
            <translation>Il documento del pacchetto di questo EPUB è più grande di 8 MB.</translation>
        </message>
        <message>
            <source>The cover page of this EPUB is larger than 8 MB.</source>
            <translation>La pagina di copertina di questo EPUB è più grande di 8 MB.</translation>
        </message>
        <message>
            <source>This file is not a readable EPUB: it has no package document.</source>
            <translation>Questo file non è un EPUB leggibile: non ha il documento del pacchetto.</translation>
        </message>
        <message>
            <source>EPUB</source>
            <translation>EPUB</translation>
        </message>
        <message>
            <source>The container</source>
            <translation>Il contenitore</translation>
        </message>
        <message>
            <source>The cover page</source>
            <translation>La pagina di copertina</translation>
        </message>
        <message>
            <source>Its cover is neither JPEG nor PNG, so the cover stays.</source>
            <translation>La sua copertina non è né JPEG né PNG, quindi resta.</translation>
        </message>
        <message>
            <source>It is locked, so its cover stays.</source>
            <translation>È bloccato, quindi la copertina resta.</translation>
        </message>
        <message>
            <source>It is signed by its publisher, and any change would break the signature. It is left as it is.</source>
            <translation>È firmato dall’editore, e qualsiasi modifica romperebbe la firma. Resta com’è.</translation>
        </message>
        <message>
            <source>Changes written to it don't last, so it is left as it is.</source>
            <translation>Le modifiche scritte non durano, quindi resta com’è.</translation>
        </message>
        <message>
            <source>The changed copy differs in more than its metadata, so the file is left as it is.</source>
            <translation>La copia modificata differisce in più dei metadati, quindi il file resta com’è.</translation>
        </message>
        <message>
            <source>FB2 book</source>
            <translation>libro FB2</translation>
        </message>
        <message>
            <source>FB2 archive</source>
            <translation>archivio FB2</translation>
        </message>
        <message>
            <source>This archive contains no FB2 book.</source>
            <translation>Questo archivio non contiene un libro FB2.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it can't be a book.</source>
            <translation>Questo non è un file normale, quindi non può essere un libro.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Il file non c’è più.</translation>
        </message>
        <message>
            <source>The template has no [highlight] section, so the file would contain no highlights.</source>
            <translation>Il modello non ha una sezione [highlight], quindi il file non conterrebbe evidenziazioni.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. [{2}] has {3}.</source>
            <translation>Riga {0}: segnaposto sconosciuto «{1}». [{2}] ha {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unmatched brace. To get a brace in the text, write it twice.</source>
            <translation>Riga {0}: parentesi graffa spaiata. Per avere una graffa nel testo, scrivila due volte.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] has no placeholder “{2}”. It has {3}.</source>
            <translation>Riga {0}: [{1}] non ha il segnaposto «{2}». Ha {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. Did you mean “{2}”?</source>
            <translation>Riga {0}: segnaposto sconosciuto «{1}». Intendevi «{2}»?</translation>
        </message>
        <message>
            <source>Line {0}: duplicate section [{1}]. Combine the two.</source>
            <translation>Riga {0}: sezione doppia [{1}]. Unisci le due.</translation>
        </message>
        <message>
            <source>Line {0}: unknown section [{1}]. Available sections: {2}.</source>
            <translation>Riga {0}: sezione sconosciuta [{1}]. Sezioni disponibili: {2}.</translation>
        </message>
        <message>
            <source>Line {0} is outside any section. Put [highlight] on a line above it.</source>
            <translation>La riga {0} è fuori da ogni sezione. Metti [highlight] su una riga sopra.</translation>
        </message>
        <message>
            <source>{0} of this book can't be read.</source>
            <translation>{0} di questo libro non si può leggere.</translation>
        </message>
        <message>
            <source>MOBI or AZW book</source>
            <translation>libro MOBI o AZW</translation>
        </message>
        <message>
            <source>The package document</source>
            <translation>Il documento del pacchetto</translation>
        </message>
        <message>
            <source>Its package document has errors, and fixing them could lose data. It is left as it is.</source>
            <translation>Il suo documento del pacchetto ha errori, e correggerli potrebbe far perdere dati. Resta com’è.</translation>
        </message>
        <message>
            <source>It's older than EPUB 2, so it is left as it is.</source>
            <translation>È più vecchio di EPUB 2, quindi resta com’è.</translation>
        </message>
        <message>
            <source>A value contains characters that EPUB doesn't allow. Edit it and try again.</source>
            <translation>Un valore contiene caratteri che EPUB non ammette. Modificalo e riprova.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>Il pacchetto XMP</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>The list of encrypted parts is too large.</source>
            <translation>L’elenco delle parti cifrate è troppo grande.</translation>
        </message>
        <message>
            <source>Readium LCP</source>
            <translation>Readium LCP</translation>
        </message>
        <message>
            <source>Apple DRM</source>
            <translation>DRM di Apple</translation>
        </message>
        <message>
            <source>Adobe DRM</source>
            <translation>DRM di Adobe</translation>
        </message>
        <message>
            <source>DRM</source>
            <translation>DRM</translation>
        </message>
        <message>
            <source>The list of encrypted parts</source>
            <translation>L’elenco delle parti cifrate</translation>
        </message>
        <message>
            <source>This isn't a Goodreads or StoryGraph export. Export your library there as CSV and choose that file.</source>
            <translation>Questa non è un’esportazione di Goodreads o StoryGraph. Esporta lì la tua biblioteca come CSV e scegli quel file.</translation>
        </message>
        <message>
            <source>This file has more than 100,000 books. Split it and import one part at a time.</source>
            <translation>Questo file ha più di 100.000 libri. Dividilo e importa una parte alla volta.</translation>
        </message>
        <message>
            <source>This is not a regular file. Choose the CSV file of an export.</source>
            <translation>Questo non è un file normale. Scegli il file CSV di un’esportazione.</translation>
        </message>
        <message>
            <source>This file is larger than 64 MB. Choose the CSV file of an export.</source>
            <translation>Questo file è più grande di 64 MB. Scegli il file CSV di un’esportazione.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}. Choose another one.</source>
            <translation>Impossibile leggere il file: {0}. Scegline un altro.</translation>
        </message>
        <message>
            <source>This isn't a valid file name. Choose the CSV file of an export.</source>
            <translation>Questo non è un nome di file valido. Scegli il file CSV di un’esportazione.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Le virgolette alla riga {0} non si chiudono mai. Chiudile, o esporta di nuovo il file.</translation>
        </message>
        <message>
            <source>The entry that begins on line {0} never ends; a quotation mark may be unclosed. Close it, or export the file again.</source>
            <translation>La voce che inizia alla riga {0} non finisce mai; forse delle virgolette non si chiudono. Chiudile, o esporta di nuovo il file.</translation>
        </message>
        <message>
            <source>A chapter of this EPUB is larger than 8 MB.</source>
            <translation>Un capitolo di questo EPUB è più grande di 8 MB.</translation>
        </message>
        <message>
            <source>The text of this EPUB is larger than 100 MB.</source>
            <translation>Il testo di questo EPUB è più grande di 100 MB.</translation>
        </message>
        <message>
            <source>This EPUB lists no text to read.</source>
            <translation>Questo EPUB non elenca testo da leggere.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Un capitolo</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>La lettura di questo file ha richiesto più di %n secondo.</numerusform>
                <numerusform>La lettura di questo file ha richiesto più di %n secondi.</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's book reader didn't start. Restart BookOrbit; if that doesn't help, reinstall it.</source>
            <translation>Il lettore di libri di BookOrbit non si è avviato. Riavvia BookOrbit; se non basta, reinstallalo.</translation>
        </message>
        <message>
            <source>Reading this file needed too much memory.</source>
            <translation>La lettura di questo file richiedeva troppa memoria.</translation>
        </message>
        <message>
            <source>Reading this file crashed the reader.</source>
            <translation>La lettura di questo file ha bloccato il lettore.</translation>
        </message>
        <message>
            <source>Reading was stopped.</source>
            <translation>La lettura è stata fermata.</translation>
        </message>
        <message>
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Questo EPUB è impacchettato in modo insolito, quindi resta com’è.</translation>
        </message>
        <message>
            <source>The answer didn't come from Hardcover, so it wasn't used. Sign in again.</source>
            <translation>La risposta non veniva da Hardcover, quindi non è stata usata. Accedi di nuovo.</translation>
        </message>
        <message>
            <source>No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Ancora nessun token di Hardcover. Creane uno su Hardcover e incollalo in BookOrbit.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>Hardcover non è raggiungibile. Le tue modifiche sono in attesa e saranno inviate più tardi.</translation>
        </message>
        <message>
            <source>This computer doesn't trust the certificate shown for Hardcover, so nothing was sent. Check its date and time, and any virus scanner or proxy that reads encrypted connections.</source>
            <translation>Questo computer non si fida del certificato mostrato per Hardcover, quindi non è stato inviato nulla. Controlla data e ora, e l’antivirus o il proxy che legge le connessioni cifrate.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover.</source>
            <translation>Hardcover non è raggiungibile.</translation>
        </message>
        <message>
            <source>Hardcover rejected your token. It may have expired or been revoked. Get a new one.</source>
            <translation>Hardcover ha rifiutato il tuo token. Forse è scaduto o è stato revocato. Ottienine uno nuovo.</translation>
        </message>
        <message>
            <source>Hardcover's address redirects to another one, which BookOrbit doesn't follow. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>L’indirizzo di Hardcover rimanda a un altro, che BookOrbit non segue. Controlla BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a BookOrbit bug.</source>
            <translation>Hardcover ha rifiutato la richiesta ({0}). Segnalalo come errore di BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>Al tuo token manca un permesso: {0}. Crea un nuovo token con quel permesso.</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in doesn't allow {0}. Sign in again and allow it.</source>
            <translation>Il tuo accesso a Hardcover non consente {0}. Accedi di nuovo e consentilo.</translation>
        </message>
        <message>
            <source>no message</source>
            <translation>nessun messaggio</translation>
        </message>
        <message>
            <source>connection lost</source>
            <translation>connessione persa</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}). Will retry later.</source>
            <translation>Hardcover ha avuto un problema ({0}). Nuovo tentativo più tardi.</translation>
        </message>
        <message>
            <source>Hardcover is busy. Will retry later.</source>
            <translation>Hardcover è occupato. Nuovo tentativo più tardi.</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}).</source>
            <translation>Hardcover ha avuto un problema ({0}).</translation>
        </message>
        <message>
            <source>timeout</source>
            <translation>tempo scaduto</translation>
        </message>
        <message>
            <source>Hardcover is busy.</source>
            <translation>Hardcover è occupato.</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>nessuna risposta in tempo</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Check your connection and try again.</source>
            <translation>Impossibile raggiungere Hardcover. Controlla la connessione e riprova.</translation>
        </message>
        <message>
            <source>You didn't allow BookOrbit to use your account, so nothing was changed.</source>
            <translation>Non hai consentito a BookOrbit di usare il tuo account, quindi non è cambiato nulla.</translation>
        </message>
        <message>
            <source>The code wasn't used in time. Sign in again to get a new one.</source>
            <translation>Il codice non è stato usato in tempo. Accedi di nuovo per averne uno nuovo.</translation>
        </message>
        <message>
            <source>Hardcover refused to sign in ({0}). Try again.</source>
            <translation>Hardcover ha rifiutato l’accesso ({0}). Riprova.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down.</source>
            <translation>Hardcover ha chiesto di rallentare.</translation>
        </message>
        <message>
            <source>Keeping to Hardcover's pace.</source>
            <translation>Al ritmo di Hardcover.</translation>
        </message>
        <message>
            <source>Continues at {0}.</source>
            <translation>Continua alle {0}.</translation>
        </message>
        <message>
            <source>Daily limit reached ({0}).</source>
            <translation>Limite giornaliero raggiunto ({0}).</translation>
        </message>
        <message>
            <source>Daily limit reached.</source>
            <translation>Limite giornaliero raggiunto.</translation>
        </message>
        <message>
            <source>Retrying at {0}.</source>
            <translation>Nuovo tentativo alle {0}.</translation>
        </message>
        <message>
            <source>Hardcover sent only part of your shelf. Nothing was changed; try again later.</source>
            <translation>Hardcover ha inviato solo una parte del tuo scaffale. Non è stato cambiato nulla; riprova più tardi.</translation>
        </message>
        <message>
            <source>{0} sent an unusable position. Ask whoever runs it.</source>
            <translation>{0} ha inviato una posizione inutilizzabile. Chiedi a chi lo gestisce.</translation>
        </message>
        <message>
            <source>{0} is not a KOReader sync server. Check the address.</source>
            <translation>{0} non è un server di sincronizzazione di KOReader. Controlla l’indirizzo.</translation>
        </message>
        <message>
            <source>There is no KOReader sync server at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>A {0} non c’è un server di sincronizzazione di KOReader. Controlla l’indirizzo; alcuni finiscono in /kosync o /api/koreader.</translation>
        </message>
        <message>
            <source>{0} refused this document ({1}). It will be sent again when you read on.</source>
            <translation>{0} ha rifiutato questo documento ({1}). Sarà inviato di nuovo quando continui a leggere.</translation>
        </message>
        <message>
            <source>{0} doesn't let this user sync progress. Check its KOReader settings.</source>
            <translation>{0} non permette a questo utente di sincronizzare i progressi. Controlla le sue impostazioni di KOReader.</translation>
        </message>
        <message>
            <source>{0} redirects to “{1}”, which BookOrbit doesn't follow because it would get your password. If it's right, enter it as the address.</source>
            <translation>{0} rimanda a «{1}», che BookOrbit non segue perché riceverebbe la tua password. Se è giusto, inseriscilo come indirizzo.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} non accetta questo nome e questa password. Inseriscili di nuovo, o registrati prima lì.</translation>
        </message>
        <message>
            <source>{0} asked to slow down. Your positions will be sent later.</source>
            <translation>{0} ha chiesto di rallentare. Le tue posizioni saranno inviate più tardi.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your positions will be sent later.</source>
            <translation>{0} ha un problema ({1}). Le tue posizioni saranno inviate più tardi.</translation>
        </message>
        <message>
            <source>The certificate of {0} isn't trusted, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>Il certificato di {0} non è attendibile, quindi non è stato inviato nulla. Dai a quel server un certificato di cui questo computer si fidi.</translation>
        </message>
        <message>
            <source>Couldn't connect securely to {0}. Check the address and its port.</source>
            <translation>Impossibile collegarsi in modo sicuro a {0}. Controlla l’indirizzo e la porta.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your positions will be sent when it answers again.</source>
            <translation>{0} non è raggiungibile. Le tue posizioni saranno inviate quando risponde di nuovo.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Nome utente o password errati. Controlla BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit non accetta progressi. Attivalo in BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>Devices with a public address are refused. If it is yours, allow them in Settings, or with: bookorbit-desktop server --allow-public</source>
            <translation>I dispositivi con un indirizzo pubblico vengono rifiutati. Se è tuo, consentili in Impostazioni, o con: bookorbit-desktop server --allow-public</translation>
        </message>
        <message>
            <source>This request names no computer. Use the address that BookOrbit shows.</source>
            <translation>Questa richiesta non nomina alcun computer. Usa l’indirizzo mostrato da BookOrbit.</translation>
        </message>
        <message>
            <source>BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows.</source>
            <translation>BookOrbit non conosce il nome «{0}». Usa l’indirizzo mostrato da BookOrbit.</translation>
        </message>
        <message>
            <source>If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}</source>
            <translation>Se è il nome di questo computer, consentilo: bookorbit-desktop server --add-name {0}</translation>
        </message>
        <message>
            <source>Unknown reading status.</source>
            <translation>Stato di lettura sconosciuto.</translation>
        </message>
        <message>
            <source>Name a document by its digest.</source>
            <translation>Indica un documento con la sua impronta.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Le porte da {0} a {1} sono usate da altri programmi. Scegli un’altra porta.</translation>
        </message>
        <message>
            <source>This computer can't listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Questo computer non può ascoltare su {0}. Usa {1}, o uno dei suoi indirizzi.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>La porta {0} è usata da un altro programma. Fermalo, o scegli un’altra porta.</translation>
        </message>
        <message>
            <source>Your system doesn't let BookOrbit use port {0}. Choose one above 1023.</source>
            <translation>Il sistema non lascia usare a BookOrbit la porta {0}. Scegline una sopra la 1023.</translation>
        </message>
        <message>
            <source>Another program answers here. Use the port that BookOrbit shows.</source>
            <translation>Qui risponde un altro programma. Usa la porta mostrata da BookOrbit.</translation>
        </message>
        <message>
            <source>Nothing answers here. Stop and start the server, or use another address.</source>
            <translation>Qui non risponde nulla. Ferma e avvia il server, o usa un altro indirizzo.</translation>
        </message>
        <message>
            <source>Writing metadata to files is off. Turn it on in Settings ▸ Library, or with “write-metadata --on”.</source>
            <translation>La scrittura dei metadati nei file è spenta. Attivala in Impostazioni ▸ Biblioteca, o con «write-metadata --on».</translation>
        </message>
        <message>
            <source>Metadata can only be written to EPUB files.</source>
            <translation>I metadati si possono scrivere solo nei file EPUB.</translation>
        </message>
        <message>
            <source>Another program has changed it since, so it stays. Its backup is kept.</source>
            <translation>Da allora un altro programma l’ha cambiato, quindi resta. Il suo backup resta.</translation>
        </message>
        <message>
            <source>Its backup is missing, so it stays as it is.</source>
            <translation>Il suo backup manca, quindi resta com’è.</translation>
        </message>
        <message>
            <source>The file has changed. Try again.</source>
            <translation>Il file è cambiato. Riprova.</translation>
        </message>
        <message>
            <source>Another file is there now. Check the preview again.</source>
            <translation>Ora lì c’è un altro file. Controlla di nuovo l’anteprima.</translation>
        </message>
        <message>
            <source>It's already there, under another path to the same folder.</source>
            <translation>È già lì, con un altro percorso alla stessa cartella.</translation>
        </message>
        <message>
            <source>The copy has changed since, so it stays.</source>
            <translation>La copia è cambiata da allora, quindi resta.</translation>
        </message>
        <message>
            <source>Organising files is off. Turn it on in Settings ▸ Library, or with “organise --on”.</source>
            <translation>L’organizzazione dei file è spenta. Attivala in Impostazioni ▸ Biblioteca, o con «organise --on».</translation>
        </message>
        <message>
            <source>The file is missing. Scan its folder again.</source>
            <translation>Il file manca. Scansiona di nuovo la sua cartella.</translation>
        </message>
        <message>
            <source>It couldn't be read, so its title is only a guess.</source>
            <translation>Non si è potuto leggere, quindi il titolo è solo un’ipotesi.</translation>
        </message>
        <message>
            <source>It was added as a single file. Choose a library folder to organise it into.</source>
            <translation>È stato aggiunto come file singolo. Scegli una cartella della biblioteca in cui organizzarlo.</translation>
        </message>
        <message>
            <source>This is a link to a file elsewhere.</source>
            <translation>Questo è un collegamento a un file altrove.</translation>
        </message>
        <message>
            <source>It's in a Calibre library. Only Calibre moves or changes files there.</source>
            <translation>È in una biblioteca di Calibre. Lì solo Calibre sposta o cambia i file.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library, where only Calibre adds files. Choose another one.</source>
            <translation>Questa cartella è una biblioteca di Calibre, dove solo Calibre aggiunge file. Scegline un’altra.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>Il percorso sarebbe troppo lungo. Accorcia il modello.</translation>
        </message>
        <message>
            <source>Files can only be organised into a library folder. Add that folder first.</source>
            <translation>I file si possono organizzare solo in una cartella della biblioteca. Aggiungi prima quella cartella.</translation>
        </message>
        <message>
            <source>Couldn't list the folder {0}. Check its permissions.</source>
            <translation>Impossibile elencare la cartella {0}. Controllane i permessi.</translation>
        </message>
        <message>
            <source>“{0}” is in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>«{0}» è in una biblioteca di Calibre, quindi è rimasto. Rimuovilo in Calibre, o rimuovilo qui e mantieni il file.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>«{0}» è ancora nel cestino. Ripristinalo lì; i suoi progressi restano.</translation>
        </message>
        <message>
            <source>Cancelled before it started.</source>
            <translation>Interrotto prima di iniziare.</translation>
        </message>
        <message>
            <source>Its book file stayed, so this stayed too.</source>
            <translation>Il file del libro è rimasto, quindi anche questo.</translation>
        </message>
        <message>
            <source>BookOrbit is already working on files. Wait until it has finished, or cancel it.</source>
            <translation>BookOrbit sta già lavorando sui file. Aspetta che finisca, o interrompilo.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Niente da annullare.</translation>
        </message>
        <message>
            <source>This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. Use a token of @{1} again, or begin anew with @{0}.</source>
            <translation>Questo token è di @{0}, ma questa biblioteca è sincronizzata con @{1}, quindi non è stato inviato nulla. Usa di nuovo un token di @{1} oppure ricomincia con @{0}.</translation>
        </message>
        <message>
            <source>Not signed in to Hardcover yet. Sign in first.</source>
            <translation>Accesso a Hardcover non ancora effettuato. Accedi prima.</translation>
        </message>
        <message>
            <source>The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.</source>
            <translation>L’account Hardcover è stato cambiato nel frattempo, quindi non è stato inviato altro. Sincronizza di nuovo.</translation>
        </message>
        <message>
            <source>You're signed in as @{0}, but this library is synced with @{1}, so nothing was sent. Sign in as @{1} again, or begin anew with @{0}.</source>
            <translation>Hai effettuato l’accesso come @{0}, ma questa biblioteca è sincronizzata con @{1}, quindi non è stato inviato nulla. Accedi di nuovo come @{1} oppure ricomincia con @{0}.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can create one at {0}.</source>
            <translation>Incolla un token di Hardcover. Puoi crearne uno su {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Hai escluso questo libro da Hardcover.</translation>
        </message>
        <message>
            <source>Cancelled. Start again to do the rest.</source>
            <translation>Interrotto. Avvia di nuovo per fare il resto.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is selected, so there is nothing to apply. Choose who can see your books first.</source>
            <translation>È selezionato «Lascia come su Hardcover», quindi non c’è nulla da applicare. Scegli prima chi può vedere i tuoi libri.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Start again to do the rest.</source>
            <translation>Hardcover non ha risposto in tempo. Avvia di nuovo per fare il resto.</translation>
        </message>
        <message>
            <source>“{0}” is still on Hardcover: {1}</source>
            <translation>«{0}» è ancora su Hardcover: {1}</translation>
        </message>
        <message>
            <source>You created the entry of “{0}” yourself; BookOrbit won't delete it.</source>
            <translation>La voce di «{0}» l’hai creata tu; BookOrbit non la eliminerà.</translation>
        </message>
        <message>
            <source>by the Hardcover ID in its file</source>
            <translation>per l’ID di Hardcover nel suo file</translation>
        </message>
        <message>
            <source>by its ISBN-13</source>
            <translation>per il suo ISBN-13</translation>
        </message>
        <message>
            <source>by its ISBN-10</source>
            <translation>per il suo ISBN-10</translation>
        </message>
        <message>
            <source>by its ID on Goodreads or another platform</source>
            <translation>per il suo ID su Goodreads o un’altra piattaforma</translation>
        </message>
        <message>
            <source>by title and author on your own shelf</source>
            <translation>per titolo e autore sul tuo scaffale</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>non ancora</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}.</source>
            <translation>«{0}» (scheda {1}), {2}.</translation>
        </message>
        <message>
            <source>without an edition without a page count</source>
            <translation>senza edizione e senza numero di pagine</translation>
        </message>
        <message>
            <source>{0}, set by you.</source>
            <translation>{0}, impostato da te.</translation>
        </message>
        <message>
            <source>You read on after finishing it. Open the book to start a re-read; until then, nothing is sent.</source>
            <translation>Hai continuato a leggere dopo averlo finito. Apri il libro per iniziare una rilettura; fino ad allora non viene inviato nulla.</translation>
        </message>
        <message>
            <source>Your device went back to {0}; the book stays at {1}. Open the book to change that.</source>
            <translation>Il dispositivo è tornato a {0}; il libro resta a {1}. Apri il libro per cambiarlo.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Abbinamento</translation>
        </message>
        <message>
            <source>by the Hardcover ID you saved</source>
            <translation>per l’ID di Hardcover che hai salvato</translation>
        </message>
        <message numerus="yes">
            <source>edition {0} of %n page(s)</source>
            <translation>
                <numerusform>edizione {0} di %n pagina</numerusform>
                <numerusform>edizione {0} di %n pagine</numerusform>
            </translation>
        </message>
        <message>
            <source>edition {0} without a page count</source>
            <translation>edizione {0} senza numero di pagine</translation>
        </message>
        <message numerus="yes">
            <source>without an edition of %n page(s)</source>
            <translation>
                <numerusform>senza edizione, di %n pagina</numerusform>
                <numerusform>senza edizione, di %n pagine</numerusform>
            </translation>
        </message>
        <message>
            <source>On {0} Hardcover showed {1}.</source>
            <translation>Il {0} Hardcover mostrava {1}.</translation>
        </message>
        <message>
            <source>{0} sent it on {1}, as document {2}.</source>
            <translation>{0} l’ha inviato il {1}, come documento {2}.</translation>
        </message>
        <message>
            <source>{0} sent it at {1} on {2}, as document {3}.</source>
            <translation>{0} l’ha inviato a {1} il {2}, come documento {3}.</translation>
        </message>
        <message>
            <source>Connected as @{0}.</source>
            <translation>Collegato come @{0}.</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Piano</translation>
        </message>
        <message>
            <source>{0}, set from KOReader's progress.</source>
            <translation>{0}, impostato dai progressi di KOReader.</translation>
        </message>
        <message>
            <source>Set a status other than Unread.</source>
            <translation>Imposta uno stato diverso da Non letto.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Includilo.</translation>
        </message>
        <message>
            <source>Not looked up yet.</source>
            <translation>Non ancora cercato.</translation>
        </message>
        <message>
            <source>Press Sync now.</source>
            <translation>Premi Sincronizza ora.</translation>
        </message>
        <message>
            <source>Pick the right book.</source>
            <translation>Scegli il libro giusto.</translation>
        </message>
        <message>
            <source>Confirm it, or pick another book.</source>
            <translation>Confermalo, o scegli un altro libro.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}, because Hardcover doesn't know {3}, which you saved.</source>
            <translation>«{0}» (scheda {1}), {2}, perché Hardcover non conosce {3}, che hai salvato.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Prossimo tentativo {0}.</translation>
        </message>
        <message>
            <source>Press Sync now to try again right away.</source>
            <translation>Premi Sincronizza ora per riprovare subito.</translation>
        </message>
        <message>
            <source>Nothing sent yet.</source>
            <translation>Non è stato ancora inviato nulla.</translation>
        </message>
        <message>
            <source>No device has sent this book; its status was not set by KOReader.</source>
            <translation>Nessun dispositivo ha inviato questo libro; il suo stato non è stato impostato da KOReader.</translation>
        </message>
        <message>
            <source>There is no Hardcover token.</source>
            <translation>Non c’è un token di Hardcover.</translation>
        </message>
        <message>
            <source>Paste a token on the Hardcover page.</source>
            <translation>Incolla un token nella pagina Hardcover.</translation>
        </message>
        <message>
            <source>Check the token on the Hardcover page.</source>
            <translation>Controlla il token nella pagina Hardcover.</translation>
        </message>
        <message>
            <source>Turn it on, or press Sync now.</source>
            <translation>Attivala, o premi Sincronizza ora.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>Non viene inviato nulla prima della tua prima sincronizzazione.</translation>
        </message>
        <message>
            <source>To send: {0}.</source>
            <translation>Da inviare: {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Scegli un’edizione con le pagine, o inserisci il numero di pagine.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm it.</source>
            <translation>Non viene inviato nulla finché non lo confermi.</translation>
        </message>
        <message>
            <source>You have not confirmed it yet.</source>
            <translation>Non l’hai ancora confermato.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}; you saved the ISBN {3}.</source>
            <translation>«{0}» (scheda {1}), {2}; hai salvato l’ISBN {3}.</translation>
        </message>
        <message>
            <source>Hardcover has no such edition. Check the number, or search by title.</source>
            <translation>Hardcover non ha questa edizione. Controlla il numero, o cerca per titolo.</translation>
        </message>
        <message>
            <source>Hardcover has no such book. Check the link or number, or search by title.</source>
            <translation>Hardcover non ha questo libro. Controlla il link o il numero, o cerca per titolo.</translation>
        </message>
        <message>
            <source>BookOrbit hasn't seen this book on Hardcover yet.</source>
            <translation>BookOrbit non ha ancora visto questo libro su Hardcover.</translation>
        </message>
        <message>
            <source>Press Sync now first.</source>
            <translation>Premi prima Sincronizza ora.</translation>
        </message>
        <message>
            <source>Not found on Hardcover. Pick the right book, or fix the ISBN.</source>
            <translation>Non trovato su Hardcover. Scegli il libro giusto, o correggi l’ISBN.</translation>
        </message>
        <message>
            <source>Several records on Hardcover could be this book. Pick the right one.</source>
            <translation>Più schede su Hardcover potrebbero essere questo libro. Scegli quella giusta.</translation>
        </message>
        <message>
            <source>Found “{0}” but wasn't sure ({1}). Pick to confirm.</source>
            <translation>Trovato «{0}», ma senza certezza ({1}). Premi Scegli per confermare.</translation>
        </message>
        <message>
            <source>The ID wasn't trusted: {0}. Pick the right book, or fix the ID.</source>
            <translation>L’ID non era affidabile: {0}. Scegli il libro giusto, o correggi l’ID.</translation>
        </message>
        <message>
            <source>The ISBN wasn't trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>L’ISBN non era affidabile: {0}. Scegli il libro giusto, o correggi l’ISBN.</translation>
        </message>
        <message>
            <source>You changed a quote of this book on Hardcover; that stays.</source>
            <translation>Hai modificato una citazione di questo libro su Hardcover; resta così.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. The next sync will check and try again.</source>
            <translation>Hardcover non ha risposto in tempo. La prossima sincronizzazione controllerà e riproverà.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) take[s] {0} days: a tenth of each day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln citazione richiede {0} giorni: un decimo delle richieste di ogni giorno è tenuto per gli stati.</numerusform>
                <numerusform>%Ln citazioni richiedono {0} giorni: un decimo delle richieste di ogni giorno è tenuto per gli stati.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover ha rifiutato: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) wait[s] until tomorrow: a tenth of the day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln citazione aspetta domani: un decimo delle richieste del giorno è tenuto per gli stati.</numerusform>
                <numerusform>%Ln citazioni aspettano domani: un decimo delle richieste del giorno è tenuto per gli stati.</numerusform>
            </translation>
        </message>
        <message>
            <source>undo</source>
            <translation>annullamento</translation>
        </message>
        <message>
            <source>This book isn't matched on Hardcover yet. The Hardcover page shows why.</source>
            <translation>Questo libro non è ancora abbinato su Hardcover. La pagina Hardcover mostra perché.</translation>
        </message>
        <message>
            <source>Confirm this book's match on the Hardcover page first.</source>
            <translation>Conferma prima l’abbinamento di questo libro nella pagina Hardcover.</translation>
        </message>
        <message>
            <source>Only highlights in your list can be sent.</source>
            <translation>Si possono inviare solo le evidenziazioni del tuo elenco.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover. Remove it there.</source>
            <translation>L’hai scritta o modificata su Hardcover. Rimuovila lì.</translation>
        </message>
        <message>
            <source>It isn't on Hardcover.</source>
            <translation>Non è su Hardcover.</translation>
        </message>
        <message>
            <source>No such highlight. “highlights” lists them.</source>
            <translation>Questa evidenziazione non esiste. «highlights» le elenca.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: removed from your shelf on Hardcover</source>
            <translation>Da leggere → Non letto: rimosso dal tuo scaffale su Hardcover</translation>
        </message>
        <message>
            <source>Nobody allowed it within five minutes. Try again.</source>
            <translation>Nessuno l’ha consentito entro cinque minuti. Riprova.</translation>
        </message>
        <message>
            <source>You're signed in</source>
            <translation>Accesso effettuato</translation>
        </message>
        <message>
            <source>BookOrbit can use your Hardcover account now. You can close this page.</source>
            <translation>Ora BookOrbit può usare il tuo account Hardcover. Puoi chiudere questa pagina.</translation>
        </message>
        <message>
            <source>You're not signed in</source>
            <translation>Accesso non effettuato</translation>
        </message>
        <message>
            <source>Nothing was changed. You can close this page.</source>
            <translation>Non è cambiato nulla. Puoi chiudere questa pagina.</translation>
        </message>
        <message>
            <source>Hardcover ended this sign-in: it was removed there, or not used for half a year. Sign in again. Nothing is lost.</source>
            <translation>Hardcover ha chiuso questo accesso: è stato rimosso lì, o non usato per sei mesi. Accedi di nuovo. Nulla va perso.</translation>
        </message>
        <message>
            <source>The renewal of your Hardcover sign-in was interrupted, so it ended. Sign in again. Nothing is lost.</source>
            <translation>Il rinnovo del tuo accesso a Hardcover è stato interrotto, quindi è terminato. Accedi di nuovo. Nulla va perso.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to its data folder, so your Hardcover sign-in wasn't renewed. Free some space and check the folder's permissions.</source>
            <translation>BookOrbit non può scrivere nella sua cartella dei dati, quindi il tuo accesso a Hardcover non è stato rinnovato. Libera spazio e controlla i permessi della cartella.</translation>
        </message>
        <message>
            <source>Another BookOrbit is renewing your Hardcover sign-in. Try again in a minute.</source>
            <translation>Un altro BookOrbit sta rinnovando il tuo accesso a Hardcover. Riprova fra un minuto.</translation>
        </message>
        <message>
            <source>Cancelled. Unsent changes stay pending.</source>
            <translation>Interrotto. Le modifiche non inviate restano in sospeso.</translation>
        </message>
        <message>
            <source>From here on, this library is synced with @{0}; before, it was @{1}.</source>
            <translation>Da qui in poi questa biblioteca è sincronizzata con @{0}; prima era @{1}.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Hai lasciato questo libro fuori dalla sincronizzazione.</translation>
        </message>
        <message>
            <source>You excluded this book while the sync was running.</source>
            <translation>Hai escluso questo libro durante la sincronizzazione.</translation>
        </message>
        <message>
            <source>Nothing more was sent.</source>
            <translation>Non è stato inviato altro.</translation>
        </message>
        <message>
            <source>This book was changed while the sync was running.</source>
            <translation>Questo libro è cambiato durante la sincronizzazione.</translation>
        </message>
        <message>
            <source>This book became Unread while the sync was running.</source>
            <translation>Questo libro è diventato Non letto durante la sincronizzazione.</translation>
        </message>
        <message>
            <source>Hardcover saved something different from what was sent.</source>
            <translation>Hardcover ha salvato qualcosa di diverso da ciò che è stato inviato.</translation>
        </message>
        <message>
            <source>It will be tried again.</source>
            <translation>Si riproverà.</translation>
        </message>
        <message>
            <source>This book's record no longer exists on Hardcover.</source>
            <translation>La scheda di questo libro non esiste più su Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for it again.</source>
            <translation>La prossima sincronizzazione lo cerca di nuovo.</translation>
        </message>
        <message>
            <source>The record or edition you picked no longer exists on Hardcover.</source>
            <translation>La scheda o l’edizione che hai scelto non esiste più su Hardcover.</translation>
        </message>
        <message>
            <source>Pick another one.</source>
            <translation>Scegline un’altra.</translation>
        </message>
        <message>
            <source>The matched edition no longer exists on Hardcover.</source>
            <translation>L’edizione abbinata non esiste più su Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for another one.</source>
            <translation>La prossima sincronizzazione ne cerca un’altra.</translation>
        </message>
        <message>
            <source>Matched by title and author only. Confirm it on the Hardcover page, or pick another book.</source>
            <translation>Abbinato solo per titolo e autore. Confermalo nella pagina Hardcover, o scegli un altro libro.</translation>
        </message>
        <message>
            <source>Undo cancelled. What wasn't undone yet stays as the sync left it.</source>
            <translation>Annullamento interrotto. Ciò che non è stato ancora annullato resta come l’ha lasciato la sincronizzazione.</translation>
        </message>
        <message>
            <source>Undo stopped. The rest will be undone at the next start.</source>
            <translation>Annullamento interrotto. Il resto sarà annullato al prossimo avvio.</translation>
        </message>
        <message>
            <source>Nothing to undo: all that syncs wrote is undone already.</source>
            <translation>Niente da annullare: tutto ciò che le sincronizzazioni hanno scritto è già annullato.</translation>
        </message>
        <message>
            <source>Hardcover didn't undo everything.</source>
            <translation>Hardcover non ha annullato tutto.</translation>
        </message>
        <message>
            <source>Run {0} wrote nothing to Hardcover. “log” lists the runs that did.</source>
            <translation>La sincronizzazione {0} non ha scritto nulla su Hardcover. «log» elenca quelle che l’hanno fatto.</translation>
        </message>
        <message>
            <source>Run {0} was sent to another Hardcover account; “log” says which. Use a token of that account to undo it.</source>
            <translation>La sincronizzazione {0} è stata inviata a un altro account Hardcover; «log» dice quale. Usa un token di quell’account per annullarla.</translation>
        </message>
        <message>
            <source>Run {0} is already undone. “log” lists the others.</source>
            <translation>La sincronizzazione {0} è già annullata. «log» elenca le altre.</translation>
        </message>
        <message>
            <source>There is no highlight number {0}. Nothing was changed.</source>
            <translation>Non c’è un’evidenziazione numero {0}. Non è stato cambiato nulla.</translation>
        </message>
        <message>
            <source>Importing highlights needs KOReader v2025.04 or later. Update KOReader on the device.</source>
            <translation>Per importare evidenziazioni serve KOReader v2025.04 o successivo. Aggiorna KOReader sul dispositivo.</translation>
        </message>
        <message>
            <source>This book was last opened with an older KOReader, which can't import highlights. Open the book once on the device, close it, and try again.</source>
            <translation>Questo libro è stato aperto l’ultima volta con un KOReader più vecchio, che non può importare evidenziazioni. Apri il libro una volta sul dispositivo, chiudilo e riprova.</translation>
        </message>
        <message>
            <source>The folder for it is a link that leads away from the device, so nothing is written.</source>
            <translation>La sua cartella è un collegamento che porta fuori dal dispositivo, quindi non viene scritto nulla.</translation>
        </message>
        <message>
            <source>Deleted on this device; they stay deleted there.</source>
            <translation>Eliminate su questo dispositivo; lì restano eliminate.</translation>
        </message>
        <message>
            <source>KOReader hasn't opened this book yet. Open it once on the device.</source>
            <translation>KOReader non ha ancora aperto questo libro. Aprilo una volta sul dispositivo.</translation>
        </message>
        <message>
            <source>This device has exported its own highlights for other devices. Open the book on one of them first, or delete that file.</source>
            <translation>Questo dispositivo ha esportato le proprie evidenziazioni per altri dispositivi. Apri prima il libro su uno di essi, o elimina quel file.</translation>
        </message>
        <message>
            <source>Highlights from another view of this book are waiting there. Open the book on the device first.</source>
            <translation>Lì aspettano evidenziazioni di un’altra vista di questo libro. Apri prima il libro sul dispositivo.</translation>
        </message>
        <message>
            <source>They have no position in this book, or were made in another view of it.</source>
            <translation>Non hanno una posizione in questo libro, o sono state fatte in un’altra sua vista.</translation>
        </message>
        <message>
            <source>An export file there can't be read, so it's left alone. {0}</source>
            <translation>Lì c’è un file di esportazione che non si può leggere, quindi non viene toccato. {0}</translation>
        </message>
        <message>
            <source>Already waiting on the device. Open the book there to import them.</source>
            <translation>Già in attesa sul dispositivo. Apri lì il libro per importarle.</translation>
        </message>
        <message>
            <source>The file has changed. Check the preview again.</source>
            <translation>Il file è cambiato. Controlla di nuovo l’anteprima.</translation>
        </message>
        <message>
            <source>The device didn't save what was written. Check its storage.</source>
            <translation>Il dispositivo non ha salvato ciò che è stato scritto. Controllane la memoria.</translation>
        </message>
        <message>
            <source>The passphrase is not in your password store; set a new one to see it.</source>
            <translation>La frase segreta non è nell’archivio delle password; impostane una nuova per vederla.</translation>
        </message>
        <message>
            <source>Your password store has an older passphrase that no longer works; set a new one to see it.</source>
            <translation>L’archivio delle password ha una frase segreta precedente che non vale più; impostane una nuova per vederla.</translation>
        </message>
        <message>
            <source>A user name needs at least one letter and can't contain a colon.</source>
            <translation>Un nome utente deve avere almeno una lettera e non può contenere i due punti.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Una frase segreta deve avere almeno una lettera e sta su una riga.</translation>
        </message>
        <message>
            <source>The passphrase can't be shown; set a new one to see it.</source>
            <translation>La frase segreta non si può mostrare; impostane una nuova per vederla.</translation>
        </message>
        <message>
            <source>A paired device uses the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Un dispositivo associato usa il nome «{0}». Revocalo prima, o scegli un altro nome.</translation>
        </message>
        <message>
            <source>Write down the passphrase now: it can't be shown again.</source>
            <translation>Annota ora la frase segreta: non si può mostrare di nuovo.</translation>
        </message>
        <message>
            <source>Your certificate has expired. Choose a renewed one, or let BookOrbit make a new one.</source>
            <translation>Il tuo certificato è scaduto. Scegline uno rinnovato, o lascia che BookOrbit ne crei uno.</translation>
        </message>
        <message>
            <source>The key of your certificate can't be opened any more. Choose certificate and key again, or let BookOrbit make a new one.</source>
            <translation>La chiave del tuo certificato non si può più aprire. Scegli di nuovo certificato e chiave, o lascia che BookOrbit ne crei uno.</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>Impossibile leggere {0} ({1}).</translation>
        </message>
        <message>
            <source>This certificate expired on {0}. Choose a newer one.</source>
            <translation>Questo certificato è scaduto il {0}. Scegline uno più recente.</translation>
        </message>
        <message>
            <source>The certificate can't be stored in {0} ({1}).</source>
            <translation>Impossibile salvare il certificato in {0} ({1}).</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>Non c’è un dispositivo {0}. «devices» li elenca.</translation>
        </message>
        <message>
            <source>This ID isn't shared by two devices.</source>
            <translation>Questo ID non è condiviso da due dispositivi.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this digest. Choose the one you read.</source>
            <translation>
                <numerusform>%n libro ha questa impronta. Scegli quello che leggi.</numerusform>
                <numerusform>%n libri hanno questa impronta. Scegli quello che leggi.</numerusform>
            </translation>
        </message>
        <message>
            <source>No device has sent document {0}. “documents” lists those received.</source>
            <translation>Nessun dispositivo ha inviato il documento {0}. «documents» elenca quelli ricevuti.</translation>
        </message>
        <message>
            <source>Document {0} isn't linked to a book. “documents” lists those that are.</source>
            <translation>Il documento {0} non è collegato a un libro. «documents» elenca quelli che lo sono.</translation>
        </message>
        <message>
            <source>An entry needs a title. Enter your book's title.</source>
            <translation>Una voce ha bisogno di un titolo. Inserisci il titolo del libro.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose a file.</source>
            <translation>«{0}» è una cartella. Scegli un file.</translation>
        </message>
        <message>
            <source>“{0}”: {1}</source>
            <translation>«{0}»: {1}</translation>
        </message>
        <message>
            <source>A device tried https://. Change the server address on it to begin with http://.</source>
            <translation>Un dispositivo ha provato https://. Cambia lì l’indirizzo del server perché inizi con http://.</translation>
        </message>
        <message>
            <source>A device tried https:// at the address for http://. Change it to begin with http://, or to {0}.</source>
            <translation>Un dispositivo ha provato https:// all’indirizzo per http://. Fallo iniziare con http://, o sostituiscilo con {0}.</translation>
        </message>
        <message>
            <source>Devices can't connect while the server is stopped. Start it, then pair.</source>
            <translation>I dispositivi non possono collegarsi mentre il server è fermo. Avvialo, poi associa.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Nessun dispositivo associato ha il nome «{0}». «credentials» li elenca.</translation>
        </message>
        <message>
            <source>{0} isn't a Calibre library in BookOrbit. Add its folder first.</source>
            <translation>{0} non è una biblioteca di Calibre in BookOrbit. Aggiungi prima la sua cartella.</translation>
        </message>
        <message>
            <source>Calibre is changing this library right now. Try again in a moment.</source>
            <translation>Calibre sta cambiando questa biblioteca proprio ora. Riprova fra un momento.</translation>
        </message>
        <message>
            <source>This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 MB and 100 megapixels.</source>
            <translation>Questa immagine non si può mostrare. Scegli un JPEG, PNG, WebP o GIF fino a 32 MB e 100 megapixel.</translation>
        </message>
        <message>
            <source>Couldn't read {0}: {1}. Choose another picture.</source>
            <translation>Impossibile leggere {0}: {1}. Scegli un’altra immagine.</translation>
        </message>
        <message>
            <source>Cancelled. The rest will be done at the next scan or start.</source>
            <translation>Interrotto. Il resto sarà fatto alla prossima scansione o al prossimo avvio.</translation>
        </message>
        <message>
            <source>{0} of {1} files read.</source>
            <translation>{0} di {1} file letti.</translation>
        </message>
        <message>
            <source>import undone</source>
            <translation>importazione annullata</translation>
        </message>
        <message>
            <source>Scan cancelled. The next one continues where it stopped.</source>
            <translation>Scansione interrotta. La prossima continua da dove si è fermata.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Check the path and try again.</source>
            <translation>Cartella non trovata: {0}. Controlla il percorso e riprova.</translation>
        </message>
        <message>
            <source>This file doesn't belong to the book. “export” lists the files of each book.</source>
            <translation>Questo file non appartiene al libro. «export» elenca i file di ogni libro.</translation>
        </message>
        <message>
            <source>A book needs at least one file.</source>
            <translation>Un libro ha bisogno di almeno un file.</translation>
        </message>
        <message>
            <source>The book has an identical copy of this file, and devices can't tell them apart. Split both off together, or remove one.</source>
            <translation>Il libro ha una copia identica di questo file, e i dispositivi non possono distinguerle. Separale insieme, o rimuovine una.</translation>
        </message>
        <message>
            <source>Choose the book to keep and at least one other book.</source>
            <translation>Scegli il libro da mantenere e almeno un altro libro.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Questo libro non è nel catalogo: è stato rimosso, o il suo file manca o è rovinato.</translation>
        </message>
        <message>
            <source>This list isn't in the catalogue.</source>
            <translation>Questo elenco non è nel catalogo.</translation>
        </message>
        <message>
            <source>This book has no cover picture.</source>
            <translation>Questo libro non ha un’immagine di copertina.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Questo file non è nel catalogo: è stato rimosso, manca o è rovinato.</translation>
        </message>
        <message>
            <source>This book's file has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>Il file di questo libro è cambiato. Scansiona la biblioteca in BookOrbit, poi riprova.</translation>
        </message>
        <message>
            <source>This book's file can't be read right now. Check that its disk is connected.</source>
            <translation>Il file di questo libro ora non si può leggere. Controlla che il suo disco sia collegato.</translation>
        </message>
        <message>
            <source>Waiting for your first sync.</source>
            <translation>In attesa della tua prima sincronizzazione.</translation>
        </message>
        <message>
            <source>Hardcover is turned off.</source>
            <translation>Hardcover è spento.</translation>
        </message>
        <message numerus="yes">
            <source>%n not matched</source>
            <translation>
                <numerusform>%n non abbinato</numerusform>
                <numerusform>%n non abbinati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n non riuscito</numerusform>
                <numerusform>%n non riusciti</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to send</source>
            <translation>
                <numerusform>%n da inviare</numerusform>
                <numerusform>%n da inviare</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>%n inviato</numerusform>
                <numerusform>%n inviati</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was up to date.</source>
            <translation>Era tutto aggiornato.</translation>
        </message>
        <message>
            <source>This library isn't empty, so nothing was imported: a complete export takes the place of everything. Import it into an empty library, such as with another --data-dir.</source>
            <translation>Questa biblioteca non è vuota, quindi non è stato importato nulla: un’esportazione completa prende il posto di tutto. Importala in una biblioteca vuota, per esempio con un altro --data-dir.</translation>
        </message>
        <message>
            <source>Couldn't write the file there ({0}). Choose another folder.</source>
            <translation>Impossibile scrivere lì il file ({0}). Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>Sign in again in Settings ▸ Hardcover, or with “token --sign-in”.</source>
            <translation>Accedi di nuovo in Impostazioni ▸ Hardcover, o con «token --sign-in».</translation>
        </message>
        <message>
            <source>There is no library yet. BookOrbit creates it on first start.</source>
            <translation>Non c’è ancora una biblioteca. BookOrbit la crea al primo avvio.</translation>
        </message>
        <message>
            <source>The database is damaged or empty. BookOrbit leaves it as it is.</source>
            <translation>Il database è danneggiato o vuoto. BookOrbit lo lascia com’è.</translation>
        </message>
        <message>
            <source>Quit BookOrbit and restore a backup: “backup --list” shows them.</source>
            <translation>Esci da BookOrbit e ripristina un backup: «backup --list» li mostra.</translation>
        </message>
        <message>
            <source>Press “Back up now” in Settings ▸ Advanced, or run “backup”. While BookOrbit runs, it makes one every day.</source>
            <translation>Premi «Esegui backup ora» in Impostazioni ▸ Avanzate, o esegui «backup». Mentre BookOrbit è in funzione, ne fa uno ogni giorno.</translation>
        </message>
        <message>
            <source>Choose a renewed one in Settings ▸ KOReader, or make a new certificate there.</source>
            <translation>Scegline uno rinnovato in Impostazioni ▸ KOReader, o crea lì un nuovo certificato.</translation>
        </message>
        <message>
            <source>Let the system set the time and time zone automatically.</source>
            <translation>Lascia che sia il sistema a impostare ora e fuso orario.</translation>
        </message>
        <message>
            <source>This check failed: {0}.</source>
            <translation>Questo controllo non è riuscito: {0}.</translation>
        </message>
        <message>
            <source>The other checks don't depend on it.</source>
            <translation>Gli altri controlli non dipendono da questo.</translation>
        </message>
        <message>
            <source>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</source>
            <translation>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</translation>
        </message>
        <message>
            <source>The disk with {0} has {1} MB left.</source>
            <translation>Il disco con {0} ha ancora {1} MB.</translation>
        </message>
        <message>
            <source>{0}, with {1} GB free.</source>
            <translation>{0}, con {1} GB liberi.</translation>
        </message>
        <message>
            <source>Sound, with {0} and {1}.</source>
            <translation>Integro, con {0} e {1}.</translation>
        </message>
        <message>
            <source>The newest is from {0}.</source>
            <translation>Il più recente è del {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s) can be read.</source>
            <translation>
                <numerusform>Si può leggere %n cartella.</numerusform>
                <numerusform>Si possono leggere %n cartelle.</numerusform>
            </translation>
        </message>
        <message>
            <source>It answers at {0}.</source>
            <translation>Risponde a {0}.</translation>
        </message>
        <message>
            <source>BookOrbit isn't running. Port {0} is free for it.</source>
            <translation>BookOrbit non è in funzione. La porta {0} è libera.</translation>
        </message>
        <message>
            <source>Your certificate expires on {0}.</source>
            <translation>Il tuo certificato scade il {0}.</translation>
        </message>
        <message>
            <source>To let devices in, run: {0}</source>
            <translation>Per lasciare entrare i dispositivi, esegui: {0}</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your system's firewall settings.</source>
            <translation>Consenti BookOrbit nelle impostazioni del firewall del sistema.</translation>
        </message>
        <message>
            <source>{0} is on. Only an administrator can see whether it lets devices in.</source>
            <translation>{0} è attivo. Solo un amministratore può vedere se lascia entrare i dispositivi.</translation>
        </message>
        <message>
            <source>It answers.</source>
            <translation>Risponde.</translation>
        </message>
        <message>
            <source>A token is saved. Hardcover last accepted a change on {0}.</source>
            <translation>C’è un token salvato. Hardcover ha accettato l’ultima modifica il {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover can't be renewed, and ends on {0}.</source>
            <translation>L’accesso a Hardcover non può essere rinnovato e termina il {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover doesn't allow {0}.</source>
            <translation>L’accesso a Hardcover non consente {0}.</translation>
        </message>
        <message>
            <source>Signed in since {0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Accesso effettuato dal {0}. Si rinnova da solo e vale fino al {1} anche se non usato.</translation>
        </message>
        <message>
            <source>It was connected before, but the token is missing, so nothing is sent.</source>
            <translation>Prima era collegato, ma il token manca, quindi non viene inviato nulla.</translation>
        </message>
        <message>
            <source>The clock shows {0}.</source>
            <translation>L’orologio segna {0}.</translation>
        </message>
        <message>
            <source>No answer within {0} seconds.</source>
            <translation>Nessuna risposta in {0} secondi.</translation>
        </message>
        <message>
            <source>Try again. If it keeps happening, restart this computer.</source>
            <translation>Riprova. Se continua, riavvia questo computer.</translation>
        </message>
        <message>
            <source>The library can't be read: {0}.</source>
            <translation>La biblioteca non si può leggere: {0}.</translation>
        </message>
        <message>
            <source>See the database check.</source>
            <translation>Vedi il controllo del database.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programma</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Database</translation>
        </message>
        <message>
            <source>Library folders</source>
            <translation>Cartelle della biblioteca</translation>
        </message>
        <message>
            <source>Encryption (https)</source>
            <translation>Cifratura (https)</translation>
        </message>
        <message>
            <source>Firewall</source>
            <translation>Firewall</translation>
        </message>
        <message>
            <source>Password store</source>
            <translation>Archivio delle password</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Orologio</translation>
        </message>
        <message>
            <source>{0} doesn't exist yet. BookOrbit creates it on first start.</source>
            <translation>{0} non esiste ancora. BookOrbit la crea al primo avvio.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}.</source>
            <translation>BookOrbit non può scrivere in {0}.</translation>
        </message>
        <message>
            <source>Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>Consentilo nelle proprietà della cartella, o scegli un’altra cartella con --data-dir.</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>Libera spazio.</translation>
        </message>
        <message>
            <source>{0} is on a network drive, where a database can be damaged.</source>
            <translation>{0} è su un’unità di rete, dove un database può danneggiarsi.</translation>
        </message>
        <message>
            <source>Move the library to a disk of this computer, and choose it with --data-dir.</source>
            <translation>Sposta la biblioteca su un disco di questo computer, e sceglilo con --data-dir.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n posizione</numerusform>
                <numerusform>%n posizioni</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to back up yet.</source>
            <translation>Non c’è ancora nulla di cui fare il backup.</translation>
        </message>
        <message>
            <source>There is no backup.</source>
            <translation>Non c’è un backup.</translation>
        </message>
        <message>
            <source>{0} can't be read. Its books are kept.</source>
            <translation>{0} non si può leggere. I suoi libri restano.</translation>
        </message>
        <message>
            <source>Connect the drive, or allow BookOrbit to read the folder.</source>
            <translation>Collega l’unità, o consenti a BookOrbit di leggere la cartella.</translation>
        </message>
        <message>
            <source>No folder has been added yet.</source>
            <translation>Non è stata ancora aggiunta alcuna cartella.</translation>
        </message>
        <message>
            <source>BookOrbit runs, but its server is stopped.</source>
            <translation>BookOrbit è in funzione, ma il suo server è fermo.</translation>
        </message>
        <message>
            <source>Start it on the KOReader page.</source>
            <translation>Avvialo nella pagina KOReader.</translation>
        </message>
        <message>
            <source>It answers, but this computer is on no network.</source>
            <translation>Risponde, ma questo computer non è su alcuna rete.</translation>
        </message>
        <message>
            <source>Connect it to the Wi-Fi that your device uses.</source>
            <translation>Collegalo alla rete Wi-Fi usata dal dispositivo.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}.</source>
            <translation>Questo computer non ha più l’indirizzo {0}.</translation>
        </message>
        <message>
            <source>Choose another address in Settings ▸ KOReader.</source>
            <translation>Scegli un altro indirizzo in Impostazioni ▸ KOReader.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. BookOrbit takes the next free one.</source>
            <translation>La porta {0} è usata da un altro programma. BookOrbit prende la prossima libera.</translation>
        </message>
        <message>
            <source>End that program, or choose another port in Settings ▸ KOReader.</source>
            <translation>Termina quel programma, o scegli un’altra porta in Impostazioni ▸ KOReader.</translation>
        </message>
        <message>
            <source>Off. Devices use http.</source>
            <translation>Disattivata. I dispositivi usano http.</translation>
        </message>
        <message>
            <source>There is no certificate yet. The server makes one when it starts.</source>
            <translation>Non c’è ancora un certificato. Il server ne crea uno all’avvio.</translation>
        </message>
        <message>
            <source>The certificate is valid until {0}.</source>
            <translation>Il certificato è valido fino al {0}.</translation>
        </message>
        <message>
            <source>Your certificate expired on {0}.</source>
            <translation>Il tuo certificato è scaduto il {0}.</translation>
        </message>
        <message>
            <source>No active firewall was found.</source>
            <translation>Nessun firewall attivo trovato.</translation>
        </message>
        <message>
            <source>{0} is on, and lets port {1} in.</source>
            <translation>{0} è attivo, e lascia entrare la porta {1}.</translation>
        </message>
        <message>
            <source>{0} is on, and blocks port {1}.</source>
            <translation>{0} è attivo, e blocca la porta {1}.</translation>
        </message>
        <message>
            <source>{0} is on; a device has reached this computer before.</source>
            <translation>{0} è attivo; un dispositivo ha già raggiunto questo computer.</translation>
        </message>
        <message>
            <source>Hardcover accepts the token of @{0}.</source>
            <translation>Hardcover accetta il token di @{0}.</translation>
        </message>
        <message>
            <source>A token is saved. Nothing has been sent yet.</source>
            <translation>C’è un token salvato. Non è stato ancora inviato nulla.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover has ended.</source>
            <translation>L’accesso a Hardcover è terminato.</translation>
        </message>
        <message>
            <source>Signed in as @{0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Accesso effettuato come @{0}. Si rinnova da solo e vale fino al {1} anche se non usato.</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Non collegato.</translation>
        </message>
        <message>
            <source>Save a token in Settings ▸ Hardcover, or with “token --stdin”.</source>
            <translation>Salva un token in Impostazioni ▸ Hardcover, o con «token --stdin».</translation>
        </message>
        <message>
            <source>The clock shows {0}, which is years ago.</source>
            <translation>L’orologio segna {0}, che è anni fa.</translation>
        </message>
        <message>
            <source>The clock shows {0}, but something was stored on {1}.</source>
            <translation>L’orologio segna {0}, ma qualcosa è stato salvato il {1}.</translation>
        </message>
        <message>
            <source>The clock shows {0}. A device's clock was wrong: {1} not counted.</source>
            <translation>L’orologio segna {0}. L’orologio di un dispositivo era sbagliato; non contate: {1}.</translation>
        </message>
        <message>
            <source>“stats” names the device. Check the time on it.</source>
            <translation>«stats» nomina il dispositivo. Controlla l’ora lì.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this library.</source>
            <translation>Un BookOrbit Desktop più recente ha scritto questa biblioteca.</translation>
        </message>
        <message>
            <source>Install that version, or restore a backup.</source>
            <translation>Installa quella versione, o ripristina un backup.</translation>
        </message>
        <message>
            <source>The database can't be read now: {0}.</source>
            <translation>Il database ora non si può leggere: {0}.</translation>
        </message>
        <message>
            <source>Close other programs that use it, and check the disk.</source>
            <translation>Chiudi gli altri programmi che lo usano, e controlla il disco.</translation>
        </message>
        <message>
            <source>Install one, such as GNOME Keyring or KWallet, to keep your secrets.</source>
            <translation>Installane uno, come GNOME Keyring o KWallet, per conservare i tuoi segreti.</translation>
        </message>
        <message>
            <source>The token can't be read.</source>
            <translation>Il token non si può leggere.</translation>
        </message>
        <message>
            <source>BookOrbit has no web site yet that could name a new version.</source>
            <translation>BookOrbit non ha ancora un sito web che possa indicare una nuova versione.</translation>
        </message>
        <message>
            <source>{0} can't be reached. Try again later.</source>
            <translation>Impossibile raggiungere {0}. Riprova più tardi.</translation>
        </message>
        <message>
            <source>Choose a file that ends in .png or .pdf.</source>
            <translation>Scegli un file che finisca in .png o .pdf.</translation>
        </message>
        <message>
            <source>Nothing was read or finished in {0}. No file was written.</source>
            <translation>Nel {0} non è stato letto né finito nulla. Nessun file è stato scritto.</translation>
        </message>
        <message>
            <source>This session has changed in the meantime. Look at the list again.</source>
            <translation>Nel frattempo questa sessione è cambiata. Guarda di nuovo l’elenco.</translation>
        </message>
        <message>
            <source>There's no session {0}. “sessions list” shows them.</source>
            <translation>Non c’è una sessione {0}. «sessions list» le mostra.</translation>
        </message>
        <message>
            <source>Change {0} doesn't exist, or is undone already.</source>
            <translation>La modifica {0} non esiste, o è già annullata.</translation>
        </message>
        <message>
            <source>This session was changed again since. Undo that change first.</source>
            <translation>Da allora questa sessione è cambiata di nuovo. Annulla prima quella modifica.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” lists them.</source>
            <translation>Il libro {0} non ha l’invio {1}. «history {2}» li elenca.</translation>
        </message>
        <message>
            <source>Nothing to reset: no device has sent a position.</source>
            <translation>Niente da azzerare: nessun dispositivo ha inviato una posizione.</translation>
        </message>
        <message>
            <source>A device has sent a newer position in the meantime; that one stays.</source>
            <translation>Nel frattempo un dispositivo ha inviato una posizione più recente; resta quella.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Ultima lettura il {0}.</translation>
        </message>
        <message>
            <source>Enter the other server's address, user name and password first.</source>
            <translation>Inserisci prima indirizzo, nome utente e password dell’altro server.</translation>
        </message>
        <message>
            <source>The other server's password isn't in your password store. Enter it again.</source>
            <translation>La password dell’altro server non è nell’archivio delle password. Inseriscila di nuovo.</translation>
        </message>
        <message>
            <source>This is BookOrbit's own address. Enter another server's address.</source>
            <translation>Questo è l’indirizzo di BookOrbit stesso. Inserisci quello di un altro server.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit quits; enter it again after the next start.</source>
            <translation>La password resta finché BookOrbit non si chiude; inseriscila di nuovo dopo il prossimo avvio.</translation>
        </message>
        <message>
            <source>This book no longer exists on Hardcover. Search Hardcover for the right one.</source>
            <translation>Questo libro non esiste più su Hardcover. Cerca su Hardcover quello giusto.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Try again.</source>
            <translation>Hardcover non ha risposto in tempo. Riprova.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Hardcover ha chiesto di rallentare. Riprova dopo le {0}, o approva con i metadati del file.</translation>
        </message>
        <message>
            <source>Hardcover's daily limit is reached. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Il limite giornaliero di Hardcover è raggiunto. Riprova dopo le {0}, o approva con i metadati del file.</translation>
        </message>
        <message>
            <source>No book {0} is waiting for review. “inbox” lists those that are.</source>
            <translation>Nessun libro {0} aspetta un controllo. «inbox» elenca quelli che lo aspettano.</translation>
        </message>
        <message>
            <source>“{0}” has been removed. Undo the removal, or add its file again.</source>
            <translation>«{0}» è stato rimosso. Annulla la rimozione, o aggiungi di nuovo il suo file.</translation>
        </message>
        <message>
            <source>The folder {0} can't be created: {1}. Choose another folder for backups.</source>
            <translation>Impossibile creare la cartella {0}: {1}. Scegli un’altra cartella per i backup.</translation>
        </message>
        <message>
            <source>Stopped before it finished.</source>
            <translation>Fermato prima della fine.</translation>
        </message>
        <message>
            <source>Couldn't write {0}: {1}. Choose another file.</source>
            <translation>Impossibile scrivere {0}: {1}. Scegli un altro file.</translation>
        </message>
        <message>
            <source>Too many devices are logging in at once. Try again in a moment.</source>
            <translation>Troppi dispositivi accedono insieme. Riprova fra un momento.</translation>
        </message>
        <message>
            <source>A goal is at most {0} hours.</source>
            <translation>Un obiettivo è al massimo di {0} ore.</translation>
        </message>
        <message>
            <source>A goal is at most {0} books.</source>
            <translation>Un obiettivo è al massimo di {0} libri.</translation>
        </message>
        <message>
            <source>A goal is at most {0} pages.</source>
            <translation>Un obiettivo è al massimo di {0} pagine.</translation>
        </message>
        <message>
            <source>A goal counts books, pages or hours, in a year or a month.</source>
            <translation>Un obiettivo conta libri, pagine o ore, in un anno o un mese.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100%.</source>
            <translation>Un libro conta come finito al 95, 98, 99 o 100%.</translation>
        </message>
        <message>
            <source>Enter from 1 to {0} minutes for a day of reading to count.</source>
            <translation>Inserisci da 1 a {0} minuti perché un giorno di lettura conti.</translation>
        </message>
        <message>
            <source>A day can begin between midnight and noon: enter an hour from 0 to 12.</source>
            <translation>Un giorno può iniziare tra mezzanotte e mezzogiorno: inserisci un’ora da 0 a 12.</translation>
        </message>
        <message>
            <source>Steps back can be asked about, accepted or ignored.</source>
            <translation>I passi indietro si possono chiedere, accettare o ignorare.</translation>
        </message>
        <message>
            <source>The file has changed since you last fetched it. Fetch it again.</source>
            <translation>Il file è cambiato da quando l’hai scaricato. Scaricalo di nuovo.</translation>
        </message>
        <message>
            <source>Only KOReader's statistics and vocabulary are kept here, not {0}.</source>
            <translation>Qui si tengono solo le statistiche e il vocabolario di KOReader, non {0}.</translation>
        </message>
        <message>
            <source>It's no longer linked to a book.</source>
            <translation>Non è più collegato a un libro.</translation>
        </message>
        <message>
            <source>No book in your library has this digest yet.</source>
            <translation>Nessun libro della biblioteca ha ancora questa impronta.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) changed</source>
            <translation>
                <numerusform>%n evidenziazione cambiata</numerusform>
                <numerusform>%n evidenziazioni cambiate</numerusform>
            </translation>
        </message>
        <message>
            <source>Send at most {0} highlights at a time.</source>
            <translation>Invia al massimo {0} evidenziazioni alla volta.</translation>
        </message>
        <message>
            <source>Send at most {0} page views at a time.</source>
            <translation>Invia al massimo {0} pagine viste alla volta.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Is the device connected?</source>
            <translation>Cartella non trovata: {0}. Il dispositivo è collegato?</translation>
        </message>
        <message>
            <source>No KOReader, and no book it has opened, in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>In {0} non c’è KOReader, né un libro che abbia aperto. Scegli l’unità del dispositivo o la sua cartella «koreader».</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>Il server è fermo. Avvialo prima che il dispositivo sincronizzi.</translation>
        </message>
        <message>
            <source>On the device, {0} means the device itself. Enter this computer's address in your network, such as http://192.168.1.20:7200.</source>
            <translation>Sul dispositivo, {0} indica il dispositivo stesso. Inserisci l’indirizzo di questo computer nella tua rete, come http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>No KOReader in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>In {0} non c’è KOReader. Scegli l’unità del dispositivo o la sua cartella «koreader».</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so it's left alone. {1} Start KOReader once: it repairs the file or creates a new one.</source>
            <translation>{0} sul dispositivo non si può leggere, quindi non viene toccato. {1} Avvia KOReader una volta: ripara il file o ne crea uno nuovo.</translation>
        </message>
        <message>
            <source>Couldn't tell which version of KOReader this is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>Impossibile capire quale versione di KOReader sia. Avvialo una volta sul dispositivo, chiudilo e ricollega il dispositivo.</translation>
        </message>
        <message>
            <source>That folder now belongs to another device. Check the changes again.</source>
            <translation>Quella cartella ora appartiene a un altro dispositivo. Controlla di nuovo le modifiche.</translation>
        </message>
        <message>
            <source>There is nothing on this device to undo.</source>
            <translation>Su questo dispositivo non c’è niente da annullare.</translation>
        </message>
        <message>
            <source>KOReader has changed {0} since. Restoring the earlier file would lose that; you can undo just BookOrbit's settings.</source>
            <translation>Da allora KOReader ha cambiato {0}. Ripristinare il file precedente lo farebbe perdere; puoi togliere solo le impostazioni di BookOrbit.</translation>
        </message>
        <message>
            <source>Wrong passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Frase segreta errata. BookOrbit ▸ KOReader la mostra, o ne imposta una nuova.</translation>
        </message>
        <message>
            <source>The device needs your passphrase, which isn't in the password store. Enter it here once.</source>
            <translation>Il dispositivo ha bisogno della tua frase segreta, che non è nell’archivio delle password. Inseriscila qui una volta.</translation>
        </message>
        <message>
            <source>The login has changed. Check the changes again.</source>
            <translation>L’accesso è cambiato. Controlla di nuovo le modifiche.</translation>
        </message>
        <message>
            <source>This computer isn't on a network where devices can find it. Connect it to your Wi-Fi, or enter the address devices should use.</source>
            <translation>Questo computer non è su una rete dove i dispositivi lo trovano. Collegalo al tuo Wi-Fi, o inserisci l’indirizzo che i dispositivi devono usare.</translation>
        </message>
        <message>
            <source>“{0}”, when a book is closed</source>
            <translation>«{0}», alla chiusura di un libro</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>rimosso</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} è un collegamento a un altro file, quindi non viene toccato. Configura questo KOReader a mano.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>Sul dispositivo non è stato cambiato nulla. {0}</translation>
        </message>
        <message>
            <source>A file on the device has changed, so nothing was written. Close KOReader there and check the changes again.</source>
            <translation>Un file sul dispositivo è cambiato, quindi non è stato scritto nulla. Chiudi lì KOReader e controlla di nuovo le modifiche.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and only KOReader's backup is left. Start KOReader once, close it, and try again.</source>
            <translation>{0} manca sul dispositivo, e resta solo il backup di KOReader. Avvia KOReader una volta, chiudilo e riprova.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it can't be restored. Change these settings in KOReader itself.</source>
            <translation>Il {0} precedente non è più sul dispositivo, quindi non si può ripristinare. Cambia queste impostazioni in KOReader stesso.</translation>
        </message>
        <message>
            <source>Not everything could be restored. {0} Plug the device in again and try once more.</source>
            <translation>Non si è potuto ripristinare tutto. {0} Ricollega il dispositivo e riprova.</translation>
        </message>
        <message>
            <source>The device was only partly written. {0} Plug it in again, then undo the setup or run it again.</source>
            <translation>Il dispositivo è stato scritto solo in parte. {0} Ricollegalo, poi annulla la configurazione o eseguila di nuovo.</translation>
        </message>
        <message>
            <source>This folder has more than {0} files.</source>
            <translation>Questa cartella ha più di {0} file.</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so nothing was changed. Try again, or restart the device.</source>
            <translation>{0} sul dispositivo non si può leggere, quindi non è stato cambiato nulla. Riprova, o riavvia il dispositivo.</translation>
        </message>
        <message>
            <source>This program's copy of the plugin can't be read. Install BookOrbit Desktop again.</source>
            <translation>La copia del plugin di questo programma non si può leggere. Reinstalla BookOrbit Desktop.</translation>
        </message>
        <message>
            <source>This file name can't be used here. Rename the file.</source>
            <translation>Questo nome di file qui non si può usare. Rinomina il file.</translation>
        </message>
        <message>
            <source>Only books and KOReader's exported highlights are taken, not “{0}”.</source>
            <translation>Sono accettati solo libri e le evidenziazioni esportate da KOReader, non «{0}».</translation>
        </message>
        <message>
            <source>Another file is called “{0}” here. Rename yours and upload it again.</source>
            <translation>Qui un altro file si chiama «{0}». Rinomina il tuo e caricalo di nuovo.</translation>
        </message>
        <message>
            <source>The backup folder {0} isn't available. Connect the drive, or choose another folder. Until then, backups are in {1}.</source>
            <translation>La cartella dei backup {0} non è disponibile. Collega l’unità, o scegli un’altra cartella. Fino ad allora i backup sono in {1}.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Create it, or choose another.</source>
            <translation>Non c’è una cartella {0}. Creala, o scegline un’altra.</translation>
        </message>
        <message>
            <source>{0} holds a library. Choose another folder for backups.</source>
            <translation>{0} contiene una biblioteca. Scegli un’altra cartella per i backup.</translation>
        </message>
        <message>
            <source>{0} holds the backups of another library, {1}. Choose another folder.</source>
            <translation>{0} contiene i backup di un’altra biblioteca, {1}. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}: {1}. Choose another folder.</source>
            <translation>BookOrbit non può scrivere in {0}: {1}. Scegli un’altra cartella.</translation>
        </message>
        <message>
            <source>This file isn't a BookOrbit library.</source>
            <translation>Questo file non è una biblioteca di BookOrbit.</translation>
        </message>
        <message>
            <source>This file is damaged.</source>
            <translation>Questo file è danneggiato.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop made this backup. Install that version to restore it.</source>
            <translation>Questo backup è stato fatto da un BookOrbit Desktop più recente. Installa quella versione per ripristinarlo.</translation>
        </message>
        <message>
            <source>This is a link or a folder, not a file.</source>
            <translation>Questo è un collegamento o una cartella, non un file.</translation>
        </message>
        <message>
            <source>This copy was made while the library was open, and is incomplete.</source>
            <translation>Questa copia è stata fatta con la biblioteca aperta, ed è incompleta.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file.</source>
            <translation>BookOrbit non può leggere questo file.</translation>
        </message>
        <message>
            <source>The new backup didn't pass its check and was removed: {0} Check the disks, and your library with a restart.</source>
            <translation>Il nuovo backup non ha superato il controllo ed è stato rimosso: {0} Controlla i dischi, e la biblioteca con un riavvio.</translation>
        </message>
        <message>
            <source>The disk with {0} is full, so no backup was made. Free some space, or choose another folder for backups.</source>
            <translation>Il disco con {0} è pieno, quindi non è stato fatto alcun backup. Libera spazio, o scegli un’altra cartella per i backup.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}, so no backup was made. Allow it in the folder's properties, or choose another folder for backups.</source>
            <translation>BookOrbit non può scrivere in {0}, quindi non è stato fatto alcun backup. Consentilo nelle proprietà della cartella, o scegli un’altra cartella per i backup.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors, so no backup was made. Check that it's connected and healthy.</source>
            <translation>Il disco con {0} ha errori di lettura o scrittura, quindi non è stato fatto alcun backup. Controlla che sia collegato e in buono stato.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so no backup was made. Restart BookOrbit.</source>
            <translation>Il database della tua biblioteca è danneggiato, quindi non è stato fatto alcun backup. Riavvia BookOrbit.</translation>
        </message>
        <message>
            <source>No backup was made in {0}: {1}. Try again, or choose another folder for backups.</source>
            <translation>Nessun backup è stato fatto in {0}: {1}. Riprova, o scegli un’altra cartella per i backup.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be saved. Free some space; BookOrbit then continues automatically.</source>
            <translation>Il disco con la tua biblioteca è pieno, quindi non si può salvare nulla. Libera spazio; BookOrbit poi continua da solo.</translation>
        </message>
        <message>
            <source>Another program is using your library's database, so nothing can be saved. Close it; BookOrbit then continues automatically.</source>
            <translation>Un altro programma sta usando il database della tua biblioteca, quindi non si può salvare nulla. Chiudilo; BookOrbit poi continua da solo.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to your library's folder, so nothing can be saved. Allow it in the folder's properties; BookOrbit then continues automatically.</source>
            <translation>BookOrbit non può scrivere nella cartella della tua biblioteca, quindi non si può salvare nulla. Consentilo nelle proprietà della cartella; BookOrbit poi continua da solo.</translation>
        </message>
        <message>
            <source>The disk with your library has read or write errors, so nothing can be saved. Check that it's connected and healthy; BookOrbit then continues automatically.</source>
            <translation>Il disco con la tua biblioteca ha errori di lettura o scrittura, quindi non si può salvare nulla. Controlla che sia collegato e in buono stato; BookOrbit poi continua da solo.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so part of it can't be read or saved. Quit BookOrbit and start it again to restore your newest backup, or start with --set-aside to begin a new library.</source>
            <translation>Il database della tua biblioteca è danneggiato, quindi una parte non si può leggere o salvare. Esci da BookOrbit e avvialo di nuovo per ripristinare il backup più recente, o avvia con --set-aside per iniziare una nuova biblioteca.</translation>
        </message>
        <message>
            <source>Your library's database was deleted or replaced while BookOrbit was running, so nothing can be saved. Put it back, or quit BookOrbit and start it again.</source>
            <translation>Il database della tua biblioteca è stato eliminato o sostituito mentre BookOrbit era in funzione, quindi non si può salvare nulla. Rimettilo, o esci da BookOrbit e avvialo di nuovo.</translation>
        </message>
        <message>
            <source>Saving is taking too long. Try again in a minute.</source>
            <translation>Il salvataggio richiede troppo tempo. Riprova fra un minuto.</translation>
        </message>
        <message>
            <source>There is no backup {0}. “backup --list” shows all of them.</source>
            <translation>Non c’è un backup {0}. «backup --list» li mostra tutti.</translation>
        </message>
        <message>
            <source>{0} can't be restored. {1}</source>
            <translation>{0} non si può ripristinare. {1}</translation>
        </message>
        <message>
            <source>The backup couldn't be copied: {0}. Nothing was changed.</source>
            <translation>Il backup non si è potuto copiare: {0}. Non è stato cambiato nulla.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Questa biblioteca è stata scritta da un BookOrbit Desktop più recente. Installa quella versione, o usa un’altra cartella.</translation>
        </message>
        <message>
            <source>Page not found. Start at the first page.</source>
            <translation>Pagina non trovata. Inizia dalla prima.</translation>
        </message>
        <message>
            <source>This isn't a complete export of BookOrbit. “export --format complete” writes one.</source>
            <translation>Questa non è un’esportazione completa di BookOrbit. «export --format complete» ne scrive una.</translation>
        </message>
        <message>
            <source>row {0} of “{1}”</source>
            <translation>riga {0} di «{1}»</translation>
        </message>
        <message>
            <source>This file is damaged or was changed ({0}). Nothing was imported. Export it again.</source>
            <translation>Questo file è danneggiato o è stato cambiato ({0}). Non è stato importato nulla. Esportalo di nuovo.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this file. Install that version to import it.</source>
            <translation>Questo file è stato scritto da un BookOrbit Desktop più recente. Installa quella versione per importarlo.</translation>
        </message>
        <message>
            <source>its tables aren't those of {0}</source>
            <translation>le sue tabelle non sono quelle di {0}</translation>
        </message>
        <message>
            <source>the columns of “{0}” aren't known</source>
            <translation>le colonne di «{0}» non sono conosciute</translation>
        </message>
        <message>
            <source>“{0}” has no rows</source>
            <translation>«{0}» non ha righe</translation>
        </message>
        <message>
            <source>“{0}” is missing</source>
            <translation>manca «{0}»</translation>
        </message>
        <message>
            <source>row {0} of “{1}” belongs to nothing</source>
            <translation>la riga {0} di «{1}» non appartiene a nulla</translation>
        </message>
        <message>
            <source>This file is larger than 2 GB, which is too large to be imported.</source>
            <translation>Questo file è più grande di 2 GB, troppo grande da importare.</translation>
        </message>
        <message>
            <source>“{0}” names an unknown table</source>
            <translation>«{0}» nomina una tabella sconosciuta</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit can’t start with your session. Set HOME.</source>
            <translation>La tua cartella personale non è nota, quindi BookOrbit non può avviarsi con la tua sessione. Imposta HOME.</translation>
        </message>
        <message>
            <source>Couldn't change the file {0} ({1}). Check that you can write there, and try again.</source>
            <translation>Impossibile cambiare il file {0} ({1}). Controlla di poter scrivere lì, e riprova.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows non ha lasciato cambiare a BookOrbit il suo elenco di programmi che si avviano con l’accesso ({0}).</translation>
        </message>
        <message>
            <source>This file has no certificate. Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”.</source>
            <translation>Questo file non contiene certificati. Scegli un file PEM, che inizia con «-----BEGIN CERTIFICATE-----».</translation>
        </message>
        <message>
            <source>This file has no private key. Choose a PEM file, which begins with “-----BEGIN PRIVATE KEY-----”.</source>
            <translation>Questo file non contiene una chiave privata. Scegli un file PEM, che inizia con «-----BEGIN PRIVATE KEY-----».</translation>
        </message>
        <message>
            <source>This private key belongs to another certificate. Choose the two that were made together.</source>
            <translation>Questa chiave privata appartiene a un altro certificato. Scegli i due che vanno insieme.</translation>
        </message>
        <message>
            <source>This private key has a password. Save a copy without one, and choose that.</source>
            <translation>Questa chiave privata ha una password. Salvane una copia senza, e scegli quella.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and try again.</source>
            <translation>Il disco è pieno. Libera spazio e riprova.</translation>
        </message>
        <message>
            <source>Disk quota exceeded. Free some space and try again.</source>
            <translation>Quota del disco superata. Libera spazio e riprova.</translation>
        </message>
        <message>
            <source>The file is too large for this disk.</source>
            <translation>Il file è troppo grande per questo disco.</translation>
        </message>
        <message>
            <source>This drive is read-only.</source>
            <translation>Questa unità è di sola lettura.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit non può cambiare questo file o la sua cartella. Controllane i permessi.</translation>
        </message>
        <message>
            <source>There is a file where the folder should be.</source>
            <translation>C’è un file dove dovrebbe esserci la cartella.</translation>
        </message>
        <message>
            <source>Another program has the file open. Close it there and try again.</source>
            <translation>Un altro programma ha aperto il file. Chiudilo lì e riprova.</translation>
        </message>
        <message>
            <source>The path is too long for this drive. Shorten the template.</source>
            <translation>Il percorso è troppo lungo per questa unità. Accorcia il modello.</translation>
        </message>
        <message>
            <source>The system refused: {0}.</source>
            <translation>Il sistema ha rifiutato: {0}.</translation>
        </message>
        <message>
            <source>The copy differs from the file: the drive didn't save what was written.</source>
            <translation>La copia è diversa dal file: l’unità non ha salvato ciò che è stato scritto.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>Il file è cambiato durante la copia. Riprova.</translation>
        </message>
        <message>
            <source>The folder you are in was deleted, so {0} leads nowhere. Change to another folder, or give --data-dir a path from the root.</source>
            <translation>La cartella in cui ti trovi è stata eliminata, quindi {0} non porta da nessuna parte. Passa a un’altra cartella, o dai a --data-dir un percorso dalla radice.</translation>
        </message>
        <message>
            <source>BookOrbit can't find your home folder, which holds your library. Set HOME, or choose a folder with --data-dir.</source>
            <translation>BookOrbit non trova la tua cartella personale, che contiene la biblioteca. Imposta HOME, o scegli una cartella con --data-dir.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to another user. Remove it and start again.</source>
            <translation>La cartella {0} appartiene a un altro utente. Rimuovila e riavvia.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>L’archivio delle password del sistema non è disponibile, e BookOrbit non salva segreti in un file.</translation>
        </message>
        <message>
            <source>Your system's password store doesn't answer. Unlock it or log in again, and try again.</source>
            <translation>L’archivio delle password del sistema non risponde. Sbloccalo o accedi di nuovo, e riprova.</translation>
        </message>
        <message>
            <source>Your system's password store didn't let BookOrbit in. Try again, and allow it when you are asked.</source>
            <translation>L’archivio delle password del sistema non ha fatto entrare BookOrbit. Riprova, e consentilo quando ti viene chiesto.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>L’archivio delle password del sistema è bloccato. Sbloccalo e riprova.</translation>
        </message>
        <message>
            <source>Couldn't move {0} to the Trash, so the book was kept. Close the file if it's open and try again.</source>
            <translation>Impossibile spostare {0} nel cestino, quindi il libro è rimasto. Chiudi il file se è aperto e riprova.</translation>
        </message>
        <message>
            <source>a copy</source>
            <translation>una copia</translation>
        </message>
        <message>
            <source>made by you</source>
            <translation>fatto da te</translation>
        </message>
        <message>
            <source>daily</source>
            <translation>giornaliero</translation>
        </message>
        <message>
            <source>before an upgrade</source>
            <translation>prima di un aggiornamento</translation>
        </message>
        <message>
            <source>before editing many books</source>
            <translation>prima di modificare molti libri</translation>
        </message>
        <message>
            <source>before an import</source>
            <translation>prima di un’importazione</translation>
        </message>
        <message>
            <source>before a merge</source>
            <translation>prima di un’unione</translation>
        </message>
        <message>
            <source>before a restore</source>
            <translation>prima di un ripristino</translation>
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
            <translation>Trascina libri o cartelle per aggiungerli</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message>
            <source>No items of this kind.</source>
            <translation>Nessun elemento di questo tipo.</translation>
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
            <translation>Riprova</translation>
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
            <translation>Collega prima il tuo account Hardcover.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Niente da annullare.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Dismiss message</source>
            <translation>Chiudi il messaggio</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search</source>
            <translation>Cerca</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Svuota</translation>
        </message>
    </context>
    <context>
        <name>StarRating</name>
        <message>
            <source>{0} of 5 stars</source>
            <translation>{0} di 5 stelle</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Non valutato</translation>
        </message>
        <message>
            <source>Rating: {0}</source>
            <translation>Valutazione: {0}</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Qualcosa è andato storto. I dettagli sono nel registro.</translation>
        </message>
    </context>
</TS>
