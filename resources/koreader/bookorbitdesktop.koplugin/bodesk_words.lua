--- The plugin's words in the reader's language: KOReader's catalogue has only its own.

local Words = { version = "1.0.0" }

local CATALOGUE = {
    ["Sync now"] = { de = "Jetzt synchronisieren", fr = "Synchroniser maintenant", es = "Sincronizar ahora", it = "Sincronizza ora" },
    ["Syncing…"] = { de = "Wird synchronisiert …", fr = "Synchronisation…", es = "Sincronizando…", it = "Sincronizzazione…" },
    ["Nothing was sent yet."] = { de = "Noch wurde nichts gesendet.", fr = "Rien n’a encore été envoyé.", es = "Todavía no se ha enviado nada.", it = "Non è ancora stato inviato nulla." },
    ["Last sent: %1"] = { de = "Zuletzt gesendet: %1", fr = "Dernier envoi : %1", es = "Último envío: %1", it = "Ultimo invio: %1" },
    ["%1 book"] = { de = "%1 Buch", fr = "%1 livre", es = "%1 libro", it = "%1 libro" },
    ["%1 books"] = { de = "%1 Bücher", fr = "%1 livres", es = "%1 libros", it = "%1 libri" },
    ["%1 highlight"] = { de = "%1 Markierung", fr = "%1 surlignage", es = "%1 subrayado", it = "%1 evidenziazione" },
    ["%1 highlights"] = { de = "%1 Markierungen", fr = "%1 surlignages", es = "%1 subrayados", it = "%1 evidenziazioni" },
    ["%1 page view"] = { de = "%1 Seitenaufruf", fr = "%1 page vue", es = "%1 página vista", it = "%1 visualizzazione di pagina" },
    ["%1 page views"] = { de = "%1 Seitenaufrufe", fr = "%1 pages vues", es = "%1 páginas vistas", it = "%1 visualizzazioni di pagina" },
    ["Books waiting: %1"] = { de = "Wartende Bücher: %1", fr = "Livres en attente : %1", es = "Libros en espera: %1", it = "Libri in attesa: %1" },
    ["Everything is up to date."] = { de = "Alles ist auf dem neuesten Stand.", fr = "Tout est à jour.", es = "Todo está al día.", it = "È tutto aggiornato." },
    ["Server: %1"] = { de = "Server: %1", fr = "Serveur : %1", es = "Servidor: %1", it = "Server: %1" },
    ["that of progress sync"] = { de = "der der Fortschrittssynchronisierung", fr = "celui de la synchronisation de la progression", es = "el de la sincronización del progreso", it = "quello della sincronizzazione dei progressi" },
    ["Address of BookOrbit Desktop"] = { de = "Adresse von BookOrbit Desktop", fr = "Adresse de BookOrbit Desktop", es = "Dirección de BookOrbit Desktop", it = "Indirizzo di BookOrbit Desktop" },
    ["Leave empty for the address of progress sync."] = { de = "Leer lassen für die Adresse der Fortschrittssynchronisierung.", fr = "Laissez vide pour l’adresse de la synchronisation de la progression.", es = "Déjalo vacío para usar la dirección de la sincronización del progreso.", it = "Lascia vuoto per usare l’indirizzo della sincronizzazione dei progressi." },
    ["Save"] = { de = "Speichern", fr = "Enregistrer", es = "Guardar", it = "Salva" },
    ["Cancel"] = { de = "Abbrechen", fr = "Annuler", es = "Cancelar", it = "Annulla" },
    ["Bring in highlights of other devices"] = { de = "Markierungen anderer Geräte übernehmen", fr = "Reprendre les surlignages des autres appareils", es = "Traer los subrayados de otros dispositivos", it = "Importa le evidenziazioni di altri dispositivi" },
    ["KOReader takes them in when the book is next opened. Nothing on this device is removed."] = { de = "KOReader übernimmt sie, wenn das Buch das nächste Mal geöffnet wird. Auf diesem Gerät wird nichts entfernt.", fr = "KOReader les reprend à la prochaine ouverture du livre. Rien n’est supprimé sur cet appareil.", es = "KOReader los incorpora cuando vuelvas a abrir el libro. En este dispositivo no se borra nada.", it = "KOReader le importa alla prossima apertura del libro. Su questo dispositivo non viene rimosso nulla." },
    ["This is another library of BookOrbit Desktop. Send everything to it?"] = { de = "Das ist eine andere Bibliothek von BookOrbit Desktop. Alles an sie senden?", fr = "C’est une autre bibliothèque de BookOrbit Desktop. Tout lui envoyer ?", es = "Es otra biblioteca de BookOrbit Desktop. ¿Enviárselo todo?", it = "Questa è un’altra libreria di BookOrbit Desktop. Inviarle tutto?" },
    ["Send"] = { de = "Senden", fr = "Envoyer", es = "Enviar", it = "Invia" },
    ["KOReader is too old for this plugin. It needs v2025.04 or later."] = { de = "KOReader ist zu alt für dieses Plugin. Nötig ist v2025.04 oder neuer.", fr = "KOReader est trop ancien pour ce plugin. Il faut la version v2025.04 ou plus récente.", es = "KOReader es demasiado antiguo para este plugin. Hace falta v2025.04 o posterior.", it = "KOReader è troppo vecchio per questo plugin. Serve la v2025.04 o successiva." },
    ["The copy of the plugin is incomplete. Copy its folder once more."] = { de = "Die Kopie des Plugins ist unvollständig. Kopiere seinen Ordner noch einmal.", fr = "La copie du plugin est incomplète. Copiez son dossier encore une fois.", es = "La copia del plugin está incompleta. Copia su carpeta otra vez.", it = "La copia del plugin è incompleta. Copia di nuovo la cartella." },
    ["Switched off until KOReader restarts, after three errors."] = { de = "Nach drei Fehlern ausgeschaltet, bis KOReader neu startet.", fr = "Désactivé après trois erreurs, jusqu’au redémarrage de KOReader.", es = "Desactivado tras tres errores, hasta que KOReader se reinicie.", it = "Disattivato dopo tre errori, fino al riavvio di KOReader." },
    ["Set up progress sync first: open a book, then Tools ▸ Progress sync."] = { de = "Richte zuerst die Fortschrittssynchronisierung ein: Öffne ein Buch, dann Werkzeuge ▸ Fortschrittssynchronisierung.", fr = "Configurez d’abord la synchronisation de la progression : ouvrez un livre, puis Outils ▸ Synchronisation de la progression.", es = "Configura primero la sincronización del progreso: abre un libro y luego Herramientas ▸ Sincronización del progreso.", it = "Configura prima la sincronizzazione dei progressi: apri un libro, poi Strumenti ▸ Sincronizzazione dei progressi." },
    ["The address of progress sync is incomplete."] = { de = "Die Adresse der Fortschrittssynchronisierung ist unvollständig.", fr = "L’adresse de la synchronisation de la progression est incomplète.", es = "La dirección de la sincronización del progreso está incompleta.", it = "L’indirizzo della sincronizzazione dei progressi è incompleto." },
    ["The plugin needs an address that starts with http://"] = { de = "Das Plugin braucht eine Adresse, die mit http:// beginnt", fr = "Le plugin a besoin d’une adresse qui commence par http://", es = "El plugin necesita una dirección que empiece por http://", it = "Il plugin richiede un indirizzo che inizi con http://" },
    ["The computer doesn't answer. Is it on, and on the same Wi-Fi?"] = { de = "Der Computer antwortet nicht. Ist er an und im selben WLAN?", fr = "L’ordinateur ne répond pas. Est-il allumé et sur le même Wi-Fi ?", es = "El ordenador no responde. ¿Está encendido y en la misma wifi?", it = "Il computer non risponde. È acceso e sulla stessa rete Wi-Fi?" },
    ["The connection broke off."] = { de = "Die Verbindung ist abgebrochen.", fr = "La connexion a été coupée.", es = "Se ha cortado la conexión.", it = "La connessione si è interrotta." },
    ["The computer stopped answering."] = { de = "Der Computer antwortet nicht mehr.", fr = "L’ordinateur ne répond plus.", es = "El ordenador ha dejado de responder.", it = "Il computer non risponde più." },
    ["The computer sent an answer that can't be read."] = { de = "Der Computer hat eine unlesbare Antwort gesendet.", fr = "L’ordinateur a envoyé une réponse illisible.", es = "El ordenador ha enviado una respuesta ilegible.", it = "Il computer ha inviato una risposta illeggibile." },
    ["There is no BookOrbit Desktop at this address."] = { de = "Unter dieser Adresse ist kein BookOrbit Desktop.", fr = "Il n’y a pas de BookOrbit Desktop à cette adresse.", es = "En esta dirección no hay ningún BookOrbit Desktop.", it = "A questo indirizzo non c’è BookOrbit Desktop." },
    ["Another library of BookOrbit Desktop answers here. Tap “Sync now” to use it."] = { de = "Hier antwortet eine andere Bibliothek von BookOrbit Desktop. Tippe auf „Jetzt synchronisieren“, um sie zu nutzen.", fr = "Une autre bibliothèque de BookOrbit Desktop répond ici. Touchez « Synchroniser maintenant » pour l’utiliser.", es = "Aquí responde otra biblioteca de BookOrbit Desktop. Toca «Sincronizar ahora» para usarla.", it = "Qui risponde un’altra libreria di BookOrbit Desktop. Tocca «Sincronizza ora» per usarla." },
    ["Wrong user name or passphrase. Log in again under Progress sync."] = { de = "Falscher Benutzername oder falsche Passphrase. Melde dich unter Fortschrittssynchronisierung neu an.", fr = "Nom d’utilisateur ou phrase secrète incorrects. Reconnectez-vous dans la synchronisation de la progression.", es = "Nombre de usuario o frase de contraseña incorrectos. Vuelve a iniciar sesión en la sincronización del progreso.", it = "Nome utente o passphrase errati. Accedi di nuovo nella sincronizzazione dei progressi." },
    ["The computer can't store it now. The plugin tries again later."] = { de = "Der Computer kann es gerade nicht speichern. Das Plugin versucht es später noch einmal.", fr = "L’ordinateur ne peut pas l’enregistrer pour l’instant. Le plugin réessaiera plus tard.", es = "El ordenador no puede guardarlo ahora. El plugin lo intentará más tarde.", it = "Il computer non può salvarlo ora. Il plugin riproverà più tardi." },
    ["“%1” was left out: %2"] = { de = "„%1“ wurde ausgelassen: %2", fr = "« %1 » a été laissé de côté : %2", es = "«%1» se ha omitido: %2", it = "«%1» è stato tralasciato: %2" },
    ["Left out: %1"] = { de = "Ausgelassen: %1", fr = "Laissé de côté : %1", es = "Omitido: %1", it = "Tralasciato: %1" },
    ["The computer was not asked just now."] = { de = "Der Computer wurde gerade nicht gefragt.", fr = "L’ordinateur n’a pas été interrogé à l’instant.", es = "No se ha preguntado al ordenador hace un momento.", it = "Il computer non è stato interrogato poco fa." },
    ["KOReader has no digest of it yet."] = { de = "KOReader hat noch keine Prüfsumme dafür.", fr = "KOReader n’en a pas encore la somme de contrôle.", es = "KOReader aún no tiene su suma de comprobación.", it = "KOReader non ne ha ancora la somma di controllo." },
    ["an unexpected error"] = { de = "ein unerwarteter Fehler", fr = "une erreur inattendue", es = "un error inesperado", it = "un errore imprevisto" },
}

local function language()
    local set = G_reader_settings and G_reader_settings:readSetting("language")
    return type(set) == "string" and set:sub(1, 2):lower() or "en"
end

--- A text in the reader's language; English for a language that isn't here.
function Words.say(text)
    local known = CATALOGUE[text]
    return known and known[language()] or text
end

--- The form of a text for a number of one or more.
function Words.count(number, one, many)
    return Words.say(number == 1 and one or many)
end

return Words
