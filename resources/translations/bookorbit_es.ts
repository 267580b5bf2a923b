<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Activity</source>
            <translation>Actividad</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Tareas</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Finished work is kept.</source>
            <translation>Lo que ya está hecho se conserva.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Select a job to see its details.</source>
            <translation>Selecciona una tarea para ver sus detalles.</translation>
        </message>
        <message>
            <source>Only failed or waiting jobs can be retried.</source>
            <translation>Solo se pueden reintentar las tareas fallidas o en espera.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>No jobs since BookOrbit started. Scans, imports and syncs appear here.</source>
            <translation>No ha habido tareas desde que se inició BookOrbit. Aquí aparecen las búsquedas, importaciones y sincronizaciones.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Cargando</translation>
        </message>
        <message>
            <source>Scanning folders</source>
            <translation>Revisando carpetas</translation>
        </message>
        <message>
            <source>Comparing copies</source>
            <translation>Comparando copias</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Sincronización con Hardcover</translation>
        </message>
        <message>
            <source>Changing entries on Hardcover</source>
            <translation>Cambiando entradas en Hardcover</translation>
        </message>
        <message>
            <source>Fetching your Hardcover shelf</source>
            <translation>Obteniendo tu estantería de Hardcover</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Importación desde Hardcover</translation>
        </message>
        <message>
            <source>Undoing a sync</source>
            <translation>Deshaciendo una sincronización</translation>
        </message>
        <message>
            <source>Checking the relay server</source>
            <translation>Comprobando el servidor de enlace</translation>
        </message>
        <message>
            <source>Changing files</source>
            <translation>Cambiando archivos</translation>
        </message>
        <message>
            <source>Reading a KOReader device</source>
            <translation>Leyendo un dispositivo KOReader</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Importación desde un dispositivo KOReader</translation>
        </message>
        <message>
            <source>Working out your reading time</source>
            <translation>Calculando tu tiempo de lectura</translation>
        </message>
        <message>
            <source>Sending a book</source>
            <translation>Enviando un libro</translation>
        </message>
        <message>
            <source>{0} ({1} times)</source>
            <translation>{0} ({1} veces)</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En espera</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>En curso</translation>
        </message>
        <message>
            <source>Delayed</source>
            <translation>Retrasada</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pausa</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fallida</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Hecha</translation>
        </message>
        <message>
            <source>Restoring {0}</source>
            <translation>Restaurando {0}</translation>
        </message>
        <message>
            <source>Reading complete files: {0}</source>
            <translation>Leyendo archivos completos: {0}</translation>
        </message>
        <message>
            <source>Waiting for further changes before sending.</source>
            <translation>A la espera de más cambios antes de enviar.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} de {1}</translation>
        </message>
        <message>
            <source>continues {0}</source>
            <translation>continúa {0}</translation>
        </message>
        <message>
            <source>since {0}</source>
            <translation>desde {0}</translation>
        </message>
        <message>
            <source>attempt {0}</source>
            <translation>intento {0}</translation>
        </message>
        <message>
            <source>Scanning your folders…</source>
            <translation>Revisando tus carpetas…</translation>
        </message>
        <message>
            <source>Reading files: {0}</source>
            <translation>Leyendo archivos: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) read</source>
            <translation>
                <numerusform>%n libro leído</numerusform>
                <numerusform>%n libros leídos</numerusform>
            </translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrumpida</translation>
        </message>
        <message>
            <source>Finding books opened in KOReader…</source>
            <translation>Buscando libros abiertos en KOReader…</translation>
        </message>
        <message>
            <source>Reading reading statistics…</source>
            <translation>Leyendo las estadísticas de lectura…</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0}</source>
            <translation>Leyendo los datos de KOReader: {0}</translation>
        </message>
        <message>
            <source>Waiting for other jobs</source>
            <translation>A la espera de otras tareas</translation>
        </message>
        <message>
            <source>Looking up {0}</source>
            <translation>Buscando {0}</translation>
        </message>
        <message>
            <source>Comparing {0}</source>
            <translation>Comparando {0}</translation>
        </message>
        <message>
            <source>Sending {0}</source>
            <translation>Enviando {0}</translation>
        </message>
        <message>
            <source>Contacting Hardcover…</source>
            <translation>Contactando con Hardcover…</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>en menos de un minuto</translation>
        </message>
        <message>
            <source>in {0} min</source>
            <translation>en {0} min</translation>
        </message>
        <message>
            <source>Choose a folder of books</source>
            <translation>Elige una carpeta de libros</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Elige libros</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read. See the Inbox for details.</source>
            <translation>
                <numerusform>No se ha podido leer %n archivo. Consulta los detalles en la Entrada.</numerusform>
                <numerusform>No se han podido leer %n archivos. Consulta los detalles en la Entrada.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not a book: {0}.</source>
            <translation>No es un libro: {0}.</translation>
        </message>
        <message>
            <source>Couldn't open: {0}.</source>
            <translation>No se ha podido abrir: {0}.</translation>
        </message>
        <message>
            <source>BookOrbit was updated. Some things work only after a restart.</source>
            <translation>BookOrbit se ha actualizado. Algunas cosas solo funcionan después de reiniciarlo.</translation>
        </message>
        <message>
            <source>Restart now</source>
            <translation>Reiniciar ahora</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mostrar más</translation>
        </message>
        <message>
            <source>Genres</source>
            <translation>Géneros</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Editar…</translation>
        </message>
        <message>
            <source>Compare online…</source>
            <translation>Comparar en línea…</translation>
        </message>
        <message>
            <source>Search Hardcover and compare field by field.</source>
            <translation>Busca en Hardcover y compara campo por campo.</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Actualizar</translation>
        </message>
        <message>
            <source>Fetch again what came from Hardcover; locked fields stay.</source>
            <translation>Vuelve a obtener lo que vino de Hardcover; los campos bloqueados se quedan como están.</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Mostrar menos</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Editorial</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Publicado</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Páginas</translation>
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
            <translation>Añadido</translation>
        </message>
        <message>
            <source>More by {0}</source>
            <translation>Más de {0}</translation>
        </message>
        <message>
            <source>Shelves and tags…</source>
            <translation>Estanterías y etiquetas…</translation>
        </message>
        <message>
            <source>Shelves and tags</source>
            <translation>Estanterías y etiquetas</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Mostrar todos los libros: {0}</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Subrayados y notas</translation>
        </message>
        <message>
            <source>None yet. Import from a device over USB to see them here.</source>
            <translation>Aún no hay ninguno. Importa por USB desde un dispositivo para verlos aquí.</translation>
        </message>
        <message numerus="yes">
            <source>Show %n highlight(s) and note(s)</source>
            <translation>
                <numerusform>Mostrar %n subrayado o nota</numerusform>
                <numerusform>Mostrar %n subrayados y notas</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Aceptar</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Conservar</translation>
        </message>
        <message>
            <source>Unnamed device</source>
            <translation>Dispositivo sin nombre</translation>
        </message>
        <message>
            <source>{0} went back from {1} to {2}.</source>
            <translation>{0} volvió de {1} a {2}.</translation>
        </message>
        <message>
            <source>The book stays at {0}. {1} is at {2}.</source>
            <translation>El libro se queda en {0}. {1} está en {2}.</translation>
        </message>
        <message>
            <source>Accept {0}</source>
            <translation>Aceptar {0}</translation>
        </message>
        <message>
            <source>Keep {0}</source>
            <translation>Conservar {0}</translation>
        </message>
        <message>
            <source>Book details</source>
            <translation>Detalles del libro</translation>
        </message>
        <message>
            <source>Position history…</source>
            <translation>Historial de posiciones…</translation>
        </message>
        <message>
            <source>Sessions…</source>
            <translation>Sesiones…</translation>
        </message>
        <message>
            <source>Reading plots…</source>
            <translation>Gráficos de lectura…</translation>
        </message>
        <message>
            <source>Reset progress…</source>
            <translation>Restablecer progreso…</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>This book has no position to reset.</source>
            <translation>Este libro no tiene ninguna posición que restablecer.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Archivos</translation>
        </message>
        <message>
            <source>No file. Progress from your devices is kept.</source>
            <translation>Sin archivo. El progreso de tus dispositivos se conserva.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Detalles técnicos</translation>
        </message>
        <message>
            <source>File changed since the last sync. The copy on your device is still linked.</source>
            <translation>El archivo ha cambiado desde la última sincronización. La copia de tu dispositivo sigue vinculada.</translation>
        </message>
        <message>
            <source>The identifiers under which devices know this book.</source>
            <translation>Los identificadores con los que los dispositivos conocen este libro.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Mostrar en la carpeta</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Copiar ruta</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Separar</translation>
        </message>
        <message>
            <source>If this file is a different book, make it a separate one.</source>
            <translation>Si este archivo es otro libro, conviértelo en uno aparte.</translation>
        </message>
        <message>
            <source>Reread file</source>
            <translation>Releer archivo</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>El archivo se ha movido o eliminado. El progreso se conserva.</translation>
        </message>
        <message>
            <source>Each copy keeps its own position because their text can't be compared: {0}</source>
            <translation>Cada copia conserva su propia posición porque no se puede comparar su texto: {0}</translation>
        </message>
        <message>
            <source>Copies in this format keep separate positions.</source>
            <translation>Las copias en este formato tienen posiciones separadas.</translation>
        </message>
        <message>
            <source>Copies with the same text share one position.</source>
            <translation>Las copias con el mismo texto comparten una posición.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet. Until then, each keeps its own position.</source>
            <translation>Aún no se ha comparado con otras copias. Hasta entonces, cada una conserva su propia posición.</translation>
        </message>
        <message>
            <source>Replace on Hardcover</source>
            <translation>Sustituir en Hardcover</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Elegir…</translation>
        </message>
        <message>
            <source>View on Hardcover</source>
            <translation>Ver en Hardcover</translation>
        </message>
        <message>
            <source>View this book on hardcover.app</source>
            <translation>Ver este libro en hardcover.app</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>Más acciones</translation>
        </message>
        <message>
            <source>Why isn't this on Hardcover?</source>
            <translation>¿Por qué no está esto en Hardcover?</translation>
        </message>
        <message>
            <source>Connect your Hardcover account first.</source>
            <translation>Conecta primero tu cuenta de Hardcover.</translation>
        </message>
        <message>
            <source>Matched to “{0}”</source>
            <translation>Vinculado con «{0}»</translation>
        </message>
        <message>
            <source>edition {0}</source>
            <translation>edición {0}</translation>
        </message>
        <message>
            <source>no edition</source>
            <translation>sin edición</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n página</numerusform>
                <numerusform>%n páginas</numerusform>
            </translation>
        </message>
        <message>
            <source>no page count</source>
            <translation>sin número de páginas</translation>
        </message>
        <message>
            <source>last sent {0}</source>
            <translation>último envío {0}</translation>
        </message>
        <message>
            <source>never sent</source>
            <translation>nunca enviado</translation>
        </message>
        <message>
            <source>On Hardcover</source>
            <translation>En Hardcover</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ahora</translation>
        </message>
        <message>
            <source>Hardcover</source>
            <translation>Hardcover</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progreso</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Valoración</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Empezado</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Terminado</translation>
        </message>
        <message>
            <source>Reading history</source>
            <translation>Historial de lectura</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n update(s).</source>
            <translation>
                <numerusform>De {0} el {1} a {2} el {3}, en %n actualización.</numerusform>
                <numerusform>De {0} el {1} a {2} el {3}, en %n actualizaciones.</numerusform>
            </translation>
        </message>
        <message>
            <source>Position history</source>
            <translation>Historial de posiciones</translation>
        </message>
        <message>
            <source>Restore position</source>
            <translation>Restaurar posición</translation>
        </message>
        <message>
            <source>Select a position first.</source>
            <translation>Selecciona primero una posición.</translation>
        </message>
        <message>
            <source>Your devices already get this position.</source>
            <translation>Tus dispositivos ya reciben esta posición.</translation>
        </message>
        <message>
            <source>Restore a position to send it to your devices again, exactly as it was received. The next position a device sends replaces it.</source>
            <translation>Restaura una posición para volver a enviarla a tus dispositivos tal como se recibió. La siguiente posición que envíe un dispositivo la sustituye.</translation>
        </message>
        <message>
            <source>Position history of “{0}”</source>
            <translation>Historial de posiciones de «{0}»</translation>
        </message>
        <message>
            <source>{0} can't use the form of the newest position, at {1}, and has sent none near it.</source>
            <translation>{0} no puede usar la forma de la última posición, en {1}, y no ha enviado ninguna cercana.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with a place in its own form at {2}.</source>
            <translation>{0} recibe {1}, con un lugar en su propia forma en {2}.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with its newest place that isn't ahead, at {2}.</source>
            <translation>{0} recibe {1}, con su último lugar que no está más adelante, en {2}.</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%n vez</numerusform>
                <numerusform>%n veces</numerusform>
            </translation>
        </message>
        <message>
            <source>through the relay</source>
            <translation>por el servidor de enlace</translation>
        </message>
        <message>
            <source>went back from {0}</source>
            <translation>volvió desde {0}</translation>
        </message>
        <message>
            <source>Current on devices</source>
            <translation>Actual en los dispositivos</translation>
        </message>
        <message>
            <source>Position restored to {0}</source>
            <translation>Posición restaurada a {0}</translation>
        </message>
        <message>
            <source>Reset the progress of “{0}”?</source>
            <translation>¿Restablecer el progreso de «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>Reset the progress of %n book(s)?</source>
            <translation>
                <numerusform>¿Restablecer el progreso de %n libro?</numerusform>
                <numerusform>¿Restablecer el progreso de %n libros?</numerusform>
            </translation>
        </message>
        <message>
            <source>This clears the position in BookOrbit. Your device keeps its own position; BookOrbit accepts it again once it changes. Hardcover isn't changed.</source>
            <translation>Esto borra la posición en BookOrbit. Tu dispositivo conserva la suya; BookOrbit la acepta de nuevo en cuanto cambie. En Hardcover no cambia nada.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Restablecer progreso</translation>
        </message>
        <message>
            <source>Keep position</source>
            <translation>Conservar posición</translation>
        </message>
        <message>
            <source>Position set to {0}</source>
            <translation>Posición fijada en {0}</translation>
        </message>
        <message>
            <source>Position kept at {0}</source>
            <translation>Posición conservada en {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset for %n book(s)</source>
            <translation>
                <numerusform>Progreso restablecido en %n libro</numerusform>
                <numerusform>Progreso restablecido en %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Mostrar menos</translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>Mostrar %n más</numerusform>
                <numerusform>Mostrar %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, last seen {1}</source>
            <translation>{0}, visto por última vez {1}</translation>
        </message>
        <message>
            <source>digest {0}</source>
            <translation>huella {0}</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>Desvincular</translation>
        </message>
        <message>
            <source>Unlink the document {0}</source>
            <translation>Desvincular el documento {0}</translation>
        </message>
        <message>
            <source>This document on your device is a different book.</source>
            <translation>Este documento de tu dispositivo es otro libro.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>desvinculado por ti</translation>
        </message>
        <message>
            <source>Relink</source>
            <translation>Volver a vincular</translation>
        </message>
        <message>
            <source>Relink the document {0}</source>
            <translation>Volver a vincular el documento {0}</translation>
        </message>
        <message>
            <source>used by a device</source>
            <translation>usado por un dispositivo</translation>
        </message>
        <message>
            <source>binary</source>
            <translation>binario</translation>
        </message>
        <message>
            <source>file name</source>
            <translation>nombre de archivo</translation>
        </message>
        <message>
            <source>download name</source>
            <translation>nombre de descarga</translation>
        </message>
        <message>
            <source>whole file</source>
            <translation>archivo completo</translation>
        </message>
        <message>
            <source>from a device</source>
            <translation>de un dispositivo</translation>
        </message>
        <message>
            <source>linked by you</source>
            <translation>vinculado por ti</translation>
        </message>
        <message>
            <source>shared position</source>
            <translation>posición compartida</translation>
        </message>
        <message>
            <source>own position</source>
            <translation>posición propia</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>Lo vinculaste con {0}.</translation>
        </message>
        <message>
            <source>{0} has it too. Because you linked it, it counts for this book.</source>
            <translation>{0} también la tiene. Como la vinculaste tú, cuenta para este libro.</translation>
        </message>
        <message>
            <source>This book and {0} have the same digest.</source>
            <translation>Este libro y {0} tienen la misma huella.</translation>
        </message>
        <message>
            <source>Several books have the same digest, including {0}.</source>
            <translation>Varios libros tienen la misma huella, entre ellos {0}.</translation>
        </message>
        <message>
            <source>Progress for it isn't applied to either book. Link the document on the KOReader page, or merge the books if they're the same.</source>
            <translation>Su progreso no se aplica a ninguno de los dos libros. Vincula el documento en la página KOReader o combina los libros si son el mismo.</translation>
        </message>
        <message>
            <source>No program opens this file. Choose one for it.</source>
            <translation>Ningún programa abre este archivo. Elige uno para él.</translation>
        </message>
        <message>
            <source>No program shows this folder.</source>
            <translation>Ningún programa muestra esta carpeta.</translation>
        </message>
        <message>
            <source>Path copied.</source>
            <translation>Ruta copiada.</translation>
        </message>
        <message>
            <source>Not found: {0}</source>
            <translation>No encontrado: {0}</translation>
        </message>
        <message>
            <source>Start a re-read</source>
            <translation>Empezar una relectura</translation>
        </message>
        <message>
            <source>Not a re-read</source>
            <translation>No es una relectura</translation>
        </message>
        <message>
            <source>Set the status to Reading or Read first.</source>
            <translation>Pon primero el estado en Leyendo o Leído.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed to add a finish date.</source>
            <translation>Pon el estado en Leído o Leído por encima para añadir una fecha de fin.</translation>
        </message>
        <message>
            <source>No device has synced this book yet.</source>
            <translation>Ningún dispositivo ha sincronizado aún este libro.</translation>
        </message>
        <message>
            <source>Reset. The next new position from a device is used.</source>
            <translation>Restablecido. Se usará la próxima posición nueva de un dispositivo.</translation>
        </message>
        <message>
            <source>Possible re-read since {0}, now at {1}.</source>
            <translation>Posible relectura desde {0}, ahora en {1}.</translation>
        </message>
        <message>
            <source>Your device is now at {0}, but you set this status yourself.</source>
            <translation>Tu dispositivo está ahora en {0}, pero este estado lo pusiste tú.</translation>
        </message>
        <message>
            <source>Follow device</source>
            <translation>Seguir al dispositivo</translation>
        </message>
        <message>
            <source>Set by you. KOReader won't change it.</source>
            <translation>Lo pusiste tú. KOReader no lo cambiará.</translation>
        </message>
        <message>
            <source>Let KOReader set status</source>
            <translation>Dejar que KOReader ponga el estado</translation>
        </message>
        <message>
            <source>Status: {0}</source>
            <translation>Estado: {0}</translation>
        </message>
        <message>
            <source>Rated {0}</source>
            <translation>Valorado con {0}</translation>
        </message>
        <message>
            <source>Rating cleared here. Hardcover keeps its rating.</source>
            <translation>Valoración borrada aquí. Hardcover conserva la suya.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Sin valorar</translation>
        </message>
        <message>
            <source>Start date saved</source>
            <translation>Fecha de inicio guardada</translation>
        </message>
        <message>
            <source>Finish date saved</source>
            <translation>Fecha de fin guardada</translation>
        </message>
        <message>
            <source>KOReader sets the status again</source>
            <translation>KOReader vuelve a poner el estado</translation>
        </message>
        <message>
            <source>Re-read started</source>
            <translation>Relectura empezada</translation>
        </message>
        <message>
            <source>Not a re-read. BookOrbit will ask again after a month's break.</source>
            <translation>No es una relectura. BookOrbit volverá a preguntar tras un mes de pausa.</translation>
        </message>
        <message>
            <source>Read for {0}</source>
            <translation>{0} de lectura</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Portada</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>Autores</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serie</translation>
        </message>
        <message>
            <source>Open the file with your reading program</source>
            <translation>Abre el archivo con tu programa de lectura</translation>
        </message>
        <message>
            <source>Previous book</source>
            <translation>Libro anterior</translation>
        </message>
        <message>
            <source>Next book</source>
            <translation>Libro siguiente</translation>
        </message>
        <message>
            <source>Close details</source>
            <translation>Cerrar detalles</translation>
        </message>
        <message>
            <source>Show beside the list</source>
            <translation>Mostrar junto a la lista</translation>
        </message>
        <message>
            <source>Show on a page of its own</source>
            <translation>Mostrar en una página propia</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>Lecturas</translation>
        </message>
        <message>
            <source>No reads yet. Open the book on your device or set a status to start one.</source>
            <translation>Aún no hay lecturas. Abre el libro en tu dispositivo o pon un estado para empezar una.</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Núm.</translation>
        </message>
        <message>
            <source>on Hardcover</source>
            <translation>en Hardcover</translation>
        </message>
        <message>
            <source>in progress, {0}</source>
            <translation>en curso, {0}</translation>
        </message>
        <message>
            <source>date unknown</source>
            <translation>fecha desconocida</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Dispositivos</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>Tu nota en el dispositivo: {0}</translation>
        </message>
        <message>
            <source>In collections on the device: {0}</source>
            <translation>En las colecciones del dispositivo: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%n página vista de {0} a {1}.</numerusform>
                <numerusform>%n páginas vistas de {0} a {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>valorado con {0}</translation>
        </message>
        <message>
            <source>device is ahead</source>
            <translation>el dispositivo va por delante</translation>
        </message>
        <message>
            <source>possible re-read</source>
            <translation>posible relectura</translation>
        </message>
        <message>
            <source>device went back</source>
            <translation>el dispositivo volvió atrás</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover: {0}</translation>
        </message>
        <message>
            <source>Your device is ahead. Open the book to follow it.</source>
            <translation>Tu dispositivo va por delante. Abre el libro para seguirlo.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to accept or keep the position.</source>
            <translation>Tu dispositivo volvió a {0}. Abre el libro para aceptar o conservar la posición.</translation>
        </message>
        <message>
            <source>Are you re-reading this book? Open it to confirm.</source>
            <translation>¿Estás releyendo este libro? Ábrelo para confirmarlo.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%n libro</numerusform>
                <numerusform>%n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} read</source>
            <translation>{0} de {1} leídos</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Falta el archivo</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>No se puede leer</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, libro {1}</translation>
        </message>
        <message>
            <source>No authors yet. Add books to your library to see who wrote them.</source>
            <translation>Aún no hay autores. Añade libros a tu biblioteca para ver quién los escribió.</translation>
        </message>
        <message>
            <source>Find an author</source>
            <translation>Buscar un autor</translation>
        </message>
        <message>
            <source>All authors</source>
            <translation>Todos los autores</translation>
        </message>
        <message>
            <source>This author is no longer in your library.</source>
            <translation>Este autor ya no está en tu biblioteca.</translation>
        </message>
        <message numerus="yes">
            <source>%n author(s)</source>
            <translation>
                <numerusform>%n autor</numerusform>
                <numerusform>%n autores</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} read</source>
            <translation>{0} leídos</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%n serie</numerusform>
                <numerusform>%n series</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n single book(s)</source>
            <translation>
                <numerusform>%n libro suelto</numerusform>
                <numerusform>%n libros sueltos</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in library</source>
            <translation>Mostrar en la biblioteca</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Libros</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Cargando tus libros</translation>
        </message>
        <message>
            <source>Go to library</source>
            <translation>Ir a la biblioteca</translation>
        </message>
        <message>
            <source>Nothing matches.</source>
            <translation>Nada coincide.</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Quitar filtros</translation>
        </message>
        <message>
            <source>Couldn't read the library. See the log file for details.</source>
            <translation>No se ha podido leer la biblioteca. Consulta los detalles en el archivo de registro.</translation>
        </message>
        <message>
            <source>Book series</source>
            <translation>Series</translation>
        </message>
        <message>
            <source>None of your books belong to a series yet. Add a series to a book with Edit.</source>
            <translation>Ninguno de tus libros pertenece aún a una serie. Añade una serie a un libro con Editar.</translation>
        </message>
        <message>
            <source>Find a series</source>
            <translation>Buscar una serie</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Todas las series</translation>
        </message>
        <message>
            <source>This series is no longer in your library.</source>
            <translation>Esta serie ya no está en tu biblioteca.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>En curso</translation>
        </message>
        <message>
            <source>Missing volumes</source>
            <translation>Volúmenes que faltan</translation>
        </message>
        <message>
            <source>Reading: {0}</source>
            <translation>Leyendo: {0}</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>Siguiente: {0}</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>Falta {0}</translation>
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation>{0} y {1}</translation>
        </message>
        <message>
            <source>{0} are missing</source>
            <translation>Faltan {0}</translation>
        </message>
        <message>
            <source>Continue “{0}”</source>
            <translation>Continuar «{0}»</translation>
        </message>
        <message>
            <source>Next: “{0}”</source>
            <translation>Siguiente: «{0}»</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Falta</translation>
        </message>
        <message>
            <source>Not in your library</source>
            <translation>No está en tu biblioteca</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Enter a name first.</source>
            <translation>Introduce primero un nombre.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Nueva etiqueta</translation>
        </message>
        <message>
            <source>New shelf</source>
            <translation>Nueva estantería</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Crear</translation>
        </message>
        <message>
            <source>“{0}” created.</source>
            <translation>«{0}» creado.</translation>
        </message>
        <message>
            <source>Matching books are added and removed automatically.</source>
            <translation>Los libros que coinciden se añaden y se quitan automáticamente.</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Guardar este filtro</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Filter “{0}” saved.</source>
            <translation>Filtro «{0}» guardado.</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>Cambiar el nombre de «{0}»</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Cambiar nombre</translation>
        </message>
        <message>
            <source>Renamed to “{0}”.</source>
            <translation>Ahora se llama «{0}».</translation>
        </message>
        <message>
            <source>“{0}” deleted</source>
            <translation>«{0}» eliminado</translation>
        </message>
        <message>
            <source>its books stay in your library</source>
            <translation>sus libros siguen en tu biblioteca</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added to “{0}”.</source>
            <translation>
                <numerusform>%n libro añadido a «{0}».</numerusform>
                <numerusform>%n libros añadidos a «{0}».</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” has these books already.</source>
            <translation>«{0}» ya tiene estos libros.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) tagged</source>
            <translation>
                <numerusform>%n libro etiquetado</numerusform>
                <numerusform>%n libros etiquetados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new tag(s)</source>
            <translation>
                <numerusform>%n etiqueta nueva</numerusform>
                <numerusform>%n etiquetas nuevas</numerusform>
            </translation>
        </message>
        <message>
            <source>Your books already have Calibre's tags.</source>
            <translation>Tus libros ya tienen las etiquetas de Calibre.</translation>
        </message>
        <message numerus="yes">
            <source>Shelves and tags changed for %n book(s)</source>
            <translation>
                <numerusform>Estanterías y etiquetas cambiadas en %n libro</numerusform>
                <numerusform>Estanterías y etiquetas cambiadas en %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Sort books by hand, or save a filter in the library.</source>
            <translation>Ordena libros a mano o guarda un filtro en la biblioteca.</translation>
        </message>
        <message>
            <source>Use Calibre's tags</source>
            <translation>Usar las etiquetas de Calibre</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Nueva etiqueta…</translation>
        </message>
        <message>
            <source>New shelf…</source>
            <translation>Nueva estantería…</translation>
        </message>
        <message>
            <source>Loading your shelves</source>
            <translation>Cargando tus estanterías</translation>
        </message>
        <message>
            <source>No shelves yet. Create one, then add books from their menu in the library.</source>
            <translation>Aún no hay estanterías. Crea una y añade libros desde su menú en la biblioteca.</translation>
        </message>
        <message>
            <source>Shelves</source>
            <translation>Estanterías</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>Filtros guardados</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Cambiar nombre…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Eliminar</translation>
        </message>
        <message>
            <source>Give books the tags they have in Calibre. Calibre isn't changed.</source>
            <translation>Da a los libros las etiquetas que tienen en Calibre. Calibre no se cambia.</translation>
        </message>
        <message>
            <source>no books yet</source>
            <translation>aún sin libros</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Algo ha salido mal</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Informe</translation>
        </message>
        <message>
            <source>report</source>
            <translation>informe</translation>
        </message>
        <message>
            <source>Check this computer…</source>
            <translation>Comprobar este ordenador…</translation>
        </message>
        <message>
            <source>BookOrbit ran into an error and carried on. Everything saved is safe. If it happens again, include this report in your bug report. It contains no token or passphrase, but may name books and folders.</source>
            <translation>BookOrbit se encontró con un error y siguió adelante. Todo lo guardado está a salvo. Si vuelve a ocurrir, incluye este informe al comunicar el fallo. No contiene ningún token ni frase de contraseña, pero puede nombrar libros y carpetas.</translation>
        </message>
        <message>
            <source>The server is stopped, so your devices can't sync.</source>
            <translation>El servidor está detenido, así que tus dispositivos no pueden sincronizar.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Open Hardcover</source>
            <translation>Abrir Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read</source>
            <translation>
                <numerusform>No se ha podido leer %n archivo</numerusform>
                <numerusform>No se han podido leer %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Show why</source>
            <translation>Mostrar por qué</translation>
        </message>
        <message>
            <source>Two devices may have the same ID</source>
            <translation>Puede que dos dispositivos tengan el mismo ID</translation>
        </message>
        <message>
            <source>How to fix</source>
            <translation>Cómo arreglarlo</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your devices not in your library</source>
            <translation>
                <numerusform>%n libro de tus dispositivos no está en tu biblioteca</numerusform>
                <numerusform>%n libros de tus dispositivos no están en tu biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Vincular</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) went back to an earlier position</source>
            <translation>
                <numerusform>%n libro volvió a una posición anterior</numerusform>
                <numerusform>%n libros volvieron a una posición anterior</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Decidir</translation>
        </message>
        <message numerus="yes">
            <source>%n possible re-read(s)</source>
            <translation>
                <numerusform>%n posible relectura</numerusform>
                <numerusform>%n posibles relecturas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover</source>
            <translation>
                <numerusform>No se ha podido enviar %n libro a Hardcover</numerusform>
                <numerusform>No se han podido enviar %n libros a Hardcover</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) paused after 10 failures</source>
            <translation>
                <numerusform>%n libro en pausa tras 10 fallos</numerusform>
                <numerusform>%n libros en pausa tras 10 fallos</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again…</source>
            <translation>Volver a intentarlo…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not found on Hardcover</source>
            <translation>
                <numerusform>%n libro no encontrado en Hardcover</numerusform>
                <numerusform>%n libros no encontrados en Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Pick matches</source>
            <translation>Elegir coincidencias</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) without a page count on Hardcover</source>
            <translation>
                <numerusform>%n libro sin número de páginas en Hardcover</numerusform>
                <numerusform>%n libros sin número de páginas en Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter pages</source>
            <translation>Introducir páginas</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) matched by title only</source>
            <translation>
                <numerusform>%n libro vinculado solo por el título</numerusform>
                <numerusform>%n libros vinculados solo por el título</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Requiere atención</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Ocultar</translation>
        </message>
        <message>
            <source>No books yet. Drop files here, or choose a folder.</source>
            <translation>Aún no hay libros. Suelta archivos aquí o elige una carpeta.</translation>
        </message>
        <message>
            <source>Choose folder…</source>
            <translation>Elegir carpeta…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Volver a intentarlo</translation>
        </message>
        <message>
            <source>Dashboard</source>
            <translation>Resumen</translation>
        </message>
        <message>
            <source>What you're reading and what needs attention.</source>
            <translation>Qué estás leyendo y qué requiere atención.</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>cuenta</translation>
        </message>
        <message>
            <source>doesn't count</source>
            <translation>no cuenta</translation>
        </message>
        <message>
            <source>read</source>
            <translation>leído</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nada</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Esta semana</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) with reading</source>
            <translation>
                <numerusform>%n día con lectura</numerusform>
                <numerusform>%n días con lectura</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n día</numerusform>
                <numerusform>%n días</numerusform>
            </translation>
        </message>
        <message>
            <source>with reading</source>
            <translation>con lectura</translation>
        </message>
        <message>
            <source>Nothing read yet.</source>
            <translation>Aún no has leído nada.</translation>
        </message>
        <message>
            <source>Streak</source>
            <translation>Racha</translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) in a row</source>
            <translation>
                <numerusform>%n semana seguida</numerusform>
                <numerusform>%n semanas seguidas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>longest: %n day(s)</source>
            <translation>
                <numerusform>la más larga: %n día</numerusform>
                <numerusform>la más larga: %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>You read today.</source>
            <translation>Hoy has leído.</translation>
        </message>
        <message>
            <source>Read a little more today to keep it.</source>
            <translation>Lee un poco más hoy para mantenerla.</translation>
        </message>
        <message>
            <source>Read a little more to start one.</source>
            <translation>Lee un poco más para empezar una.</translation>
        </message>
        <message>
            <source>Read today to keep it.</source>
            <translation>Lee hoy para mantenerla.</translation>
        </message>
        <message>
            <source>Read today to start one.</source>
            <translation>Lee hoy para empezar una.</translation>
        </message>
        <message>
            <source>Show books you finished</source>
            <translation>Mostrar los libros que has terminado</translation>
        </message>
        <message>
            <source>Set a goal…</source>
            <translation>Fijar un objetivo…</translation>
        </message>
        <message>
            <source>Change the goal</source>
            <translation>Cambiar el objetivo</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>Terminados en {0}</translation>
        </message>
        <message>
            <source>Read in {0}</source>
            <translation>Leído en {0}</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} de {1} libros</translation>
        </message>
        <message>
            <source>{0} of {1} pages</source>
            <translation>{0} de {1} páginas</translation>
        </message>
        <message>
            <source>{0} of {1} hours</source>
            <translation>{0} de {1} horas</translation>
        </message>
        <message>
            <source>Goal reached.</source>
            <translation>Objetivo alcanzado.</translation>
        </message>
        <message>
            <source>On pace</source>
            <translation>Al ritmo</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) ahead</source>
            <translation>
                <numerusform>%n página de ventaja</numerusform>
                <numerusform>%n páginas de ventaja</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) behind an even pace</source>
            <translation>
                <numerusform>%n página por detrás de un ritmo regular</numerusform>
                <numerusform>%n páginas por detrás de un ritmo regular</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ahead</source>
            <translation>
                <numerusform>%n hora de ventaja</numerusform>
                <numerusform>%n horas de ventaja</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) behind an even pace</source>
            <translation>
                <numerusform>%n hora por detrás de un ritmo regular</numerusform>
                <numerusform>%n horas por detrás de un ritmo regular</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ahead</source>
            <translation>
                <numerusform>%n libro de ventaja</numerusform>
                <numerusform>%n libros de ventaja</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) behind an even pace</source>
            <translation>
                <numerusform>%n libro por detrás de un ritmo regular</numerusform>
                <numerusform>%n libros por detrás de un ritmo regular</numerusform>
            </translation>
        </message>
        <message>
            <source>Forecast: not enough reading yet</source>
            <translation>Previsión: aún no hay suficiente lectura</translation>
        </message>
        <message numerus="yes">
            <source>Forecast: about %n book(s)</source>
            <translation>
                <numerusform>Previsión: aproximadamente %n libro</numerusform>
                <numerusform>Previsión: aproximadamente %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>Objetivo</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>añadido {0}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>terminado {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>p. {0} de {1}</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Ver todo</translation>
        </message>
        <message>
            <source>Continue on your reader</source>
            <translation>Sigue en tu lector</translation>
        </message>
        <message>
            <source>Next in your series</source>
            <translation>Lo siguiente de tu serie</translation>
        </message>
        <message>
            <source>Pick up again</source>
            <translation>Retomar</translation>
        </message>
        <message>
            <source>Recently finished</source>
            <translation>Terminados recientemente</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Añadidos recientemente</translation>
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
            <translation>KOReader en este ordenador</translation>
        </message>
        <message>
            <source>Folder with KOReader</source>
            <translation>Carpeta con KOReader</translation>
        </message>
        <message>
            <source>A Kobo with KOReader is connected</source>
            <translation>Hay un Kobo con KOReader conectado</translation>
        </message>
        <message>
            <source>A Kindle with KOReader is connected</source>
            <translation>Hay un Kindle con KOReader conectado</translation>
        </message>
        <message>
            <source>A PocketBook with KOReader is connected</source>
            <translation>Hay un PocketBook con KOReader conectado</translation>
        </message>
        <message>
            <source>A Cervantes with KOReader is connected</source>
            <translation>Hay un Cervantes con KOReader conectado</translation>
        </message>
        <message>
            <source>A reMarkable with KOReader is connected</source>
            <translation>Hay un reMarkable con KOReader conectado</translation>
        </message>
        <message>
            <source>An Android device with KOReader is connected</source>
            <translation>Hay un dispositivo Android con KOReader conectado</translation>
        </message>
        <message>
            <source>KOReader on this computer was found</source>
            <translation>Se ha encontrado KOReader en este ordenador</translation>
        </message>
        <message>
            <source>A device with KOReader is connected</source>
            <translation>Hay un dispositivo con KOReader conectado</translation>
        </message>
        <message>
            <source>Not imported yet.</source>
            <translation>Aún no se ha importado.</translation>
        </message>
        <message>
            <source>Last imported {0}.</source>
            <translation>Última importación: {0}.</translation>
        </message>
        <message>
            <source>KOReader {0}</source>
            <translation>KOReader {0}</translation>
        </message>
        <message>
            <source>last used {0}</source>
            <translation>último uso {0}</translation>
        </message>
        <message>
            <source>scanned {0}</source>
            <translation>revisado {0}</translation>
        </message>
        <message>
            <source>not scanned yet</source>
            <translation>aún sin revisar</translation>
        </message>
        <message>
            <source>Selected book</source>
            <translation>Libro seleccionado</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Aquí</translation>
        </message>
        <message>
            <source>On the device</source>
            <translation>En el dispositivo</translation>
        </message>
        <message>
            <source>Choose a book from your library…</source>
            <translation>Elige un libro de tu biblioteca…</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Omitir</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>Leyendo {0}…</translation>
        </message>
        <message>
            <source>Nothing changes on the device, or here until you import.</source>
            <translation>No cambia nada en el dispositivo, ni aquí hasta que importes.</translation>
        </message>
        <message>
            <source>Reading device</source>
            <translation>Leyendo el dispositivo</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0} of {1}</source>
            <translation>Leyendo los datos de KOReader: {0} de {1}</translation>
        </message>
        <message>
            <source>Comparing with your library: {0} of {1}</source>
            <translation>Comparando con tu biblioteca: {0} de {1}</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Importando…</translation>
        </message>
        <message>
            <source>If you cancel, the books imported so far are kept. Import again to continue.</source>
            <translation>Si cancelas, los libros importados hasta ahora se conservan. Vuelve a importar para continuar.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Importando</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Elegir otra carpeta…</translation>
        </message>
        <message>
            <source>No book has been opened on this device yet, so there's nothing to import.</source>
            <translation>Aún no se ha abierto ningún libro en este dispositivo, así que no hay nada que importar.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s) will be skipped.</source>
            <translation>
                <numerusform>Se omitirá %n pregunta sin responder.</numerusform>
                <numerusform>Se omitirán %n preguntas sin responder.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Import %n book(s)</source>
            <translation>
                <numerusform>Importar %n libro</numerusform>
                <numerusform>Importar %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Intro</translation>
        </message>
        <message>
            <source>Select at least one book.</source>
            <translation>Selecciona al menos un libro.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Algo ha salido mal. El registro tiene los detalles.</translation>
        </message>
        <message>
            <source>Choose the memory card's folder</source>
            <translation>Elige la carpeta de la tarjeta de memoria</translation>
        </message>
        <message>
            <source>You can import again at any time. Only new data is added; your own changes and removals are kept.</source>
            <translation>Puedes volver a importar cuando quieras. Solo se añaden datos nuevos; tus propios cambios y lo que hayas quitado se respetan.</translation>
        </message>
        <message>
            <source>Show library</source>
            <translation>Mostrar biblioteca</translation>
        </message>
        <message>
            <source>Show highlights</source>
            <translation>Mostrar subrayados</translation>
        </message>
        <message>
            <source>Undo import</source>
            <translation>Deshacer importación</translation>
        </message>
        <message>
            <source>Undoes this import, except for books you changed since.</source>
            <translation>Deshace esta importación, salvo en los libros que hayas cambiado desde entonces.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s). Import again to answer.</source>
            <translation>
                <numerusform>%n pregunta sin responder. Vuelve a importar para responderla.</numerusform>
                <numerusform>%n preguntas sin responder. Vuelve a importar para responderlas.</numerusform>
            </translation>
        </message>
        <message>
            <source>Several devices are connected. Choose one.</source>
            <translation>Hay varios dispositivos conectados. Elige uno.</translation>
        </message>
        <message>
            <source>Choose the device's folder</source>
            <translation>Elige la carpeta del dispositivo</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>Espera tu respuesta</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nuevo</translation>
        </message>
        <message>
            <source>Fills gaps</source>
            <translation>Rellena huecos</translation>
        </message>
        <message>
            <source>Differs</source>
            <translation>Difiere</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Omitido</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Nada nuevo</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Preguntas</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Grupos</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtrar…</translation>
        </message>
        <message>
            <source>Books on the device</source>
            <translation>Libros del dispositivo</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Seleccionar todo</translation>
        </message>
        <message>
            <source>Deselect all</source>
            <translation>No seleccionar nada</translation>
        </message>
        <message>
            <source>Match each one to the book in your library with the same title and author.</source>
            <translation>Vincula cada uno con el libro de tu biblioteca que tiene el mismo título y autor.</translation>
        </message>
        <message>
            <source>No books in this view.</source>
            <translation>No hay libros en esta vista.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on this device.</source>
            <translation>
                <numerusform>%n libro en este dispositivo.</numerusform>
                <numerusform>%n libros en este dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing new on this device.</source>
            <translation>Nada nuevo en este dispositivo.</translation>
        </message>
        <message>
            <source>Nothing new on this device. Books that need your decision aren't selected.</source>
            <translation>Nada nuevo en este dispositivo. Los libros que esperan tu decisión no están seleccionados.</translation>
        </message>
        <message>
            <source>Fills in what's missing and keeps what you set here. Nothing changes until you import.</source>
            <translation>Completa lo que falta y respeta lo que has puesto aquí. No cambia nada hasta que importes.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>El mismo libro en %n caso</numerusform>
                <numerusform>El mismo libro en los %n casos</numerusform>
            </translation>
        </message>
        <message>
            <source>Select a book to see its data on the device.</source>
            <translation>Selecciona un libro para ver sus datos en el dispositivo.</translation>
        </message>
        <message>
            <source>Trust device clock again</source>
            <translation>Volver a confiar en el reloj del dispositivo</translation>
        </message>
        <message>
            <source>Times from this device are no longer corrected.</source>
            <translation>Las horas de este dispositivo ya no se corrigen.</translation>
        </message>
        <message>
            <source>Add memory card…</source>
            <translation>Añadir tarjeta de memoria…</translation>
        </message>
        <message>
            <source>Unreadable files</source>
            <translation>Archivos ilegibles</translation>
        </message>
        <message>
            <source>Open the book once more in KOReader, then import again.</source>
            <translation>Abre el libro una vez más en KOReader y vuelve a importar.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on a memory card couldn't be read.</source>
            <translation>
                <numerusform>No se ha podido leer %n libro de una tarjeta de memoria.</numerusform>
                <numerusform>No se han podido leer %n libros de una tarjeta de memoria.</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier reads</source>
            <translation>Lecturas anteriores</translation>
        </message>
        <message>
            <source>Matched by digest</source>
            <translation>Vinculado por la huella</translation>
        </message>
        <message>
            <source>Reading time</source>
            <translation>Tiempo de lectura</translation>
        </message>
        <message>
            <source>Your review</source>
            <translation>Tu reseña</translation>
        </message>
        <message>
            <source>★ {0}</source>
            <translation>★ {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s)</source>
            <translation>
                <numerusform>%n página vista</numerusform>
                <numerusform>%n páginas vistas</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} new</source>
            <translation>{0} nuevos</translation>
        </message>
        <message numerus="yes">
            <source>%n no longer on the device</source>
            <translation>
                <numerusform>%n ya no está en el dispositivo</numerusform>
                <numerusform>%n ya no están en el dispositivo</numerusform>
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
            <translation>ninguno</translation>
        </message>
        <message>
            <source>On device: {0}</source>
            <translation>En el dispositivo: {0}</translation>
        </message>
        <message>
            <source>Here: {0} · On device: {1}</source>
            <translation>Aquí: {0} · En el dispositivo: {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Igual</translation>
        </message>
        <message>
            <source>Keep what's here</source>
            <translation>Conservar lo que hay aquí</translation>
        </message>
        <message>
            <source>Add as a separate book</source>
            <translation>Añadir como libro aparte</translation>
        </message>
        <message>
            <source>“{0}”, also on this device</source>
            <translation>«{0}», también en este dispositivo</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>«{0}» de {1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>«{0}»</translation>
        </message>
        <message>
            <source>In your library: “{0}”.</source>
            <translation>En tu biblioteca: «{0}».</translation>
        </message>
        <message>
            <source>new book</source>
            <translation>libro nuevo</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>tiempo de lectura</translation>
        </message>
        <message numerus="yes">
            <source>%n deleted highlight(s)</source>
            <translation>
                <numerusform>%n subrayado eliminado</numerusform>
                <numerusform>%n subrayados eliminados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>%n subrayado</numerusform>
                <numerusform>%n subrayados</numerusform>
            </translation>
        </message>
        <message>
            <source>start date</source>
            <translation>fecha de inicio</translation>
        </message>
        <message>
            <source>finish date</source>
            <translation>fecha de fin</translation>
        </message>
        <message>
            <source>earlier reads</source>
            <translation>lecturas anteriores</translation>
        </message>
        <message>
            <source>digest</source>
            <translation>huella</translation>
        </message>
        <message>
            <source>review</source>
            <translation>reseña</translation>
        </message>
        <message>
            <source>Already the same: {0}</source>
            <translation>Ya son iguales: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added</source>
            <translation>
                <numerusform>%n libro añadido</numerusform>
                <numerusform>%n libros añadidos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) filled in</source>
            <translation>
                <numerusform>%n libro completado</numerusform>
                <numerusform>%n libros completados</numerusform>
            </translation>
        </message>
        <message>
            <source>When you import: {0}.</source>
            <translation>Al importar: {0}.</translation>
        </message>
        <message>
            <source>This device's clock is {0} slow. Correct its times</source>
            <translation>El reloj de este dispositivo va {0} atrasado. Corregir sus horas</translation>
        </message>
        <message>
            <source>This device's clock is {0} fast. Correct its times</source>
            <translation>El reloj de este dispositivo va {0} adelantado. Corregir sus horas</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) arrived at a different time than the device recorded. The device itself isn't changed.</source>
            <translation>
                <numerusform>%n posición llegó a una hora distinta de la que anotó el dispositivo. El dispositivo no se cambia.</numerusform>
                <numerusform>%n posiciones llegaron a una hora distinta de la que anotó el dispositivo. El dispositivo no se cambia.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hora</numerusform>
                <numerusform>%n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minutos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%n libro importado del dispositivo.</numerusform>
                <numerusform>%n libros importados del dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes updated.</source>
            <translation>Subrayados y notas actualizados.</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Nada nuevo.</translation>
        </message>
        <message>
            <source>The import was interrupted. Import again to continue.</source>
            <translation>La importación se interrumpió. Vuelve a importar para continuar.</translation>
        </message>
        <message numerus="yes">
            <source>Import undone for %n book(s).</source>
            <translation>
                <numerusform>Importación deshecha en %n libro.</numerusform>
                <numerusform>Importación deshecha en %n libros.</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept because you changed them since: {0}.</source>
            <translation>Se conservan porque los cambiaste desde entonces: {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes are kept. Remove them on the Highlights page.</source>
            <translation>Los subrayados y las notas se conservan. Quítalos en la página Subrayados.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added without a file.</source>
            <translation>
                <numerusform>%n libro añadido sin archivo.</numerusform>
                <numerusform>%n libros añadidos sin archivo.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) added to your statistics.</source>
            <translation>
                <numerusform>%n página vista añadida a tus estadísticas.</numerusform>
                <numerusform>%n páginas vistas añadidas a tus estadísticas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) on the device linked to books.</source>
            <translation>
                <numerusform>%n archivo del dispositivo vinculado con libros.</numerusform>
                <numerusform>%n archivos del dispositivo vinculados con libros.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>New highlights, notes and bookmarks: %n.</source>
            <translation>
                <numerusform>Subrayados, notas y marcadores nuevos: %n.</numerusform>
                <numerusform>Subrayados, notas y marcadores nuevos: %n.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks changed on the device: %n.</source>
            <translation>
                <numerusform>Subrayados, notas y marcadores cambiados en el dispositivo: %n.</numerusform>
                <numerusform>Subrayados, notas y marcadores cambiados en el dispositivo: %n.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks deleted on the device but kept here: %n.</source>
            <translation>
                <numerusform>Subrayados, notas y marcadores eliminados en el dispositivo pero conservados aquí: %n.</numerusform>
                <numerusform>Subrayados, notas y marcadores eliminados en el dispositivo pero conservados aquí: %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>Times from this device are now corrected.</source>
            <translation>Las horas de este dispositivo se corrigen ahora.</translation>
        </message>
        <message>
            <source>Skipped because you removed them: {0}.</source>
            <translation>Omitidos porque los quitaste: {0}.</translation>
        </message>
        <message>
            <source>{0} confident</source>
            <translation>{0} de certeza</translation>
        </message>
        <message>
            <source>Link a document</source>
            <translation>Vincular un documento</translation>
        </message>
        <message>
            <source>Search your library</source>
            <translation>Buscar en tu biblioteca</translation>
        </message>
        <message>
            <source>Books in your library</source>
            <translation>Libros de tu biblioteca</translation>
        </message>
        <message>
            <source>No books found. Search by title or author.</source>
            <translation>No se ha encontrado ningún libro. Busca por título o autor.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Selecciona primero un libro.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>¿Qué libro es «{0}»?</translation>
        </message>
        <message>
            <source>The book gets its current position, and later updates follow automatically.</source>
            <translation>El libro recibe su posición actual, y las siguientes llegan automáticamente.</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Elegir una carpeta…</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable. If it asks, let it share its storage.</source>
            <translation>Conecta el dispositivo con su cable USB. Si lo pregunta, deja que comparta su almacenamiento.</translation>
        </message>
        <message>
            <source>Open it in your file manager once. The set-up then begins here by itself.</source>
            <translation>Ábrelo una vez en tu gestor de archivos. La configuración empieza aquí por sí sola.</translation>
        </message>
        <message>
            <source>Still nothing? Choose its drive, or the “koreader” folder on it, yourself.</source>
            <translation>¿Sigue sin aparecer? Elige tú su unidad, o la carpeta «koreader» que hay en ella.</translation>
        </message>
        <message>
            <source>A device that your computer shows as a media player (MTP), such as a newer Kindle, has no drive to write to. Pair it over Wi-Fi on the KOReader page instead.</source>
            <translation>Un dispositivo que tu ordenador muestra como reproductor multimedia (MTP), como un Kindle reciente, no tiene una unidad en la que escribir. Emparéjalo por wifi en la página KOReader.</translation>
        </message>
        <message>
            <source>Set up device</source>
            <translation>Configurar dispositivo</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Address for the device</source>
            <translation>Dirección para el dispositivo</translation>
        </message>
        <message>
            <source>KOReader is closed on the device</source>
            <translation>KOReader está cerrado en el dispositivo</translation>
        </message>
        <message>
            <source>Undo set-up…</source>
            <translation>Deshacer configuración…</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Escribir en el dispositivo</translation>
        </message>
        <message>
            <source>Selected folder</source>
            <translation>Carpeta elegida</translation>
        </message>
        <message>
            <source>No KOReader device is connected.</source>
            <translation>No hay ningún dispositivo KOReader conectado.</translation>
        </message>
        <message>
            <source>This device is already set up.</source>
            <translation>Este dispositivo ya está configurado.</translation>
        </message>
        <message>
            <source>These settings will change on the device. Nothing else is touched.</source>
            <translation>Estos ajustes cambiarán en el dispositivo. No se toca nada más.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Cierra primero KOReader en el dispositivo.</translation>
        </message>
        <message>
            <source>Undo set-up</source>
            <translation>Deshacer configuración</translation>
        </message>
        <message>
            <source>Undoes the changes of {0}.</source>
            <translation>Deshace los cambios del {0}.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Device is set up</source>
            <translation>El dispositivo está configurado</translation>
        </message>
        <message>
            <source>All settings were written and checked. Next steps:</source>
            <translation>Todos los ajustes se han escrito y comprobado. Siguientes pasos:</translation>
        </message>
        <message>
            <source>BookOrbit's settings were removed. What KOReader wrote since is kept.</source>
            <translation>Se han quitado los ajustes de BookOrbit. Lo que KOReader ha escrito desde entonces se conserva.</translation>
        </message>
        <message>
            <source>The device is back to its earlier state.</source>
            <translation>El dispositivo ha vuelto a su estado anterior.</translation>
        </message>
        <message>
            <source>Set-up undone</source>
            <translation>Configuración deshecha</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase de contraseña</translation>
        </message>
        <message>
            <source>Type it, then press Enter</source>
            <translation>Escríbela y pulsa Intro</translation>
        </message>
        <message>
            <source>Reading statistics over Wi-Fi</source>
            <translation>Estadísticas de lectura por wifi</translation>
        </message>
        <message>
            <source>Sync statistics when a book is closed</source>
            <translation>Sincronizar las estadísticas al cerrar un libro</translation>
        </message>
        <message>
            <source>Install the BookOrbit Desktop plugin</source>
            <translation>Instalar el plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Remove the BookOrbit Desktop plugin</source>
            <translation>Quitar el plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Update the BookOrbit Desktop plugin</source>
            <translation>Actualizar el plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>Needs KOReader v2025.04 or newer.</source>
            <translation>Necesita KOReader v2025.04 o posterior.</translation>
        </message>
        <message>
            <source>Needs KOReader v2023.10 or newer.</source>
            <translation>Necesita KOReader v2023.10 o posterior.</translation>
        </message>
        <message>
            <source>Already set up on the device.</source>
            <translation>Ya está configurado en el dispositivo.</translation>
        </message>
        <message>
            <source>WebDAV needs your passphrase, and KOReader keeps it readable on the device.</source>
            <translation>WebDAV necesita tu frase de contraseña, y KOReader la guarda legible en el dispositivo.</translation>
        </message>
        <message>
            <source>The device syncs its statistics with {0}. Tick to sync them with this computer instead.</source>
            <translation>El dispositivo sincroniza sus estadísticas con {0}. Márcalo para sincronizarlas con este ordenador.</translation>
        </message>
        <message>
            <source>Needs KOReader v2024.11 or newer.</source>
            <translation>Necesita KOReader v2024.11 o posterior.</translation>
        </message>
        <message>
            <source>Tick reading statistics first.</source>
            <translation>Marca primero las estadísticas de lectura.</translation>
        </message>
        <message>
            <source>Sends status, rating, highlights and notes over Wi-Fi, too.</source>
            <translation>Envía también por wifi el estado, la valoración, los subrayados y las notas.</translation>
        </message>
        <message>
            <source>A plugin of that name is on the device, without a version.</source>
            <translation>En el dispositivo hay un plugin con ese nombre, sin versión.</translation>
        </message>
        <message>
            <source>Version {0} is on the device, {1} comes with this program.</source>
            <translation>En el dispositivo está la versión {0}; este programa trae la {1}.</translation>
        </message>
        <message>
            <source>Version {0} is on the device.</source>
            <translation>En el dispositivo está la versión {0}.</translation>
        </message>
        <message>
            <source>Removes BookOrbit's settings. Everything KOReader wrote since is kept.</source>
            <translation>Quita los ajustes de BookOrbit. Todo lo que KOReader ha escrito desde entonces se conserva.</translation>
        </message>
        <message>
            <source>Stays: it has changed since.</source>
            <translation>Se queda: ha cambiado desde entonces.</translation>
        </message>
        <message>
            <source>Nothing to restore</source>
            <translation>Nada que restaurar</translation>
        </message>
        <message>
            <source>The files are back to their earlier state.</source>
            <translation>Los archivos han vuelto a su estado anterior.</translation>
        </message>
        <message>
            <source>Writes to {0}. A copy of the current file is kept on the device.</source>
            <translation>Escribe en {0}. En el dispositivo se guarda una copia del archivo actual.</translation>
        </message>
        <message>
            <source>Writes to {0} and {1}. Copies of the current files are kept on the device.</source>
            <translation>Escribe en {0} y {1}. En el dispositivo se guardan copias de los archivos actuales.</translation>
        </message>
        <message>
            <source>These settings were written on {0} but have changed since. If you didn't change them, KOReader was still running: close it on the device first.</source>
            <translation>Estos ajustes se escribieron el {0}, pero han cambiado desde entonces. Si no los cambiaste tú, KOReader seguía abierto: ciérralo primero en el dispositivo.</translation>
        </message>
        <message>
            <source>Will be removed (it wasn't there before).</source>
            <translation>Se quitará (antes no estaba).</translation>
        </message>
        <message>
            <source>Will be restored exactly as it was.</source>
            <translation>Se restaurará exactamente como estaba.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Ahora no</translation>
        </message>
        <message>
            <source>Choose a rating or correct a date first.</source>
            <translation>Elige primero una valoración o corrige una fecha.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed first.</source>
            <translation>Pon primero el estado en Leído o Leído por encima.</translation>
        </message>
        <message>
            <source>Not saved: “{0}” was removed from your library.</source>
            <translation>No se ha guardado: «{0}» ya no está en tu biblioteca.</translation>
        </message>
        <message>
            <source>Saved “{0}”.</source>
            <translation>«{0}» guardado.</translation>
        </message>
        <message>
            <source>Changed in the meantime, so it stays as it is now: {0}.</source>
            <translation>Ha cambiado entretanto, así que se queda como está: {0}.</translation>
        </message>
        <message>
            <source>Start date</source>
            <translation>Fecha de inicio</translation>
        </message>
        <message>
            <source>Finish date</source>
            <translation>Fecha de fin</translation>
        </message>
        <message>
            <source>done</source>
            <translation>hecho</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>pendiente</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Primeros pasos</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Conectar…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in your library</source>
            <translation>
                <numerusform>%n libro en tu biblioteca</numerusform>
                <numerusform>%n libros en tu biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder or a Calibre library. Files stay where they are.</source>
            <translation>Una carpeta o una biblioteca de Calibre. Los archivos se quedan donde están.</translation>
        </message>
        <message>
            <source>Add your books</source>
            <translation>Añade tus libros</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Tu dispositivo</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} conectado</translation>
        </message>
        <message>
            <source>Type in the address, pair it, or plug it in.</source>
            <translation>Escribe la dirección, emparéjalo o conéctalo.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>Conectar KOReader</translation>
        </message>
        <message>
            <source>Hardcover connected as {0}</source>
            <translation>Hardcover conectado como {0}</translation>
        </message>
        <message>
            <source>Hardcover connected</source>
            <translation>Hardcover conectado</translation>
        </message>
        <message>
            <source>Optional. Post your reading to your profile.</source>
            <translation>Opcional. Publica tus lecturas en tu perfil.</translation>
        </message>
        <message>
            <source>Connect Hardcover</source>
            <translation>Conectar Hardcover</translation>
        </message>
        <message>
            <source>Covers of {0}</source>
            <translation>Portadas de {0}</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>¿Dónde están tus libros?</translation>
        </message>
        <message>
            <source>Choose your books folder or Calibre library.</source>
            <translation>Elige tu carpeta de libros o tu biblioteca de Calibre.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Leyendo tus libros</translation>
        </message>
        <message>
            <source>All books are listed. Covers are still loading.</source>
            <translation>Todos los libros están en la lista. Las portadas aún se están cargando.</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book file(s)</source>
            <translation>
                <numerusform>Se ha encontrado %n archivo de libro</numerusform>
                <numerusform>Se han encontrado %n archivos de libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading {0}</source>
            <translation>Leyendo {0}</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book(s)</source>
            <translation>
                <numerusform>Se ha encontrado %n libro</numerusform>
                <numerusform>Se han encontrado %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>You can continue while BookOrbit reads them, and add more folders at any time.</source>
            <translation>Puedes continuar mientras BookOrbit los lee, y añadir más carpetas cuando quieras.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>y %n más</numerusform>
                <numerusform>y %n más</numerusform>
            </translation>
        </message>
        <message>
            <source>Your device must be on the same Wi-Fi as this computer.</source>
            <translation>Tu dispositivo debe estar en la misma wifi que este ordenador.</translation>
        </message>
        <message>
            <source>Waiting for your device…</source>
            <translation>Esperando a tu dispositivo…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>The server is stopped.</source>
            <translation>El servidor está detenido.</translation>
        </message>
        <message>
            <source>The server is reachable at every address. If your device can't connect, check your firewall: the KOReader page has the command.</source>
            <translation>El servidor responde en todas sus direcciones. Si tu dispositivo no puede conectarse, revisa el cortafuegos: la página KOReader tiene la orden.</translation>
        </message>
        <message>
            <source>Connected: a device logged in as “{0}”</source>
            <translation>Conectado: un dispositivo ha iniciado sesión como «{0}»</translation>
        </message>
        <message>
            <source>A device tried to log in as “{0}”. {1}</source>
            <translation>Un dispositivo ha intentado iniciar sesión como «{0}». {1}</translation>
        </message>
        <message>
            <source>No books to send yet. Start reading a book or give it a status to send it.</source>
            <translation>Aún no hay libros que enviar. Empieza a leer un libro o dale un estado para enviarlo.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ready to send: {0}.</source>
            <translation>
                <numerusform>%n libro listo para enviar: {0}.</numerusform>
                <numerusform>%n libros listos para enviar: {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover (optional)</source>
            <translation>Hardcover (opcional)</translation>
        </message>
        <message>
            <source>Post your reading to your hardcover.app profile. You can also do this later.</source>
            <translation>Publica tus lecturas en tu perfil de hardcover.app. También puedes hacerlo más tarde.</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Conectado como {0}</translation>
        </message>
        <message>
            <source>Signed in. BookOrbit checks it before the first sync.</source>
            <translation>Sesión iniciada. BookOrbit la comprueba antes de la primera sincronización.</translation>
        </message>
        <message>
            <source>Token saved. BookOrbit checks it before the first sync.</source>
            <translation>Token guardado. BookOrbit lo comprueba antes de la primera sincronización.</translation>
        </message>
        <message>
            <source>Your first sync</source>
            <translation>Tu primera sincronización</translation>
        </message>
        <message>
            <source>You can review every change first and leave books out.</source>
            <translation>Puedes revisar antes cada cambio y dejar libros fuera.</translation>
        </message>
        <message>
            <source>Ready to read</source>
            <translation>Todo listo para leer</translation>
        </message>
        <message>
            <source>What is left to do stays on your dashboard.</source>
            <translation>Lo que queda por hacer está en tu resumen.</translation>
        </message>
        <message>
            <source>How BookOrbit runs</source>
            <translation>Cómo funciona BookOrbit</translation>
        </message>
        <message>
            <source>You can run this guide again from Settings, About.</source>
            <translation>Puedes volver a abrir esta guía en Ajustes, Acerca de.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Te damos la bienvenida a BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your reading position in step with KOReader over your Wi-Fi and, if you want, posts it to Hardcover.</source>
            <translation>BookOrbit mantiene tu posición de lectura al día con KOReader por tu wifi y, si quieres, la publica en Hardcover.</translation>
        </message>
        <message>
            <source>Your books stay where they are</source>
            <translation>Tus libros se quedan donde están</translation>
        </message>
        <message>
            <source>No file is ever changed without asking.</source>
            <translation>Ningún archivo se cambia nunca sin preguntar.</translation>
        </message>
        <message>
            <source>Your devices talk only to this computer</source>
            <translation>Tus dispositivos solo hablan con este ordenador</translation>
        </message>
        <message>
            <source>No cloud in between, no account to open.</source>
            <translation>Sin nube de por medio y sin cuenta que abrir.</translation>
        </message>
        <message>
            <source>Hardcover is optional</source>
            <translation>Hardcover es opcional</translation>
        </message>
        <message>
            <source>You see what is sent before you send it.</source>
            <translation>Ves lo que se envía antes de enviarlo.</translation>
        </message>
        <message>
            <source>Set-up takes about three minutes. You can skip any step.</source>
            <translation>La configuración dura unos tres minutos. Puedes saltarte cualquier paso.</translation>
        </message>
        <message>
            <source>Skip set-up</source>
            <translation>Saltar configuración</translation>
        </message>
        <message>
            <source>This is the first page.</source>
            <translation>Esta es la primera página.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Guía</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Contenido</translation>
        </message>
        <message>
            <source>Token saved in your password store</source>
            <translation>Token guardado en tu almacén de contraseñas</translation>
        </message>
        <message>
            <source>Token used until you quit</source>
            <translation>Token usado hasta que salgas</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Token de BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Signed in with Hardcover</source>
            <translation>Sesión iniciada con Hardcover</translation>
        </message>
        <message>
            <source>Signed in since {0}</source>
            <translation>Sesión iniciada desde el {0}</translation>
        </message>
        <message>
            <source>renews by itself, and lasts until {0} even if unused</source>
            <translation>se renueva sola y vale hasta el {0} aunque no se use</translation>
        </message>
        <message>
            <source>kept until you quit, as your password store didn't save it</source>
            <translation>solo hasta que salgas, porque tu almacén de contraseñas no la guardó</translation>
        </message>
        <message>
            <source>see who you are</source>
            <translation>ver quién eres</translation>
        </message>
        <message>
            <source>look up books</source>
            <translation>buscar libros</translation>
        </message>
        <message>
            <source>read your library</source>
            <translation>leer tu biblioteca</translation>
        </message>
        <message>
            <source>change your library</source>
            <translation>cambiar tu biblioteca</translation>
        </message>
        <message>
            <source>BookOrbit may {0}</source>
            <translation>BookOrbit puede {0}</translation>
        </message>
        <message>
            <source>not allowed: {0}</source>
            <translation>no permitido: {0}</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Usar otro token…</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>Usar otra cuenta…</translation>
        </message>
        <message>
            <source>Sign in with Hardcover…</source>
            <translation>Iniciar sesión con Hardcover…</translation>
        </message>
        <message>
            <source>Account not checked yet</source>
            <translation>Cuenta aún sin comprobar</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cuenta</translation>
        </message>
        <message>
            <source>last synced {0}</source>
            <translation>última sincronización {0}</translation>
        </message>
        <message>
            <source>never synced</source>
            <translation>nunca sincronizado</translation>
        </message>
        <message>
            <source>manual sync only</source>
            <translation>solo sincronización manual</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in couldn't be renewed. Sign in again before {0}.</source>
            <translation>No se pudo renovar tu sesión de Hardcover. Inicia sesión de nuevo antes del {0}.</translation>
        </message>
        <message>
            <source>Begin anew with {0}…</source>
            <translation>Empezar de nuevo con {0}…</translation>
        </message>
        <message>
            <source>Sign in as {0}…</source>
            <translation>Iniciar sesión como {0}…</translation>
        </message>
        <message>
            <source>Begin anew with {0}?</source>
            <translation>¿Empezar de nuevo con {0}?</translation>
        </message>
        <message>
            <source>What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and nothing is sent before you have seen it. To undo an earlier sync, connect {0} again.</source>
            <translation>Lo que se envió a {0} se queda allí y el registro se conserva. Cada libro se compara de nuevo y no se envía nada antes de que lo veas. Para deshacer una sincronización anterior, conecta {0} de nuevo.</translation>
        </message>
        <message>
            <source>Begin anew</source>
            <translation>Empezar de nuevo</translation>
        </message>
        <message>
            <source>Check connection</source>
            <translation>Comprobar la conexión</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Comprobar token</translation>
        </message>
        <message>
            <source>Use a token instead…</source>
            <translation>Usar un token en su lugar…</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Cerrar sesión</translation>
        </message>
        <message>
            <source>Remove token</source>
            <translation>Quitar token</translation>
        </message>
        <message>
            <source>The token comes from BOOKORBIT_HARDCOVER_TOKEN.</source>
            <translation>El token viene de BOOKORBIT_HARDCOVER_TOKEN.</translation>
        </message>
        <message>
            <source>Valid ({0})</source>
            <translation>Válido ({0})</translation>
        </message>
        <message>
            <source>Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there.</source>
            <translation>Sesión cerrada aquí. No se pudo avisar a Hardcover: quita allí BookOrbit de tus aplicaciones conectadas.</translation>
        </message>
        <message>
            <source>Signed out. Your matches and sync history are kept.</source>
            <translation>Sesión cerrada. Tus coincidencias y el historial de sincronización se conservan.</translation>
        </message>
        <message>
            <source>Token removed. Your matches and sync history are kept.</source>
            <translation>Token quitado. Tus coincidencias y el historial de sincronización se conservan.</translation>
        </message>
        <message>
            <source>Choose the matching book on Hardcover.</source>
            <translation>Elige el libro correspondiente en Hardcover.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Volver a vincular</translation>
        </message>
        <message>
            <source>Clear the match and search again on the next sync.</source>
            <translation>Borra la coincidencia y vuelve a buscar en la próxima sincronización.</translation>
        </message>
        <message>
            <source>Confirm match</source>
            <translation>Confirmar coincidencia</translation>
        </message>
        <message>
            <source>Confirm that this match by title and author is the right book.</source>
            <translation>Confirma que esta coincidencia por título y autor es el libro correcto.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Excluir</translation>
        </message>
        <message>
            <source>Hardcover ID…</source>
            <translation>ID de Hardcover…</translation>
        </message>
        <message>
            <source>Set the ID, slug or link used to find this book.</source>
            <translation>Fija el ID, el identificador corto o el enlace con el que se busca este libro.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Introducir número de páginas…</translation>
        </message>
        <message>
            <source>Hardcover progress is counted in pages.</source>
            <translation>El progreso en Hardcover se cuenta en páginas.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Sincronizar este libro</translation>
        </message>
        <message>
            <source>Send changes in the selected books.</source>
            <translation>Envía los cambios de los libros seleccionados.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Borrar también la valoración en Hardcover…</translation>
        </message>
        <message>
            <source>For books whose rating you cleared here. Asks first.</source>
            <translation>Para los libros cuya valoración borraste aquí. Pregunta antes.</translation>
        </message>
        <message>
            <source>Replace the status and rating on Hardcover with those here.</source>
            <translation>Sustituye el estado y la valoración en Hardcover por los de aquí.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>¿Por qué?</translation>
        </message>
        <message>
            <source>See how this book syncs to Hardcover and where it's stuck.</source>
            <translation>Mira cómo se sincroniza este libro con Hardcover y dónde se ha atascado.</translation>
        </message>
        <message>
            <source>Select a single book.</source>
            <translation>Selecciona un solo libro.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Incluir</translation>
        </message>
        <message>
            <source>Sync with Hardcover again.</source>
            <translation>Volver a sincronizar con Hardcover.</translation>
        </message>
        <message>
            <source>Stop syncing to Hardcover. Existing entries there are kept.</source>
            <translation>Deja de sincronizar con Hardcover. Las entradas que ya hay allí se conservan.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Sincronizar estos libros</translation>
        </message>
        <message>
            <source>Only for books matched by title and author alone.</source>
            <translation>Solo para libros vinculados únicamente por título y autor.</translation>
        </message>
        <message>
            <source>Only for books that have been synced.</source>
            <translation>Solo para libros ya sincronizados.</translation>
        </message>
        <message>
            <source>Clear the rating here first.</source>
            <translation>Borra primero aquí la valoración.</translation>
        </message>
        <message>
            <source>Include the book first.</source>
            <translation>Incluye primero el libro.</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Acciones para los libros seleccionados</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Elegir edición…</translation>
        </message>
        <message>
            <source>Choose another edition of the matched book.</source>
            <translation>Elige otra edición del libro vinculado.</translation>
        </message>
        <message>
            <source>Open the matched book in your browser.</source>
            <translation>Abre el libro vinculado en tu navegador.</translation>
        </message>
        <message>
            <source>Copy IDs</source>
            <translation>Copiar ID</translation>
        </message>
        <message>
            <source>Copy the IDs of this book and of its Hardcover book and edition.</source>
            <translation>Copia los ID de este libro y de su libro y edición en Hardcover.</translation>
        </message>
        <message>
            <source>Not matched yet. Pick a Hardcover book first.</source>
            <translation>Aún sin vincular. Elige primero un libro de Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the IDs of %n book(s).</source>
            <translation>
                <numerusform>Copiados los ID de %n libro.</numerusform>
                <numerusform>Copiados los ID de %n libros.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the books</source>
            <translation>Mostrar los libros</translation>
        </message>
        <message>
            <source>sent {0}</source>
            <translation>enviado {0}</translation>
        </message>
        <message>
            <source>Connect your Hardcover account</source>
            <translation>Conecta tu cuenta de Hardcover</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now and review the changes.</source>
            <translation>No se envía nada hasta que pulses Sincronizar ahora y revises los cambios.</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Iniciar sesión en su lugar</translation>
        </message>
        <message>
            <source>Show the token</source>
            <translation>Mostrar el token</translation>
        </message>
        <message>
            <source>Get a token</source>
            <translation>Obtener un token</translation>
        </message>
        <message>
            <source>Use for this session</source>
            <translation>Usar en esta sesión</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Pega primero un token.</translation>
        </message>
        <message>
            <source>{0} You can use the token for this session without saving it.</source>
            <translation>{0} Puedes usar el token en esta sesión sin guardarlo.</translation>
        </message>
        <message>
            <source>Paste your token here</source>
            <translation>Pega aquí tu token</translation>
        </message>
        <message>
            <source>Hardcover token</source>
            <translation>Token de Hardcover</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>“Get a token” opens Hardcover with the four permissions selected. Give the token a name and an expiry date.</source>
            <translation>«Obtener un token» abre Hardcover con los cuatro permisos marcados. Dale al token un nombre y una fecha de caducidad.</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Privacidad</translation>
        </message>
        <message>
            <source>To save the token, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Para guardar el token, instala y desbloquea un almacén de contraseñas como GNOME Keyring o KWallet.</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Público</translation>
        </message>
        <message>
            <source>Followers only</source>
            <translation>Solo seguidores</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Privado</translation>
        </message>
        <message>
            <source>Leave as on Hardcover</source>
            <translation>Dejar como en Hardcover</translation>
        </message>
        <message>
            <source>Who sees your books on Hardcover</source>
            <translation>Quién ve tus libros en Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also change %n book(s) sent earlier?</source>
            <translation>
                <numerusform>¿Cambiar también %n libro enviado antes?</numerusform>
                <numerusform>¿Cambiar también %n libros enviados antes?</numerusform>
            </translation>
        </message>
        <message>
            <source>They were sent with a different privacy setting. Entries you created or edited yourself aren't changed.</source>
            <translation>Se enviaron con otra privacidad. Las entradas que creaste o editaste tú no se cambian.</translation>
        </message>
        <message>
            <source>Change entries</source>
            <translation>Cambiar entradas</translation>
        </message>
        <message>
            <source>Don't change</source>
            <translation>No cambiar</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambiar</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Deshacer este cambio</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Checking your shelf. Nothing has changed yet.</source>
            <translation>Comprobando tu estantería. Aún no ha cambiado nada.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to change on your Hardcover shelf:</source>
            <translation>
                <numerusform>%n libro por cambiar en tu estantería de Hardcover:</numerusform>
                <numerusform>%n libros por cambiar en tu estantería de Hardcover:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s)</source>
            <translation>
                <numerusform>Cambiar %n libro</numerusform>
                <numerusform>Cambiar %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries to change</source>
            <translation>Entradas por cambiar</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Aplicar mi privacidad a todas mis entradas</translation>
        </message>
        <message>
            <source>No entries to change. They already have this privacy or belong to excluded books.</source>
            <translation>No hay entradas que cambiar. Ya tienen esta privacidad o pertenecen a libros excluidos.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Borrar también la valoración en Hardcover</translation>
        </message>
        <message>
            <source>No rating to clear.</source>
            <translation>No hay valoración que borrar.</translation>
        </message>
        <message>
            <source>Include ratings I gave on Hardcover</source>
            <translation>Incluir las valoraciones que puse en Hardcover</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>Borrarla también en Hardcover…</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nunca</translation>
        </message>
        <message>
            <source>Books and their Hardcover status</source>
            <translation>Libros y su estado en Hardcover</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Número de páginas</translation>
        </message>
        <message>
            <source>Use edition's page count</source>
            <translation>Usar el número de páginas de la edición</translation>
        </message>
        <message>
            <source>A page count is a number from 1 to 100,000.</source>
            <translation>Un número de páginas es una cifra entre 1 y 100 000.</translation>
        </message>
        <message>
            <source>How many pages does “{0}” have?</source>
            <translation>¿Cuántas páginas tiene «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>How many pages do these %n book(s) have?</source>
            <translation>
                <numerusform>¿Cuántas páginas tiene este libro?</numerusform>
                <numerusform>¿Cuántas páginas tienen estos %n libros?</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover counts progress in pages. Leave empty to use the edition's page count.</source>
            <translation>Hardcover cuenta el progreso en páginas. Déjalo vacío para usar el número de páginas de la edición.</translation>
        </message>
        <message>
            <source>The next sync replaces what differs on Hardcover</source>
            <translation>La próxima sincronización sustituye lo que difiere en Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Match confirmed for %n book(s)</source>
            <translation>
                <numerusform>Coincidencia confirmada en %n libro</numerusform>
                <numerusform>Coincidencia confirmada en %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Match cleared. Re-matching on the next sync.</source>
            <translation>Coincidencia borrada. Se volverá a vincular en la próxima sincronización.</translation>
        </message>
        <message>
            <source>Excluded from Hardcover sync</source>
            <translation>Excluido de la sincronización con Hardcover</translation>
        </message>
        <message>
            <source>Included in Hardcover sync</source>
            <translation>Incluido en la sincronización con Hardcover</translation>
        </message>
        <message>
            <source>Page count saved</source>
            <translation>Número de páginas guardado</translation>
        </message>
        <message>
            <source>Using the edition's page count</source>
            <translation>Se usa el número de páginas de la edición</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Your picked match is kept until you re-match the book.</source>
            <translation>ID de Hardcover guardado. La coincidencia que elegiste se conserva hasta que vuelvas a vincular el libro.</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Re-matching on the next sync.</source>
            <translation>ID de Hardcover guardado. Se volverá a vincular en la próxima sincronización.</translation>
        </message>
        <message>
            <source>Removing entries from Hardcover</source>
            <translation>Quitando entradas de Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed from Hardcover.</source>
            <translation>
                <numerusform>%n libro quitado de Hardcover.</numerusform>
                <numerusform>%n libros quitados de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Updating your books</source>
            <translation>Actualizando tus libros</translation>
        </message>
        <message>
            <source>Also remove from Hardcover…</source>
            <translation>Quitar también de Hardcover…</translation>
        </message>
        <message>
            <source>You created this entry yourself; BookOrbit won't delete it.</source>
            <translation>Esta entrada la creaste tú; BookOrbit no la eliminará.</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s) from your Hardcover shelf?</source>
            <translation>
                <numerusform>¿Quitar %n libro de tu estantería de Hardcover?</numerusform>
                <numerusform>¿Quitar %n libros de tu estantería de Hardcover?</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}: deletes status, dates and rating on Hardcover. Your books here are kept.</source>
            <translation>{0}: elimina el estado, las fechas y la valoración en Hardcover. Tus libros de aquí se conservan.</translation>
        </message>
        <message>
            <source>Remove from Hardcover</source>
            <translation>Quitar de Hardcover</translation>
        </message>
        <message>
            <source>Hardcover ID</source>
            <translation>ID de Hardcover</translation>
        </message>
        <message>
            <source>Link, ID, slug or ISBN</source>
            <translation>Enlace, ID, identificador corto o ISBN</translation>
        </message>
        <message>
            <source>Find “{0}” on Hardcover</source>
            <translation>Encontrar «{0}» en Hardcover</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept. Re-match uses what you enter here.</source>
            <translation>Esta coincidencia la elegiste tú, así que se conserva. Volver a vincular usa lo que introduzcas aquí.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. Leave empty to use {0} from the file.</source>
            <translation>La próxima sincronización usará esto para encontrar el libro. Déjalo vacío para usar {0} del archivo.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. The file isn't changed.</source>
            <translation>La próxima sincronización usará esto para encontrar el libro. El archivo no se cambia.</translation>
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
            <translation>introducido por ti</translation>
        </message>
        <message>
            <source>Needs page count</source>
            <translation>Falta el número de páginas</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>Más adelantado allí</translation>
        </message>
        <message>
            <source>Show differences</source>
            <translation>Mostrar diferencias</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ver</translation>
        </message>
        <message>
            <source>matched to “{0}”</source>
            <translation>vinculado con «{0}»</translation>
        </message>
        <message>
            <source>next step: {0}</source>
            <translation>siguiente paso: {0}</translation>
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
            <translation>Situación</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Siguiente paso</translation>
        </message>
        <message>
            <source>Matched record</source>
            <translation>Ficha vinculada</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Edición</translation>
        </message>
        <message>
            <source>How matched</source>
            <translation>Cómo se vinculó</translation>
        </message>
        <message>
            <source>Last sent</source>
            <translation>Último envío</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problema</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Sincronizar ahora</translation>
        </message>
        <message>
            <source>More Hardcover actions</source>
            <translation>Más acciones de Hardcover</translation>
        </message>
        <message>
            <source>States</source>
            <translation>Situaciones</translation>
        </message>
        <message>
            <source>Sync now ({0})</source>
            <translation>Sincronizar ahora ({0})</translation>
        </message>
        <message>
            <source>Check matches, fix wrong ones, leave books out.</source>
            <translation>Comprueba las coincidencias, corrige las erróneas y deja libros fuera.</translation>
        </message>
        <message>
            <source>Connect Hardcover to post your reading to your profile on hardcover.app. This is optional.</source>
            <translation>Conecta Hardcover para publicar tus lecturas en tu perfil de hardcover.app. Es opcional.</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Vista previa…</translation>
        </message>
        <message>
            <source>See what a sync would change before sending anything.</source>
            <translation>Mira qué cambiaría una sincronización antes de enviar nada.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Sincronizar todo de nuevo</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced, paused and unmatched books.</source>
            <translation>Vuelve a comparar cada libro con Hardcover, también los sincronizados, en pausa y sin vincular.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Aplicar mi privacidad a todas mis entradas…</translation>
        </message>
        <message>
            <source>Includes books already on your shelf. Asks first and can be undone.</source>
            <translation>Incluye los libros que ya están en tu estantería. Pregunta antes y se puede deshacer.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Importar de Hardcover…</translation>
        </message>
        <message>
            <source>Fill in books without reading data here from your shelf. Nothing changes on Hardcover.</source>
            <translation>Completa desde tu estantería los libros que aquí no tienen datos de lectura. En Hardcover no cambia nada.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Importar de un archivo…</translation>
        </message>
        <message>
            <source>Fill in missing data from a Goodreads or StoryGraph CSV export.</source>
            <translation>Completa lo que falta con una exportación CSV de Goodreads o StoryGraph.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Abrir el registro de sincronización</translation>
        </message>
        <message>
            <source>See what was sent and how Hardcover answered.</source>
            <translation>Mira qué se envió y qué respondió Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover settings…</source>
            <translation>Ajustes de Hardcover…</translation>
        </message>
        <message>
            <source>Open Hardcover settings.</source>
            <translation>Abre los ajustes de Hardcover.</translation>
        </message>
        <message>
            <source>Group series</source>
            <translation>Agrupar series</translation>
        </message>
        <message>
            <source>Show as cards</source>
            <translation>Mostrar como tarjetas</translation>
        </message>
        <message>
            <source>Show as a table</source>
            <translation>Mostrar como tabla</translation>
        </message>
        <message>
            <source>Choose columns</source>
            <translation>Elegir columnas</translation>
        </message>
        <message>
            <source>All books</source>
            <translation>Todos los libros</translation>
        </message>
        <message>
            <source>Pick a match for each book that has none.</source>
            <translation>Elige una coincidencia para cada libro que no la tiene.</translation>
        </message>
        <message>
            <source>Fix all ({0})</source>
            <translation>Resolver todos ({0})</translation>
        </message>
        <message>
            <source>No books to sync yet. Give a book a status other than Unread to see it here.</source>
            <translation>Aún no hay libros que sincronizar. Dale a un libro un estado distinto de Sin leer para verlo aquí.</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0} ({1})</translation>
        </message>
        <message>
            <source>On your shelf</source>
            <translation>En tu estantería</translation>
        </message>
        <message>
            <source>Audiobook</source>
            <translation>Audiolibro</translation>
        </message>
        <message>
            <source>unknown author</source>
            <translation>autor desconocido</translation>
        </message>
        <message numerus="yes">
            <source>%n reader(s)</source>
            <translation>
                <numerusform>%n lector</numerusform>
                <numerusform>%n lectores</numerusform>
            </translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Impreso</translation>
        </message>
        <message>
            <source>Text and audio</source>
            <translation>Texto y audio</translation>
        </message>
        <message>
            <source>E-book</source>
            <translation>Libro electrónico</translation>
        </message>
        <message>
            <source>Match “{0}” to…</source>
            <translation>Vincular «{0}» con…</translation>
        </message>
        <message>
            <source>Leave this book as it is and go on to the next.</source>
            <translation>Deja este libro como está y pasa al siguiente.</translation>
        </message>
        <message>
            <source>Use without an edition</source>
            <translation>Usar sin edición</translation>
        </message>
        <message>
            <source>Choose edition</source>
            <translation>Elegir edición</translation>
        </message>
        <message>
            <source>Use this edition</source>
            <translation>Usar esta edición</translation>
        </message>
        <message>
            <source>{0} · {1} of {2}</source>
            <translation>{0} · {1} de {2}</translation>
        </message>
        <message>
            <source>Which edition?</source>
            <translation>¿Qué edición?</translation>
        </message>
        <message>
            <source>Select an edition first.</source>
            <translation>Selecciona primero una edición.</translation>
        </message>
        <message>
            <source>Remove the entry BookOrbit created on “{0}”</source>
            <translation>Quitar la entrada que BookOrbit creó en «{0}»</translation>
        </message>
        <message>
            <source>Remove “{0}”</source>
            <translation>Quitar «{0}»</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Título</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Año</translation>
        </message>
        <message>
            <source>ISBN</source>
            <translation>ISBN</translation>
        </message>
        <message>
            <source>Your file and the Hardcover book</source>
            <translation>Tu archivo y el libro de Hardcover</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Mi archivo</translation>
        </message>
        <message>
            <source>The book's cover: this edition has none.</source>
            <translation>La portada del libro: esta edición no tiene.</translation>
        </message>
        <message>
            <source>Your cover</source>
            <translation>Tu portada</translation>
        </message>
        <message>
            <source>Hardcover cover</source>
            <translation>Portada de Hardcover</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} difiere: {1}</translation>
        </message>
        <message>
            <source>Title and author, or a link, ID or ISBN</source>
            <translation>Título y autor, o un enlace, ID o ISBN</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Books on Hardcover</source>
            <translation>Libros en Hardcover</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Buscando…</translation>
        </message>
        <message>
            <source>No results. Try other words, or paste a link or ISBN.</source>
            <translation>Sin resultados. Prueba otras palabras o pega un enlace o ISBN.</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Ediciones</translation>
        </message>
        <message>
            <source>Loading editions…</source>
            <translation>Cargando ediciones…</translation>
        </message>
        <message>
            <source>Hardcover has no text edition of this book.</source>
            <translation>Hardcover no tiene ninguna edición de texto de este libro.</translation>
        </message>
        <message>
            <source>Best match: same ISBN</source>
            <translation>Mejor coincidencia: mismo ISBN</translation>
        </message>
        <message>
            <source>Best match: {0}, page count, most readers</source>
            <translation>Mejor coincidencia: {0}, número de páginas, más lectores</translation>
        </message>
        <message>
            <source>Best match: most readers</source>
            <translation>Mejor coincidencia: más lectores</translation>
        </message>
        <message>
            <source>Sign in with Hardcover</source>
            <translation>Iniciar sesión con Hardcover</translation>
        </message>
        <message>
            <source>Sign in on another device…</source>
            <translation>Iniciar sesión en otro dispositivo…</translation>
        </message>
        <message>
            <source>address for your browser</source>
            <translation>dirección para tu navegador</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Abrir de nuevo</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your browser. This window then comes back by itself.</source>
            <translation>Permite BookOrbit en tu navegador. Después esta ventana vuelve sola.</translation>
        </message>
        <message>
            <source>Your browser didn't open. Copy the address and open it yourself.</source>
            <translation>Tu navegador no se abrió. Copia la dirección y ábrela tú.</translation>
        </message>
        <message>
            <source>Sign in on another device</source>
            <translation>Iniciar sesión en otro dispositivo</translation>
        </message>
        <message>
            <source>Address with the code as a QR code</source>
            <translation>Dirección con el código como código QR</translation>
        </message>
        <message>
            <source>Open {0} and enter the code, or scan it.</source>
            <translation>Abre {0} e introduce el código, o escanéalo.</translation>
        </message>
        <message>
            <source>Waiting for you to allow it. The code is good for {0} min.</source>
            <translation>Esperando tu permiso. El código vale todavía {0} min.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Código</translation>
        </message>
        <message>
            <source>No problems found.</source>
            <translation>No se han encontrado problemas.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>Correcto</translation>
        </message>
        <message numerus="yes">
            <source>%n to copy</source>
            <translation>
                <numerusform>%n por copiar</numerusform>
                <numerusform>%n por copiar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted on device (not restored)</source>
            <translation>
                <numerusform>%n eliminado en el dispositivo (no se restaura)</numerusform>
                <numerusform>%n eliminados en el dispositivo (no se restauran)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n can't be placed on the device</source>
            <translation>
                <numerusform>%n no se puede colocar en el dispositivo</numerusform>
                <numerusform>%n no se pueden colocar en el dispositivo</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy highlights to device</source>
            <translation>Copiar subrayados al dispositivo</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Buscando dispositivos…</translation>
        </message>
        <message>
            <source>Restore highlights deleted on the device</source>
            <translation>Restaurar los subrayados eliminados en el dispositivo</translation>
        </message>
        <message>
            <source>For a device that was reset or cloned from another.</source>
            <translation>Para un dispositivo restablecido o clonado de otro.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug one in with its USB cable, or choose its folder.</source>
            <translation>No hay ningún dispositivo KOReader conectado. Conecta uno con su cable USB o elige su carpeta.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Leyendo el dispositivo…</translation>
        </message>
        <message>
            <source>Nothing to copy.</source>
            <translation>Nada que copiar.</translation>
        </message>
        <message>
            <source>Nothing can be copied. See each book for the reason.</source>
            <translation>No se puede copiar nada. Mira el motivo en cada libro.</translation>
        </message>
        <message>
            <source>This device already has all your highlights.</source>
            <translation>Este dispositivo ya tiene todos tus subrayados.</translation>
        </message>
        <message numerus="yes">
            <source>Copies %n highlight(s) and note(s) to the device in KOReader's format. KOReader adds them when you open a book. Nothing else on the device changes.</source>
            <translation>
                <numerusform>Copia %n subrayado o nota al dispositivo en el formato de KOReader. KOReader lo añade cuando abres un libro. No cambia nada más en el dispositivo.</numerusform>
                <numerusform>Copia %n subrayados y notas al dispositivo en el formato de KOReader. KOReader los añade cuando abres un libro. No cambia nada más en el dispositivo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Escribiendo…</translation>
        </message>
        <message>
            <source>Markdown, for Obsidian and other notes</source>
            <translation>Markdown, para Obsidian y otras notas</translation>
        </message>
        <message>
            <source>CSV, for spreadsheets</source>
            <translation>CSV, para hojas de cálculo</translation>
        </message>
        <message>
            <source>JSON, for scripts</source>
            <translation>JSON, para scripts</translation>
        </message>
        <message>
            <source>HTML, for a browser</source>
            <translation>HTML, para un navegador</translation>
        </message>
        <message>
            <source>Export highlights and notes</source>
            <translation>Exportar subrayados y notas</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Formato</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Plantilla</translation>
        </message>
        <message>
            <source>Default template</source>
            <translation>Plantilla predeterminada</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vista previa</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message numerus="yes">
            <source>Exports %n highlight(s), note(s) and bookmark(s).</source>
            <translation>
                <numerusform>Exporta %n subrayado, nota o marcador.</numerusform>
                <numerusform>Exporta %n subrayados, notas y marcadores.</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved only to the file you choose.</source>
            <translation>Se guarda solo en el archivo que elijas.</translation>
        </message>
        <message>
            <source>Sections: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. Lines, and parts between · separators, with only empty placeholders are dropped.</source>
            <translation>Secciones: [book], [chapter], [highlight], [note], [bookmark]. Campos: {0}. Las líneas, y las partes entre separadores ·, que solo tienen campos vacíos se omiten.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Buscar…</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Capítulo</translation>
        </message>
        <message>
            <source>All chapters</source>
            <translation>Todos los capítulos</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Todos los tipos</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Color</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Todos los colores</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Estilo</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Todos los estilos</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Any notes</source>
            <translation>Con o sin nota</translation>
        </message>
        <message>
            <source>All devices</source>
            <translation>Todos los dispositivos</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Fecha</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Cualquier momento</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Ordenar por</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtros</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Sin título</translation>
        </message>
        <message numerus="yes">
            <source>Last %n day(s)</source>
            <translation>
                <numerusform>Último día</numerusform>
                <numerusform>Últimos %n días</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n encontrado</numerusform>
                <numerusform>%n encontrados</numerusform>
            </translation>
        </message>
        <message>
            <source>Filters ({0})</source>
            <translation>Filtros ({0})</translation>
        </message>
        <message>
            <source>With a note</source>
            <translation>Con nota</translation>
        </message>
        <message>
            <source>Without a note</source>
            <translation>Sin nota</translation>
        </message>
        <message>
            <source>Search highlights and notes</source>
            <translation>Buscar subrayados y notas</translation>
        </message>
        <message>
            <source>Highlights</source>
            <translation>Subrayados</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>Marcadores</translation>
        </message>
        <message>
            <source>Copy as picture</source>
            <translation>Copiar como imagen</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Abrir libro</translation>
        </message>
        <message>
            <source>Not linked to a book in your library yet.</source>
            <translation>Aún sin vincular con un libro de tu biblioteca.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurar</translation>
        </message>
        <message>
            <source>Remove here</source>
            <translation>Quitar aquí</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiado</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>Autor</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Página</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Creado</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Cambiado</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Posición</translation>
        </message>
        <message>
            <source>The device didn't record its position in the book.</source>
            <translation>El dispositivo no anotó su posición en el libro.</translation>
        </message>
        <message>
            <source>You wrote it on Hardcover. Change or remove it there.</source>
            <translation>Lo escribiste en Hardcover. Cámbialo o quítalo allí.</translation>
        </message>
        <message>
            <source>Copy to device…</source>
            <translation>Copiar al dispositivo…</translation>
        </message>
        <message>
            <source>Words…</source>
            <translation>Palabras…</translation>
        </message>
        <message>
            <source>The words you looked up on your devices</source>
            <translation>Las palabras que has consultado en tus dispositivos</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>Al azar</translation>
        </message>
        <message>
            <source>Show one of these at random</source>
            <translation>Muestra uno de estos al azar</translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>Exportando…</translation>
        </message>
        <message>
            <source>Exporting highlights</source>
            <translation>Exportando subrayados</translation>
        </message>
        <message>
            <source>Export cancelled. No file was written.</source>
            <translation>Exportación cancelada. No se ha escrito ningún archivo.</translation>
        </message>
        <message numerus="yes">
            <source>%n exported to {0}.</source>
            <translation>
                <numerusform>%n exportado a {0}.</numerusform>
                <numerusform>%n exportados a {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't read the highlights. See the log file for details.</source>
            <translation>No se han podido leer los subrayados. Consulta los detalles en el archivo de registro.</translation>
        </message>
        <message>
            <source>Nothing to export.</source>
            <translation>Nada que exportar.</translation>
        </message>
        <message>
            <source>Nothing to show.</source>
            <translation>Nada que mostrar.</translation>
        </message>
        <message>
            <source>Picture copied.</source>
            <translation>Imagen copiada.</translation>
        </message>
        <message numerus="yes">
            <source>%n copied.</source>
            <translation>
                <numerusform>%n copiado.</numerusform>
                <numerusform>%n copiados.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n restored.</source>
            <translation>
                <numerusform>%n restaurado.</numerusform>
                <numerusform>%n restaurados.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep them, but importing won't bring them back.</source>
            <translation>
                <numerusform>%n quitado aquí. Tus dispositivos lo conservan, pero no volverá al importar.</numerusform>
                <numerusform>%n quitados aquí. Tus dispositivos los conservan, pero no volverán al importar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Couldn't write to %n book(s): {0}</source>
            <translation>
                <numerusform>No se ha podido escribir en %n libro: {0}</numerusform>
                <numerusform>No se ha podido escribir en %n libros: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied. Open each book on the device to add them in KOReader.</source>
            <translation>
                <numerusform>%n copiado. Abre el libro en el dispositivo para añadirlo en KOReader.</numerusform>
                <numerusform>%n copiados. Abre cada libro en el dispositivo para añadirlos en KOReader.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Detalles…</translation>
        </message>
        <message>
            <source>Show only this book</source>
            <translation>Mostrar solo este libro</translation>
        </message>
        <message>
            <source>Send highlights with each sync</source>
            <translation>Enviar los subrayados en cada sincronización</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>No highlights yet. Connect a KOReader device by USB and import from it. They stay on this computer unless you send them to Hardcover.</source>
            <translation>Aún no hay subrayados. Conecta un dispositivo KOReader por USB e importa desde él. Se quedan en este ordenador, salvo que los envíes a Hardcover.</translation>
        </message>
        <message>
            <source>Go to KOReader</source>
            <translation>Ir a KOReader</translation>
        </message>
        <message>
            <source>No highlights match these filters.</source>
            <translation>Ningún subrayado coincide con estos filtros.</translation>
        </message>
        <message>
            <source>Loading the highlights</source>
            <translation>Cargando los subrayados</translation>
        </message>
        <message>
            <source>Highlights, notes and bookmarks from all your devices.</source>
            <translation>Subrayados, notas y marcadores de todos tus dispositivos.</translation>
        </message>
        <message>
            <source>not on Hardcover: {0}</source>
            <translation>no está en Hardcover: {0}</translation>
        </message>
        <message>
            <source>on Hardcover, changed since</source>
            <translation>en Hardcover, cambiado desde entonces</translation>
        </message>
        <message>
            <source>waiting for the next sync</source>
            <translation>espera la próxima sincronización</translation>
        </message>
        <message>
            <source>yours on Hardcover</source>
            <translation>tuyo en Hardcover</translation>
        </message>
        <message>
            <source>removed by you on Hardcover</source>
            <translation>quitado por ti en Hardcover</translation>
        </message>
        <message>
            <source>taken off Hardcover</source>
            <translation>retirado de Hardcover</translation>
        </message>
        <message>
            <source>on Hardcover under another book</source>
            <translation>en Hardcover bajo otro libro</translation>
        </message>
        <message>
            <source>Send to Hardcover</source>
            <translation>Enviar a Hardcover</translation>
        </message>
        <message>
            <source>Update on Hardcover</source>
            <translation>Actualizar en Hardcover</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Abrir en Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also remove %n from Hardcover?</source>
            <translation>
                <numerusform>¿Quitar también %Ln de Hardcover?</numerusform>
                <numerusform>¿Quitar también %Ln de Hardcover?</numerusform>
            </translation>
        </message>
        <message>
            <source>You removed them from your list here. On Hardcover they stay, unless you remove them there too.</source>
            <translation>Ya no están en tu lista de aquí. En Hardcover se quedan, salvo que los quites allí también.</translation>
        </message>
        <message>
            <source>Keep on Hardcover</source>
            <translation>Dejar en Hardcover</translation>
        </message>
        <message>
            <source>Send this book's highlights</source>
            <translation>Enviar los subrayados de este libro</translation>
        </message>
        <message numerus="yes">
            <source>%n sent to Hardcover.</source>
            <translation>
                <numerusform>%Ln enviado a Hardcover.</numerusform>
                <numerusform>%Ln enviados a Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln quitado de Hardcover.</numerusform>
                <numerusform>%Ln quitados de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights to Hardcover</source>
            <translation>Enviar los subrayados a Hardcover</translation>
        </message>
        <message>
            <source>From now on</source>
            <translation>A partir de ahora</translation>
        </message>
        <message numerus="yes">
            <source>Also the %n highlight(s) you have</source>
            <translation>
                <numerusform>También el %Ln subrayado que tienes</numerusform>
                <numerusform>También los %Ln subrayados que tienes</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights</source>
            <translation>Enviar los subrayados</translation>
        </message>
        <message>
            <source>Each sync then adds what you highlight to your books on Hardcover. Only you can read it there, unless you choose otherwise in the settings.</source>
            <translation>Cada sincronización añade entonces lo que subrayas a tus libros en Hardcover. Solo tú puedes leerlo allí, salvo que elijas otra cosa en los ajustes.</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Subrayado</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Marcador</translation>
        </message>
        <message>
            <source>Highlights without a note</source>
            <translation>Subrayados sin nota</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rojo</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Naranja</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>Amarillo</translation>
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
            <translation>Cian</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Azul</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Morado</translation>
        </message>
        <message>
            <source>Gray</source>
            <translation>Gris</translation>
        </message>
        <message>
            <source>Lighten</source>
            <translation>Resaltar</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Subrayar</translation>
        </message>
        <message>
            <source>Strikethrough</source>
            <translation>Tachar</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Invertir</translation>
        </message>
        <message>
            <source>Reading order</source>
            <translation>Orden de lectura</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Más recientes primero</translation>
        </message>
        <message>
            <source>Current</source>
            <translation>Actuales</translation>
        </message>
        <message>
            <source>No longer on a device</source>
            <translation>Ya no está en ningún dispositivo</translation>
        </message>
        <message>
            <source>Removed here</source>
            <translation>Quitados aquí</translation>
        </message>
        <message>
            <source>p. {0}</source>
            <translation>p. {0}</translation>
        </message>
        <message>
            <source>no longer on {0}</source>
            <translation>ya no está en {0}</translation>
        </message>
        <message>
            <source>note: {0}</source>
            <translation>nota: {0}</translation>
        </message>
        <message>
            <source>Words you looked up</source>
            <translation>Palabras que has consultado</translation>
        </message>
        <message>
            <source>Search word, sentence or book</source>
            <translation>Buscar palabra, frase o libro</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Palabras</translation>
        </message>
        <message>
            <source>No words yet. KOReader's vocabulary builder sends them with its cloud sync, in the folder of the reading statistics.</source>
            <translation>Aún no hay palabras. El constructor de vocabulario de KOReader las envía con su sincronización en la nube, en la carpeta de las estadísticas de lectura.</translation>
        </message>
        <message>
            <source>No word matches.</source>
            <translation>Ninguna palabra coincide.</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Borrar búsqueda</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>Exportar CSV…</translation>
        </message>
        <message>
            <source>Export for Anki…</source>
            <translation>Exportar para Anki…</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n palabra</numerusform>
                <numerusform>%n palabras</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the words</source>
            <translation>Exportar las palabras</translation>
        </message>
        <message>
            <source>CSV file (*.csv)</source>
            <translation>Archivo CSV (*.csv)</translation>
        </message>
        <message>
            <source>Text file for Anki (*.txt)</source>
            <translation>Archivo de texto para Anki (*.txt)</translation>
        </message>
        <message>
            <source>From KOReader's vocabulary builder. What you delete on a device stays here.</source>
            <translation>Del constructor de vocabulario de KOReader. Lo que elimines en un dispositivo se queda aquí.</translation>
        </message>
        <message>
            <source>Nothing has changed yet.</source>
            <translation>Aún no ha cambiado nada.</translation>
        </message>
        <message>
            <source>Add books that aren't in your library, without a file</source>
            <translation>Añadir los libros que no están en tu biblioteca, sin archivo</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Libros del archivo</translation>
        </message>
        <message>
            <source>If you add a matching file later, it becomes that book's file.</source>
            <translation>Si más tarde añades un archivo que coincida, pasará a ser el archivo de ese libro.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%n libro en esta exportación de {0}.</numerusform>
                <numerusform>%n libros en esta exportación de {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Fills in missing data only. Nothing is overwritten or sent.</source>
            <translation>Solo completa lo que falta. No se sobrescribe ni se envía nada.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Leyendo el archivo</translation>
        </message>
        <message>
            <source>Import from a file</source>
            <translation>Importar de un archivo</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>Elegir otro archivo…</translation>
        </message>
        <message>
            <source>This export contains no books.</source>
            <translation>Esta exportación no contiene libros.</translation>
        </message>
        <message>
            <source>Choose a Goodreads or StoryGraph export</source>
            <translation>Elige una exportación de Goodreads o StoryGraph</translation>
        </message>
        <message>
            <source>Exports (*.csv)</source>
            <translation>Exportaciones (*.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Todos los archivos (*)</translation>
        </message>
        <message>
            <source>Drop one export at a time.</source>
            <translation>Suelta las exportaciones de una en una.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the file.</source>
            <translation>
                <numerusform>%n libro importado del archivo.</numerusform>
                <numerusform>%n libros importados del archivo.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added.</source>
            <translation>
                <numerusform>%n libro añadido.</numerusform>
                <numerusform>%n libros añadidos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skipped %n book(s) that changed meanwhile.</source>
            <translation>
                <numerusform>Se ha omitido %n libro que cambió entretanto.</numerusform>
                <numerusform>Se han omitido %n libros que cambiaron entretanto.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Listos</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflictos</translation>
        </message>
        <message>
            <source>Unmatched</source>
            <translation>Sin vincular</translation>
        </message>
        <message>
            <source>Book {0} on Hardcover</source>
            <translation>Libro {0} en Hardcover</translation>
        </message>
        <message>
            <source>Line {0}</source>
            <translation>Línea {0}</translation>
        </message>
        <message>
            <source>no status</source>
            <translation>sin estado</translation>
        </message>
        <message>
            <source>Sets {0}</source>
            <translation>Pone {0}</translation>
        </message>
        <message>
            <source>Here: {0}</source>
            <translation>Aquí: {0}</translation>
        </message>
        <message>
            <source>Same book as “{0}”? Matched by title and author.</source>
            <translation>¿Es el mismo libro que «{0}»? Vinculado por título y autor.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>Nothing to import. See each line for the reason.</source>
            <translation>Nada que importar. Mira el motivo en cada línea.</translation>
        </message>
        <message>
            <source>Import progress</source>
            <translation>Importar el progreso</translation>
        </message>
        <message>
            <source>Books on your Hardcover shelf</source>
            <translation>Libros de tu estantería de Hardcover</translation>
        </message>
        <message>
            <source>Include progress for books you're reading on Hardcover.</source>
            <translation>Incluye el progreso de los libros que estás leyendo en Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%n libro en tu estantería de Hardcover.</numerusform>
                <numerusform>%n libros en tu estantería de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only fills in books without reading data here. Nothing is overwritten.</source>
            <translation>Solo completa los libros sin datos de lectura aquí. No se sobrescribe nada.</translation>
        </message>
        <message>
            <source>Fetching your shelf from Hardcover…</source>
            <translation>Obteniendo tu estantería de Hardcover…</translation>
        </message>
        <message>
            <source>Fetching your shelf</source>
            <translation>Obteniendo tu estantería</translation>
        </message>
        <message>
            <source>Your Hardcover shelf is empty.</source>
            <translation>Tu estantería de Hardcover está vacía.</translation>
        </message>
        <message>
            <source>Hardcover isn't connected yet.</source>
            <translation>Hardcover aún no está conectado.</translation>
        </message>
        <message>
            <source>Sync Want to Read in both directions</source>
            <translation>Sincronizar Quiero leer en ambos sentidos</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there. Your own Want to Read books are always sent.</source>
            <translation>Cada sincronización añade tus libros Quiero leer de Hardcover a los libros vinculados sin datos de lectura aquí, y los quita cuando los quitas allí. Tus propios libros Quiero leer siempre se envían.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) fetched so far.</source>
            <translation>
                <numerusform>%n libro obtenido hasta ahora.</numerusform>
                <numerusform>%n libros obtenidos hasta ahora.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from Hardcover.</source>
            <translation>
                <numerusform>%n libro importado de Hardcover.</numerusform>
                <numerusform>%n libros importados de Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left. Rescan later.</source>
            <translation>
                <numerusform>Queda %n libro. Reléelo más tarde.</numerusform>
                <numerusform>Quedan %n libros. Reléelos más tarde.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” approved</source>
            <translation>«{0}» aprobado</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Aprobando libros</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) approved</source>
            <translation>
                <numerusform>%n libro aprobado</numerusform>
                <numerusform>%n libros aprobados</numerusform>
            </translation>
        </message>
        <message>
            <source>No books can be approved automatically because a title or author is uncertain. Review them one by one.</source>
            <translation>No se puede aprobar ningún libro automáticamente porque un título o autor es dudoso. Revísalos uno a uno.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <source>Calibre</source>
            <translation>Calibre</translation>
        </message>
        <message>
            <source>Manual</source>
            <translation>Manual</translation>
        </message>
        <message>
            <source>{0} (manual)</source>
            <translation>{0} (manual)</translation>
        </message>
        <message>
            <source>Not in {0}.</source>
            <translation>No está en {0}.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} de {1}: {2}</translation>
        </message>
        <message>
            <source>Drop books or folders anywhere in this window.</source>
            <translation>Suelta libros o carpetas en cualquier lugar de esta ventana.</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>y {0} más</translation>
        </message>
        <message>
            <source>Search Inbox</source>
            <translation>Buscar en la Entrada</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Revisar…</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Aprobar</translation>
        </message>
        <message>
            <source>Show book</source>
            <translation>Mostrar libro</translation>
        </message>
        <message>
            <source>Rescan</source>
            <translation>Releer</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Quitar…</translation>
        </message>
        <message>
            <source>Approve complete books</source>
            <translation>Aprobar los libros completos</translation>
        </message>
        <message>
            <source>Couldn't read the Inbox. See the log file for details.</source>
            <translation>No se ha podido leer la Entrada. Consulta los detalles en el archivo de registro.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to review. Progress syncs meanwhile.</source>
            <translation>
                <numerusform>%n libro por revisar. El progreso se sincroniza mientras tanto.</numerusform>
                <numerusform>%n libros por revisar. El progreso se sincroniza mientras tanto.</numerusform>
            </translation>
        </message>
        <message>
            <source>Select one file.</source>
            <translation>Selecciona un archivo.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Aprobar ({0})</translation>
        </message>
        <message>
            <source>Approve using reliable details from the file and Hardcover (Ctrl+Enter)</source>
            <translation>Aprueba con los datos fiables del archivo y de Hardcover (Ctrl+Intro)</translation>
        </message>
        <message>
            <source>These files were read without problems.</source>
            <translation>Estos archivos se leyeron sin problemas.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n archivo</numerusform>
                <numerusform>%n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>New books to review and files that couldn't be read.</source>
            <translation>Libros nuevos por revisar y archivos que no se han podido leer.</translation>
        </message>
        <message>
            <source>Scan your folders for changes (F5)</source>
            <translation>Revisa tus carpetas en busca de cambios (F5)</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Añadir archivos…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Añadir carpeta…</translation>
        </message>
        <message>
            <source>Nothing here yet. Add files or a folder to get started.</source>
            <translation>Aquí aún no hay nada. Añade archivos o una carpeta para empezar.</translation>
        </message>
        <message>
            <source>No files match these filters.</source>
            <translation>Ningún archivo coincide con estos filtros.</translation>
        </message>
        <message>
            <source>Loading the Inbox</source>
            <translation>Cargando la Entrada</translation>
        </message>
        <message>
            <source>All done. New books and files that need you appear here.</source>
            <translation>Todo listo. Aquí aparecen los libros nuevos y los archivos que te necesitan.</translation>
        </message>
        <message>
            <source>Show added books</source>
            <translation>Mostrar los libros añadidos</translation>
        </message>
        <message>
            <source>Review “{0}”</source>
            <translation>Revisar «{0}»</translation>
        </message>
        <message>
            <source>Search Hardcover…</source>
            <translation>Buscar en Hardcover…</translation>
        </message>
        <message>
            <source>Reread the file and search Hardcover again (F5)</source>
            <translation>Relee el archivo y vuelve a buscar en Hardcover (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare details with its catalogue.</source>
            <translation>Conecta Hardcover para comparar los datos con su catálogo.</translation>
        </message>
        <message>
            <source>Not searched on Hardcover yet.</source>
            <translation>Aún no se ha buscado en Hardcover.</translation>
        </message>
        <message>
            <source>Search Hardcover</source>
            <translation>Buscar en Hardcover</translation>
        </message>
        <message>
            <source>Choose a source for each field. The file isn't changed.</source>
            <translation>Elige una fuente para cada campo. El archivo no se cambia.</translation>
        </message>
        <message>
            <source>Save these fields and approve the book (Ctrl+Enter)</source>
            <translation>Guarda estos campos y aprueba el libro (Ctrl+Intro)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Conecta primero Hardcover.</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Usar esta portada</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Más recientes</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Más antiguos</translation>
        </message>
        <message>
            <source>Title A–Z</source>
            <translation>Título A–Z</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Error</translation>
        </message>
        <message>
            <source>Review needed</source>
            <translation>Hay que revisarlo</translation>
        </message>
        <message>
            <source>Ready to review</source>
            <translation>Listo para revisar</translation>
        </message>
        <message>
            <source>Reading file</source>
            <translation>Leyendo el archivo</translation>
        </message>
        <message>
            <source>Searching Hardcover</source>
            <translation>Buscando en Hardcover</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>Por hacer</translation>
        </message>
        <message>
            <source>Nothing added</source>
            <translation>Nada añadido</translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} ya están en tu biblioteca</translation>
        </message>
        <message>
            <source>{0}: unsupported file type</source>
            <translation>{0}: tipo de archivo no admitido</translation>
        </message>
        <message>
            <source>{0}: couldn't be opened</source>
            <translation>{0}: no se ha podido abrir</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>En tu dispositivo, en KOReader</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Inicia primero el servidor.</translation>
        </message>
        <message>
            <source>Share the catalogue (OPDS)</source>
            <translation>Compartir el catálogo (OPDS)</translation>
        </message>
        <message>
            <source>Off. Devices can't browse or download your books.</source>
            <translation>Desactivado. Los dispositivos no pueden explorar ni descargar tus libros.</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Desactivado</translation>
        </message>
        <message>
            <source>Share the catalogue first.</source>
            <translation>Comparte primero el catálogo.</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Libros para tu dispositivo</translation>
        </message>
        <message>
            <source>Browse your library and download books in KOReader, with the same user name and passphrase.</source>
            <translation>Explora tu biblioteca y descarga libros en KOReader, con el mismo nombre de usuario y frase de contraseña.</translation>
        </message>
        <message>
            <source>catalogue address</source>
            <translation>dirección del catálogo</translation>
        </message>
        <message>
            <source>Catalogue address as a QR code</source>
            <translation>Dirección del catálogo como código QR</translation>
        </message>
        <message>
            <source>Catalogue address</source>
            <translation>Dirección del catálogo</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Estadísticas</translation>
        </message>
        <message>
            <source>Vocabulary</source>
            <translation>Vocabulario</translation>
        </message>
        <message>
            <source>No device has synced yet.</source>
            <translation>Aún no ha sincronizado ningún dispositivo.</translation>
        </message>
        <message>
            <source>KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your statistics, and all your devices share them. Use the same user name and passphrase.</source>
            <translation>La sincronización en la nube del propio KOReader puede guardar aquí sus estadísticas de lectura, sin plugin: se suman a tus estadísticas y todos tus dispositivos las comparten. Usa el mismo nombre de usuario y frase de contraseña.</translation>
        </message>
        <message>
            <source>address for statistics</source>
            <translation>dirección para las estadísticas</translation>
        </message>
        <message>
            <source>Address for statistics as a QR code</source>
            <translation>Dirección para las estadísticas como código QR</translation>
        </message>
        <message>
            <source>Address for statistics</source>
            <translation>Dirección para las estadísticas</translation>
        </message>
        <message>
            <source>Shelf in the folder “To read”</source>
            <translation>Estantería de la carpeta «To read»</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>Quiero leer</translation>
        </message>
        <message>
            <source>The shelf was deleted, so the folder is empty. Choose another one.</source>
            <translation>La estantería se eliminó, así que la carpeta está vacía. Elige otra.</translation>
        </message>
        <message>
            <source>Folders over Wi-Fi</source>
            <translation>Carpetas por wifi</translation>
        </message>
        <message>
            <source>Your books as folders for KOReader's cloud storage: “Library” by author, “To read” to take along, and “Upload”, whose books come to your Inbox. Use the same user name and passphrase.</source>
            <translation>Tus libros como carpetas para el almacenamiento en la nube de KOReader: «Library» por autor, «To read» para llevar, y «Upload», cuyos libros llegan a tu Entrada. Usa el mismo nombre de usuario y frase de contraseña.</translation>
        </message>
        <message>
            <source>address of the folders</source>
            <translation>dirección de las carpetas</translation>
        </message>
        <message>
            <source>Address of the folders as a QR code</source>
            <translation>Dirección de las carpetas como código QR</translation>
        </message>
        <message>
            <source>Address of the folders</source>
            <translation>Dirección de las carpetas</translation>
        </message>
        <message>
            <source>No device has the plugin yet.</source>
            <translation>Ningún dispositivo tiene aún el plugin.</translation>
        </message>
        <message>
            <source>plugin {0}</source>
            <translation>plugin {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n of its books isn't in your library</source>
            <translation>
                <numerusform>%n de sus libros no está en tu biblioteca</numerusform>
                <numerusform>%n de sus libros no están en tu biblioteca</numerusform>
            </translation>
        </message>
        <message>
            <source>Status, ratings and highlights over Wi-Fi</source>
            <translation>Estado, valoraciones y subrayados por wifi</translation>
        </message>
        <message>
            <source>A small plugin for KOReader sends status, rating, note, highlights and page views by itself when you close a book. It's installed only if you do so. Open this page in a browser to download it.</source>
            <translation>Un pequeño plugin para KOReader envía por sí mismo el estado, la valoración, la nota, los subrayados y las páginas vistas cuando cierras un libro. Solo se instala si lo haces tú. Abre esta página en un navegador para descargarlo.</translation>
        </message>
        <message>
            <source>page with the plugin</source>
            <translation>página con el plugin</translation>
        </message>
        <message>
            <source>Page with the plugin as a QR code</source>
            <translation>Página con el plugin como código QR</translation>
        </message>
        <message>
            <source>Page with the plugin</source>
            <translation>Página con el plugin</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Dirección del servidor</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} como código QR</translation>
        </message>
        <message>
            <source>Enter it in KOReader, or scan the code if your device can.</source>
            <translation>Introdúcelo en KOReader, o escanea el código si tu dispositivo puede.</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Cambiar el nombre del dispositivo</translation>
        </message>
        <message>
            <source>The name is only used in BookOrbit. Leave empty to use the name the device reports.</source>
            <translation>El nombre solo se usa en BookOrbit. Déjalo vacío para usar el que comunica el dispositivo.</translation>
        </message>
        <message>
            <source>Mark as fixed</source>
            <translation>Marcar como arreglado</translation>
        </message>
        <message>
            <source>It's one device</source>
            <translation>Es un solo dispositivo</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Olvidar</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>Device ID</source>
            <translation>ID del dispositivo</translation>
        </message>
        <message>
            <source>Not reported</source>
            <translation>No comunicado</translation>
        </message>
        <message>
            <source>Forget “{0}”</source>
            <translation>Olvidar «{0}»</translation>
        </message>
        <message>
            <source>Details of “{0}”</source>
            <translation>Detalles de «{0}»</translation>
        </message>
        <message>
            <source>Devices appear here after their first sync.</source>
            <translation>Los dispositivos aparecen aquí tras su primera sincronización.</translation>
        </message>
        <message numerus="yes">
            <source>%n more device(s). Forget some to see them.</source>
            <translation>
                <numerusform>%n dispositivo más. Olvida alguno para verlo.</numerusform>
                <numerusform>%n dispositivos más. Olvida algunos para verlos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Using the name the device reports: “{0}”.</source>
            <translation>Se usa el nombre que comunica el dispositivo: «{0}».</translation>
        </message>
        <message>
            <source>Forgot “{0}”. Its progress is kept, and it reappears when it next syncs.</source>
            <translation>«{0}» olvidado. Su progreso se conserva, y reaparecerá cuando vuelva a sincronizar.</translation>
        </message>
        <message>
            <source>BookOrbit will tell you if it happens again.</source>
            <translation>BookOrbit te avisará si vuelve a ocurrir.</translation>
        </message>
        <message>
            <source>You won't be told again.</source>
            <translation>No se te volverá a avisar.</translation>
        </message>
        <message>
            <source>seen {0}</source>
            <translation>visto {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n update(s)</source>
            <translation>
                <numerusform>%n actualización</numerusform>
                <numerusform>%n actualizaciones</numerusform>
            </translation>
        </message>
        <message>
            <source>Name reported: {0}</source>
            <translation>Nombre comunicado: {0}</translation>
        </message>
        <message>
            <source>Previously: {0}</source>
            <translation>Anteriormente: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n documento</numerusform>
                <numerusform>%n documentos</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} in the last 7 days</source>
            <translation>{0} en los últimos 7 días</translation>
        </message>
        <message>
            <source>First seen: {0}</source>
            <translation>Visto por primera vez: {0}</translation>
        </message>
        <message numerus="yes">
            <source>Its clock was wrong: %n page view(s) not counted</source>
            <translation>
                <numerusform>Su reloj estaba mal: %n página vista sin contar</numerusform>
                <numerusform>Su reloj estaba mal: %n páginas vistas sin contar</numerusform>
            </translation>
        </message>
        <message>
            <source>Plugin {0}: {1}</source>
            <translation>Plugin {0}: {1}</translation>
        </message>
        <message>
            <source>Vocabulary over Wi-Fi: {0}</source>
            <translation>Vocabulario por wifi: {0}</translation>
        </message>
        <message>
            <source>Statistics over Wi-Fi: {0}</source>
            <translation>Estadísticas por wifi: {0}</translation>
        </message>
        <message>
            <source>Two Xteinks may look like one device here.</source>
            <translation>Puede que dos Xteink aparezcan aquí como un solo dispositivo.</translation>
        </message>
        <message>
            <source>Two devices have the same ID, so KOReader may not show progress from the other one.</source>
            <translation>Dos dispositivos tienen el mismo ID, así que puede que KOReader no muestre el progreso del otro.</translation>
        </message>
        <message>
            <source>Two devices may have the same ID. KOReader may not show progress from the other one.</source>
            <translation>Puede que dos dispositivos tengan el mismo ID. Quizá KOReader no muestre el progreso del otro.</translation>
        </message>
        <message>
            <source>Two readers with this ID were connected by cable. If you moved KOReader from one to the other, ignore this.</source>
            <translation>Se han conectado por cable dos lectores con este ID. Si pasaste KOReader de uno a otro, ignora esto.</translation>
        </message>
        <message>
            <source>{0} syncs from two addresses, and its position in a document jumps back and forth. If you have only one such device, ignore this.</source>
            <translation>{0} sincroniza desde dos direcciones y su posición en un documento salta de un lado a otro. Si solo tienes un dispositivo así, ignora esto.</translation>
        </message>
        <message>
            <source>These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost.</source>
            <translation>Estos comparten un ID: {0}. BookOrbit mantiene separadas sus posiciones, así que no se pierde ningún progreso.</translation>
        </message>
        <message>
            <source>Seen with these names: {0}. If you renamed the device, ignore this.</source>
            <translation>Visto con estos nombres: {0}. Si cambiaste el nombre del dispositivo, ignora esto.</translation>
        </message>
        <message>
            <source>Close KOReader on one device and connect it to this computer.</source>
            <translation>Cierra KOReader en un dispositivo y conéctalo a este ordenador.</translation>
        </message>
        <message>
            <source>In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, and save the file.</source>
            <translation>En su carpeta «koreader», abre settings.reader.lua, elimina la línea con «device_id» y guarda el archivo.</translation>
        </message>
        <message>
            <source>Restart KOReader. It creates a new ID.</source>
            <translation>Reinicia KOReader. Creará un ID nuevo.</translation>
        </message>
        <message>
            <source>Their firmware gives every Xteink the same ID, and it can't be changed. Both sync, and no progress is lost.</source>
            <translation>Su firmware da a cada Xteink el mismo ID, y no se puede cambiar. Los dos se sincronizan y no se pierde ningún progreso.</translation>
        </message>
        <message>
            <source>Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>O da a cada dispositivo su propio nombre en los ajustes de sincronización de progreso de KOReader (KOReader 2026.03 o posterior).</translation>
        </message>
        <message>
            <source>Book without a file</source>
            <translation>Libro sin archivo</translation>
        </message>
        <message>
            <source>Separate with semicolons</source>
            <translation>Separa con punto y coma</translation>
        </message>
        <message>
            <source>Add book</source>
            <translation>Añadir libro</translation>
        </message>
        <message>
            <source>Enter the book's title first.</source>
            <translation>Introduce primero el título del libro.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>¿Qué libro es este?</translation>
        </message>
        <message>
            <source>It works like any other book. If you add a matching file later, it becomes this book's file.</source>
            <translation>Funciona como cualquier otro libro. Si más tarde añades un archivo que coincida, pasará a ser el archivo de este libro.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Vinculado con «{0}»</translation>
        </message>
        <message>
            <source>Unlinked. The book is back at its earlier position.</source>
            <translation>Desvinculado. El libro ha vuelto a su posición anterior.</translation>
        </message>
        <message>
            <source>Unlinked. The book's position doesn't change.</source>
            <translation>Desvinculado. La posición del libro no cambia.</translation>
        </message>
        <message>
            <source>“{0}” ignored. Its progress is still saved.</source>
            <translation>«{0}» se ignora. Su progreso se sigue guardando.</translation>
        </message>
        <message>
            <source>“{0}” is no longer ignored.</source>
            <translation>«{0}» ya no se ignora.</translation>
        </message>
        <message>
            <source>“{0}” added to your library without a file.</source>
            <translation>«{0}» añadido a tu biblioteca sin archivo.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Vincular con…</translation>
        </message>
        <message>
            <source>More actions for “{0}”</source>
            <translation>Más acciones para «{0}»</translation>
        </message>
        <message>
            <source>Linked to {0}</source>
            <translation>Vinculado con {0}</translation>
        </message>
        <message>
            <source>Unlink “{0}”</source>
            <translation>Desvincular «{0}»</translation>
        </message>
        <message>
            <source>Possibly {0}</source>
            <translation>Posiblemente {0}</translation>
        </message>
        <message>
            <source>Link “{0}” to “{1}”</source>
            <translation>Vincular «{0}» con «{1}»</translation>
        </message>
        <message>
            <source>Add the file…</source>
            <translation>Añadir el archivo…</translation>
        </message>
        <message>
            <source>Add book without a file…</source>
            <translation>Añadir libro sin archivo…</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Ignorar</translation>
        </message>
        <message>
            <source>Stop ignoring</source>
            <translation>Dejar de ignorar</translation>
        </message>
        <message>
            <source>Unmatched documents</source>
            <translation>Documentos sin vincular</translation>
        </message>
        <message>
            <source>Your devices sent progress for files that aren't in your library. It's saved and synced between devices even if you never link them.</source>
            <translation>Tus dispositivos han enviado progreso de archivos que no están en tu biblioteca. Se guarda y se sincroniza entre dispositivos aunque nunca los vincules.</translation>
        </message>
        <message>
            <source>All documents from your devices are linked.</source>
            <translation>Todos los documentos de tus dispositivos están vinculados.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to check whether it's the same file.</source>
            <translation>Suelta un archivo de tu dispositivo sobre un documento para comprobar si es el mismo archivo.</translation>
        </message>
        <message>
            <source>Show linked documents</source>
            <translation>Mostrar documentos vinculados</translation>
        </message>
        <message numerus="yes">
            <source>Show all %n document(s)</source>
            <translation>
                <numerusform>Mostrar %n documento</numerusform>
                <numerusform>Mostrar los %n documentos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n ignored document(s)</source>
            <translation>
                <numerusform>Mostrar %n documento ignorado</numerusform>
                <numerusform>Mostrar %n documentos ignorados</numerusform>
            </translation>
        </message>
        <message>
            <source>Documents from your devices</source>
            <translation>Documentos de tus dispositivos</translation>
        </message>
        <message>
            <source>Which documents</source>
            <translation>Qué documentos</translation>
        </message>
        <message>
            <source>Search name, device or digest</source>
            <translation>Buscar nombre, dispositivo o huella</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documentos</translation>
        </message>
        <message>
            <source>Ignored</source>
            <translation>Ignorados</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Vinculados por ti</translation>
        </message>
        <message>
            <source>No documents match your search.</source>
            <translation>Ningún documento coincide con tu búsqueda.</translation>
        </message>
        <message>
            <source>No ignored documents.</source>
            <translation>No hay documentos ignorados.</translation>
        </message>
        <message>
            <source>No documents linked by you yet.</source>
            <translation>Aún no has vinculado ningún documento.</translation>
        </message>
        <message>
            <source>Devices sent progress for these files. Link a file to its book to see it in your library.</source>
            <translation>Los dispositivos han enviado progreso de estos archivos. Vincula un archivo con su libro para verlo en tu biblioteca.</translation>
        </message>
        <message>
            <source>Set up device…</source>
            <translation>Configurar dispositivo…</translation>
        </message>
        <message>
            <source>BookOrbit writes the address, login and catalogue to the device, so you don't have to type them. You see every change first.</source>
            <translation>BookOrbit escribe la dirección, el acceso y el catálogo en el dispositivo, para que no tengas que teclearlos. Antes ves cada cambio.</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable and allow file transfer if it asks.</source>
            <translation>Conecta el dispositivo con su cable USB y permite la transferencia de archivos si lo pregunta.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>dirección del servidor</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Dirección del servidor como código QR</translation>
        </message>
        <message>
            <source>If one doesn't work, try the next.</source>
            <translation>Si una no funciona, prueba la siguiente.</translation>
        </message>
        <message>
            <source>user name</source>
            <translation>nombre de usuario</translation>
        </message>
        <message>
            <source>passphrase</source>
            <translation>frase de contraseña</translation>
        </message>
        <message>
            <source>Show the passphrase</source>
            <translation>Mostrar la frase de contraseña</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Cambiar…</translation>
        </message>
        <message>
            <source>Connect your device</source>
            <translation>Conecta tu dispositivo</translation>
        </message>
        <message>
            <source>Ways to connect</source>
            <translation>Formas de conectar</translation>
        </message>
        <message>
            <source>Connect another device</source>
            <translation>Conectar otro dispositivo</translation>
        </message>
        <message>
            <source>Can't be shown</source>
            <translation>No se puede mostrar</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Ocultar la frase de contraseña</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>El dispositivo y el ordenador deben estar en la misma wifi.</translation>
        </message>
        <message>
            <source>Type it in</source>
            <translation>Teclearlo</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>Emparejar</translation>
        </message>
        <message>
            <source>USB</source>
            <translation>USB</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Nombre de usuario</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Cambiar acceso</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Generar</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nueva frase de contraseña</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Sin cambios</translation>
        </message>
        <message>
            <source>Your devices will need to log in again. Progress is kept.</source>
            <translation>Tus dispositivos tendrán que volver a iniciar sesión. El progreso se conserva.</translation>
        </message>
        <message>
            <source>Import reading data…</source>
            <translation>Importar datos de lectura…</translation>
        </message>
        <message>
            <source>Import reading data from {0}</source>
            <translation>Importar datos de lectura de {0}</translation>
        </message>
        <message>
            <source>Set up…</source>
            <translation>Configurar…</translation>
        </message>
        <message>
            <source>Set up {0}</source>
            <translation>Configurar {0}</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop plugin is ready: choose “Set up…”.</source>
            <translation>Hay un plugin BookOrbit Desktop más reciente: elige «Configurar…».</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Conectados por USB</translation>
        </message>
        <message>
            <source>Import status, dates, reading time and highlights. Nothing changes on the device.</source>
            <translation>Importa estado, fechas, tiempo de lectura y subrayados. En el dispositivo no cambia nada.</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug it in with its USB cable and allow file transfer if it asks.</source>
            <translation>No hay ningún dispositivo KOReader conectado. Conéctalo con su cable USB y permite la transferencia de archivos si lo pregunta.</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Importar carpeta…</translation>
        </message>
        <message>
            <source>Use a memory card, a device backup, or a device that wasn't detected.</source>
            <translation>Usa una tarjeta de memoria, una copia de seguridad de un dispositivo o un dispositivo que no se ha detectado.</translation>
        </message>
        <message>
            <source>Write the address, login and catalogue to the device, so you don't have to type them.</source>
            <translation>Escribe la dirección, el acceso y el catálogo en el dispositivo, para que no tengas que teclearlos.</translation>
        </message>
        <message>
            <source>Device not connecting?</source>
            <translation>¿El dispositivo no se conecta?</translation>
        </message>
        <message>
            <source>firewall command</source>
            <translation>orden para el cortafuegos</translation>
        </message>
        <message>
            <source>Refused: {0}</source>
            <translation>Rechazado: {0}</translation>
        </message>
        <message>
            <source>KOReader</source>
            <translation>KOReader</translation>
        </message>
        <message>
            <source>Your devices stay in sync over your Wi-Fi.</source>
            <translation>Tus dispositivos se mantienen al día por tu wifi.</translation>
        </message>
        <message>
            <source>Paired devices</source>
            <translation>Dispositivos emparejados</translation>
        </message>
        <message>
            <source>They log in with a name and password of their own.</source>
            <translation>Inician sesión con su propio nombre y contraseña.</translation>
        </message>
        <message>
            <source>No paired devices yet.</source>
            <translation>Aún no hay dispositivos emparejados.</translation>
        </message>
        <message>
            <source>Revoke all</source>
            <translation>Revocar todos</translation>
        </message>
        <message>
            <source>Devices paired with their own password stay logged in.</source>
            <translation>Los dispositivos emparejados con su propia contraseña siguen con la sesión iniciada.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Revocar</translation>
        </message>
        <message>
            <source>Revoke “{0}”</source>
            <translation>Revocar «{0}»</translation>
        </message>
        <message>
            <source>“{0}” can no longer log in.</source>
            <translation>«{0}» ya no puede iniciar sesión.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) can no longer log in.</source>
            <translation>
                <numerusform>%n dispositivo emparejado ya no puede iniciar sesión.</numerusform>
                <numerusform>%n dispositivos emparejados ya no pueden iniciar sesión.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Emparejar un dispositivo</translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Detener emparejamiento</translation>
        </message>
        <message>
            <source>{0} left. A device wants to log in as “{1}”. Allow it?</source>
            <translation>Quedan {0}. Un dispositivo quiere iniciar sesión como «{1}». ¿Permitirlo?</translation>
        </message>
        <message>
            <source>{0} left. Waiting for a device to register.</source>
            <translation>Quedan {0}. Esperando a que se registre un dispositivo.</translation>
        </message>
        <message>
            <source>“{0}” paired.</source>
            <translation>«{0}» emparejado.</translation>
        </message>
        <message>
            <source>Pairing timed out.</source>
            <translation>Se ha agotado el tiempo de emparejamiento.</translation>
        </message>
        <message>
            <source>Pairing stopped.</source>
            <translation>Emparejamiento detenido.</translation>
        </message>
        <message>
            <source>The server is starting…</source>
            <translation>El servidor se está iniciando…</translation>
        </message>
        <message>
            <source>Turn on “Accept progress from devices” first.</source>
            <translation>Activa primero «Aceptar el progreso de los dispositivos».</translation>
        </message>
        <message>
            <source>A device at {0} wants to log in as “{1}”. Allow?</source>
            <translation>Un dispositivo en {0} quiere iniciar sesión como «{1}». ¿Permitirlo?</translation>
        </message>
        <message>
            <source>not used yet</source>
            <translation>aún sin usar</translation>
        </message>
        <message>
            <source>paired {0}</source>
            <translation>emparejado {0}</translation>
        </message>
        <message>
            <source>Verify with file</source>
            <translation>Comprobar con el archivo</translation>
        </message>
        <message>
            <source>Add file to library</source>
            <translation>Añadir archivo a la biblioteca</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Elegir un archivo…</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it below.</source>
            <translation>Suelta aquí el archivo de tu dispositivo o elígelo abajo.</translation>
        </message>
        <message>
            <source>Drop one file at a time.</source>
            <translation>Suelta los archivos de uno en uno.</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Leyendo el archivo…</translation>
        </message>
        <message>
            <source>Couldn't compare this file.</source>
            <translation>No se ha podido comparar este archivo.</translation>
        </message>
        <message>
            <source>Link to this book</source>
            <translation>Vincular con este libro</translation>
        </message>
        <message>
            <source>Link to “{0}”</source>
            <translation>Vincular con «{0}»</translation>
        </message>
        <message>
            <source>Document {0} · file {1} · file name {2}</source>
            <translation>Documento {0} · archivo {1} · nombre de archivo {2}</translation>
        </message>
        <message>
            <source>Choose the file from your device</source>
            <translation>Elige el archivo de tu dispositivo</translation>
        </message>
        <message>
            <source>Is this the file of “{0}”?</source>
            <translation>¿Es este el archivo de «{0}»?</translation>
        </message>
        <message>
            <source>The file is only read, not added to your library.</source>
            <translation>El archivo solo se lee; no se añade a tu biblioteca.</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Probar conexión</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Aceptar el progreso de los dispositivos</translation>
        </message>
        <message>
            <source>Stopped. Devices send a book's position when you next read that book.</source>
            <translation>Detenido. Los dispositivos envían la posición de un libro la próxima vez que lo lees.</translation>
        </message>
        <message>
            <source>Running on port {0}, but not accepting progress.</source>
            <translation>En marcha en el puerto {0}, pero sin aceptar progreso.</translation>
        </message>
        <message>
            <source>Running on port {0}.</source>
            <translation>En marcha en el puerto {0}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Detener</translation>
        </message>
        <message>
            <source>Start the server</source>
            <translation>Iniciar el servidor</translation>
        </message>
        <message>
            <source>Stop the server</source>
            <translation>Detener el servidor</translation>
        </message>
        <message>
            <source>If your device still can't connect, check your firewall (see below).</source>
            <translation>Si tu dispositivo sigue sin poder conectarse, revisa el cortafuegos (ver abajo).</translation>
        </message>
        <message>
            <source>Tested {0}</source>
            <translation>Probado {0}</translation>
        </message>
        <message>
            <source>When off, devices are refused. They send a book's position when you next read that book.</source>
            <translation>Si está desactivado, se rechaza a los dispositivos. Envían la posición de un libro la próxima vez que lo lees.</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>Usar {0} cuando quede libre</translation>
        </message>
        <message>
            <source>On your device, open a book, then Tools ▸ Progress sync.</source>
            <translation>En tu dispositivo, abre un libro y ve a Herramientas ▸ Sincronización de progreso.</translation>
        </message>
        <message>
            <source>Custom sync server: replace https:// with the address above.</source>
            <translation>Servidor de sincronización personalizado: sustituye https:// por la dirección de arriba.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: enter the user name and passphrase.</source>
            <translation>Registrarse / Iniciar sesión ▸ Iniciar sesión: introduce el nombre de usuario y la frase de contraseña.</translation>
        </message>
        <message>
            <source>Document matching method ▸ Binary.</source>
            <translation>Método de coincidencia de documentos ▸ Binario.</translation>
        </message>
        <message>
            <source>Tick “Automatically keep documents in sync”.</source>
            <translation>Marca «Mantener los documentos sincronizados automáticamente».</translation>
        </message>
        <message>
            <source>Sync to a newer state ▸ Silently.</source>
            <translation>Sincronizar con un estado más reciente ▸ En silencio.</translation>
        </message>
        <message>
            <source>Start pairing here. It stays on for two minutes.</source>
            <translation>Inicia aquí el emparejamiento. Dura dos minutos.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Register: enter any name and password, then allow it here.</source>
            <translation>Registrarse / Iniciar sesión ▸ Registrarse: introduce cualquier nombre y contraseña y permítelo aquí.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>En la lista de archivos: la lupa ▸ Catálogo OPDS.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: enter any catalogue name, the address above, your user name and passphrase.</source>
            <translation>El signo más de arriba a la izquierda ▸ Añadir catálogo: introduce un nombre de catálogo, la dirección de arriba, tu nombre de usuario y frase de contraseña.</translation>
        </message>
        <message>
            <source>Tap the catalogue, a book and a format to download it. Its progress syncs automatically.</source>
            <translation>Toca el catálogo, un libro y un formato para descargarlo. Su progreso se sincroniza automáticamente.</translation>
        </message>
        <message>
            <source>To download new books in bulk: in the catalogue, open “For catalog sync” ▸ the icon at the top left ▸ Add catalog. Long-press it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Para descargar de una vez los libros nuevos: en el catálogo, abre «For catalog sync» ▸ el icono de arriba a la izquierda ▸ Añadir catálogo. Mantenlo pulsado en la lista ▸ Editar ▸ «Sincronizar catálogo».</translation>
        </message>
        <message>
            <source>Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user name and passphrase.</source>
            <translation>Herramientas ▸ Almacenamiento en la nube ▸ el signo más ▸ WebDAV: introduce cualquier nombre, la dirección de arriba, tu nombre de usuario y frase de contraseña.</translation>
        </message>
        <message>
            <source>Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync: choose that server, long-press the folder “koreader” and confirm it.</source>
            <translation>Herramientas ▸ Estadísticas de lectura ▸ Ajustes ▸ Sincronización en la nube: elige ese servidor, mantén pulsada la carpeta «koreader» y confírmala.</translation>
        </message>
        <message>
            <source>Tap “Synchronize now” there. To sync without tapping, put “Reading statistics: synchronize” on a gesture or in a profile.</source>
            <translation>Toca ahí «Sincronizar ahora». Para hacerlo sin tocar, pon «Estadísticas de lectura: sincronizar» en un gesto o en un perfil.</translation>
        </message>
        <message>
            <source>Tap a book in “Library” to download it.</source>
            <translation>Toca un libro en «Library» para descargarlo.</translation>
        </message>
        <message>
            <source>To take a shelf along, use the server's “Sync folder”: choose the folder “To read” and one on the device. Books that the device lacks are downloaded.</source>
            <translation>Para llevarte una estantería, usa «Sincronizar carpeta» del servidor: elige la carpeta «To read» y una del dispositivo. Se descargan los libros que le faltan al dispositivo.</translation>
        </message>
        <message>
            <source>To send a book here, open “Upload” and upload the file there.</source>
            <translation>Para enviar un libro aquí, abre «Upload» y sube allí el archivo.</translation>
        </message>
        <message>
            <source>Unpack the download and copy the folder “{0}” into “koreader/plugins” on the device.</source>
            <translation>Descomprime la descarga y copia la carpeta «{0}» en «koreader/plugins» del dispositivo.</translation>
        </message>
        <message>
            <source>Restart KOReader. It needs v2025.04 or later.</source>
            <translation>Reinicia KOReader. Necesita la versión v2025.04 o posterior.</translation>
        </message>
        <message>
            <source>Tools ▸ BookOrbit Desktop: “Sync now” sends everything once. It uses the login of progress sync.</source>
            <translation>Herramientas ▸ BookOrbit Desktop: «Sincronizar ahora» lo envía todo una vez. Usa el acceso de la sincronización de progreso.</translation>
        </message>
        <message>
            <source>To remove it, delete that folder. Connected by cable, BookOrbit can do both for you.</source>
            <translation>Para quitarlo, elimina esa carpeta. Con el cable conectado, BookOrbit puede hacer ambas cosas por ti.</translation>
        </message>
        <message>
            <source>No device has tried to log in since BookOrbit started.</source>
            <translation>Ningún dispositivo ha intentado iniciar sesión desde que se inició BookOrbit.</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, accepted.</source>
            <translation>Último inicio de sesión: {0}, «{1}», aceptado.</translation>
        </message>
        <message>
            <source>Last login: {0}, refused. {1}</source>
            <translation>Último inicio de sesión: {0}, rechazado. {1}</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, refused. {2}</source>
            <translation>Último inicio de sesión: {0}, «{1}», rechazado. {2}</translation>
        </message>
        <message>
            <source>No progress received yet.</source>
            <translation>Aún no se ha recibido ningún progreso.</translation>
        </message>
        <message>
            <source>Last progress: {0}.</source>
            <translation>Último progreso: {0}.</translation>
        </message>
        <message>
            <source>Matching method on the device: filename. Binary also finds renamed files.</source>
            <translation>Método de coincidencia en el dispositivo: nombre de archivo. Binario encuentra también los archivos renombrados.</translation>
        </message>
        <message>
            <source>Matching method on the device: binary.</source>
            <translation>Método de coincidencia en el dispositivo: binario.</translation>
        </message>
        <message>
            <source>This file isn't in your library. Add it, or link the document to a book.</source>
            <translation>Este archivo no está en tu biblioteca. Añádelo o vincula el documento con un libro.</translation>
        </message>
        <message>
            <source>Phones and computers also find it as {0}. Most e-readers can't: they need the address.</source>
            <translation>Los teléfonos y ordenadores también lo encuentran como {0}. La mayoría de los lectores no puede: necesitan la dirección.</translation>
        </message>
        <message>
            <source>Encrypted: {0}</source>
            <translation>Cifrado: {0}</translation>
        </message>
        <message>
            <source>No login attempts? Check the Wi-Fi and the address.</source>
            <translation>¿No hay intentos de inicio de sesión? Comprueba la wifi y la dirección.</translation>
        </message>
        <message>
            <source>{0} is on, and lets devices in.</source>
            <translation>{0} está activo y deja entrar a los dispositivos.</translation>
        </message>
        <message>
            <source>{0} is on. To let devices in, run:</source>
            <translation>{0} está activo. Para dejar entrar a los dispositivos, ejecuta:</translation>
        </message>
        <message>
            <source>Allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Permite BookOrbit en redes privadas en Seguridad de Windows ▸ Firewall.</translation>
        </message>
        <message>
            <source>Allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Permite BookOrbit en Ajustes del Sistema ▸ Red ▸ Firewall.</translation>
        </message>
        <message>
            <source>{0} is reachable.</source>
            <translation>{0} responde.</translation>
        </message>
        <message>
            <source>Afrikaans</source>
            <translation>Afrikáans</translation>
        </message>
        <message>
            <source>Albanian</source>
            <translation>Albanés</translation>
        </message>
        <message>
            <source>Arabic</source>
            <translation>Árabe</translation>
        </message>
        <message>
            <source>Bangla</source>
            <translation>Bengalí</translation>
        </message>
        <message>
            <source>Basque</source>
            <translation>Euskera</translation>
        </message>
        <message>
            <source>Bulgarian</source>
            <translation>Búlgaro</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>Catalán</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>Chino</translation>
        </message>
        <message>
            <source>Croatian</source>
            <translation>Croata</translation>
        </message>
        <message>
            <source>Czech</source>
            <translation>Checo</translation>
        </message>
        <message>
            <source>Danish</source>
            <translation>Danés</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>Neerlandés</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Inglés</translation>
        </message>
        <message>
            <source>Esperanto</source>
            <translation>Esperanto</translation>
        </message>
        <message>
            <source>Estonian</source>
            <translation>Estonio</translation>
        </message>
        <message>
            <source>Finnish</source>
            <translation>Finés</translation>
        </message>
        <message>
            <source>French</source>
            <translation>Francés</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>Gallego</translation>
        </message>
        <message>
            <source>Georgian</source>
            <translation>Georgiano</translation>
        </message>
        <message>
            <source>German</source>
            <translation>Alemán</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Griego</translation>
        </message>
        <message>
            <source>Hebrew</source>
            <translation>Hebreo</translation>
        </message>
        <message>
            <source>Hindi</source>
            <translation>Hindi</translation>
        </message>
        <message>
            <source>Hungarian</source>
            <translation>Húngaro</translation>
        </message>
        <message>
            <source>Icelandic</source>
            <translation>Islandés</translation>
        </message>
        <message>
            <source>Indonesian</source>
            <translation>Indonesio</translation>
        </message>
        <message>
            <source>Irish</source>
            <translation>Irlandés</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italiano</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japonés</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coreano</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>Latín</translation>
        </message>
        <message>
            <source>Latvian</source>
            <translation>Letón</translation>
        </message>
        <message>
            <source>Lithuanian</source>
            <translation>Lituano</translation>
        </message>
        <message>
            <source>Malay</source>
            <translation>Malayo</translation>
        </message>
        <message>
            <source>Norwegian Bokmål</source>
            <translation>Noruego bokmål</translation>
        </message>
        <message>
            <source>Norwegian Nynorsk</source>
            <translation>Noruego nynorsk</translation>
        </message>
        <message>
            <source>Persian</source>
            <translation>Persa</translation>
        </message>
        <message>
            <source>Polish</source>
            <translation>Polaco</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>Portugués</translation>
        </message>
        <message>
            <source>Romanian</source>
            <translation>Rumano</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Ruso</translation>
        </message>
        <message>
            <source>Serbian</source>
            <translation>Serbio</translation>
        </message>
        <message>
            <source>Slovak</source>
            <translation>Eslovaco</translation>
        </message>
        <message>
            <source>Slovenian</source>
            <translation>Esloveno</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>Español</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>Sueco</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Tailandés</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Turco</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Ucraniano</translation>
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
            <translation>Galés</translation>
        </message>
        <message>
            <source>Remove “{0}”?</source>
            <translation>¿Quitar «{0}»?</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s)?</source>
            <translation>
                <numerusform>¿Quitar %n libro?</numerusform>
                <numerusform>¿Quitar %n libros?</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove from BookOrbit</source>
            <translation>Quitar de BookOrbit</translation>
        </message>
        <message>
            <source>Remove from BookOrbit (keep the file)</source>
            <translation>Quitar de BookOrbit (conservar el archivo)</translation>
        </message>
        <message>
            <source>Move file to Trash</source>
            <translation>Mover el archivo a la papelera</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Reading progress, digests and history are kept. You can undo this.</source>
            <translation>El progreso de lectura, las huellas y el historial se conservan. Puedes deshacerlo.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>Mover a la papelera</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0}: %n libro</numerusform>
                <numerusform>{0}: %n libros</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) rated</source>
            <translation>
                <numerusform>%n libro valorado</numerusform>
                <numerusform>%n libros valorados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) set by KOReader</source>
            <translation>
                <numerusform>KOReader pone el estado de %n libro</numerusform>
                <numerusform>KOReader pone el estado de %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” is now a separate book.</source>
            <translation>«{0}» es ahora un libro aparte.</translation>
        </message>
        <message numerus="yes">
            <source>Rating cleared for %n book(s)</source>
            <translation>
                <numerusform>Valoración borrada en %n libro</numerusform>
                <numerusform>Valoración borrada en %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Quitando libros</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) moved to Trash</source>
            <translation>
                <numerusform>%n libro movido a la papelera</numerusform>
                <numerusform>%n libros movidos a la papelera</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed</source>
            <translation>
                <numerusform>%n libro quitado</numerusform>
                <numerusform>%n libros quitados</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Combinado con «{0}».</translation>
        </message>
        <message>
            <source>Merge books</source>
            <translation>Combinar libros</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Combinar</translation>
        </message>
        <message numerus="yes">
            <source>Which of these %n books do you want to keep?</source>
            <translation>
                <numerusform>¿Conservar este libro?</numerusform>
                <numerusform>¿Cuál de estos %n libros quieres conservar?</numerusform>
            </translation>
        </message>
        <message>
            <source>The others' files, identities and reading data move to it. Nothing changes on your disk or on Hardcover. You can undo this.</source>
            <translation>Los archivos, identidades y datos de lectura de los demás pasan a él. No cambia nada en tu disco ni en Hardcover. Puedes deshacerlo.</translation>
        </message>
        <message>
            <source>Device at {0}</source>
            <translation>Dispositivo en {0}</translation>
        </message>
        <message>
            <source>Genre</source>
            <translation>Género</translation>
        </message>
        <message>
            <source>Shelf</source>
            <translation>Estantería</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} estrellas</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Varias copias</translation>
        </message>
        <message>
            <source>Filter by</source>
            <translation>Filtrar por</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Valores</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Contando…</translation>
        </message>
        <message>
            <source>No values in these books.</source>
            <translation>No hay valores en estos libros.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Active filters</source>
            <translation>Filtros activos</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Quitar todos</translation>
        </message>
        <message>
            <source>Save filter…</source>
            <translation>Guardar filtro…</translation>
        </message>
        <message>
            <source>Remove the filter {0}</source>
            <translation>Quitar el filtro {0}</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Biblioteca</translation>
        </message>
        <message>
            <source>Your library is empty. Add a folder or drop books here.</source>
            <translation>Tu biblioteca está vacía. Añade una carpeta o suelta libros aquí.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Ningún libro coincide con estos filtros.</translation>
        </message>
        <message>
            <source>Search title, author, series or description</source>
            <translation>Buscar título, autor, serie o descripción</translation>
        </message>
        <message>
            <source>Show as covers</source>
            <translation>Mostrar como portadas</translation>
        </message>
        <message>
            <source>Cover size</source>
            <translation>Tamaño de las portadas</translation>
        </message>
        <message>
            <source>Cover size (Ctrl and the mouse wheel)</source>
            <translation>Tamaño de las portadas (Ctrl y la rueda del ratón)</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Última lectura</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, {1} en lectura</translation>
        </message>
        <message>
            <source>Your books and your progress in each.</source>
            <translation>Tus libros y tu progreso en cada uno.</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Búsqueda</translation>
        </message>
        <message>
            <source>Cancel the scan</source>
            <translation>Cancelar la búsqueda</translation>
        </message>
        <message>
            <source>Scanned books are kept. The next scan continues from there.</source>
            <translation>Los libros ya leídos se conservan. La próxima búsqueda sigue desde ahí.</translation>
        </message>
        <message>
            <source>Making covers: {0} of {1}</source>
            <translation>Creando portadas: {0} de {1}</translation>
        </message>
        <message>
            <source>Reading files: {0} of {1}</source>
            <translation>Leyendo archivos: {0} de {1}</translation>
        </message>
        <message>
            <source>Selected books</source>
            <translation>Libros seleccionados</translation>
        </message>
        <message>
            <source>Clear selection (Esc)</source>
            <translation>Quitar selección (Esc)</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Excluir de Hardcover</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Combinar…</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Más</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) selected</source>
            <translation>
                <numerusform>%n libro seleccionado</numerusform>
                <numerusform>%n libros seleccionados</numerusform>
            </translation>
        </message>
        <message>
            <source>Select 2 to 20 copies of the same book.</source>
            <translation>Selecciona de 2 a 20 copias del mismo libro.</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Sugerencias</translation>
        </message>
        <message>
            <source>cancelled; the others weren't changed</source>
            <translation>cancelado; los demás no se cambiaron</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Demostración: nada sale de este ordenador.</translation>
        </message>
        <message>
            <source>“{0}” saved</source>
            <translation>«{0}» guardado</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) changed</source>
            <translation>
                <numerusform>%n libro cambiado</numerusform>
                <numerusform>%n libros cambiados</numerusform>
            </translation>
        </message>
        <message>
            <source>No changes needed.</source>
            <translation>No hace falta ningún cambio.</translation>
        </message>
        <message>
            <source>These books have no details from Hardcover to refresh. Compare them online first.</source>
            <translation>Estos libros no tienen datos de Hardcover que actualizar. Compáralos primero en línea.</translation>
        </message>
        <message>
            <source>Already up to date with Hardcover</source>
            <translation>Ya está al día con Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) no longer matched</source>
            <translation>
                <numerusform>%n libro ya no está vinculado</numerusform>
                <numerusform>%n libros ya no están vinculados</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a cover for “{0}”</source>
            <translation>Elige una portada para «{0}»</translation>
        </message>
        <message>
            <source>Compare “{0}” with Hardcover</source>
            <translation>Comparar «{0}» con Hardcover</translation>
        </message>
        <message>
            <source>Also use this match for syncing</source>
            <translation>Usar también esta coincidencia para sincronizar</translation>
        </message>
        <message>
            <source>Search again…</source>
            <translation>Buscar de nuevo…</translation>
        </message>
        <message>
            <source>Compare without an edition</source>
            <translation>Comparar sin edición</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparar</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Aplicar</translation>
        </message>
        <message>
            <source>Hardcover has no cover for this edition. Choose another edition.</source>
            <translation>Hardcover no tiene portada para esta edición. Elige otra edición.</translation>
        </message>
        <message>
            <source>Choose at least one field from Hardcover first.</source>
            <translation>Elige primero al menos un campo de Hardcover.</translation>
        </message>
        <message>
            <source>No details available.</source>
            <translation>No hay datos disponibles.</translation>
        </message>
        <message>
            <source>Use all from Hardcover</source>
            <translation>Usar todo de Hardcover</translation>
        </message>
        <message>
            <source>Keep all mine</source>
            <translation>Conservar todo lo mío</translation>
        </message>
        <message>
            <source>You locked this field. Edit the book to unlock it.</source>
            <translation>Bloqueaste este campo. Edita el libro para desbloquearlo.</translation>
        </message>
        <message>
            <source>Hardcover has no cover for it.</source>
            <translation>Hardcover no tiene ninguna portada.</translation>
        </message>
        <message>
            <source>Choose image…</source>
            <translation>Elegir imagen…</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>De Hardcover…</translation>
        </message>
        <message>
            <source>Use file's cover</source>
            <translation>Usar la portada del archivo</translation>
        </message>
        <message>
            <source>Use Calibre's cover</source>
            <translation>Usar la portada de Calibre</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Elegida por ti</translation>
        </message>
        <message>
            <source>Already Calibre's cover.</source>
            <translation>Ya es la portada de Calibre.</translation>
        </message>
        <message>
            <source>Already the file's cover.</source>
            <translation>Ya es la portada del archivo.</translation>
        </message>
        <message>
            <source>Images ({0})</source>
            <translation>Imágenes ({0})</translation>
        </message>
        <message>
            <source>Choose image</source>
            <translation>Elegir imagen</translation>
        </message>
        <message>
            <source>You can also drop an image here.</source>
            <translation>También puedes soltar aquí una imagen.</translation>
        </message>
        <message>
            <source>From Calibre</source>
            <translation>De Calibre</translation>
        </message>
        <message>
            <source>From the file</source>
            <translation>Del archivo</translation>
        </message>
        <message>
            <source>The file has no cover, so BookOrbit made one from the title.</source>
            <translation>El archivo no tiene portada, así que BookOrbit hizo una con el título.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>Editar «{0}»</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept.</source>
            <translation>Esta coincidencia la elegiste tú, así que se conserva.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book on Hardcover.</source>
            <translation>La próxima sincronización usará esto para encontrar el libro en Hardcover.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from Calibre.</source>
            <translation>Déjalo vacío para usar {0} de Calibre.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from the file.</source>
            <translation>Déjalo vacío para usar {0} del archivo.</translation>
        </message>
        <message>
            <source>The file isn't changed.</source>
            <translation>El archivo no se cambia.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>Bloquear {0}</translation>
        </message>
        <message>
            <source>Locked. Only you can change it. Click to unlock.</source>
            <translation>Bloqueado. Solo tú puedes cambiarlo. Haz clic para desbloquear.</translation>
        </message>
        <message>
            <source>Lock so that the file and Hardcover can't change it.</source>
            <translation>Bloquéalo para que ni el archivo ni Hardcover puedan cambiarlo.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>Desbloquear {0}</translation>
        </message>
        <message>
            <source>Use Calibre's value for {0}</source>
            <translation>Usar el valor de Calibre para {0}</translation>
        </message>
        <message>
            <source>Use the file's value for {0}</source>
            <translation>Usar el valor del archivo para {0}</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Series de tu biblioteca</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) done</source>
            <translation>
                <numerusform>%n archivo listo</numerusform>
                <numerusform>%n archivos listos</numerusform>
            </translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Deshecho.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) unchanged</source>
            <translation>
                <numerusform>%n archivo sin cambios</numerusform>
                <numerusform>%n archivos sin cambios</numerusform>
            </translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Organizar archivos</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit keeps your progress, and you can undo the change.</source>
            <translation>Al cambiar los archivos cambia el modo en que KOReader los reconoce. BookOrbit conserva tu progreso, y puedes deshacer el cambio.</translation>
        </message>
        <message>
            <source>Fields: {0}. Text in [brackets] is dropped if a field in it is empty.</source>
            <translation>Campos: {0}. El texto entre [corchetes] se omite si un campo que contiene está vacío.</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Acción</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Mover</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <source>In its current folder</source>
            <translation>En su carpeta actual</translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s)</source>
            <translation>
                <numerusform>Mover %n archivo</numerusform>
                <numerusform>Mover %n archivos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n file(s)</source>
            <translation>
                <numerusform>Copiar %n archivo</numerusform>
                <numerusform>Copiar %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Write metadata into files</source>
            <translation>Escribir metadatos en los archivos</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit recognises the old and the new file, so your progress is kept. A backup of each file is kept until you delete it in Settings, Library.</source>
            <translation>Al cambiar los archivos cambia el modo en que KOReader los reconoce. BookOrbit reconoce el archivo antiguo y el nuevo, así que tu progreso se conserva. De cada archivo se guarda una copia hasta que la elimines en Ajustes, Biblioteca.</translation>
        </message>
        <message>
            <source>Writes the cover you chose. The file's own cover is already in it.</source>
            <translation>Escribe la portada que elegiste. La del propio archivo ya está en él.</translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Escribir también:</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>Escribir en %n archivo</numerusform>
                <numerusform>Escribir en %n archivos</numerusform>
            </translation>
        </message>
        <message>
            <source>including its KOReader data</source>
            <translation>incluidos sus datos de KOReader</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0}: {1} → {2}</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} píxeles</translation>
        </message>
        <message>
            <source>Checking your files…</source>
            <translation>Comprobando tus archivos…</translation>
        </message>
        <message>
            <source>Undo last change</source>
            <translation>Deshacer el último cambio</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) to change</source>
            <translation>
                <numerusform>%n archivo por cambiar</numerusform>
                <numerusform>%n archivos por cambiar</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to change</source>
            <translation>Nada que cambiar</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) skipped (see reasons)</source>
            <translation>
                <numerusform>%n archivo omitido (consulta los motivos)</numerusform>
                <numerusform>%n archivos omitidos (consulta los motivos)</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>Nada que hacer.</translation>
        </message>
        <message numerus="yes">
            <source>Restores %n file(s).</source>
            <translation>
                <numerusform>Restaura %n archivo.</numerusform>
                <numerusform>Restaura %n archivos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelado</translation>
        </message>
        <message>
            <source>{0} of {1} files</source>
            <translation>{0} de {1} archivos</translation>
        </message>
        <message numerus="yes">
            <source>Edit %n book(s)</source>
            <translation>
                <numerusform>Editar %n libro</numerusform>
                <numerusform>Editar %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave empty to clear it</source>
            <translation>Déjalo vacío para borrarlo</translation>
        </message>
        <message>
            <source>Start numbering at</source>
            <translation>Empezar a numerar en</translation>
        </message>
        <message>
            <source>Add genres</source>
            <translation>Añadir géneros</translation>
        </message>
        <message>
            <source>Remove genres</source>
            <translation>Quitar géneros</translation>
        </message>
        <message>
            <source>Lock changed fields</source>
            <translation>Bloquear los campos cambiados</translation>
        </message>
        <message>
            <source>Prevents files and Hardcover from changing them.</source>
            <translation>Impide que los archivos y Hardcover los cambien.</translation>
        </message>
        <message>
            <source>Select at least one field to change.</source>
            <translation>Selecciona al menos un campo para cambiar.</translation>
        </message>
        <message>
            <source>Correct the marked fields first.</source>
            <translation>Corrige primero los campos marcados.</translation>
        </message>
        <message>
            <source>Numbered in list order.</source>
            <translation>Se numeran en el orden de la lista.</translation>
        </message>
        <message>
            <source>Changes the selected fields in all of these books. The files aren't changed.</source>
            <translation>Cambia los campos seleccionados en todos estos libros. Los archivos no se cambian.</translation>
        </message>
        <message>
            <source>Number in series</source>
            <translation>Número en la serie</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Descripción</translation>
        </message>
        <message>
            <source>{0} is missing.</source>
            <translation>Falta {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n más</numerusform>
                <numerusform>%n más</numerusform>
            </translation>
        </message>
        <message>
            <source>From Hardcover</source>
            <translation>De Hardcover</translation>
        </message>
        <message>
            <source>Set by you</source>
            <translation>Puesto por ti</translation>
        </message>
        <message>
            <source>Not in Calibre</source>
            <translation>No está en Calibre</translation>
        </message>
        <message>
            <source>Not in the file</source>
            <translation>No está en el archivo</translation>
        </message>
        <message>
            <source>In Calibre: {0}</source>
            <translation>En Calibre: {0}</translation>
        </message>
        <message>
            <source>in the file: {0}</source>
            <translation>en el archivo: {0}</translation>
        </message>
        <message>
            <source>not in the file</source>
            <translation>no está en el archivo</translation>
        </message>
        <message>
            <source>Year, or date as YYYY-MM-DD</source>
            <translation>Año, o fecha como AAAA-MM-DD</translation>
        </message>
        <message>
            <source>Such as en or pt-BR</source>
            <translation>Por ejemplo, en o pt-BR</translation>
        </message>
        <message>
            <source>Finished “{0}”</source>
            <translation>Has terminado «{0}»</translation>
        </message>
        <message>
            <source>Rate it?</source>
            <translation>¿Quieres valorarlo?</translation>
        </message>
        <message>
            <source>Rate…</source>
            <translation>Valorar…</translation>
        </message>
        <message>
            <source>{0} connected for the first time.</source>
            <translation>{0} se ha conectado por primera vez.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Dispositivo nuevo</translation>
        </message>
        <message>
            <source>Two devices have the same ID</source>
            <translation>Dos dispositivos tienen el mismo ID</translation>
        </message>
        <message>
            <source>See how to give one of them its own ID.</source>
            <translation>Mira cómo dar a uno de ellos su propio ID.</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover está en pausa</translation>
        </message>
        <message>
            <source>Your device sent progress for “{0}”, which isn't in your library. Link it to a book.</source>
            <translation>Tu dispositivo ha enviado progreso de «{0}», que no está en tu biblioteca. Vincúlalo con un libro.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add their files.</source>
            <translation>
                <numerusform>Vincula %n documento con un libro o añade su archivo.</numerusform>
                <numerusform>Vincula %n documentos con libros o añade sus archivos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown book on a device</source>
            <translation>Libro desconocido en un dispositivo</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Vincular…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover. BookOrbit will try again.</source>
            <translation>
                <numerusform>No se ha podido enviar %n libro a Hardcover. BookOrbit volverá a intentarlo.</numerusform>
                <numerusform>No se han podido enviar %n libros a Hardcover. BookOrbit volverá a intentarlo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync finished with problems</source>
            <translation>La sincronización terminó con problemas</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>El archivo de «{0}» se ha movido o eliminado. El progreso se conserva.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Their progress is kept.</source>
            <translation>
                <numerusform>Se ha movido o eliminado %n archivo. Su progreso se conserva.</numerusform>
                <numerusform>Se han movido o eliminado %n archivos. Su progreso se conserva.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” keeps its position until you choose which one to use.</source>
            <translation>«{0}» conserva su posición hasta que elijas cuál usar.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Un dispositivo volvió atrás</translation>
        </message>
        <message>
            <source>BookOrbit can save changes again.</source>
            <translation>BookOrbit puede volver a guardar cambios.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Tu biblioteca</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Copias de seguridad</translation>
        </message>
        <message>
            <source>Backups work again.</source>
            <translation>Las copias de seguridad vuelven a funcionar.</translation>
        </message>
        <message>
            <source>Open web page</source>
            <translation>Abrir la página web</translation>
        </message>
        <message>
            <source>BookOrbit {0} is available.</source>
            <translation>BookOrbit {0} está disponible.</translation>
        </message>
        <message>
            <source>Should BookOrbit ask {0} once a week whether there is a new version?</source>
            <translation>¿Debe BookOrbit preguntar una vez por semana a {0} si hay una versión nueva?</translation>
        </message>
        <message>
            <source>Yes, once a week</source>
            <translation>Sí, una vez por semana</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>Find pages, actions and books</source>
            <translation>Encontrar páginas, acciones y libros</translation>
        </message>
        <message>
            <source>Search for a page, action or book</source>
            <translation>Busca una página, una acción o un libro</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Resultados</translation>
        </message>
        <message>
            <source>No results. Try the first letters of a title or author.</source>
            <translation>Sin resultados. Prueba con las primeras letras de un título o autor.</translation>
        </message>
        <message>
            <source>Preview sync</source>
            <translation>Vista previa de la sincronización</translation>
        </message>
        <message>
            <source>Import from a KOReader device…</source>
            <translation>Importar de un dispositivo KOReader…</translation>
        </message>
        <message>
            <source>Add books…</source>
            <translation>Añadir libros…</translation>
        </message>
        <message>
            <source>Rescan folders</source>
            <translation>Volver a revisar las carpetas</translation>
        </message>
        <message>
            <source>Open reading journal…</source>
            <translation>Abrir el diario de lectura…</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Mostrar actividad</translation>
        </message>
        <message>
            <source>Help: open guide</source>
            <translation>Ayuda: abrir la guía</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atajos de teclado</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Versión {0}</translation>
        </message>
        <message>
            <source>Open setup guide</source>
            <translation>Abrir la guía de configuración</translation>
        </message>
        <message>
            <source>Your reading position, on every KOReader device and on Hardcover.</source>
            <translation>Tu posición de lectura, en cada dispositivo KOReader y en Hardcover.</translation>
        </message>
        <message>
            <source>Read licence</source>
            <translation>Leer la licencia</translation>
        </message>
        <message>
            <source>Open guide</source>
            <translation>Abrir la guía</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Licencia y ayuda</translation>
        </message>
        <message>
            <source>Help by task and by problem. Works offline.</source>
            <translation>Ayuda por tareas y por problemas. Funciona sin conexión.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Software libre</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. No warranty.</source>
            <translation>Licencia Pública General Affero de GNU, versión 3 o posterior. Sin garantía.</translation>
        </message>
        <message>
            <source>Run the setup guide again.</source>
            <translation>Vuelve a recorrer la guía de configuración.</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>Versiones nuevas</translation>
        </message>
        <message>
            <source>Once a week BookOrbit then asks {0} for the number of the newest version. It tells nothing about you, your books or this computer.</source>
            <translation>Así BookOrbit pregunta una vez por semana a {0} el número de la versión más reciente. No dice nada de ti, de tus libros ni de este ordenador.</translation>
        </message>
        <message>
            <source>Tell me about new versions</source>
            <translation>Avisarme de las versiones nuevas</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Comprobar ahora</translation>
        </message>
        <message>
            <source>Newest version</source>
            <translation>Versión más reciente</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>Aún no se ha preguntado.</translation>
        </message>
        <message>
            <source>This is the newest version. Asked {0}.</source>
            <translation>Esta es la versión más reciente. Comprobado: {0}.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Restaurar una copia de seguridad</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Copia de seguridad</translation>
        </message>
        <message>
            <source>Restore and restart</source>
            <translation>Restaurar y reiniciar</translation>
        </message>
        <message>
            <source>Your library as it is now is kept as another backup, so you can undo this. BookOrbit restarts with the restored library.</source>
            <translation>Tu biblioteca tal como está ahora se guarda como otra copia de seguridad, así que puedes deshacerlo. BookOrbit se reinicia con la biblioteca restaurada.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Comprobando…</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Hacer copia ahora</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Elegir…</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Restaurar…</translation>
        </message>
        <message>
            <source>Backup folder</source>
            <translation>Carpeta de copias de seguridad</translation>
        </message>
        <message>
            <source>Replaces your library. You see what would change first.</source>
            <translation>Sustituye tu biblioteca. Antes ves qué cambiaría.</translation>
        </message>
        <message>
            <source>Backups go to {0} from now on.</source>
            <translation>Las copias de seguridad van desde ahora a {0}.</translation>
        </message>
        <message>
            <source>“backups” in the data folder</source>
            <translation>«backups» en la carpeta de datos</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Aún no hay ninguna copia de seguridad.</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>Haciendo la copia…</translation>
        </message>
        <message>
            <source>Backup made.</source>
            <translation>Copia de seguridad hecha.</translation>
        </message>
        <message>
            <source>Choose a folder for backups</source>
            <translation>Elige una carpeta para las copias de seguridad</translation>
        </message>
        <message>
            <source>Books: {0} now, {1} in the backup</source>
            <translation>Libros: {0} ahora, {1} en la copia</translation>
        </message>
        <message>
            <source>Positions: {0} now, {1} in the backup</source>
            <translation>Posiciones: {0} ahora, {1} en la copia</translation>
        </message>
        <message>
            <source>Reads: {0} now, {1} in the backup</source>
            <translation>Lecturas: {0} ahora, {1} en la copia</translation>
        </message>
        <message>
            <source>Highlights: {0} now, {1} in the backup</source>
            <translation>Subrayados: {0} ahora, {1} en la copia</translation>
        </message>
        <message>
            <source>Newest push: {0} now, {1} in the backup</source>
            <translation>Envío más reciente: {0} ahora, {1} en la copia</translation>
        </message>
        <message>
            <source>No backup yet. BookOrbit makes one every day while it runs.</source>
            <translation>Aún no hay copia de seguridad. BookOrbit hace una cada día mientras está en marcha.</translation>
        </message>
        <message>
            <source>Last backup: {0}. BookOrbit makes one every day while it runs.</source>
            <translation>Última copia de seguridad: {0}. BookOrbit hace una cada día mientras está en marcha.</translation>
        </message>
        <message>
            <source>Log level</source>
            <translation>Nivel de registro</translation>
        </message>
        <message>
            <source>Open data folder</source>
            <translation>Abrir la carpeta de datos</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Abrir la carpeta del registro</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>Guardar diagnóstico…</translation>
        </message>
        <message>
            <source>Problems only</source>
            <translation>Solo problemas</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Guardando…</translation>
        </message>
        <message>
            <source>Saved {0}. It contains no token or passphrase, but the log lists your books.</source>
            <translation>Guardado {0}. No contiene ningún token ni frase de contraseña, pero el registro nombra tus libros.</translation>
        </message>
        <message>
            <source>Save diagnostics</source>
            <translation>Guardar diagnóstico</translation>
        </message>
        <message>
            <source>Zip archive (*.zip)</source>
            <translation>Archivo zip (*.zip)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>“Everything” helps to find problems but makes the log grow faster.</source>
            <translation>«Todo» ayuda a encontrar problemas, pero hace crecer más rápido el registro.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Carpeta del registro</translation>
        </message>
        <message>
            <source>A record of events, without your token or passphrase.</source>
            <translation>Un registro de lo ocurrido, sin tu token ni tu frase de contraseña.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnóstico</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, without secrets. Nothing is sent.</source>
            <translation>Registro, ajustes y versiones en un archivo zip, sin secretos. No se envía nada.</translation>
        </message>
        <message>
            <source>Something doesn't work?</source>
            <translation>¿Algo no funciona?</translation>
        </message>
        <message>
            <source>Looks at the port, the firewall, the password store, the database, folders and backups.</source>
            <translation>Revisa el puerto, el cortafuegos, el almacén de contraseñas, la base de datos, las carpetas y las copias de seguridad.</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Datos</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Carpeta de datos</translation>
        </message>
        <message>
            <source>Library, progress and covers.</source>
            <translation>Biblioteca, progreso y portadas.</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importar…</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Exportar todo</translation>
        </message>
        <message>
            <source>Everything BookOrbit knows in one JSON file, or a list for Goodreads and others. No secrets.</source>
            <translation>Todo lo que BookOrbit sabe en un archivo JSON, o una lista para Goodreads y otros. Sin secretos.</translation>
        </message>
        <message>
            <source>Import everything</source>
            <translation>Importar todo</translation>
        </message>
        <message>
            <source>Load a complete export into an empty library. BookOrbit restarts afterwards.</source>
            <translation>Carga una exportación completa en una biblioteca vacía. Después BookOrbit se reinicia.</translation>
        </message>
        <message>
            <source>Exported to {0}.</source>
            <translation>Exportado a {0}.</translation>
        </message>
        <message>
            <source>Everything (*.json)</source>
            <translation>Todo (*.json)</translation>
        </message>
        <message>
            <source>List for Goodreads (*.csv)</source>
            <translation>Lista para Goodreads (*.csv)</translation>
        </message>
        <message>
            <source>Check this computer</source>
            <translation>Comprobar este ordenador</translation>
        </message>
        <message>
            <source>result</source>
            <translation>resultado</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Comprobar de nuevo</translation>
        </message>
        <message>
            <source>{0} – {1}: {2}</source>
            <translation>{0} – {1}: {2}</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Mal</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) need[s] attention.</source>
            <translation>
                <numerusform>%n cosa requiere atención.</numerusform>
                <numerusform>%n cosas requieren atención.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything works. %n note(s) for you.</source>
            <translation>
                <numerusform>Todo funciona. %n nota para ti.</numerusform>
                <numerusform>Todo funciona. %n notas para ti.</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Todo está en orden.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>Iniciar BookOrbit al iniciar sesión</translation>
        </message>
        <message>
            <source>Starts in the tray so your devices can always sync.</source>
            <translation>Se inicia en la bandeja del sistema para que tus dispositivos siempre puedan sincronizar.</translation>
        </message>
        <message>
            <source>Not available in the demo, which is deleted when you quit.</source>
            <translation>No disponible en la demostración, que se borra al salir.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Seguir en la bandeja del sistema al cerrar la ventana</translation>
        </message>
        <message>
            <source>When off, closing the window quits BookOrbit and devices can't sync until you start it again.</source>
            <translation>Si está desactivado, al cerrar la ventana se sale de BookOrbit y los dispositivos no pueden sincronizar hasta que lo inicies de nuevo.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window quits BookOrbit.</source>
            <translation>Este escritorio no tiene bandeja del sistema, así que al cerrar la ventana se sale de BookOrbit.</translation>
        </message>
        <message>
            <source>Books, pages or hours in a year or month. The dashboard shows how you're doing.</source>
            <translation>Libros, páginas u horas en un año o mes. El resumen muestra cómo vas.</translation>
        </message>
        <message>
            <source>Reading goal</source>
            <translation>Objetivo de lectura</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a year…</source>
            <translation>
                <numerusform>%n página al año…</numerusform>
                <numerusform>%n páginas al año…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a month…</source>
            <translation>
                <numerusform>%n página al mes…</numerusform>
                <numerusform>%n páginas al mes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a year…</source>
            <translation>
                <numerusform>%n hora al año…</numerusform>
                <numerusform>%n horas al año…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a month…</source>
            <translation>
                <numerusform>%n hora al mes…</numerusform>
                <numerusform>%n horas al mes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a year…</source>
            <translation>
                <numerusform>%n libro al año…</numerusform>
                <numerusform>%n libros al año…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a month…</source>
            <translation>
                <numerusform>%n libro al mes…</numerusform>
                <numerusform>%n libros al mes…</numerusform>
            </translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>System follows your desktop.</source>
            <translation>«Sistema» sigue a tu escritorio.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Tray icon</source>
            <translation>Icono de la bandeja</translation>
        </message>
        <message>
            <source>Choose the one that your panel shows best.</source>
            <translation>Elige el que mejor se vea en tu panel.</translation>
        </message>
        <message>
            <source>In colour</source>
            <translation>En color</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Oscuro, para paneles claros</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Claro, para paneles oscuros</translation>
        </message>
        <message>
            <source>A day of reading begins at</source>
            <translation>Un día de lectura empieza a las</translation>
        </message>
        <message>
            <source>What you read before that hour counts for the day before. Dates sent to Hardcover stay as they are.</source>
            <translation>Lo que leas antes de esa hora cuenta para el día anterior. Las fechas enviadas a Hardcover se quedan como están.</translation>
        </message>
        <message>
            <source>Startup and closing</source>
            <translation>Inicio y cierre</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apariencia</translation>
        </message>
        <message>
            <source>Goals</source>
            <translation>Objetivos</translation>
        </message>
        <message>
            <source>No goal</source>
            <translation>Sin objetivo</translation>
        </message>
        <message>
            <source>What to count</source>
            <translation>Qué contar</translation>
        </message>
        <message>
            <source>books</source>
            <translation>libros</translation>
        </message>
        <message>
            <source>pages</source>
            <translation>páginas</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>horas</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Periodo</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>al año</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>al mes</translation>
        </message>
        <message>
            <source>Minutes for a day to count</source>
            <translation>Minutos para que un día cuente</translation>
        </message>
        <message>
            <source>Create a token that can read them…</source>
            <translation>Crear un token que pueda leerlos…</translation>
        </message>
        <message>
            <source>Signing in doesn't let BookOrbit read your goals on Hardcover.</source>
            <translation>El inicio de sesión no permite a BookOrbit leer tus metas en Hardcover.</translation>
        </message>
        <message>
            <source>Your token can't read your goals on Hardcover.</source>
            <translation>Tu token no puede leer tus objetivos en Hardcover.</translation>
        </message>
        <message>
            <source>On Hardcover:</source>
            <translation>En Hardcover:</translation>
        </message>
        <message>
            <source>You have no reading goal on Hardcover just now.</source>
            <translation>Ahora mismo no tienes ningún objetivo de lectura en Hardcover.</translation>
        </message>
        <message>
            <source>Couldn't read your goals on Hardcover.</source>
            <translation>No se han podido leer tus objetivos en Hardcover.</translation>
        </message>
        <message>
            <source>How much do you want to read?</source>
            <translation>¿Cuánto quieres leer?</translation>
        </message>
        <message>
            <source>From how many minutes on does a day count for your streak?</source>
            <translation>¿A partir de cuántos minutos cuenta un día para tu racha?</translation>
        </message>
        <message>
            <source>until {0}</source>
            <translation>hasta {0}</translation>
        </message>
        <message>
            <source>Allow Readest in a browser</source>
            <translation>Permitir Readest en un navegador</translation>
        </message>
        <message>
            <source>Its page at {0} may then sync with this computer, with your login. It needs the encrypted address. Readest's apps need neither.</source>
            <translation>Su página en {0} puede entonces sincronizarse con este ordenador, con tus datos de acceso. Necesita la dirección cifrada. Las aplicaciones de Readest no necesitan ni lo uno ni lo otro.</translation>
        </message>
        <message>
            <source>Devices with your user name and passphrase can browse your library and download books.</source>
            <translation>Los dispositivos con tu nombre de usuario y frase de contraseña pueden explorar tu biblioteca y descargar libros.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Un libro está terminado al</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100%.</source>
            <translation>A partir de ahí cuenta como Leído. En modo de desplazamiento KOReader nunca llega al 100 %.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Cuando un dispositivo vuelve atrás en un libro</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices always get the last position sent, and progress on Hardcover is never lowered.</source>
            <translation>Más de una página o dos. Los dispositivos siempre reciben la última posición enviada, y el progreso en Hardcover nunca baja.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Preguntarme</translation>
        </message>
        <message>
            <source>Keep the furthest position</source>
            <translation>Conservar la posición más avanzada</translation>
        </message>
        <message>
            <source>Allow devices with public addresses</source>
            <translation>Permitir dispositivos con direcciones públicas</translation>
        </message>
        <message>
            <source>Anyone on the internet who reaches this computer can then try to log in. Only https is encrypted.</source>
            <translation>Cualquiera que llegue a este ordenador desde internet podrá intentar iniciar sesión. Solo https va cifrado.</translation>
        </message>
        <message>
            <source>Announce a name on the home network</source>
            <translation>Anunciar un nombre en la red doméstica</translation>
        </message>
        <message>
            <source>Phones and computers then find bookorbit.local. Most e-readers can't: they need the address.</source>
            <translation>Los teléfonos y ordenadores encuentran entonces bookorbit.local. La mayoría de los lectores no puede: necesitan la dirección.</translation>
        </message>
        <message>
            <source>Serve an encrypted address too (https)</source>
            <translation>Ofrecer también una dirección cifrada (https)</translation>
        </message>
        <message>
            <source>Nobody on the Wi-Fi can read along then. KOReader doesn't check certificates, so it doesn't notice a server that pretends to be this one. Browsers warn.</source>
            <translation>Así nadie puede leer lo que pasa por la wifi. KOReader no comprueba los certificados, por lo que no nota un servidor que se haga pasar por este. Los navegadores avisan.</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Usar</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Escuchar en</translation>
        </message>
        <message>
            <source>Show address, name and passphrase</source>
            <translation>Mostrar dirección, nombre y frase de contraseña</translation>
        </message>
        <message>
            <source>All networks</source>
            <translation>Todas las redes</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Solo este ordenador</translation>
        </message>
        <message>
            <source>The server is stopped. The new port is used when it starts.</source>
            <translation>El servidor está detenido. El nuevo puerto se usará cuando se inicie.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Puerto</translation>
        </message>
        <message>
            <source>Use this port</source>
            <translation>Usar este puerto</translation>
        </message>
        <message>
            <source>Reading progress</source>
            <translation>Progreso de lectura</translation>
        </message>
        <message>
            <source>Change the address on your devices, too.</source>
            <translation>Cambia también la dirección en tus dispositivos.</translation>
        </message>
        <message>
            <source>Networks that devices can connect from.</source>
            <translation>Redes desde las que pueden conectarse los dispositivos.</translation>
        </message>
        <message>
            <source>Use your own certificate…</source>
            <translation>Usar tu propio certificado…</translation>
        </message>
        <message>
            <source>Make a new certificate</source>
            <translation>Crear un certificado nuevo</translation>
        </message>
        <message>
            <source>Choose the certificate (PEM)</source>
            <translation>Elige el certificado (PEM)</translation>
        </message>
        <message>
            <source>Choose its private key (PEM)</source>
            <translation>Elige su clave privada (PEM)</translation>
        </message>
        <message>
            <source>This certificate works until BookOrbit quits. {0}</source>
            <translation>Este certificado sirve hasta que BookOrbit se cierre. {0}</translation>
        </message>
        <message>
            <source>Certificate, valid until {0}. SHA-256: {1}</source>
            <translation>Certificado válido hasta el {0}. SHA-256: {1}</translation>
        </message>
        <message>
            <source>It ends soon. Choose a renewed one, or make a new certificate.</source>
            <translation>Caduca pronto. Elige uno renovado o crea un certificado nuevo.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Eliminar copias de seguridad…</translation>
        </message>
        <message>
            <source>Backups of changed files</source>
            <translation>Copias de seguridad de archivos cambiados</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Needed to undo changes.</source>
            <translation>
                <numerusform>%n archivo, {0}. Hace falta para deshacer cambios.</numerusform>
                <numerusform>%n archivos, {0}. Hacen falta para deshacer cambios.</numerusform>
            </translation>
        </message>
        <message>
            <source>No backups.</source>
            <translation>No hay copias de seguridad.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>¿Eliminar las copias de seguridad?</translation>
        </message>
        <message>
            <source>You won't be able to undo changes to your files. The files and your reading progress aren't affected.</source>
            <translation>No podrás deshacer los cambios en tus archivos. Los archivos y tu progreso de lectura no se ven afectados.</translation>
        </message>
        <message>
            <source>Delete backups</source>
            <translation>Eliminar copias de seguridad</translation>
        </message>
        <message>
            <source>Keep backups</source>
            <translation>Conservar copias de seguridad</translation>
        </message>
        <message>
            <source>Backups deleted.</source>
            <translation>Copias de seguridad eliminadas.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>Quitar {0}</translation>
        </message>
        <message>
            <source>Watched for changes.</source>
            <translation>Se vigilan los cambios.</translation>
        </message>
        <message>
            <source>Scanned every 15 minutes because your system doesn't report all changes here.</source>
            <translation>Se revisa cada 15 minutos porque tu sistema no avisa aquí de todos los cambios.</translation>
        </message>
        <message>
            <source>Not available. Its books are kept. Connect the drive to continue.</source>
            <translation>No disponible. Sus libros se conservan. Conecta la unidad para continuar.</translation>
        </message>
        <message>
            <source>Scanned when BookOrbit starts or when you press Scan now.</source>
            <translation>Se revisa cuando BookOrbit se inicia o cuando pulsas Revisar ahora.</translation>
        </message>
        <message>
            <source>Watch folders for changes</source>
            <translation>Vigilar los cambios en las carpetas</translation>
        </message>
        <message>
            <source>New, changed and renamed books appear in your library within seconds.</source>
            <translation>Los libros nuevos, cambiados y renombrados aparecen en tu biblioteca en segundos.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Revisar antes los libros nuevos</translation>
        </message>
        <message>
            <source>New books stay in the Inbox until you approve them. Devices can already download and sync them. When off, only books without a title or author need review.</source>
            <translation>Los libros nuevos esperan en la Entrada hasta que los apruebes. Los dispositivos ya pueden descargarlos y sincronizarlos. Si está desactivado, solo hay que revisar los libros sin título o autor.</translation>
        </message>
        <message>
            <source>Allow organising files</source>
            <translation>Permitir organizar archivos</translation>
        </message>
        <message>
            <source>Copy or move files into folders using a template. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Copia o mueve archivos a carpetas según una plantilla. Antes ves una vista previa y puedes deshacerlo. Al cambiar los archivos cambia el modo en que KOReader los reconoce.</translation>
        </message>
        <message>
            <source>Allow writing metadata into files</source>
            <translation>Permitir escribir metadatos en los archivos</translation>
        </message>
        <message>
            <source>Write title, authors, series and other fields you select into EPUBs. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Escribe en los EPUB el título, los autores, la serie y otros campos que elijas. Antes ves una vista previa y puedes deshacerlo. Al cambiar los archivos cambia el modo en que KOReader los reconoce.</translation>
        </message>
        <message>
            <source>Organise all files…</source>
            <translation>Organizar todos los archivos…</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Añadir una carpeta…</translation>
        </message>
        <message>
            <source>Scan now</source>
            <translation>Revisar ahora</translation>
        </message>
        <message>
            <source>No folders yet. Add one to see its books. Your files stay where they are.</source>
            <translation>Aún no hay carpetas. Añade una para ver sus libros. Tus archivos se quedan donde están.</translation>
        </message>
        <message>
            <source>Turn this on above first.</source>
            <translation>Actívalo primero arriba.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Añade primero una carpeta.</translation>
        </message>
        <message>
            <source>Remove this folder?</source>
            <translation>¿Quitar esta carpeta?</translation>
        </message>
        <message>
            <source>{0}

Its files stay where they are, and its books stay in your library with their progress. BookOrbit just stops watching the folder.</source>
            <translation>{0}

Sus archivos se quedan donde están, y sus libros siguen en tu biblioteca con su progreso. BookOrbit solo deja de vigilar la carpeta.</translation>
        </message>
        <message>
            <source>Remove folder</source>
            <translation>Quitar carpeta</translation>
        </message>
        <message>
            <source>Keep folder</source>
            <translation>Conservar carpeta</translation>
        </message>
        <message>
            <source>Folder removed: {0}</source>
            <translation>Carpeta quitada: {0}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Carpetas</translation>
        </message>
        <message>
            <source>Books in these folders and their subfolders appear in your library. Their files aren't changed.</source>
            <translation>Los libros de estas carpetas y sus subcarpetas aparecen en tu biblioteca. Sus archivos no se cambian.</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Cambios</translation>
        </message>
        <message>
            <source>New books</source>
            <translation>Libros nuevos</translation>
        </message>
        <message>
            <source>Your files</source>
            <translation>Tus archivos</translation>
        </message>
        <message>
            <source>Goodreads and StoryGraph</source>
            <translation>Goodreads y StoryGraph</translation>
        </message>
        <message>
            <source>Fill in missing statuses, ratings and dates from a CSV export. You can review every line first.</source>
            <translation>Completa estados, valoraciones y fechas que faltan con una exportación CSV. Puedes revisar antes cada línea.</translation>
        </message>
        <message>
            <source>Calibre's rating</source>
            <translation>La valoración de Calibre</translation>
        </message>
        <message>
            <source>{0} (#{1})</source>
            <translation>{0} (#{1})</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>This library has no matching column.</source>
            <translation>Esta biblioteca no tiene ninguna columna adecuada.</translation>
        </message>
        <message>
            <source>Several columns match. Choose one.</source>
            <translation>Varias columnas sirven. Elige una.</translation>
        </message>
        <message>
            <source>Values not recognised and skipped: {0}.</source>
            <translation>Valores no reconocidos y omitidos: {0}.</translation>
        </message>
        <message>
            <source>Read status</source>
            <translation>Estado de lectura</translation>
        </message>
        <message>
            <source>Date read</source>
            <translation>Fecha de lectura</translation>
        </message>
        <message>
            <source>For books without a status. Your own changes are kept.</source>
            <translation>Para libros sin estado. Tus propios cambios se conservan.</translation>
        </message>
        <message>
            <source>For books without a finish date.</source>
            <translation>Para libros sin fecha de fin.</translation>
        </message>
        <message>
            <source>For books without a rating.</source>
            <translation>Para libros sin valoración.</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Enviar los cambios automáticamente</translation>
        </message>
        <message>
            <source>When off, automatic sync is paused. Sync now still works.</source>
            <translation>Si está desactivado, la sincronización automática queda en pausa. «Sincronizar ahora» sigue funcionando.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Cambios de estado</translation>
        </message>
        <message>
            <source>Send changes to a book's reading status.</source>
            <translation>Envía los cambios del estado de lectura de un libro.</translation>
        </message>
        <message>
            <source>Send progress and dates when your device reports them.</source>
            <translation>Envía el progreso y las fechas cuando tu dispositivo los comunica.</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Valoraciones</translation>
        </message>
        <message>
            <source>Send your star ratings.</source>
            <translation>Envía tus valoraciones con estrellas.</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there.</source>
            <translation>Cada sincronización añade tus libros Quiero leer de Hardcover a los libros vinculados sin datos de lectura aquí, y los quita cuando los quitas allí.</translation>
        </message>
        <message>
            <source>Nothing is sent automatically while “Send changes automatically” is off.</source>
            <translation>No se envía nada automáticamente mientras «Enviar los cambios automáticamente» está desactivado.</translation>
        </message>
        <message>
            <source>Automatic sync</source>
            <translation>Sincronización automática</translation>
        </message>
        <message>
            <source>Starts after your first sync. Unread books aren't sent.</source>
            <translation>Empieza después de tu primera sincronización. Los libros Sin leer no se envían.</translation>
        </message>
        <message>
            <source>Who can see your books</source>
            <translation>Quién puede ver tus libros</translation>
        </message>
        <message>
            <source>Applies to books sent from now on. Entries you created yourself aren't changed.</source>
            <translation>Se aplica a los libros que se envíen a partir de ahora. Las entradas que creaste tú no se cambian.</translation>
        </message>
        <message>
            <source>Your highlights and notes as quotes on your books' pages.</source>
            <translation>Tus subrayados y notas como citas en las páginas de tus libros.</translation>
        </message>
        <message>
            <source>Finished book</source>
            <translation>Libro terminado</translation>
        </message>
        <message>
            <source>Includes stars to rate it.</source>
            <translation>Incluye estrellas para valorarlo.</translation>
        </message>
        <message>
            <source>When a device syncs for the first time.</source>
            <translation>Cuando un dispositivo sincroniza por primera vez.</translation>
        </message>
        <message>
            <source>Once, with steps to fix it.</source>
            <translation>Una vez, con los pasos para arreglarlo.</translation>
        </message>
        <message>
            <source>Hardcover token problem</source>
            <translation>Problema con el token de Hardcover</translation>
        </message>
        <message>
            <source>When your token is refused or about to expire. Sync pauses until you replace a refused token.</source>
            <translation>Cuando se rechaza tu token o está a punto de caducar. La sincronización queda en pausa hasta que sustituyas un token rechazado.</translation>
        </message>
        <message>
            <source>A device sent an unknown book</source>
            <translation>Un dispositivo ha enviado un libro desconocido</translation>
        </message>
        <message>
            <source>Several are combined into one notification.</source>
            <translation>Varios se reúnen en una notificación.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Una sincronización terminó con problemas</translation>
        </message>
        <message>
            <source>When books couldn't be matched or sent.</source>
            <translation>Cuando no se han podido vincular o enviar libros.</translation>
        </message>
        <message>
            <source>Book file missing</source>
            <translation>Falta el archivo de un libro</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Progress is kept.</source>
            <translation>Cuando se ha movido o eliminado un archivo. El progreso se conserva.</translation>
        </message>
        <message>
            <source>KOReader device connected by USB</source>
            <translation>Dispositivo KOReader conectado por USB</translation>
        </message>
        <message>
            <source>When its reading data can be imported. Nothing is read until you start an import.</source>
            <translation>Cuando se pueden importar sus datos de lectura. No se lee nada hasta que inicies una importación.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Un dispositivo volvió atrás en un libro</translation>
        </message>
        <message>
            <source>Once per book, if BookOrbit asks you what to do.</source>
            <translation>Una vez por libro, si BookOrbit te pregunta qué hacer.</translation>
        </message>
        <message>
            <source>Use quiet hours</source>
            <translation>Usar horas de silencio</translation>
        </message>
        <message>
            <source>No notifications are shown. You can still see everything in the window.</source>
            <translation>No se muestran notificaciones. Puedes seguir viéndolo todo en la ventana.</translation>
        </message>
        <message>
            <source>Can span midnight.</source>
            <translation>Pueden pasar de medianoche.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>Notify me about</source>
            <translation>Avisarme de</translation>
        </message>
        <message>
            <source>You're never notified about individual progress updates.</source>
            <translation>Nunca recibes avisos de cada actualización de progreso.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Horas de silencio</translation>
        </message>
        <message>
            <source>Turn on “Use quiet hours” first.</source>
            <translation>Activa primero «Usar horas de silencio».</translation>
        </message>
        <message>
            <source>How BookOrbit behaves on this computer.</source>
            <translation>Cómo se comporta BookOrbit en este ordenador.</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Secciones</translation>
        </message>
        <message>
            <source>General</source>
            <translation>General</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notificaciones</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avanzado</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Acerca de</translation>
        </message>
        <message>
            <source>Highlights to send</source>
            <translation>Subrayados que se envían</translation>
        </message>
        <message>
            <source>Books whose highlights are sent</source>
            <translation>Libros cuyos subrayados se envían</translation>
        </message>
        <message>
            <source>Who can read them</source>
            <translation>Quién puede leerlos</translation>
        </message>
        <message>
            <source>Only you</source>
            <translation>Solo tú</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>Also where the book itself is more private</source>
            <translation>También donde el propio libro es más privado</translation>
        </message>
        <message>
            <source>When off, a highlight is never seen by more people than its book.</source>
            <translation>Si está desactivado, nunca ve un subrayado más gente que su libro.</translation>
        </message>
        <message>
            <source>Mark them as spoilers</source>
            <translation>Marcarlos como spoilers</translation>
        </message>
        <message>
            <source>Hardcover hides them until a reader asks. Applies to highlights sent from now on.</source>
            <translation>Hardcover los oculta hasta que alguien quiera verlos. Se aplica a los subrayados que se envíen a partir de ahora.</translation>
        </message>
        <message>
            <source>Remove what you delete on your devices</source>
            <translation>Quitar lo que borres en tus dispositivos</translation>
        </message>
        <message>
            <source>When off, highlights stay on Hardcover until you remove them there or here.</source>
            <translation>Si está desactivado, los subrayados se quedan en Hardcover hasta que los quites allí o aquí.</translation>
        </message>
        <message>
            <source>Show what you write on Hardcover</source>
            <translation>Mostrar lo que escribes en Hardcover</translation>
        </message>
        <message>
            <source>Each sync adds quotes and notes from Hardcover to Highlights. They can't be changed here.</source>
            <translation>Cada sincronización añade a los subrayados las citas y notas de Hardcover. Aquí no se pueden cambiar.</translation>
        </message>
        <message>
            <source>With each sync, after statuses and progress.</source>
            <translation>En cada sincronización, después de estados y progreso.</translation>
        </message>
        <message>
            <source>You can also choose a book by itself: right-click one of its highlights.</source>
            <translation>También puedes elegir un solo libro: clic derecho en uno de sus subrayados.</translation>
        </message>
        <message>
            <source>Applies to highlights sent from now on.</source>
            <translation>Se aplica a los subrayados que se envíen a partir de ahora.</translation>
        </message>
        <message>
            <source>Let others read your highlights and notes?</source>
            <translation>¿Dejar que otros lean tus subrayados y notas?</translation>
        </message>
        <message>
            <source>What is sent from now on can be read by others on Hardcover, with your notes. Books that you keep more private there stay so.</source>
            <translation>Lo que se envíe a partir de ahora podrán leerlo otros en Hardcover, con tus notas. Los libros que tienes allí más privados siguen así.</translation>
        </message>
        <message>
            <source>Let others read them</source>
            <translation>Dejar que otros los lean</translation>
        </message>
        <message>
            <source>Keep them private</source>
            <translation>Mantenerlos privados</translation>
        </message>
        <message>
            <source>Only books you choose</source>
            <translation>Solo los libros que elijas</translation>
        </message>
        <message>
            <source>Highlights without notes</source>
            <translation>Subrayados sin notas</translation>
        </message>
        <message>
            <source>Only highlights with a note</source>
            <translation>Solo los subrayados con nota</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Servidor de enlace</translation>
        </message>
        <message>
            <source>Syncs with another progress server while this computer is on. Devices that use that server stay up to date even when this computer is asleep or you're away.</source>
            <translation>Sincroniza con otro servidor de progreso mientras este ordenador está encendido. Los dispositivos que usan ese servidor se mantienen al día aunque este ordenador esté en reposo o no estés en casa.</translation>
        </message>
        <message>
            <source>Use relay</source>
            <translation>Usar servidor de enlace</translation>
        </message>
        <message>
            <source>Without https://, others on the network can read your user name and password. Use it only on your home network.</source>
            <translation>Sin https://, otros en la red pueden leer tu nombre de usuario y contraseña. Úsalo solo en tu red doméstica.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Guardar y usar</translation>
        </message>
        <message>
            <source>Saved. Type to replace it.</source>
            <translation>Guardada. Escribe para sustituirla.</translation>
        </message>
        <message>
            <source>Enter a server address and login first.</source>
            <translation>Introduce primero la dirección del servidor y el acceso.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Último envío: {0}</translation>
        </message>
        <message>
            <source>Last received: {0}</source>
            <translation>Última recepción: {0}</translation>
        </message>
        <message>
            <source>Last checked: {0}</source>
            <translation>Última comprobación: {0}</translation>
        </message>
        <message>
            <source>Not synced yet.</source>
            <translation>Aún sin sincronizar.</translation>
        </message>
        <message>
            <source>Contacting the server…</source>
            <translation>Contactando con el servidor…</translation>
        </message>
        <message>
            <source>Connected. Your login was accepted.</source>
            <translation>Conectado. Se ha aceptado tu acceso.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Guardado. El servidor de enlace está activo.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) sent</source>
            <translation>
                <numerusform>%n posición enviada</numerusform>
                <numerusform>%n posiciones enviadas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) received</source>
            <translation>
                <numerusform>%n posición recibida</numerusform>
                <numerusform>%n posiciones recibidas</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in sync.</source>
            <translation>Ambos servidores están al día.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>{0}:{1}</source>
            <translation>{0}:{1}</translation>
        </message>
        <message>
            <source>It will be able to read and update your progress. If it shows “Allow it on your computer”, tap Register again.</source>
            <translation>Podrá leer y actualizar tu progreso. Si muestra «Allow it on your computer», vuelve a tocar Registrarse.</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Permitir</translation>
        </message>
        <message>
            <source>Don't allow</source>
            <translation>No permitir</translation>
        </message>
        <message>
            <source>Go to {0}</source>
            <translation>Ir a {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Adelante</translation>
        </message>
        <message>
            <source>Add a folder of books</source>
            <translation>Añadir una carpeta de libros</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>Buscar en tus libros</translation>
        </message>
        <message>
            <source>Scan folders for changes</source>
            <translation>Revisar las carpetas en busca de cambios</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>Deshacer el último cambio</translation>
        </message>
        <message>
            <source>Show keyboard shortcuts</source>
            <translation>Mostrar los atajos de teclado</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Cerrar la ventana</translation>
        </message>
        <message>
            <source>Close the open message, panel or details</source>
            <translation>Cerrar el mensaje, el panel o los detalles abiertos</translation>
        </message>
        <message>
            <source>Show book details</source>
            <translation>Mostrar los detalles del libro</translation>
        </message>
        <message>
            <source>On the Hardcover page: use the book's suggested action</source>
            <translation>En la página Hardcover: usar la acción propuesta del libro</translation>
        </message>
        <message>
            <source>In the Inbox: approve</source>
            <translation>En la Entrada: aprobar</translation>
        </message>
        <message>
            <source>When reviewing a book: reread the file and search Hardcover again</source>
            <translation>Al revisar un libro: releer el archivo y buscar de nuevo en Hardcover</translation>
        </message>
        <message>
            <source>Move between books</source>
            <translation>Moverse entre libros</translation>
        </message>
        <message>
            <source>Rate from 1 to 5 stars; 0 clears the rating</source>
            <translation>Valorar de 1 a 5 estrellas; 0 borra la valoración</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Quitar los libros seleccionados</translation>
        </message>
        <message>
            <source>On the Highlights page: remove selected highlights</source>
            <translation>En la página Subrayados: quitar los subrayados seleccionados</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Copiar los subrayados seleccionados</translation>
        </message>
        <message>
            <source>Type any letter to search</source>
            <translation>Escribe cualquier letra para buscar</translation>
        </message>
        <message>
            <source>Show actions for the selected books</source>
            <translation>Mostrar acciones para los libros seleccionados</translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>En cualquier sitio</translation>
        </message>
        <message>
            <source>In a list of books</source>
            <translation>En una lista de libros</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) need[s] attention</source>
            <translation>
                <numerusform>%n archivo requiere atención</numerusform>
                <numerusform>%n archivos requieren atención</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s)</source>
            <translation>
                <numerusform>%n subrayado o nota</numerusform>
                <numerusform>%n subrayados y notas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need[s] attention</source>
            <translation>
                <numerusform>%n requiere atención</numerusform>
                <numerusform>%n requieren atención</numerusform>
            </translation>
        </message>
        <message>
            <source>Off</source>
            <translation>No</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>Restore backup</source>
            <translation>Restaurar copia de seguridad</translation>
        </message>
        <message>
            <source>Set library aside</source>
            <translation>Apartar la biblioteca</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Setting it aside moves it to a new folder next to it. Nothing is deleted.</source>
            <translation>Apartarla la mueve a una carpeta nueva junto a ella. No se elimina nada.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit no puede iniciarse</translation>
        </message>
        <message>
            <source>Your old library is now in {0}. BookOrbit will start with a new one.</source>
            <translation>Tu biblioteca anterior está ahora en {0}. BookOrbit empezará con una nueva.</translation>
        </message>
        <message>
            <source>Old library set aside</source>
            <translation>Biblioteca anterior apartada</translation>
        </message>
        <message>
            <source>Your library database, {0}, is empty.</source>
            <translation>La base de datos de tu biblioteca, {0}, está vacía.</translation>
        </message>
        <message>
            <source>Your library database, {0}, is damaged. BookOrbit hasn't changed it.</source>
            <translation>La base de datos de tu biblioteca, {0}, está dañada. BookOrbit no la ha cambiado.</translation>
        </message>
        <message>
            <source>Restore a backup, or set the library aside and start a new one.</source>
            <translation>Restaura una copia de seguridad, o aparta la biblioteca y empieza una nueva.</translation>
        </message>
        <message numerus="yes">
            <source>The newest backup is from {0} and has %n book(s).</source>
            <translation>
                <numerusform>La copia de seguridad más reciente es del {0} y tiene %n libro.</numerusform>
                <numerusform>La copia de seguridad más reciente es del {0} y tiene %n libros.</numerusform>
            </translation>
        </message>
        <message>
            <source>It has no positions.</source>
            <translation>No tiene posiciones.</translation>
        </message>
        <message>
            <source>Its newest position is from {0}; what came later is missing.</source>
            <translation>Su posición más reciente es del {0}; falta lo que llegó después.</translation>
        </message>
        <message>
            <source>Reading of {0}</source>
            <translation>Lectura de {0}</translation>
        </message>
        <message>
            <source>Position over time</source>
            <translation>Posición a lo largo del tiempo</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Sesiones</translation>
        </message>
        <message>
            <source>Pages a minute</source>
            <translation>Páginas por minuto</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n sesión</numerusform>
                <numerusform>%n sesiones</numerusform>
            </translation>
        </message>
        <message>
            <source>No page views for this book yet. Import your device's statistics over USB.</source>
            <translation>Aún no hay páginas vistas de este libro. Importa por USB las estadísticas de tu dispositivo.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>No position yet.</source>
            <translation>Aún no hay posición.</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutos</translation>
        </message>
        <message>
            <source>No sessions yet.</source>
            <translation>Aún no hay sesiones.</translation>
        </message>
        <message>
            <source>{0} pages a minute</source>
            <translation>{0} páginas por minuto</translation>
        </message>
        <message>
            <source>{0} on average</source>
            <translation>{0} de media</translation>
        </message>
        <message>
            <source>No pace yet.</source>
            <translation>Aún no hay ritmo.</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Cualquier estado</translation>
        </message>
        <message>
            <source>All genres</source>
            <translation>Todos los géneros</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Medida</translation>
        </message>
        <message>
            <source>Show time</source>
            <translation>Mostrar tiempo</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>Mostrar páginas</translation>
        </message>
        <message>
            <source>Reading journal</source>
            <translation>Diario de lectura</translation>
        </message>
        <message>
            <source>Add session…</source>
            <translation>Añadir sesión…</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>Corregir…</translation>
        </message>
        <message>
            <source>Show older sessions</source>
            <translation>Mostrar sesiones más antiguas</translation>
        </message>
        <message>
            <source>No sessions yet. Read a little on your device, or add one.</source>
            <translation>Aún no hay sesiones. Lee un poco en tu dispositivo o añade una.</translation>
        </message>
        <message>
            <source>Select a session first.</source>
            <translation>Selecciona primero una sesión.</translation>
        </message>
        <message>
            <source>Session added.</source>
            <translation>Sesión añadida.</translation>
        </message>
        <message>
            <source>Session corrected.</source>
            <translation>Sesión corregida.</translation>
        </message>
        <message>
            <source>Session deleted.</source>
            <translation>Sesión eliminada.</translation>
        </message>
        <message>
            <source>Export the reading journal</source>
            <translation>Exportar el diario de lectura</translation>
        </message>
        <message>
            <source>JSON file (*.json)</source>
            <translation>Archivo JSON (*.json)</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) exported to {0}</source>
            <translation>
                <numerusform>%n sesión exportada a {0}</numerusform>
                <numerusform>%n sesiones exportadas a {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>Corrections are kept beside what your devices recorded, and survive new imports.</source>
            <translation>Las correcciones se guardan junto a lo que anotaron tus dispositivos y sobreviven a nuevas importaciones.</translation>
        </message>
        <message>
            <source>Sessions of “{0}”</source>
            <translation>Sesiones de «{0}»</translation>
        </message>
        <message>
            <source>Correct session</source>
            <translation>Corregir sesión</translation>
        </message>
        <message>
            <source>Add session</source>
            <translation>Añadir sesión</translation>
        </message>
        <message>
            <source>Another book…</source>
            <translation>Otro libro…</translation>
        </message>
        <message>
            <source>Title, such as that of a paper book</source>
            <translation>Título, por ejemplo el de un libro en papel</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Día</translation>
        </message>
        <message>
            <source>HH:MM</source>
            <translation>HH:MM</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Inicio</translation>
        </message>
        <message>
            <source>Optional</source>
            <translation>Opcional</translation>
        </message>
        <message>
            <source>Read on</source>
            <translation>Leído en</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papel</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Calendario</translation>
        </message>
        <message>
            <source>Hours of the week</source>
            <translation>Horas de la semana</translation>
        </message>
        <message>
            <source>Year in review…</source>
            <translation>Resumen del año…</translation>
        </message>
        <message numerus="yes">
            <source>Not counted, because a device's clock was wrong: %n page view(s) ({0})</source>
            <translation>
                <numerusform>Sin contar, porque el reloj de un dispositivo estaba mal: %n página vista ({0})</numerusform>
                <numerusform>Sin contar, porque el reloj de un dispositivo estaba mal: %n páginas vistas ({0})</numerusform>
            </translation>
        </message>
        <message>
            <source>No reading yet. Connect your KOReader device by USB to import its statistics, or let it sync. Your first plot appears after a few pages.</source>
            <translation>Aún no hay lectura. Conecta tu dispositivo KOReader por USB para importar sus estadísticas, o deja que sincronice. Tu primer gráfico aparece tras unas páginas.</translation>
        </message>
        <message>
            <source>Nothing you read fits these filters.</source>
            <translation>Nada de lo que has leído encaja con estos filtros.</translation>
        </message>
        <message>
            <source>Loading your reading</source>
            <translation>Cargando tu lectura</translation>
        </message>
        <message>
            <source>What your reading looks like, from all your devices.</source>
            <translation>Cómo es tu lectura, con los datos de todos tus dispositivos.</translation>
        </message>
        <message>
            <source>Nothing read.</source>
            <translation>Nada leído.</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duración</translation>
        </message>
        <message>
            <source>A document that isn't in your library</source>
            <translation>Un documento que no está en tu biblioteca</translation>
        </message>
        <message>
            <source>{0} this year</source>
            <translation>{0} este año</translation>
        </message>
        <message>
            <source>{0} this month</source>
            <translation>{0} este mes</translation>
        </message>
        <message>
            <source>{0} pages an hour</source>
            <translation>{0} páginas por hora</translation>
        </message>
        <message>
            <source>{0} h</source>
            <translation>{0} h</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Menos</translation>
        </message>
        <message>
            <source>More actions for {0}</source>
            <translation>Más acciones para {0}</translation>
        </message>
        <message>
            <source>Show as table…</source>
            <translation>Mostrar como tabla…</translation>
        </message>
        <message>
            <source>Save as {0}…</source>
            <translation>Guardar como {0}…</translation>
        </message>
        <message>
            <source>Nothing read in {0}.</source>
            <translation>Nada leído en {0}.</translation>
        </message>
        <message>
            <source>{0}, {1}–{2}</source>
            <translation>{0}, {1}–{2}</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Most on {0}</source>
            <translation>Lo máximo, el {0}</translation>
        </message>
        <message>
            <source>No reading times yet.</source>
            <translation>Aún no hay horas de lectura.</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Idiomas</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formatos</translation>
        </message>
        <message>
            <source>Length of finished books</source>
            <translation>Extensión de los libros terminados</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Estrellas</translation>
        </message>
        <message>
            <source>Where you stopped</source>
            <translation>Dónde lo dejaste</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Leído</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) finished</source>
            <translation>
                <numerusform>%n libro terminado</numerusform>
                <numerusform>%n libros terminados</numerusform>
            </translation>
        </message>
        <message>
            <source>Months</source>
            <translation>Meses</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mes</translation>
        </message>
        <message>
            <source>Books finished</source>
            <translation>Libros terminados</translation>
        </message>
        <message>
            <source>Most in {0}</source>
            <translation>Lo máximo, en {0}</translation>
        </message>
        <message>
            <source>{0} min and {1} pages a day</source>
            <translation>{0} min y {1} páginas al día</translation>
        </message>
        <message>
            <source>Seven-day pace</source>
            <translation>Ritmo de siete días</translation>
        </message>
        <message>
            <source>A day</source>
            <translation>Un día</translation>
        </message>
        <message>
            <source>Minutes a day</source>
            <translation>Minutos al día</translation>
        </message>
        <message>
            <source>Pages a day</source>
            <translation>Páginas al día</translation>
        </message>
        <message>
            <source>Now: {0}</source>
            <translation>Ahora: {0}</translation>
        </message>
        <message>
            <source>Read on a few days to see your pace.</source>
            <translation>Lee unos días más para ver tu ritmo.</translation>
        </message>
        <message numerus="yes">
            <source>%n more in the table</source>
            <translation>
                <numerusform>%n más en la tabla</numerusform>
                <numerusform>%n más en la tabla</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to show yet.</source>
            <translation>Aún no hay nada que mostrar.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) with a date</source>
            <translation>
                <numerusform>%n libro con fecha</numerusform>
                <numerusform>%n libros con fecha</numerusform>
            </translation>
        </message>
        <message>
            <source>No finished books with a date yet.</source>
            <translation>Aún no hay libros terminados con fecha.</translation>
        </message>
        <message>
            <source>No books to count yet.</source>
            <translation>Aún no hay libros que contar.</translation>
        </message>
        <message>
            <source>Days to finish</source>
            <translation>Días hasta terminar</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Días</translation>
        </message>
        <message>
            <source>{0} days on average</source>
            <translation>{0} días de media</translation>
        </message>
        <message numerus="yes">
            <source>%n to read</source>
            <translation>
                <numerusform>%n por leer</numerusform>
                <numerusform>%n por leer</numerusform>
            </translation>
        </message>
        <message>
            <source>Library and backlog</source>
            <translation>Biblioteca y pendientes</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>Por leer</translation>
        </message>
        <message>
            <source>No books yet.</source>
            <translation>Aún no hay libros.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Horas</translation>
        </message>
        <message>
            <source>{0}%</source>
            <translation>{0} %</translation>
        </message>
        <message>
            <source>Copy table</source>
            <translation>Copiar tabla</translation>
        </message>
        <message>
            <source>Saved to {0}.</source>
            <translation>Guardado en {0}.</translation>
        </message>
        <message>
            <source>Save as {0}</source>
            <translation>Guardar como {0}</translation>
        </message>
        <message>
            <source>Year in review</source>
            <translation>Resumen del año</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Página anterior</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Página siguiente</translation>
        </message>
        <message>
            <source>Nothing was read or finished in this year.</source>
            <translation>En este año no se leyó ni terminó nada.</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Copiar imagen</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Guardar imagen…</translation>
        </message>
        <message>
            <source>Save PDF…</source>
            <translation>Guardar PDF…</translation>
        </message>
        <message>
            <source>Page {0} of {1}</source>
            <translation>Página {0} de {1}</translation>
        </message>
        <message>
            <source>Your {0} in books</source>
            <translation>Tu {0} en libros</translation>
        </message>
        <message>
            <source>Month by month</source>
            <translation>Mes a mes</translation>
        </message>
        <message>
            <source>Your authors</source>
            <translation>Tus autores</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Récords</translation>
        </message>
        <message>
            <source>All your books</source>
            <translation>Todos tus libros</translation>
        </message>
        <message>
            <source>of reading</source>
            <translation>de lectura</translation>
        </message>
        <message>
            <source>page read</source>
            <translation>página leída</translation>
        </message>
        <message>
            <source>pages read</source>
            <translation>páginas leídas</translation>
        </message>
        <message>
            <source>in a row</source>
            <translation>seguidos</translation>
        </message>
        <message>
            <source>book finished</source>
            <translation>libro terminado</translation>
        </message>
        <message>
            <source>books finished</source>
            <translation>libros terminados</translation>
        </message>
        <message>
            <source>your longest day: {0}</source>
            <translation>tu día más largo: {0}</translation>
        </message>
        <message>
            <source>the first, on {0}</source>
            <translation>el primero, el {0}</translation>
        </message>
        <message>
            <source>the last, on {0}</source>
            <translation>el último, el {0}</translation>
        </message>
        <message>
            <source>the fastest</source>
            <translation>el más rápido</translation>
        </message>
        <message>
            <source>with you the longest</source>
            <translation>el que más te acompañó</translation>
        </message>
        <message>
            <source>the longest</source>
            <translation>el más largo</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%n dispositivo</numerusform>
                <numerusform>%n dispositivos</numerusform>
            </translation>
        </message>
        <message>
            <source>last sync {0}</source>
            <translation>última sincronización {0}</translation>
        </message>
        <message>
            <source>Hardcover not connected</source>
            <translation>Hardcover no conectado</translation>
        </message>
        <message>
            <source>{0} of {1} requests left today</source>
            <translation>quedan {0} de {1} solicitudes hoy</translation>
        </message>
        <message>
            <source>Hardcover {0}</source>
            <translation>Hardcover {0}</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pausa</translation>
        </message>
        <message>
            <source>{0} pending</source>
            <translation>{0} pendientes</translation>
        </message>
        <message>
            <source>Show finished, waiting and failed jobs</source>
            <translation>Muestra las tareas terminadas, en espera y fallidas</translation>
        </message>
        <message>
            <source>signed in until {0}</source>
            <translation>sesión iniciada hasta el {0}</translation>
        </message>
        <message>
            <source>The server is stopped</source>
            <translation>El servidor está detenido</translation>
        </message>
        <message>
            <source>Server stopped</source>
            <translation>Servidor detenido</translation>
        </message>
        <message>
            <source>Not accepting progress on {0}</source>
            <translation>Sin aceptar progreso en {0}</translation>
        </message>
        <message>
            <source>Serving {0}</source>
            <translation>Sirviendo en {0}</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Enviar</translation>
        </message>
        <message>
            <source>Run in background</source>
            <translation>Ejecutar en segundo plano</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Reintentar los fallidos</translation>
        </message>
        <message>
            <source>Undo this sync</source>
            <translation>Deshacer esta sincronización</translation>
        </message>
        <message>
            <source>Fix matches</source>
            <translation>Corregir coincidencias</translation>
        </message>
        <message>
            <source>Show the books that have no match yet.</source>
            <translation>Muestra los libros que aún no tienen coincidencia.</translation>
        </message>
        <message>
            <source>Get a new token</source>
            <translation>Obtener un token nuevo</translation>
        </message>
        <message>
            <source>Show or hide the books in this sync.</source>
            <translation>Muestra u oculta los libros de esta sincronización.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced books.</source>
            <translation>Vuelve a comparar cada libro con Hardcover, también los sincronizados.</translation>
        </message>
        <message>
            <source>The sync you asked for starts when this one ends.</source>
            <translation>La sincronización que pediste empieza cuando termine esta.</translation>
        </message>
        <message>
            <source>Finding your books. Nothing has been sent yet.</source>
            <translation>Buscando tus libros. Aún no se ha enviado nada.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>¿Deshacer esta sincronización?</translation>
        </message>
        <message>
            <source>This restores what the sync changed on Hardcover and removes entries it created. Your books here aren't changed.</source>
            <translation>Esto restaura lo que la sincronización cambió en Hardcover y quita las entradas que creó. Tus libros de aquí no se cambian.</translation>
        </message>
        <message>
            <source>Couldn't undo the sync yet</source>
            <translation>Aún no se ha podido deshacer la sincronización</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>Se detiene después del libro actual.</translation>
        </message>
        <message>
            <source>If you cancel, the remaining books keep the synced changes.</source>
            <translation>Si cancelas, los libros restantes conservan los cambios sincronizados.</translation>
        </message>
        <message>
            <source>Cancel stops after the current request.</source>
            <translation>Cancelar detiene después de la solicitud actual.</translation>
        </message>
        <message>
            <source>Stops after the current request.</source>
            <translation>Se detiene después de la solicitud actual.</translation>
        </message>
        <message>
            <source>Nothing will be sent.</source>
            <translation>No se enviará nada.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n book(s)</source>
            <translation>
                <numerusform>Enviar %n libro</numerusform>
                <numerusform>Enviar %n libros</numerusform>
            </translation>
        </message>
        <message>
            <source>Books you leave out stay excluded until you include them.</source>
            <translation>Los libros que dejes fuera quedan excluidos hasta que los incluyas.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Entrada del registro de sincronización</translation>
        </message>
        <message>
            <source>This entry isn't linked to a book in your library.</source>
            <translation>Esta entrada no está vinculada con ningún libro de tu biblioteca.</translation>
        </message>
        <message>
            <source>This book is no longer in your library.</source>
            <translation>Este libro ya no está en tu biblioteca.</translation>
        </message>
        <message>
            <source>This entry has no Hardcover book.</source>
            <translation>Esta entrada no tiene ningún libro de Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sentido</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensaje</translation>
        </message>
        <message>
            <source>{0}, not counting searches shared by several books.</source>
            <translation>{0}, sin contar las búsquedas compartidas por varios libros.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Solicitudes</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Sincronización</translation>
        </message>
        <message>
            <source>Number {0}</source>
            <translation>Número {0}</translation>
        </message>
        <message>
            <source>All directions</source>
            <translation>Todos los sentidos</translation>
        </message>
        <message>
            <source>All results</source>
            <translation>Todos los resultados</translation>
        </message>
        <message>
            <source>Only “{0}”. Click to show all books.</source>
            <translation>Solo «{0}». Haz clic para mostrar todos los libros.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Últimos 7 días</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Últimos 30 días</translation>
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
            <translation>→ Enlace</translation>
        </message>
        <message>
            <source>← Relay</source>
            <translation>← Enlace</translation>
        </message>
        <message>
            <source>← File</source>
            <translation>← Archivo</translation>
        </message>
        <message>
            <source>← Device</source>
            <translation>← Dispositivo</translation>
        </message>
        <message>
            <source>from KOReader</source>
            <translation>de KOReader</translation>
        </message>
        <message>
            <source>to Hardcover</source>
            <translation>a Hardcover</translation>
        </message>
        <message>
            <source>from Hardcover</source>
            <translation>de Hardcover</translation>
        </message>
        <message>
            <source>to the relay</source>
            <translation>al servidor de enlace</translation>
        </message>
        <message>
            <source>from the relay</source>
            <translation>del servidor de enlace</translation>
        </message>
        <message>
            <source>from a file</source>
            <translation>de un archivo</translation>
        </message>
        <message>
            <source>Entire sync</source>
            <translation>Toda la sincronización</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s)</source>
            <translation>
                <numerusform>%n solicitud</numerusform>
                <numerusform>%n solicitudes</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading list</source>
            <translation>Lista de lectura</translation>
        </message>
        <message>
            <source>USB import</source>
            <translation>Importación por USB</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Borrar lo anterior a…</translation>
        </message>
        <message>
            <source>Exporting the sync log</source>
            <translation>Exportando el registro de sincronización</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) exported to {0}.</source>
            <translation>
                <numerusform>%n línea exportada a {0}.</numerusform>
                <numerusform>%n líneas exportadas a {0}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n línea</numerusform>
                <numerusform>%n líneas</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to clear.</source>
            <translation>Nada que vaciar.</translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Exportar el registro de sincronización</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tablas (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%n línea borrada.</numerusform>
                <numerusform>%n líneas borradas.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet. Connect a device or sync to Hardcover to see activity here.</source>
            <translation>Aún no hay entradas en el registro. Conecta un dispositivo o sincroniza con Hardcover para ver aquí la actividad.</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Conectar un dispositivo</translation>
        </message>
        <message>
            <source>No entries match these filters.</source>
            <translation>Ninguna entrada coincide con estos filtros.</translation>
        </message>
        <message>
            <source>Loading the log</source>
            <translation>Cargando el registro</translation>
        </message>
        <message>
            <source>What your devices and Hardcover synced, and what went wrong.</source>
            <translation>Qué sincronizaron tus dispositivos y Hardcover, y qué salió mal.</translation>
        </message>
        <message>
            <source>Clear the sync log</source>
            <translation>Vaciar el registro de sincronización</translation>
        </message>
        <message>
            <source>Clear lines older than</source>
            <translation>Borrar líneas anteriores a</translation>
        </message>
        <message>
            <source>All lines</source>
            <translation>Todas las líneas</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Vaciar</translation>
        </message>
        <message>
            <source>Keep log</source>
            <translation>Conservar registro</translation>
        </message>
        <message>
            <source>Counting lines…</source>
            <translation>Contando líneas…</translation>
        </message>
        <message>
            <source>No lines are that old.</source>
            <translation>No hay líneas tan antiguas.</translation>
        </message>
        <message numerus="yes">
            <source>%n Hardcover line(s) will be permanently deleted.</source>
            <translation>
                <numerusform>Se eliminará para siempre %n línea de Hardcover.</numerusform>
                <numerusform>Se eliminarán para siempre %n líneas de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Device history and the data needed to undo syncs are kept. Lines older than {0} days are deleted automatically.</source>
            <translation>El historial de los dispositivos y los datos necesarios para deshacer sincronizaciones se conservan. Las líneas de más de {0} días se eliminan automáticamente.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>a {0}</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>aún sin confirmar</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Preparando…</translation>
        </message>
        <message>
            <source>Sending highlights of {0}</source>
            <translation>Enviando los subrayados de {0}</translation>
        </message>
        <message>
            <source>{0} Will retry in {1} s.</source>
            <translation>{0} Se reintentará en {1} s.</translation>
        </message>
        <message>
            <source>{0} Continuing in {1} s.</source>
            <translation>{0} Continúa en {1} s.</translation>
        </message>
        <message>
            <source>{0} sent</source>
            <translation>{0} enviados</translation>
        </message>
        <message>
            <source>{0} unchanged</source>
            <translation>{0} sin cambios</translation>
        </message>
        <message>
            <source>{0} skipped</source>
            <translation>{0} omitidos</translation>
        </message>
        <message>
            <source>{0} not matched</source>
            <translation>{0} sin vincular</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} fallidos</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s)</source>
            <translation>
                <numerusform>%Ln cita</numerusform>
                <numerusform>%Ln citas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent. The list says why.</source>
            <translation>
                <numerusform>No se ha podido enviar %n libro. La lista dice por qué.</numerusform>
                <numerusform>No se han podido enviar %n libros. La lista dice por qué.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] a match. Choose “Fix matches”.</source>
            <translation>
                <numerusform>%n libro necesita una coincidencia. Elige «Corregir coincidencias».</numerusform>
                <numerusform>%n libros necesitan una coincidencia. Elige «Corregir coincidencias».</numerusform>
            </translation>
        </message>
        <message>
            <source>What was sent stays. The next sync sends the rest.</source>
            <translation>Lo enviado se queda. La próxima sincronización envía el resto.</translation>
        </message>
        <message>
            <source>Hardcover is up to date.</source>
            <translation>Hardcover está al día.</translation>
        </message>
        <message>
            <source>Sync finished</source>
            <translation>Sincronización terminada</translation>
        </message>
        <message>
            <source>Sync cancelled</source>
            <translation>Sincronización cancelada</translation>
        </message>
        <message>
            <source>Sync stopped</source>
            <translation>Sincronización detenida</translation>
        </message>
        <message>
            <source>Syncing</source>
            <translation>Sincronizando</translation>
        </message>
        <message>
            <source>Books to send</source>
            <translation>Libros por enviar</translation>
        </message>
        <message>
            <source>Replace on Hardcover…</source>
            <translation>Sustituir en Hardcover…</translation>
        </message>
        <message>
            <source>Show quotes…</source>
            <translation>Mostrar las citas…</translation>
        </message>
        <message>
            <source>Will be sent</source>
            <translation>Se enviará</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>No se envía</translation>
        </message>
        <message>
            <source>Differs on Hardcover</source>
            <translation>Distinto en Hardcover</translation>
        </message>
        <message>
            <source>No books to send in this view.</source>
            <translation>No hay libros que enviar en esta vista.</translation>
        </message>
        <message>
            <source>What Hardcover has stays, unless you replace it.</source>
            <translation>Lo que tiene Hardcover se queda, salvo que lo sustituyas.</translation>
        </message>
        <message>
            <source>Clear the books you don't want to send.</source>
            <translation>Desmarca los libros que no quieras enviar.</translation>
        </message>
        <message>
            <source>Nothing to send.</source>
            <translation>Nada que enviar.</translation>
        </message>
        <message numerus="yes">
            <source>Replace what Hardcover has for %n book(s)?</source>
            <translation>
                <numerusform>¿Sustituir lo que Hardcover tiene de %Ln libro?</numerusform>
                <numerusform>¿Sustituir lo que Hardcover tiene de %Ln libros?</numerusform>
            </translation>
        </message>
        <message>
            <source>Status and rating there become those here. Dates and finished reads there stay.</source>
            <translation>El estado y la valoración de allí pasan a ser los de aquí. Las fechas y las lecturas terminadas de allí se quedan.</translation>
        </message>
        <message>
            <source>Quotes to send</source>
            <translation>Citas que se envían</translation>
        </message>
        <message>
            <source>Books processed</source>
            <translation>Libros procesados</translation>
        </message>
        <message>
            <source>Books of this sync</source>
            <translation>Libros de esta sincronización</translation>
        </message>
        <message>
            <source>Undoing this sync</source>
            <translation>Deshaciendo esta sincronización</translation>
        </message>
        <message>
            <source>Restoring Hardcover…</source>
            <translation>Restaurando Hardcover…</translation>
        </message>
        <message>
            <source>Undo cancelled</source>
            <translation>Deshacer cancelado</translation>
        </message>
        <message>
            <source>Sync undone</source>
            <translation>Sincronización deshecha</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) restored.</source>
            <translation>
                <numerusform>%n libro restaurado.</numerusform>
                <numerusform>%n libros restaurados.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) taken back.</source>
            <translation>
                <numerusform>%Ln cita deshecha.</numerusform>
                <numerusform>%Ln citas deshechas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) kept the synced changes.</source>
            <translation>
                <numerusform>%n libro conservó los cambios sincronizados.</numerusform>
                <numerusform>%n libros conservaron los cambios sincronizados.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't sync</source>
            <translation>No se ha podido sincronizar</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Deteniendo después de la solicitud actual…</translation>
        </message>
        <message>
            <source>Pause Hardcover</source>
            <translation>Pausar Hardcover</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Durante una hora</translation>
        </message>
        <message>
            <source>Until tomorrow</source>
            <translation>Hasta mañana</translation>
        </message>
        <message>
            <source>Until I resume</source>
            <translation>Hasta que la reanude</translation>
        </message>
        <message>
            <source>Currently reading</source>
            <translation>Leyendo ahora</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Copiar la dirección del servidor</translation>
        </message>
        <message>
            <source>Accept KOReader progress</source>
            <translation>Aceptar el progreso de KOReader</translation>
        </message>
        <message>
            <source>Open BookOrbit</source>
            <translation>Abrir BookOrbit</translation>
        </message>
        <message>
            <source>Resume Hardcover (paused until {0})</source>
            <translation>Reanudar Hardcover (en pausa hasta {0})</translation>
        </message>
        <message>
            <source>Resume Hardcover</source>
            <translation>Reanudar Hardcover</translation>
        </message>
        <message>
            <source>See the KOReader page for details about the server.</source>
            <translation>Consulta los detalles del servidor en la página KOReader.</translation>
        </message>
        <message>
            <source>Start the server to get its address.</source>
            <translation>Inicia el servidor para obtener su dirección.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Emparejar un dispositivo (2 min)</translation>
        </message>
        <message>
            <source>No books in progress.</source>
            <translation>Ningún libro en curso.</translation>
        </message>
        <message>
            <source>BookOrbit is still running</source>
            <translation>BookOrbit sigue en marcha</translation>
        </message>
        <message>
            <source>Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu.</source>
            <translation>Tus dispositivos pueden seguir sincronizando. Para salir de BookOrbit, elige Salir en el menú de este icono.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] attention</source>
            <translation>
                <numerusform>%n libro requiere atención</numerusform>
                <numerusform>%n libros requieren atención</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync to Hardcover is paused</source>
            <translation>La sincronización con Hardcover está en pausa</translation>
        </message>
        <message>
            <source>Undoing…</source>
            <translation>Deshaciendo…</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n estrella</numerusform>
                <numerusform>%n estrellas</numerusform>
            </translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Buscar en línea y comparar…</translation>
        </message>
        <message>
            <source>Select a single book to compare.</source>
            <translation>Selecciona un solo libro para comparar.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Actualizar desde Hardcover</translation>
        </message>
        <message>
            <source>KOReader already sets the status of these books.</source>
            <translation>KOReader ya pone el estado de estos libros.</translation>
        </message>
        <message>
            <source>No device has synced these books yet.</source>
            <translation>Ningún dispositivo ha sincronizado aún estos libros.</translation>
        </message>
        <message>
            <source>Organise files…</source>
            <translation>Organizar archivos…</translation>
        </message>
        <message>
            <source>Write metadata into files…</source>
            <translation>Escribir metadatos en los archivos…</translation>
        </message>
        <message>
            <source>Turn this on in Settings, Library.</source>
            <translation>Actívalo en Ajustes, Biblioteca.</translation>
        </message>
        <message>
            <source>Go to series</source>
            <translation>Ir a la serie</translation>
        </message>
        <message>
            <source>Select a single book of a series.</source>
            <translation>Selecciona un solo libro de una serie.</translation>
        </message>
        <message>
            <source>Go to author</source>
            <translation>Ir al autor</translation>
        </message>
        <message>
            <source>Select a single book with an author.</source>
            <translation>Selecciona un solo libro con autor.</translation>
        </message>
        <message>
            <source>These books are already excluded.</source>
            <translation>Estos libros ya están excluidos.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>Incluir en la sincronización con Hardcover</translation>
        </message>
        <message>
            <source>None of these books are excluded.</source>
            <translation>Ninguno de estos libros está excluido.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread to sync it to Hardcover.</source>
            <translation>Dale a un libro un estado distinto de Sin leer para sincronizarlo con Hardcover.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>Copiar {0}</translation>
        </message>
        <message>
            <source>Nothing to copy yet.</source>
            <translation>Aún no hay nada que copiar.</translation>
        </message>
        <message>
            <source>Discard your changes?</source>
            <translation>¿Descartar tus cambios?</translation>
        </message>
        <message>
            <source>What you changed here hasn't been saved.</source>
            <translation>Lo que has cambiado aquí no se ha guardado.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Descartar</translation>
        </message>
        <message>
            <source>Keep editing</source>
            <translation>Seguir editando</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Undo: {0}</source>
            <translation>Deshacer: {0}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Columnas</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Sin leer</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>Leyendo</translation>
        </message>
        <message>
            <source>Rereading</source>
            <translation>Releyendo</translation>
        </message>
        <message>
            <source>On Hold</source>
            <translation>En pausa</translation>
        </message>
        <message>
            <source>Skimmed</source>
            <translation>Leído por encima</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abandonado</translation>
        </message>
        <message>
            <source>Saved filter</source>
            <translation>Filtro guardado</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Pendiente</translation>
        </message>
        <message>
            <source>Synced</source>
            <translation>Sincronizado</translation>
        </message>
        <message>
            <source>Not matched</source>
            <translation>Sin vincular</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>Por revisar</translation>
        </message>
        <message>
            <source>Ahead on Hardcover</source>
            <translation>Más adelantado en Hardcover</translation>
        </message>
        <message>
            <source>Paused after 10 failures</source>
            <translation>En pausa tras 10 fallos</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Excluido</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Enviado</translation>
        </message>
        <message>
            <source>No change</source>
            <translation>Sin cambios</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Recibido</translation>
        </message>
        <message>
            <source>Matched</source>
            <translation>Vinculado</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Guardado</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importado</translation>
        </message>
        <message>
            <source>Title Z–A</source>
            <translation>Título Z–A</translation>
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
            <translation>Orden de la serie</translation>
        </message>
        <message>
            <source>{0} (reversed)</source>
            <translation>{0} (al revés)</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>elegido por ti</translation>
        </message>
        <message>
            <source>by Hardcover ID</source>
            <translation>por el ID de Hardcover</translation>
        </message>
        <message>
            <source>by ISBN-13</source>
            <translation>por el ISBN-13</translation>
        </message>
        <message>
            <source>by ISBN-10</source>
            <translation>por el ISBN-10</translation>
        </message>
        <message>
            <source>by an external ID</source>
            <translation>por un ID externo</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>en tu estantería</translation>
        </message>
        <message>
            <source>by title and author</source>
            <translation>por título y autor</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>ahora mismo</translation>
        </message>
        <message>
            <source>{0} min ago</source>
            <translation>hace {0} min</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>hace %n hora</numerusform>
                <numerusform>hace %n horas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>hace %n día</numerusform>
                <numerusform>hace %n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ayer</translation>
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
            <translation>queda menos de un minuto</translation>
        </message>
        <message>
            <source>about {0} min left</source>
            <translation>quedan unos {0} min</translation>
        </message>
        <message>
            <source>about {0} h {1} min left</source>
            <translation>quedan unas {0} h {1} min</translation>
        </message>
        <message>
            <source>Sign in again</source>
            <translation>Iniciar sesión de nuevo</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Crear un token nuevo</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Documento {0}</translation>
        </message>
        <message>
            <source>about {0} left</source>
            <translation>quedan unas {0}</translation>
        </message>
        <message>
            <source>Not enough reading yet to tell when you'll finish it.</source>
            <translation>Aún no hay suficiente lectura para saber cuándo lo terminarás.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace.</source>
            <translation>A tu ritmo lo terminarás hacia el {0}.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace, most likely between {1} and {2}.</source>
            <translation>A tu ritmo lo terminarás hacia el {0}, probablemente entre el {1} y el {2}.</translation>
        </message>
        <message>
            <source>The backup wasn't restored. Your library is as it was.</source>
            <translation>La copia de seguridad no se ha restaurado. Tu biblioteca está como estaba.</translation>
        </message>
        <message>
            <source>Nothing was imported. Your library is as it was.</source>
            <translation>No se ha importado nada. Tu biblioteca está como estaba.</translation>
        </message>
        <message>
            <source>Another BookOrbit is using {0} and isn't responding. Close it and try again.</source>
            <translation>Otro BookOrbit está usando {0} y no responde. Ciérralo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>BookOrbit is running on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit está en marcha en {0}, así que su biblioteca se queda. Sal de él e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The backup was restored. What was there before is in {0}.</source>
            <translation>La copia de seguridad se ha restaurado. Lo que había antes está en {0}.</translation>
        </message>
        <message>
            <source>Everything was imported. The empty library is kept in {0}.</source>
            <translation>Se ha importado todo. La biblioteca vacía se conserva en {0}.</translation>
        </message>
        <message>
            <source>BookOrbit is running but doesn't respond. Quit it, or end its process, and start it again.</source>
            <translation>BookOrbit está en marcha pero no responde. Sal de él, o termina su proceso, e inícialo de nuevo.</translation>
        </message>
        <message>
            <source>No display was found to open books in. Add them with “scan” instead.</source>
            <translation>No hay ninguna pantalla donde abrir libros. Añádelos con «scan».</translation>
        </message>
        <message>
            <source>BookOrbit is already running on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit ya está en marcha en {0}. Ciérralo o usa otro --data-dir.</translation>
        </message>
        <message>
            <source>The name can't be announced on this network, so use the address. Another program may be using UDP port 5353.</source>
            <translation>El nombre no se puede anunciar en esta red, así que usa la dirección. Puede que otro programa esté usando el puerto UDP 5353.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit no tiene permiso para escribir en {0}. Permítelo en las propiedades de la carpeta, o elige otra carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>El disco con {0} está lleno. Libera espacio e inícialo de nuevo, o elige otra carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors. Check that it's connected and healthy.</source>
            <translation>El disco con {0} tiene errores de lectura o escritura. Comprueba que está conectado y en buen estado.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} no es una carpeta. Quítalo de ahí, o elige otra carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is empty. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>La base de datos de tu biblioteca, {0}, está vacía. Restaura una copia de seguridad, o inicia con --set-aside para apartarla y empezar una biblioteca nueva.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is damaged; BookOrbit has left it as it is. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>La base de datos de tu biblioteca, {0}, está dañada; BookOrbit la ha dejado como está. Restaura una copia de seguridad, o inicia con --set-aside para apartarla y empezar una biblioteca nueva.</translation>
        </message>
        <message>
            <source>BookOrbit couldn't upgrade {0} and left it unchanged. Install the version you used before, and report this with the log file.</source>
            <translation>BookOrbit no ha podido actualizar {0} y la ha dejado sin cambios. Instala la versión que usabas antes y comunícalo con el archivo de registro.</translation>
        </message>
        <message>
            <source>Another program is using {0}. Close that program and start again.</source>
            <translation>Otro programa está usando {0}. Cierra ese programa e inícialo de nuevo.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit no tiene permiso para leer {0}. Permítelo en las propiedades del archivo, o elige otra carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>The output could not be written ({0}). Write it to another place, and start the command again.</source>
            <translation>No se ha podido escribir la salida ({0}). Escríbela en otro lugar y vuelve a iniciar la orden.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>La entrada estándar no es texto en UTF-8. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>This file isn't the database its name suggests.</source>
            <translation>Este archivo no es la base de datos que su nombre indica.</translation>
        </message>
        <message>
            <source>This database is damaged. The previous one is kept.</source>
            <translation>Esta base de datos está dañada. Se conserva la anterior.</translation>
        </message>
        <message>
            <source>This vocabulary can't be read: {0}.</source>
            <translation>Este vocabulario no se puede leer: {0}.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Esto no es un archivo normal.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}.</source>
            <translation>No se ha podido leer el archivo: {0}.</translation>
        </message>
        <message>
            <source>The file doesn't exist.</source>
            <translation>El archivo no existe.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file. Check its permissions.</source>
            <translation>BookOrbit no tiene permiso para leer este archivo. Comprueba sus permisos.</translation>
        </message>
        <message>
            <source>This file is larger than {0} bytes.</source>
            <translation>Este archivo ocupa más de {0} bytes.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Este archivo está vacío.</translation>
        </message>
        <message>
            <source>Its backup copy was read instead. {0}</source>
            <translation>En su lugar se ha leído su copia de seguridad. {0}</translation>
        </message>
        <message>
            <source>This file is neither KOReader's statistics nor the database of KoInsight.</source>
            <translation>Este archivo no es ni de estadísticas de KOReader ni la base de datos de KoInsight.</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Línea {0}, columna {1}: {2}</translation>
        </message>
        <message>
            <source>No table found.</source>
            <translation>No se ha encontrado ninguna tabla.</translation>
        </message>
        <message>
            <source>Unknown escape sequence.</source>
            <translation>Secuencia de escape desconocida.</translation>
        </message>
        <message>
            <source>Unexpected text after the value.</source>
            <translation>Texto inesperado después del valor.</translation>
        </message>
        <message>
            <source>Only tables, strings, numbers, true, false and nil are allowed.</source>
            <translation>Solo se permiten tablas, cadenas, números, true, false y nil.</translation>
        </message>
        <message>
            <source>Too many values (more than {0}).</source>
            <translation>Demasiados valores (más de {0}).</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} levels deep.</source>
            <translation>Las tablas están anidadas a más de {0} niveles.</translation>
        </message>
        <message>
            <source>Expected “=”.</source>
            <translation>Se esperaba «=».</translation>
        </message>
        <message>
            <source>Unterminated string.</source>
            <translation>Cadena sin terminar.</translation>
        </message>
        <message>
            <source>Too many escape sequences (more than {0}).</source>
            <translation>Demasiadas secuencias de escape (más de {0}).</translation>
        </message>
        <message>
            <source>Escape sequence isn't a valid character.</source>
            <translation>La secuencia de escape no es un carácter válido.</translation>
        </message>
        <message>
            <source>Expected a value.</source>
            <translation>Se esperaba un valor.</translation>
        </message>
        <message>
            <source>Unterminated long string.</source>
            <translation>Cadena larga sin terminar.</translation>
        </message>
        <message>
            <source>Invalid number.</source>
            <translation>Número no válido.</translation>
        </message>
        <message>
            <source>Expected “,” or “}”.</source>
            <translation>Se esperaba «,» o «}».</translation>
        </message>
        <message>
            <source>Invalid table key.</source>
            <translation>Clave de tabla no válida.</translation>
        </message>
        <message>
            <source>Expected “]” after the key.</source>
            <translation>Se esperaba «]» después de la clave.</translation>
        </message>
        <message>
            <source>Invalid escape sequence.</source>
            <translation>Secuencia de escape no válida.</translation>
        </message>
        <message>
            <source>Page views skipped because their time or page is impossible: {0}.</source>
            <translation>Páginas vistas omitidas porque su hora o página es imposible: {0}.</translation>
        </message>
        <message>
            <source>“{0}” is missing.</source>
            <translation>Falta «{0}».</translation>
        </message>
        <message>
            <source>“{0}” must be 32 hexadecimal digits.</source>
            <translation>«{0}» debe tener 32 cifras hexadecimales.</translation>
        </message>
        <message>
            <source>Send at most {0} books at a time.</source>
            <translation>Envía como mucho {0} libros a la vez.</translation>
        </message>
        <message>
            <source>What it says besides its highlights is too long.</source>
            <translation>Lo que dice además de sus subrayados es demasiado largo.</translation>
        </message>
        <message>
            <source>It has no digest.</source>
            <translation>No tiene huella.</translation>
        </message>
        <message>
            <source>It has no title.</source>
            <translation>No tiene título.</translation>
        </message>
        <message>
            <source>It has neither a digest nor a title, or no page views.</source>
            <translation>No tiene huella ni título, o no tiene páginas vistas.</translation>
        </message>
        <message>
            <source>Too many folders here; the rest were skipped.</source>
            <translation>Hay demasiadas carpetas aquí; el resto se ha omitido.</translation>
        </message>
        <message>
            <source>This file is damaged: it has more than {0} annotations.</source>
            <translation>Este archivo está dañado: tiene más de {0} anotaciones.</translation>
        </message>
        <message>
            <source>This database is damaged. Page views recovered: {0}.</source>
            <translation>Esta base de datos está dañada. Páginas vistas recuperadas: {0}.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: it has no table of books.</source>
            <translation>Este archivo no es una base de datos de estadísticas de KOReader: no tiene tabla de libros.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Este archivo no es una base de datos de estadísticas de KOReader: una de sus columnas se llama «rowid».</translation>
        </message>
        <message>
            <source>This statistics database is too damaged to read: {0}.</source>
            <translation>Esta base de datos de estadísticas está demasiado dañada para leerla: {0}.</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>No hay ningún libro {0}. «list» muestra los libros y sus números.</translation>
        </message>
        <message>
            <source>This template is too long. The limit is {0} characters.</source>
            <translation>Esta plantilla es demasiado larga. El límite es de {0} caracteres.</translation>
        </message>
        <message numerus="yes">
            <source>A template can have up to %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Una plantilla puede tener como mucho %n carpeta. Quita algunas barras.</numerusform>
                <numerusform>Una plantilla puede tener como mucho %n carpetas. Quita algunas barras.</numerusform>
            </translation>
        </message>
        <message>
            <source>Add {0} to the template. Without it, many books would get the same name.</source>
            <translation>Añade {0} a la plantilla. Sin ello, muchos libros tendrían el mismo nombre.</translation>
        </message>
        <message>
            <source>A folder has no name. Remove the extra slash, or add a name after the last one.</source>
            <translation>Una carpeta no tiene nombre. Quita la barra de más, o añade un nombre después de la última.</translation>
        </message>
        <message>
            <source>Square brackets must open and close within the same folder or file name.</source>
            <translation>Los corchetes deben abrirse y cerrarse dentro del mismo nombre de carpeta o archivo.</translation>
        </message>
        <message>
            <source>Unknown field {0}. Available fields: {1}.</source>
            <translation>Campo desconocido {0}. Campos disponibles: {1}.</translation>
        </message>
        <message>
            <source>Use / between folders on every system.</source>
            <translation>Usa / entre carpetas en todos los sistemas.</translation>
        </message>
        <message>
            <source>Put fields in braces, such as {0}.</source>
            <translation>Pon los campos entre llaves, como {0}.</translation>
        </message>
        <message>
            <source>Square brackets can't contain a slash. Close the bracket before it.</source>
            <translation>Los corchetes no pueden contener una barra. Cierra el corchete antes de ella.</translation>
        </message>
        <message>
            <source>read from {0} to {1}</source>
            <translation>leído de {0} a {1}</translation>
        </message>
        <message>
            <source>read from {0} to {1} (page {2})</source>
            <translation>leído de {0} a {1} (página {2})</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>página: {0} → {1}</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>estado: {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>valoración: {0} → {1}</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>privacidad: {0} → {1}</translation>
        </message>
        <message>
            <source>start date: {0} → {1}</source>
            <translation>fecha de inicio: {0} → {1}</translation>
        </message>
        <message>
            <source>finish date: {0} → {1}</source>
            <translation>fecha de fin: {0} → {1}</translation>
        </message>
        <message>
            <source>match: {0} → {1}</source>
            <translation>coincidencia: {0} → {1}</translation>
        </message>
        <message>
            <source>edition: {0} → {1}</source>
            <translation>edición: {0} → {1}</translation>
        </message>
        <message>
            <source>page count: {0} → {1}</source>
            <translation>número de páginas: {0} → {1}</translation>
        </message>
        <message>
            <source>saved ID: {0} → {1}</source>
            <translation>ID guardado: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>progreso: {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>progreso: {0} → {1} (página {2})</translation>
        </message>
        <message>
            <source>started: {0} → {1}</source>
            <translation>empezado: {0} → {1}</translation>
        </message>
        <message>
            <source>finished: {0} → {1}</source>
            <translation>terminado: {0} → {1}</translation>
        </message>
        <message>
            <source>started at {0}</source>
            <translation>empezado en {0}</translation>
        </message>
        <message>
            <source>stayed at {0}</source>
            <translation>se quedó en {0}</translation>
        </message>
        <message>
            <source>went back from {0} to {1}</source>
            <translation>volvió de {0} a {1}</translation>
        </message>
        <message>
            <source>started at {0} (page {1})</source>
            <translation>empezado en {0} (página {1})</translation>
        </message>
        <message>
            <source>now at {0} (page {1})</source>
            <translation>ahora en {0} (página {1})</translation>
        </message>
        <message>
            <source>went back from {0} to {1} (page {2})</source>
            <translation>volvió de {0} a {1} (página {2})</translation>
        </message>
        <message>
            <source>progress removed</source>
            <translation>progreso quitado</translation>
        </message>
        <message>
            <source>started at page {0}</source>
            <translation>empezado en la página {0}</translation>
        </message>
        <message>
            <source>rating removed</source>
            <translation>valoración quitada</translation>
        </message>
        <message>
            <source>privacy set to {0}</source>
            <translation>privacidad fijada en {0}</translation>
        </message>
        <message>
            <source>start date removed</source>
            <translation>fecha de inicio quitada</translation>
        </message>
        <message>
            <source>started on {0}</source>
            <translation>empezado el {0}</translation>
        </message>
        <message>
            <source>finish date removed</source>
            <translation>fecha de fin quitada</translation>
        </message>
        <message>
            <source>finished on {0}</source>
            <translation>terminado el {0}</translation>
        </message>
        <message>
            <source>match removed</source>
            <translation>coincidencia quitada</translation>
        </message>
        <message>
            <source>matched with {0}</source>
            <translation>vinculado con {0}</translation>
        </message>
        <message>
            <source>edition removed</source>
            <translation>edición quitada</translation>
        </message>
        <message>
            <source>page count removed</source>
            <translation>número de páginas quitado</translation>
        </message>
        <message>
            <source>page count set to {0}</source>
            <translation>número de páginas fijado en {0}</translation>
        </message>
        <message>
            <source>saved ID removed</source>
            <translation>ID guardado quitado</translation>
        </message>
        <message>
            <source>saved ID set to {0}</source>
            <translation>ID guardado fijado en {0}</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Vinculado, pero esta edición no tiene número de páginas, así que no se puede enviar el progreso. El estado, las fechas y la valoración sí. Elige una edición con páginas.</translation>
        </message>
        <message>
            <source>Choose “Replace on Hardcover” to send what is here instead.</source>
            <translation>Elige «Sustituir en Hardcover» para enviar en su lugar lo que hay aquí.</translation>
        </message>
        <message>
            <source>Hardcover is ahead of this library. Nothing there is ever lowered.</source>
            <translation>Hardcover va por delante de esta biblioteca. Allí nunca se rebaja nada.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author only. Is it the right book?</source>
            <translation>Vinculado con «{0}» solo por título y autor. ¿Es el libro correcto?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>En pausa tras %n fallo.</numerusform>
                <numerusform>En pausa tras %n fallos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Set a status other than Unread to send it.</source>
            <translation>Pon un estado distinto de Sin leer para enviarlo.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Choose Include to send it again.</source>
            <translation>Excluiste este libro de Hardcover. Elige Incluir para enviarlo de nuevo.</translation>
        </message>
        <message>
            <source>The next sync will look for it on Hardcover.</source>
            <translation>La próxima sincronización lo buscará en Hardcover.</translation>
        </message>
        <message>
            <source>The matched edition's page count ({0}) can't be right, so progress isn't sent.</source>
            <translation>El número de páginas de la edición vinculada ({0}) no puede ser correcto, así que no se envía el progreso.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Elige otra edición o introduce el número de páginas.</translation>
        </message>
        <message>
            <source>Waiting to send: {0}.</source>
            <translation>A la espera de enviarse: {0}.</translation>
        </message>
        <message>
            <source>Up to date on Hardcover.</source>
            <translation>Al día en Hardcover.</translation>
        </message>
        <message>
            <source>Choose Sync now to try again.</source>
            <translation>Elige Sincronizar ahora para volver a intentarlo.</translation>
        </message>
        <message>
            <source>Found “{0}” by title and author only.</source>
            <translation>Se encontró «{0}» solo por título y autor.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm the match or pick another book.</source>
            <translation>No se envía nada hasta que confirmes la coincidencia o elijas otro libro.</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>sin fijar</translation>
        </message>
        <message>
            <source>You rated it {0} here. Clear that rating first.</source>
            <translation>Aquí lo valoraste con {0}. Borra primero esa valoración.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>No está en tu estantería de Hardcover.</translation>
        </message>
        <message>
            <source>It has no rating on Hardcover.</source>
            <translation>No tiene valoración en Hardcover.</translation>
        </message>
        <message>
            <source>You rated it {0} on Hardcover yourself; that rating stays.</source>
            <translation>Lo valoraste con {0} tú en Hardcover; esa valoración se queda.</translation>
        </message>
        <message>
            <source>You added this entry on Hardcover yourself; it stays.</source>
            <translation>Esta entrada la añadiste tú en Hardcover; se queda.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover; the entry stays.</source>
            <translation>Cambiaste el estado en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>You rated it on Hardcover; the entry stays.</source>
            <translation>Lo valoraste en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>You chose another edition on Hardcover; the entry stays.</source>
            <translation>Elegiste otra edición en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>You changed the day it was added on Hardcover; the entry stays.</source>
            <translation>Cambiaste en Hardcover el día en que se añadió; la entrada se queda.</translation>
        </message>
        <message>
            <source>You wrote a review on Hardcover; the entry stays.</source>
            <translation>Escribiste una reseña en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>You wrote a private note on Hardcover; the entry stays.</source>
            <translation>Escribiste una nota privada en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>Your token can't read private notes, so the entry stays.</source>
            <translation>Tu token no puede leer las notas privadas, así que la entrada se queda.</translation>
        </message>
        <message>
            <source>You marked it as owned on Hardcover; the entry stays.</source>
            <translation>Lo marcaste en Hardcover como tuyo; la entrada se queda.</translation>
        </message>
        <message>
            <source>You added a read on Hardcover; the entry stays.</source>
            <translation>Añadiste una lectura en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>You changed its progress or dates on Hardcover; the entry stays.</source>
            <translation>Cambiaste su progreso o sus fechas en Hardcover; la entrada se queda.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; the entry stays.</source>
            <translation>Tiene más lecturas de las que BookOrbit puede comprobar; la entrada se queda.</translation>
        </message>
        <message>
            <source>Currently Reading</source>
            <translation>Leyendo ahora</translation>
        </message>
        <message>
            <source>Did Not Finish</source>
            <translation>Abandonado</translation>
        </message>
        <message>
            <source>You set {0} on Hardcover; that stays.</source>
            <translation>Pusiste {0} en Hardcover; eso se queda.</translation>
        </message>
        <message>
            <source>The rating on Hardcover is {0}; it stays.</source>
            <translation>La valoración en Hardcover es {0}; se queda.</translation>
        </message>
        <message>
            <source>The status on Hardcover is {0}; it stays.</source>
            <translation>El estado en Hardcover es {0}; se queda.</translation>
        </message>
        <message>
            <source>Hardcover has a different entry now; it stays.</source>
            <translation>Hardcover tiene ahora otra entrada; se queda.</translation>
        </message>
        <message>
            <source>It's unclear whether you or BookOrbit added this book to your shelf; it stays.</source>
            <translation>No está claro si este libro lo añadiste tú o BookOrbit a tu estantería; se queda.</translation>
        </message>
        <message>
            <source>You've changed the status on Hardcover since; it stays.</source>
            <translation>Has cambiado desde entonces el estado en Hardcover; se queda.</translation>
        </message>
        <message>
            <source>You've changed the rating on Hardcover since; it stays.</source>
            <translation>Has cambiado desde entonces la valoración en Hardcover; se queda.</translation>
        </message>
        <message>
            <source>You've changed the privacy on Hardcover since; it stays.</source>
            <translation>Has cambiado desde entonces la privacidad en Hardcover; se queda.</translation>
        </message>
        <message>
            <source>You've changed a read on Hardcover since; it stays.</source>
            <translation>Has cambiado desde entonces una lectura en Hardcover; se queda.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; they all stay.</source>
            <translation>Tiene más lecturas de las que BookOrbit puede comprobar; se quedan todas.</translation>
        </message>
        <message>
            <source>by the ID in the book</source>
            <translation>por el ID que hay en el libro</translation>
        </message>
        <message>
            <source>by an ID on another site</source>
            <translation>por un ID de otro sitio</translation>
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
            <translation>lectura quitada</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>coincidencia confirmada</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>quitado de tu estantería</translation>
        </message>
        <message>
            <source>added to your shelf</source>
            <translation>añadido a tu estantería</translation>
        </message>
        <message>
            <source>read added</source>
            <translation>lectura añadida</translation>
        </message>
        <message>
            <source>recognised by another digest</source>
            <translation>reconocido por otra huella</translation>
        </message>
        <message>
            <source>excluded from Hardcover</source>
            <translation>excluido de Hardcover</translation>
        </message>
        <message>
            <source>included again</source>
            <translation>incluido de nuevo</translation>
        </message>
        <message>
            <source>status and rating on Hardcover may be replaced</source>
            <translation>el estado y la valoración en Hardcover se pueden sustituir</translation>
        </message>
        <message>
            <source>status and rating on Hardcover stay</source>
            <translation>el estado y la valoración en Hardcover se quedan</translation>
        </message>
        <message>
            <source>“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.</source>
            <translation>«{0}» no es un libro de Hardcover. Pega su enlace, su número, edition:NÚMERO o un ISBN.</translation>
        </message>
        <message>
            <source>the record is the comic, not the novel</source>
            <translation>la ficha es el cómic, no la novela</translation>
        </message>
        <message>
            <source>the record is the novel, not the comic</source>
            <translation>la ficha es la novela, no el cómic</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>el autor es distinto</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>el ISBN es de «{0}»</translation>
        </message>
        <message>
            <source>the ISBN is mistyped and belongs to “{0}”</source>
            <translation>el ISBN está mal escrito y es de «{0}»</translation>
        </message>
        <message>
            <source>the saved ID belongs to “{0}”</source>
            <translation>el ID guardado es de «{0}»</translation>
        </message>
        <message>
            <source>this file has no usable title</source>
            <translation>este archivo no tiene un título utilizable</translation>
        </message>
        <message>
            <source>the record is a summary, guide or adaptation of the book</source>
            <translation>la ficha es un resumen, una guía o una adaptación del libro</translation>
        </message>
        <message>
            <source>this is a summary, guide or adaptation of the record</source>
            <translation>esto es un resumen, una guía o una adaptación de la ficha</translation>
        </message>
        <message>
            <source>the record is a collection of several books</source>
            <translation>la ficha es una recopilación de varios libros</translation>
        </message>
        <message>
            <source>the author is written in another script</source>
            <translation>el autor está escrito en otro alfabeto</translation>
        </message>
        <message>
            <source>the edition is different (such as deluxe or omnibus)</source>
            <translation>la edición es otra (por ejemplo, deluxe u ómnibus)</translation>
        </message>
        <message>
            <source>the record is numbered differently (issues, volumes or books)</source>
            <translation>la ficha lleva otra numeración (números, volúmenes o libros)</translation>
        </message>
        <message>
            <source>there may be several comics of this story</source>
            <translation>puede haber varios cómics de esta historia</translation>
        </message>
        <message>
            <source>the record does not say that it is a comic</source>
            <translation>la ficha no dice que sea un cómic</translation>
        </message>
        <message>
            <source>neither names an author</source>
            <translation>ninguno nombra a un autor</translation>
        </message>
        <message>
            <source>this file names no author</source>
            <translation>este archivo no nombra a ningún autor</translation>
        </message>
        <message>
            <source>the record names no author</source>
            <translation>la ficha no nombra a ningún autor</translation>
        </message>
        <message>
            <source>Another highlight of this book has the same text.</source>
            <translation>Otro subrayado de este libro tiene el mismo texto.</translation>
        </message>
        <message>
            <source>quote, page {0}: {1}</source>
            <translation>cita, página {0}: {1}</translation>
        </message>
        <message>
            <source>It has no text.</source>
            <translation>No tiene texto.</translation>
        </message>
        <message>
            <source>It's longer than {0} characters. Send a shorter one.</source>
            <translation>Tiene más de {0} caracteres. Envía uno más corto.</translation>
        </message>
        <message>
            <source>Sending highlights to Hardcover is off.</source>
            <translation>El envío de subrayados a Hardcover está desactivado.</translation>
        </message>
        <message>
            <source>You didn't choose this book for sending highlights.</source>
            <translation>No elegiste este libro para enviar subrayados.</translation>
        </message>
        <message>
            <source>It has no note, and only notes are sent.</source>
            <translation>No tiene nota, y solo se envían notas.</translation>
        </message>
        <message>
            <source>You made it before you turned sending on.</source>
            <translation>Lo hiciste antes de activar el envío.</translation>
        </message>
        <message>
            <source>Changed since. The next sync sends the change.</source>
            <translation>Cambiado desde entonces. La próxima sincronización envía el cambio.</translation>
        </message>
        <message>
            <source>It was removed from Hardcover again.</source>
            <translation>Se quitó de nuevo de Hardcover.</translation>
        </message>
        <message>
            <source>You removed it from your highlights.</source>
            <translation>Lo quitaste de tus subrayados.</translation>
        </message>
        <message>
            <source>quote removed: {0}</source>
            <translation>cita quitada: {0}</translation>
        </message>
        <message>
            <source>quote changed: {0} → {1}</source>
            <translation>cita cambiada: {0} → {1}</translation>
        </message>
        <message>
            <source>quote with note, page {0}: {1}</source>
            <translation>cita con nota, página {0}: {1}</translation>
        </message>
        <message>
            <source>The next sync removes it from Hardcover.</source>
            <translation>La próxima sincronización lo quita de Hardcover.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover; that stays.</source>
            <translation>Lo escribiste o cambiaste en Hardcover; se queda así.</translation>
        </message>
        <message>
            <source>It stands under the book that you had matched before.</source>
            <translation>Está bajo el libro que habías asignado antes.</translation>
        </message>
        <message>
            <source>You removed it on Hardcover, so it isn't sent again by itself.</source>
            <translation>Lo quitaste en Hardcover, así que no se envía de nuevo por sí solo.</translation>
        </message>
        <message>
            <source>No device has it any more.</source>
            <translation>Ningún dispositivo lo tiene ya.</translation>
        </message>
        <message>
            <source>quote with note: {0}</source>
            <translation>cita con nota: {0}</translation>
        </message>
        <message>
            <source>quote: {0}</source>
            <translation>cita: {0}</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>La próxima sincronización lo envía.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) added</source>
            <translation>
                <numerusform>%Ln cita añadida</numerusform>
                <numerusform>%Ln citas añadidas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) changed</source>
            <translation>
                <numerusform>%Ln cita cambiada</numerusform>
                <numerusform>%Ln citas cambiadas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) removed</source>
            <translation>
                <numerusform>%Ln cita quitada</numerusform>
                <numerusform>%Ln citas quitadas</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover tiene más de una lectura abierta de este libro; se actualiza la más reciente.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover and stays finished.</source>
            <translation>Esta lectura está terminada en Hardcover y sigue terminada.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover va por delante, en {0}; el progreso nunca se rebaja.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read further.</source>
            <translation>Cambiaste la página en Hardcover; se queda hasta que leas más allá.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at page {0}; progress is never lowered.</source>
            <translation>Hardcover va por delante, en la página {0}; el progreso nunca se rebaja.</translation>
        </message>
        <message>
            <source>another read, finished on {0}</source>
            <translation>otra lectura, terminada el {0}</translation>
        </message>
        <message>
            <source>You removed this read on Hardcover; it stays removed.</source>
            <translation>Quitaste esta lectura en Hardcover; sigue quitada.</translation>
        </message>
        <message>
            <source>You have the audiobook on Hardcover; its status and progress there are left alone.</source>
            <translation>Tienes el audiolibro en Hardcover; allí no se tocan su estado ni su progreso.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>una lectura nueva en {0}</translation>
        </message>
        <message>
            <source>You undid the updates to this read.</source>
            <translation>Deshiciste las actualizaciones de esta lectura.</translation>
        </message>
        <message>
            <source>New progress will be sent.</source>
            <translation>El progreso nuevo se enviará.</translation>
        </message>
        <message>
            <source>This book already has a status here; it stays.</source>
            <translation>Este libro ya tiene un estado aquí; se queda.</translation>
        </message>
        <message>
            <source>This book already has a rating or position here; it stays.</source>
            <translation>Este libro ya tiene una valoración o posición aquí; se queda.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Listo para importar.</translation>
        </message>
        <message>
            <source>This Hardcover status isn't imported.</source>
            <translation>Este estado de Hardcover no se importa.</translation>
        </message>
        <message>
            <source>Not in your library.</source>
            <translation>No está en tu biblioteca.</translation>
        </message>
        <message>
            <source>Several books in your library could be this one.</source>
            <translation>Varios libros de tu biblioteca podrían ser este.</translation>
        </message>
        <message>
            <source>Matched by title and author. Check it first.</source>
            <translation>Vinculado por título y autor. Compruébalo antes.</translation>
        </message>
        <message>
            <source>Already the same on both sides.</source>
            <translation>Ya es igual en ambos lados.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Dos entradas de Hardcover podrían ser este libro.</translation>
        </message>
        <message>
            <source>added as {0}</source>
            <translation>añadido como {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier read(s)</source>
            <translation>
                <numerusform>%n lectura anterior</numerusform>
                <numerusform>%n lecturas anteriores</numerusform>
            </translation>
        </message>
        <message>
            <source>This book is no longer on your Hardcover shelf and stays off it. Use Re-match to put it back.</source>
            <translation>Este libro ya no está en tu estantería de Hardcover y sigue fuera de ella. Usa Volver a vincular para ponerlo de nuevo.</translation>
        </message>
        <message numerus="yes">
            <source>Can't reach Hardcover. %n changes are waiting and will be sent later.</source>
            <translation>
                <numerusform>No se puede contactar con Hardcover. Hay %n cambio en espera y se enviará más tarde.</numerusform>
                <numerusform>No se puede contactar con Hardcover. Hay %n cambios en espera y se enviarán más tarde.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You're offline. The remaining %n books will be sent when you're back.</source>
            <translation>
                <numerusform>No tienes conexión. El libro restante se enviará cuando vuelvas a tenerla.</numerusform>
                <numerusform>No tienes conexión. Los %n libros restantes se enviarán cuando vuelvas a tenerla.</numerusform>
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
            <translation>Aún no hay token de Hardcover.</translation>
        </message>
        <message>
            <source>Automatic sync is off.</source>
            <translation>La sincronización automática está desactivada.</translation>
        </message>
        <message>
            <source>Sync is paused until {0}.</source>
            <translation>La sincronización está en pausa hasta {0}.</translation>
        </message>
        <message>
            <source>Automatic sync starts after the first sync you confirm.</source>
            <translation>La sincronización automática empieza tras la primera sincronización que confirmes.</translation>
        </message>
        <message>
            <source>Nothing is lost; sync again later.</source>
            <translation>No se pierde nada; vuelve a sincronizar más tarde.</translation>
        </message>
        <message>
            <source>Will retry in {0}.</source>
            <translation>Se reintentará en {0}.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Will retry later.</source>
            <translation>No se puede contactar con Hardcover. Se reintentará más tarde.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. 1 change is waiting and will be sent later.</source>
            <translation>No se puede contactar con Hardcover. Hay 1 cambio en espera y se enviará más tarde.</translation>
        </message>
        <message>
            <source>You're offline.</source>
            <translation>No tienes conexión.</translation>
        </message>
        <message>
            <source>You're offline. The remaining book will be sent when you're back.</source>
            <translation>No tienes conexión. El libro restante se enviará cuando vuelvas a tenerla.</translation>
        </message>
        <message>
            <source>Fills in what's missing; everything else stays.</source>
            <translation>Completa lo que falta; todo lo demás se queda.</translation>
        </message>
        <message>
            <source>You're reading this book now. If the finished read in the file is this one, mark it Read.</source>
            <translation>Estás leyendo este libro ahora. Si la lectura terminada del archivo es esta, márcalo como Leído.</translation>
        </message>
        <message>
            <source>Same ISBN, different title. Check it first.</source>
            <translation>Mismo ISBN, otro título. Compruébalo antes.</translation>
        </message>
        <message>
            <source>This line has no supported status, rating or dates.</source>
            <translation>Esta línea no tiene un estado, una valoración ni fechas que se admitan.</translation>
        </message>
        <message>
            <source>Two lines in the file could be this book.</source>
            <translation>Dos líneas del archivo podrían ser este libro.</translation>
        </message>
        <message>
            <source>This book already has a rating here; it stays.</source>
            <translation>Este libro ya tiene una valoración aquí; se queda.</translation>
        </message>
        <message>
            <source>Another line in the file is a better match for this book.</source>
            <translation>Otra línea del archivo encaja mejor con este libro.</translation>
        </message>
        <message>
            <source>Duplicate of an earlier line.</source>
            <translation>Duplicado de una línea anterior.</translation>
        </message>
        <message>
            <source>This line doesn't name a book.</source>
            <translation>Esta línea no nombra ningún libro.</translation>
        </message>
        <message>
            <source>Not in your library. It will become an entry without a file.</source>
            <translation>No está en tu biblioteca. Será una entrada sin archivo.</translation>
        </message>
        <message>
            <source>A device name can have up to {0} characters. Choose a shorter one.</source>
            <translation>El nombre de un dispositivo puede tener hasta {0} caracteres. Elige uno más corto.</translation>
        </message>
        <message>
            <source>Use the file from the device itself. A copy rewritten by calibre or another program has a different digest.</source>
            <translation>Usa el archivo del propio dispositivo. Una copia reescrita por Calibre u otro programa tiene otra huella.</translation>
        </message>
        <message>
            <source>It's “{0}” in your library. Link it.</source>
            <translation>Es «{0}» de tu biblioteca. Vincúlalo.</translation>
        </message>
        <message>
            <source>This file has the same text as “{0}” but a different digest: your device keeps the digest from when it first opened the book. If this is the text you read there, link it.</source>
            <translation>Este archivo tiene el mismo texto que «{0}», pero otra huella: tu dispositivo conserva la huella de cuando abrió el libro por primera vez. Si es el texto que leíste allí, vincúlalo.</translation>
        </message>
        <message>
            <source>It isn't in your library. Add it, or create an entry without a file.</source>
            <translation>No está en tu biblioteca. Añádelo o crea una entrada sin archivo.</translation>
        </message>
        <message>
            <source>Same text, different metadata: it's “{0}” in your library. Link it.</source>
            <translation>Mismo texto, otros metadatos: es «{0}» de tu biblioteca. Vincúlalo.</translation>
        </message>
        <message>
            <source>This is the same file.</source>
            <translation>Es el mismo archivo.</translation>
        </message>
        <message>
            <source>Same text, different metadata.</source>
            <translation>Mismo texto, otros metadatos.</translation>
        </message>
        <message>
            <source>This is a different file.</source>
            <translation>Es un archivo distinto.</translation>
        </message>
        <message>
            <source>Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Las cuentas se crean en tu ordenador. Toca Iniciar sesión y usa el nombre y la frase de contraseña que muestra BookOrbit.</translation>
        </message>
        <message>
            <source>Pairing works only on your home network. Connect this device to the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>El emparejamiento solo funciona en tu red doméstica. Conecta este dispositivo a la misma wifi que tu ordenador y vuelve a tocar Registrarse.</translation>
        </message>
        <message>
            <source>Username is already registered. Choose another name, or tap Login with its password.</source>
            <translation>El nombre de usuario ya está registrado. Elige otro nombre, o toca Iniciar sesión con su contraseña.</translation>
        </message>
        <message>
            <source>Another device is being paired. Wait a moment, then tap Register again.</source>
            <translation>Se está emparejando otro dispositivo. Espera un momento y vuelve a tocar Registrarse.</translation>
        </message>
        <message>
            <source>This device was not allowed on your computer.</source>
            <translation>Este dispositivo no se ha permitido en tu ordenador.</translation>
        </message>
        <message>
            <source>Allow it on your computer, then tap Register again.</source>
            <translation>Permítelo en tu ordenador y vuelve a tocar Registrarse.</translation>
        </message>
        <message>
            <source>This pairing request has expired. Start pairing again, then tap Register on the device.</source>
            <translation>Esta petición de emparejamiento ha caducado. Vuelve a iniciar el emparejamiento y toca Registrarse en el dispositivo.</translation>
        </message>
        <message>
            <source>Enter a port up to {0}. KOReader usually uses 7200.</source>
            <translation>Introduce un puerto de hasta {0}. KOReader suele usar el 7200.</translation>
        </message>
        <message>
            <source>“{0}” isn't the address of a web page. Enter it without a path, such as {1}.</source>
            <translation>«{0}» no es la dirección de una página web. Escríbela sin ruta, por ejemplo {1}.</translation>
        </message>
        <message>
            <source>Enter a name such as books.example.org, without http:// or a port.</source>
            <translation>Introduce un nombre como books.example.org, sin http:// ni puerto.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to {0}, such as 7200.</source>
            <translation>Introduce un puerto de 1 a {0}, como 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices can't reach it. Choose another address in Settings ▸ KOReader.</source>
            <translation>Este ordenador ya no tiene la dirección {0}, así que los dispositivos no pueden llegar a él. Elige otra dirección en Ajustes ▸ KOReader.</translation>
        </message>
        <message>
            <source>Using port {0} until {1} is free.</source>
            <translation>Se usa el puerto {0} hasta que quede libre el {1}.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Using {1} — update the address on your device.</source>
            <translation>Otro programa usa el puerto {0}. Se usa el {1}: cambia la dirección en tu dispositivo.</translation>
        </message>
        <message>
            <source>Your address changed from {0} to {1}. Devices use the old one. Tip: reserve the address in your router.</source>
            <translation>Tu dirección ha cambiado de {0} a {1}. Los dispositivos usan la anterior. Consejo: reserva la dirección en tu router.</translation>
        </message>
        <message>
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>El archivo de tu dispositivo tiene {0} páginas; este libro tiene {1}.</translation>
        </message>
        <message>
            <source>Same title.</source>
            <translation>Mismo título.</translation>
        </message>
        <message>
            <source>Similar title.</source>
            <translation>Título parecido.</translation>
        </message>
        <message>
            <source>Slightly similar title.</source>
            <translation>Título algo parecido.</translation>
        </message>
        <message>
            <source>Same author.</source>
            <translation>Mismo autor.</translation>
        </message>
        <message>
            <source>Similar author.</source>
            <translation>Autor parecido.</translation>
        </message>
        <message>
            <source>Different author.</source>
            <translation>Otro autor.</translation>
        </message>
        <message>
            <source>Slightly similar author.</source>
            <translation>Autor algo parecido.</translation>
        </message>
        <message>
            <source>Your device's file has fixed pages, like a PDF; this book has no such file.</source>
            <translation>El archivo de tu dispositivo tiene páginas fijas, como un PDF; este libro no tiene ningún archivo así.</translation>
        </message>
        <message>
            <source>Your device's file has reflowable text; this book's files have fixed pages.</source>
            <translation>El archivo de tu dispositivo tiene texto adaptable; los archivos de este libro tienen páginas fijas.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>El ritmo encaja: {0} páginas por hora.</translation>
        </message>
        <message>
            <source>For this book that would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Para este libro serían {0} páginas por hora, más rápido de lo que nadie lee.</translation>
        </message>
        <message>
            <source>Different volume.</source>
            <translation>Otro volumen.</translation>
        </message>
        <message>
            <source>The file name resembles the title.</source>
            <translation>El nombre del archivo se parece al título.</translation>
        </message>
        <message numerus="yes">
            <source>The page count fits: %n.</source>
            <translation>
                <numerusform>El número de páginas encaja: %n.</numerusform>
                <numerusform>El número de páginas encaja: %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file name contains the title and author.</source>
            <translation>El nombre del archivo contiene el título y el autor.</translation>
        </message>
        <message>
            <source>This is a Calibre library. BookOrbit uses its titles, series and identifiers.</source>
            <translation>Esta es una biblioteca de Calibre. BookOrbit usa sus títulos, series e identificadores.</translation>
        </message>
        <message>
            <source>This Calibre library has no suitable column #{0}. Choose another one.</source>
            <translation>Esta biblioteca de Calibre no tiene una columna #{0} adecuada. Elige otra.</translation>
        </message>
        <message>
            <source>There is already a shelf called “{0}”. Choose another name.</source>
            <translation>Ya hay una estantería llamada «{0}». Elige otro nombre.</translation>
        </message>
        <message>
            <source>There is no shelf called “{0}”. “shelf list” shows your shelves.</source>
            <translation>No hay ninguna estantería llamada «{0}». «shelf list» muestra tus estanterías.</translation>
        </message>
        <message>
            <source>This shelf or tag no longer exists.</source>
            <translation>Esta estantería o etiqueta ya no existe.</translation>
        </message>
        <message>
            <source>“{0}” is a saved filter: it shows the books that match. Choose a shelf instead.</source>
            <translation>«{0}» es un filtro guardado: muestra los libros que coinciden. Elige una estantería.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Introduce un nombre.</translation>
        </message>
        <message>
            <source>There is already a tag called “{0}”. Choose another name.</source>
            <translation>Ya hay una etiqueta llamada «{0}». Elige otro nombre.</translation>
        </message>
        <message>
            <source>There is already a saved filter called “{0}”. Choose another name.</source>
            <translation>Ya hay un filtro guardado llamado «{0}». Elige otro nombre.</translation>
        </message>
        <message>
            <source>There is no tag called “{0}”. “tag list” shows your tags.</source>
            <translation>No hay ninguna etiqueta llamada «{0}». «tag list» muestra tus etiquetas.</translation>
        </message>
        <message>
            <source>A book needs a title. Enter one, or use the one in the file.</source>
            <translation>Un libro necesita un título. Introduce uno o usa el del archivo.</translation>
        </message>
        <message>
            <source>Too long: {0} characters, the limit is {1}. Shorten it.</source>
            <translation>Demasiado largo: {0} caracteres, el límite es {1}. Acórtalo.</translation>
        </message>
        <message>
            <source>This field needs text. Enter some words.</source>
            <translation>Este campo necesita texto. Introduce algunas palabras.</translation>
        </message>
        <message>
            <source>This field is a list. Separate entries with semicolons.</source>
            <translation>Este campo es una lista. Separa los elementos con punto y coma.</translation>
        </message>
        <message>
            <source>Too many entries: {0}, the limit is {1}. Remove some.</source>
            <translation>Demasiados elementos: {0}, el límite es {1}. Quita algunos.</translation>
        </message>
        <message>
            <source>Enter a series number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Introduce un número de serie de 0 a 100 000, como 2 o 1.5.</translation>
        </message>
        <message>
            <source>Enter a page count from 1 to 100,000.</source>
            <translation>Introduce un número de páginas de 1 a 100 000.</translation>
        </message>
        <message>
            <source>Unknown language “{0}”. Enter a language code, such as en or pt-BR.</source>
            <translation>Idioma desconocido: «{0}». Introduce un código de idioma, como en o pt-BR.</translation>
        </message>
        <message>
            <source>Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Introduce un año o una fecha como AAAA-MM o AAAA-MM-DD, por ejemplo 1813 o 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” isn't a valid ISBN. Check its 10 or 13 digits against the book.</source>
            <translation>«{0}» no es un ISBN válido. Compara sus 10 o 13 cifras con el libro.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing new in %n file(s).</source>
            <translation>
                <numerusform>Nada nuevo en %n archivo.</numerusform>
                <numerusform>Nada nuevo en %n archivos.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}.</translation>
        </message>
        <message>
            <source>No book files found.</source>
            <translation>No se han encontrado archivos de libros.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) changed</source>
            <translation>
                <numerusform>%n archivo cambiado</numerusform>
                <numerusform>%n archivos cambiados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) moved</source>
            <translation>
                <numerusform>%n archivo movido</numerusform>
                <numerusform>%n archivos movidos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) missing</source>
            <translation>
                <numerusform>falta %n archivo</numerusform>
                <numerusform>faltan %n archivos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%n archivo añadido</numerusform>
                <numerusform>%n archivos añadidos</numerusform>
            </translation>
        </message>
        <message>
            <source>the title is different</source>
            <translation>el título es distinto</translation>
        </message>
        <message>
            <source>the year in the title is different</source>
            <translation>el año del título es distinto</translation>
        </message>
        <message>
            <source>one of the two contains several volumes</source>
            <translation>uno de los dos contiene varios volúmenes</translation>
        </message>
        <message>
            <source>the record does not say which volume it is</source>
            <translation>la ficha no dice qué volumen es</translation>
        </message>
        <message>
            <source>the record is volume {0}</source>
            <translation>la ficha es el volumen {0}</translation>
        </message>
        <message>
            <source>the record is volume {0}, this is volume {1}</source>
            <translation>la ficha es el volumen {0}, este es el volumen {1}</translation>
        </message>
        <message>
            <source>the record is the whole work, this is one part</source>
            <translation>la ficha es la obra completa, esto es una parte</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>el número del título es distinto</translation>
        </message>
        <message>
            <source>only the series matches</source>
            <translation>solo coincide la serie</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>el subtítulo es distinto</translation>
        </message>
        <message>
            <source>the record's title is longer</source>
            <translation>el título de la ficha es más largo</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>a la ficha le falta la segunda parte del título</translation>
        </message>
        <message>
            <source>The web site doesn't name a version. Try again later.</source>
            <translation>El sitio web no indica ninguna versión. Inténtalo más tarde.</translation>
        </message>
        <message>
            <source>Enter quiet hours between 00:00 and 23:59.</source>
            <translation>Introduce horas de silencio entre las 00:00 y las 23:59.</translation>
        </message>
        <message>
            <source>Want to read</source>
            <translation>Quiero leer</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>En pausa</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>sin leer</translation>
        </message>
        <message>
            <source>want to read</source>
            <translation>quiero leer</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>leyendo</translation>
        </message>
        <message>
            <source>rereading</source>
            <translation>releyendo</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>en pausa</translation>
        </message>
        <message>
            <source>skimmed</source>
            <translation>leído por encima</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abandonado</translation>
        </message>
        <message>
            <source>You're already reading this book. Mark it Read first.</source>
            <translation>Ya estás leyendo este libro. Márcalo antes como Leído.</translation>
        </message>
        <message>
            <source>Enter a rating from 0.5 to 5 in half steps, such as 3.5.</source>
            <translation>Introduce una valoración de 0.5 a 5 en medios puntos, como 3.5.</translation>
        </message>
        <message>
            <source>To add dates, set the status to Reading or Read first.</source>
            <translation>Para añadir fechas, pon primero el estado en Leyendo o Leído.</translation>
        </message>
        <message>
            <source>To add a finish date, set the status to Read or Skimmed first.</source>
            <translation>Para añadir una fecha de fin, pon primero el estado en Leído o Leído por encima.</translation>
        </message>
        <message>
            <source>The date can't be in the future.</source>
            <translation>La fecha no puede estar en el futuro.</translation>
        </message>
        <message>
            <source>The finish date can't be before the start date.</source>
            <translation>La fecha de fin no puede ser anterior a la de inicio.</translation>
        </message>
        <message>
            <source>Choose a book or enter a title.</source>
            <translation>Elige un libro o introduce un título.</translation>
        </message>
        <message>
            <source>A title has at most {0} characters.</source>
            <translation>Un título tiene como mucho {0} caracteres.</translation>
        </message>
        <message>
            <source>A session lasts from 1 minute to 24 hours.</source>
            <translation>Una sesión dura entre 1 minuto y 24 horas.</translation>
        </message>
        <message>
            <source>Enter from 0 to {0} pages.</source>
            <translation>Introduce entre 0 y {0} páginas.</translation>
        </message>
        <message>
            <source>A session can't begin before 1970.</source>
            <translation>Una sesión no puede empezar antes de 1970.</translation>
        </message>
        <message>
            <source>A session can't end in the future.</source>
            <translation>Una sesión no puede terminar en el futuro.</translation>
        </message>
        <message>
            <source>Enter an address that starts with https:// or http://, such as https://sync.example.org.</source>
            <translation>Introduce una dirección que empiece por https:// o http://, como https://sync.example.org.</translation>
        </message>
        <message>
            <source>Remove the name, password or question mark from the address. Enter name and password below.</source>
            <translation>Quita de la dirección el nombre, la contraseña o el signo de interrogación. Introduce abajo el nombre y la contraseña.</translation>
        </message>
        <message>
            <source>This isn't a web address. Enter one such as https://sync.example.org.</source>
            <translation>Esto no es una dirección web. Introduce una como https://sync.example.org.</translation>
        </message>
        <message>
            <source>This device's clock seems to be right.</source>
            <translation>El reloj de este dispositivo parece ir bien.</translation>
        </message>
        <message>
            <source>“{0}” isn't on the device. Use --dry-run to list its books.</source>
            <translation>«{0}» no está en el dispositivo. Usa --dry-run para listar sus libros.</translation>
        </message>
        <message>
            <source>“{0}” is already in your library.</source>
            <translation>«{0}» ya está en tu biblioteca.</translation>
        </message>
        <message>
            <source>Not here yet.</source>
            <translation>Aún no está aquí.</translation>
        </message>
        <message>
            <source>Another book already has this digest and keeps it.</source>
            <translation>Otro libro ya tiene esta huella y la conserva.</translation>
        </message>
        <message>
            <source>Each one counts once, whichever device it comes from.</source>
            <translation>Cada uno cuenta una vez, venga del dispositivo que venga.</translation>
        </message>
        <message>
            <source>The device has deleted its page views. The total time is kept, without days.</source>
            <translation>El dispositivo ha eliminado sus páginas vistas. Se conserva el tiempo total, sin días.</translation>
        </message>
        <message>
            <source>Highlights no longer on the device are kept here and marked as such.</source>
            <translation>Los subrayados que ya no están en el dispositivo se conservan aquí, marcados como tales.</translation>
        </message>
        <message>
            <source>Future progress for this file will count for this book.</source>
            <translation>El progreso futuro de este archivo contará para este libro.</translation>
        </message>
        <message>
            <source>You removed this digest from the book; it stays removed.</source>
            <translation>Quitaste esta huella del libro; sigue quitada.</translation>
        </message>
        <message>
            <source>Changed on the device since the last import.</source>
            <translation>Ha cambiado en el dispositivo desde la última importación.</translation>
        </message>
        <message>
            <source>Some files couldn't be read completely. The scan lists them.</source>
            <translation>Algunos archivos no se han podido leer del todo. La lista del dispositivo los nombra.</translation>
        </message>
        <message>
            <source>You linked it to this book.</source>
            <translation>Lo vinculaste con este libro.</translation>
        </message>
        <message>
            <source>The scan of this device was stopped early, so this list may be incomplete.</source>
            <translation>La lectura de este dispositivo se detuvo antes de tiempo, así que esta lista puede estar incompleta.</translation>
        </message>
        <message>
            <source>{0} from before 2007 or after tomorrow: the device's clock was wrong. An import keeps them, but counts them on no day.</source>
            <translation>{0} de antes de 2007 o después de mañana: el reloj del dispositivo estaba mal. Una importación las conserva, pero no las cuenta en ningún día.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are turned off in KOReader.</source>
            <translation>Este dispositivo no anota estadísticas: están desactivadas en KOReader.</translation>
        </message>
        <message>
            <source>This device records no statistics for finished books.</source>
            <translation>Este dispositivo no anota estadísticas de los libros terminados.</translation>
        </message>
        <message>
            <source>{0} belong to a book that KOReader no longer knows; an import keeps that time.</source>
            <translation>{0} son de un libro que KOReader ya no conoce; una importación conserva ese tiempo.</translation>
        </message>
        <message>
            <source>Several books in your library have its digest. Which one is it?</source>
            <translation>Varios libros de tu biblioteca tienen su huella. ¿Cuál es?</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”. Is it that book?</source>
            <translation>Tiene la huella de «{0}». ¿Es ese libro?</translation>
        </message>
        <message>
            <source>You removed this book; it stays removed unless you tick it.</source>
            <translation>Quitaste este libro; sigue quitado salvo que lo marques.</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”, which you removed. Is it that book?</source>
            <translation>Tiene la huella de «{0}», que quitaste. ¿Es ese libro?</translation>
        </message>
        <message>
            <source>Same title and author, but a different file. Is it the same book?</source>
            <translation>Mismo título y autor, pero otro archivo. ¿Es el mismo libro?</translation>
        </message>
        <message>
            <source>You removed a book with this title; it stays removed unless you tick it.</source>
            <translation>Quitaste un libro con este título; sigue quitado salvo que lo marques.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} slow.</source>
            <translation>Las horas se corrigen, como aceptaste: el reloj del dispositivo va {0} atrasado.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} fast.</source>
            <translation>Las horas se corrigen, como aceptaste: el reloj del dispositivo va {0} adelantado.</translation>
        </message>
        <message>
            <source>This device ignores page views under {0} seconds and counts at most {1} seconds for longer ones.</source>
            <translation>Este dispositivo ignora las páginas vistas de menos de {0} segundos y cuenta como mucho {1} segundos en las más largas.</translation>
        </message>
        <message>
            <source>You skipped this book before.</source>
            <translation>Omitiste este libro antes.</translation>
        </message>
        <message>
            <source>This and “{0}” have the same digest on the device. Are they the same book?</source>
            <translation>Este y «{0}» tienen la misma huella en el dispositivo. ¿Son el mismo libro?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they the same book?</source>
            <translation>Otro archivo del dispositivo tiene el mismo título y autor. ¿Son el mismo libro?</translation>
        </message>
        <message>
            <source>It has no title, so it couldn't be recognised later.</source>
            <translation>No tiene título, así que más tarde no se podría reconocer.</translation>
        </message>
        <message>
            <source>Opened only briefly.</source>
            <translation>Solo se abrió un momento.</translation>
        </message>
        <message>
            <source>It's in your library.</source>
            <translation>Está en tu biblioteca.</translation>
        </message>
        <message>
            <source>You skipped or removed this before; that stays.</source>
            <translation>Lo omitiste o quitaste antes; así se queda.</translation>
        </message>
        <message>
            <source>Nothing recorded here yet.</source>
            <translation>Aún no hay nada anotado aquí.</translation>
        </message>
        <message>
            <source>You read another file of this book later; that one counts.</source>
            <translation>Leíste más tarde otro archivo de este libro; cuenta ese.</translation>
        </message>
        <message>
            <source>Already recorded here; it stays.</source>
            <translation>Ya está anotado aquí; se queda.</translation>
        </message>
        <message>
            <source>There are several reads here, and it's unclear which one this is.</source>
            <translation>Aquí hay varias lecturas, y no está claro cuál es esta.</translation>
        </message>
        <message>
            <source>No read here covers this day.</source>
            <translation>Ninguna lectura de aquí abarca este día.</translation>
        </message>
        <message>
            <source>The page views before this read cover the whole book.</source>
            <translation>Las páginas vistas antes de esta lectura abarcan todo el libro.</translation>
        </message>
        <message>
            <source>You set no status here; the device has one.</source>
            <translation>Aquí no pusiste ningún estado; el dispositivo tiene uno.</translation>
        </message>
        <message>
            <source>The page views cover the whole book, but it wasn't marked as finished on the device.</source>
            <translation>Las páginas vistas abarcan todo el libro, pero en el dispositivo no se marcó como terminado.</translation>
        </message>
        <message>
            <source>The device is at the end, but the book wasn't marked as finished there.</source>
            <translation>El dispositivo está al final, pero allí no se marcó el libro como terminado.</translation>
        </message>
        <message>
            <source>The position recorded here stays.</source>
            <translation>La posición anotada aquí se queda.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>El primer día con páginas vistas.</translation>
        </message>
        <message>
            <source>Approximate: the last day the status, rating or note changed on the device.</source>
            <translation>Aproximado: el último día en que cambió el estado, la valoración o la nota en el dispositivo.</translation>
        </message>
        <message>
            <source>The last day the page views reach the end.</source>
            <translation>El último día en que las páginas vistas llegan al final.</translation>
        </message>
        <message>
            <source>You want to read it, and have already started on the device.</source>
            <translation>Quieres leerlo y ya has empezado en el dispositivo.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>El estado lo pusiste tú aquí; se queda.</translation>
        </message>
        <message>
            <source>Finished here; that stays.</source>
            <translation>Terminado aquí; así se queda.</translation>
        </message>
        <message>
            <source>The device has shown this since before this read began.</source>
            <translation>El dispositivo muestra esto desde antes de que empezara esta lectura.</translation>
        </message>
        <message>
            <source>This rating came from the device, where it has changed since.</source>
            <translation>Esta valoración vino del dispositivo, donde ha cambiado desde entonces.</translation>
        </message>
        <message>
            <source>You read this file later than the one used so far.</source>
            <translation>Leíste este archivo más tarde que el usado hasta ahora.</translation>
        </message>
        <message>
            <source>You read on on the device since the last import.</source>
            <translation>Seguiste leyendo en el dispositivo desde la última importación.</translation>
        </message>
        <message>
            <source>You finished it here before that day.</source>
            <translation>Aquí lo terminaste antes de ese día.</translation>
        </message>
        <message>
            <source>You started it here after that day.</source>
            <translation>Aquí lo empezaste después de ese día.</translation>
        </message>
        <message>
            <source>Login key</source>
            <translation>Clave de acceso</translation>
        </message>
        <message>
            <source>Document matching</source>
            <translation>Coincidencia de documentos</translation>
        </message>
        <message>
            <source>Send title and author</source>
            <translation>Enviar título y autor</translation>
        </message>
        <message>
            <source>Catalogue (OPDS)</source>
            <translation>Catálogo (OPDS)</translation>
        </message>
        <message>
            <source>Catalogue login</source>
            <translation>Acceso al catálogo</translation>
        </message>
        <message>
            <source>Cloud storage</source>
            <translation>Almacenamiento en la nube</translation>
        </message>
        <message>
            <source>Statistics sync</source>
            <translation>Sincronización de estadísticas</translation>
        </message>
        <message>
            <source>Statistics login</source>
            <translation>Acceso para las estadísticas</translation>
        </message>
        <message>
            <source>Reading statistics</source>
            <translation>Estadísticas de lectura</translation>
        </message>
        <message>
            <source>Copy of the last sync</source>
            <translation>Copia de la última sincronización</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Perfil</translation>
        </message>
        <message>
            <source>BookOrbit Desktop plugin</source>
            <translation>Plugin BookOrbit Desktop</translation>
        </message>
        <message>
            <source>The plugin's own files</source>
            <translation>Los archivos del propio plugin</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>El dispositivo envía su progreso a este ordenador.</translation>
        </message>
        <message>
            <source>The device logs in with your user name.</source>
            <translation>El dispositivo inicia sesión con tu nombre de usuario.</translation>
        </message>
        <message>
            <source>KOReader derives it from your passphrase and stores it unencrypted on the device, as it does when you log in there yourself.</source>
            <translation>KOReader la obtiene de tu frase de contraseña y la guarda sin cifrar en el dispositivo, igual que cuando inicias sesión allí.</translation>
        </message>
        <message>
            <source>Books are recognised by their content, whatever their file name.</source>
            <translation>Los libros se reconocen por su contenido, se llame como se llame el archivo.</translation>
        </message>
        <message>
            <source>Books that aren't in your library then arrive with their title.</source>
            <translation>Así los libros que no están en tu biblioteca llegan con su título.</translation>
        </message>
        <message>
            <source>Browse your library on the device and download books from it.</source>
            <translation>Explora tu biblioteca en el dispositivo y descarga libros de ella.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every catalogue.</source>
            <translation>KOReader guarda el nombre de usuario y la frase de contraseña sin cifrar en el dispositivo, como en cada catálogo.</translation>
        </message>
        <message>
            <source>Adds this computer to KOReader's list of servers. The others stay.</source>
            <translation>Añade este ordenador a la lista de servidores de KOReader. Los demás se quedan.</translation>
        </message>
        <message>
            <source>Your devices share their reading statistics, and they join yours here.</source>
            <translation>Tus dispositivos comparten sus estadísticas de lectura, y aquí se suman a las tuyas.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every cloud storage.</source>
            <translation>KOReader guarda el nombre de usuario y la frase de contraseña sin cifrar en el dispositivo, como en cada almacenamiento en la nube.</translation>
        </message>
        <message>
            <source>KOReader syncs its statistics only while it collects them.</source>
            <translation>KOReader solo sincroniza sus estadísticas mientras las recoge.</translation>
        </message>
        <message>
            <source>It belongs to the earlier server or address. KOReader would remove it, too.</source>
            <translation>Es del servidor o de la dirección anterior. KOReader también la quitaría.</translation>
        </message>
        <message>
            <source>If Wi-Fi is off then, KOReader switches it on or asks, depending on its settings.</source>
            <translation>Si la wifi está apagada entonces, KOReader la enciende o pregunta, según sus ajustes.</translation>
        </message>
        <message>
            <source>KOReader loads plugins when it starts.</source>
            <translation>KOReader carga los plugins al iniciarse.</translation>
        </message>
        <message>
            <source>Its settings, and what it hasn't sent yet.</source>
            <translation>Sus ajustes, y lo que aún no ha enviado.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader está en marcha en este ordenador. Ciérralo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>BookOrbit can't tell whether KOReader is running on this device. Close it there, then confirm that it's closed.</source>
            <translation>BookOrbit no puede saber si KOReader está en marcha en este dispositivo. Ciérralo allí y confirma que está cerrado.</translation>
        </message>
        <message>
            <source>KOReader hasn't finished writing its statistics, so it may still be running. Close it on the device, then confirm that it's closed.</source>
            <translation>KOReader no ha terminado de escribir sus estadísticas, así que puede que siga en marcha. Ciérralo en el dispositivo y confirma que está cerrado.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Synchronize now.</source>
            <translation>Para sincronizar tus estadísticas, elige Herramientas ▸ Estadísticas de lectura ▸ Sincronizar ahora.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Expulsa aquí el dispositivo, desconéctalo e inicia KOReader.</translation>
        </message>
        <message>
            <source>Switch on the plugin “{0}” under Tools ▸ More tools ▸ Plugin management.</source>
            <translation>Activa el plugin «{0}» en Herramientas ▸ Más herramientas ▸ Gestión de plugins.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Sync now.</source>
            <translation>Para sincronizar tus estadísticas, elige Herramientas ▸ Estadísticas de lectura ▸ Sincronizar ahora.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>tu nombre y frase de contraseña</translation>
        </message>
        <message>
            <source>Open a book, choose Tools ▸ Progress sync and tick “Automatically keep documents in sync”.</source>
            <translation>Abre un libro, elige Herramientas ▸ Sincronización de progreso y marca «Mantener los documentos sincronizados automáticamente».</translation>
        </message>
        <message>
            <source>Set Network ▸ Action when Wi-Fi is off to “turn on”. With any other choice, KOReader turns automatic sync off again.</source>
            <translation>Pon Red ▸ Acción cuando la wifi está apagada en «encender». Con cualquier otra opción, KOReader vuelve a desactivar la sincronización automática.</translation>
        </message>
        <message>
            <source>To open your library, tap the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Para abrir tu biblioteca, toca la lupa ▸ Catálogo OPDS ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>If KOReader kept running, restart it: it loads plugins only at its start.</source>
            <translation>Si KOReader seguía en marcha, reinícialo: solo carga los plugins al iniciarse.</translation>
        </message>
        <message>
            <source>Enter an address with http:// and a port, such as http://192.168.1.20:7200.</source>
            <translation>Introduce una dirección con http:// y un puerto, como http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>a different login</source>
            <translation>otro acceso</translation>
        </message>
        <message>
            <source>derived from your passphrase</source>
            <translation>obtenida de tu frase de contraseña</translation>
        </message>
        <message>
            <source>by file name</source>
            <translation>por el nombre de archivo</translation>
        </message>
        <message>
            <source>by content (binary)</source>
            <translation>por el contenido (binario)</translation>
        </message>
        <message>
            <source>off</source>
            <translation>desactivado</translation>
        </message>
        <message>
            <source>on</source>
            <translation>activado</translation>
        </message>
        <message>
            <source>a different key</source>
            <translation>otra clave</translation>
        </message>
        <message>
            <source>Cloud storage+</source>
            <translation>Almacenamiento en la nube+</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>Perfiles</translation>
        </message>
        <message>
            <source>This {0} contains more than {1} entries.</source>
            <translation>Este {0} contiene más de {1} elementos.</translation>
        </message>
        <message>
            <source>This {0} uses a compression method that e-readers don't support.</source>
            <translation>Este {0} usa un método de compresión que los lectores no admiten.</translation>
        </message>
        <message>
            <source>This file is not a readable {0}.</source>
            <translation>Este archivo no es un {0} legible.</translation>
        </message>
        <message>
            <source>This {0} is damaged.</source>
            <translation>Este {0} está dañado.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>La base de datos de Calibre, metadata.db, está dañada, así que BookOrbit usa los metadatos de los archivos. En Calibre, elige Mantenimiento de la biblioteca ▸ Restaurar base de datos; BookOrbit la leerá entonces automáticamente.</translation>
        </message>
        <message>
            <source>This library was written by a newer Calibre, so BookOrbit uses the metadata in the files. Check for a BookOrbit update.</source>
            <translation>Esta biblioteca la escribió un Calibre más reciente, así que BookOrbit usa los metadatos de los archivos. Comprueba si hay una actualización de BookOrbit.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the files. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>Falta la base de datos de Calibre, metadata.db, así que BookOrbit usa los metadatos de los archivos. ¿Sigue siendo esta tu biblioteca de Calibre? Si no, quita la carpeta.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>La base de datos de Calibre, metadata.db, está dañada: no se acaba nunca. BookOrbit usa los metadatos de los archivos. En Calibre, elige Mantenimiento de la biblioteca ▸ Restaurar base de datos; BookOrbit la leerá entonces automáticamente.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, can't be read, so BookOrbit uses the metadata in the files. {0}</source>
            <translation>La base de datos de Calibre, metadata.db, no se puede leer, así que BookOrbit usa los metadatos de los archivos. {0}</translation>
        </message>
        <message>
            <source>The ComicInfo.xml of this comic is larger than 8 MB.</source>
            <translation>El ComicInfo.xml de este cómic ocupa más de 8 MB.</translation>
        </message>
        <message>
            <source>To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again.</source>
            <translation>Para leer este cómic, instala «unrar» (o unar, 7-Zip o bsdtar) y vuelve a revisar.</translation>
        </message>
        <message>
            <source>CBR comic</source>
            <translation>cómic CBR</translation>
        </message>
        <message>
            <source>The ComicInfo.xml</source>
            <translation>El ComicInfo.xml</translation>
        </message>
        <message>
            <source>comic</source>
            <translation>cómic</translation>
        </message>
        <message>
            <source>This comic contains no pictures.</source>
            <translation>Este cómic no contiene imágenes.</translation>
        </message>
        <message>
            <source>This file is protected by a password.</source>
            <translation>Este archivo está protegido con una contraseña.</translation>
        </message>
        <message>
            <source>Kindle DRM</source>
            <translation>DRM de Kindle</translation>
        </message>
        <message>
            <source>The cover is larger than 32 MB, so the book is shown without it.</source>
            <translation>La portada ocupa más de 32 MB, así que el libro se muestra sin ella.</translation>
        </message>
        <message>
            <source>This book is locked with {0}, so KOReader can't open it. A copy without DRM works.</source>
            <translation>Este libro está bloqueado con {0}, así que KOReader no puede abrirlo. Una copia sin DRM funciona.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>La portada tiene más de 100 megapíxeles, así que el libro se muestra sin ella.</translation>
        </message>
        <message>
            <source>This file is empty. It may not have been copied completely.</source>
            <translation>Este archivo está vacío. Puede que no se haya copiado del todo.</translation>
        </message>
        <message>
            <source>a PDF</source>
            <translation>un PDF</translation>
        </message>
        <message>
            <source>a Kindle book</source>
            <translation>un libro de Kindle</translation>
        </message>
        <message>
            <source>an FB2 book</source>
            <translation>un libro FB2</translation>
        </message>
        <message>
            <source>a ZIP archive</source>
            <translation>un archivo ZIP</translation>
        </message>
        <message>
            <source>a RAR archive</source>
            <translation>un archivo RAR</translation>
        </message>
        <message>
            <source>a 7-Zip archive</source>
            <translation>un archivo 7-Zip</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>una imagen</translation>
        </message>
        <message>
            <source>an Office document</source>
            <translation>un documento de Office</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>un programa</translation>
        </message>
        <message>
            <source>a web page</source>
            <translation>una página web</translation>
        </message>
        <message>
            <source>This file is {0}, but its name ends in .{1}. If it's a book, correct the file extension and scan again.</source>
            <translation>Este archivo es {0}, pero su nombre termina en .{1}. Si es un libro, corrige la extensión y vuelve a revisar.</translation>
        </message>
        <message>
            <source>The package document of this EPUB is larger than 8 MB.</source>
            <translation>El documento del paquete de este EPUB ocupa más de 8 MB.</translation>
        </message>
        <message>
            <source>The cover page of this EPUB is larger than 8 MB.</source>
            <translation>La página de portada de este EPUB ocupa más de 8 MB.</translation>
        </message>
        <message>
            <source>This file is not a readable EPUB: it has no package document.</source>
            <translation>Este archivo no es un EPUB legible: no tiene documento del paquete.</translation>
        </message>
        <message>
            <source>EPUB</source>
            <translation>EPUB</translation>
        </message>
        <message>
            <source>The container</source>
            <translation>El contenedor</translation>
        </message>
        <message>
            <source>The cover page</source>
            <translation>La página de portada</translation>
        </message>
        <message>
            <source>Its cover is neither JPEG nor PNG, so the cover stays.</source>
            <translation>Su portada no es ni JPEG ni PNG, así que la portada se queda.</translation>
        </message>
        <message>
            <source>It is locked, so its cover stays.</source>
            <translation>Está bloqueado, así que su portada se queda.</translation>
        </message>
        <message>
            <source>It is signed by its publisher, and any change would break the signature. It is left as it is.</source>
            <translation>Está firmado por su editorial, y cualquier cambio rompería la firma. Se deja como está.</translation>
        </message>
        <message>
            <source>Changes written to it don't last, so it is left as it is.</source>
            <translation>Los cambios que se escriben en él no perduran, así que se deja como está.</translation>
        </message>
        <message>
            <source>The changed copy differs in more than its metadata, so the file is left as it is.</source>
            <translation>La copia cambiada difiere en más que sus metadatos, así que el archivo se deja como está.</translation>
        </message>
        <message>
            <source>FB2 book</source>
            <translation>libro FB2</translation>
        </message>
        <message>
            <source>FB2 archive</source>
            <translation>archivo comprimido FB2</translation>
        </message>
        <message>
            <source>This archive contains no FB2 book.</source>
            <translation>Este archivo comprimido no contiene ningún libro FB2.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it can't be a book.</source>
            <translation>Esto no es un archivo normal, así que no puede ser un libro.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>El archivo ya no está ahí.</translation>
        </message>
        <message>
            <source>The template has no [highlight] section, so the file would contain no highlights.</source>
            <translation>La plantilla no tiene sección [highlight], así que el archivo no contendría ningún subrayado.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. [{2}] has {3}.</source>
            <translation>Línea {0}: campo desconocido «{1}». [{2}] tiene {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unmatched brace. To get a brace in the text, write it twice.</source>
            <translation>Línea {0}: llave sin pareja. Para que aparezca una llave en el texto, escríbela dos veces.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] has no placeholder “{2}”. It has {3}.</source>
            <translation>Línea {0}: [{1}] no tiene el campo «{2}». Tiene {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. Did you mean “{2}”?</source>
            <translation>Línea {0}: campo desconocido «{1}». ¿Querías decir «{2}»?</translation>
        </message>
        <message>
            <source>Line {0}: duplicate section [{1}]. Combine the two.</source>
            <translation>Línea {0}: sección repetida [{1}]. Une las dos.</translation>
        </message>
        <message>
            <source>Line {0}: unknown section [{1}]. Available sections: {2}.</source>
            <translation>Línea {0}: sección desconocida [{1}]. Secciones disponibles: {2}.</translation>
        </message>
        <message>
            <source>Line {0} is outside any section. Put [highlight] on a line above it.</source>
            <translation>La línea {0} está fuera de toda sección. Pon [highlight] en una línea encima de ella.</translation>
        </message>
        <message>
            <source>{0} of this book can't be read.</source>
            <translation>{0} de este libro no se puede leer.</translation>
        </message>
        <message>
            <source>MOBI or AZW book</source>
            <translation>libro MOBI o AZW</translation>
        </message>
        <message>
            <source>The package document</source>
            <translation>El documento del paquete</translation>
        </message>
        <message>
            <source>Its package document has errors, and fixing them could lose data. It is left as it is.</source>
            <translation>Su documento del paquete tiene errores, y arreglarlos podría perder datos. Se deja como está.</translation>
        </message>
        <message>
            <source>It's older than EPUB 2, so it is left as it is.</source>
            <translation>Es anterior a EPUB 2, así que se deja como está.</translation>
        </message>
        <message>
            <source>A value contains characters that EPUB doesn't allow. Edit it and try again.</source>
            <translation>Un valor contiene caracteres que EPUB no permite. Edítalo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>El paquete XMP</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>The list of encrypted parts is too large.</source>
            <translation>La lista de partes cifradas es demasiado grande.</translation>
        </message>
        <message>
            <source>Readium LCP</source>
            <translation>Readium LCP</translation>
        </message>
        <message>
            <source>Apple DRM</source>
            <translation>DRM de Apple</translation>
        </message>
        <message>
            <source>Adobe DRM</source>
            <translation>DRM de Adobe</translation>
        </message>
        <message>
            <source>DRM</source>
            <translation>DRM</translation>
        </message>
        <message>
            <source>The list of encrypted parts</source>
            <translation>La lista de partes cifradas</translation>
        </message>
        <message>
            <source>This isn't a Goodreads or StoryGraph export. Export your library there as CSV and choose that file.</source>
            <translation>Esto no es una exportación de Goodreads o StoryGraph. Exporta allí tu biblioteca como CSV y elige ese archivo.</translation>
        </message>
        <message>
            <source>This file has more than 100,000 books. Split it and import one part at a time.</source>
            <translation>Este archivo tiene más de 100 000 libros. Divídelo e importa las partes de una en una.</translation>
        </message>
        <message>
            <source>This is not a regular file. Choose the CSV file of an export.</source>
            <translation>Esto no es un archivo normal. Elige el archivo CSV de una exportación.</translation>
        </message>
        <message>
            <source>This file is larger than 64 MB. Choose the CSV file of an export.</source>
            <translation>Este archivo ocupa más de 64 MB. Elige el archivo CSV de una exportación.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}. Choose another one.</source>
            <translation>No se ha podido leer el archivo: {0}. Elige otro.</translation>
        </message>
        <message>
            <source>This isn't a valid file name. Choose the CSV file of an export.</source>
            <translation>Esto no es un nombre de archivo válido. Elige el archivo CSV de una exportación.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Unas comillas de la línea {0} no se cierran nunca. Ciérralas o vuelve a exportar el archivo.</translation>
        </message>
        <message>
            <source>The entry that begins on line {0} never ends; a quotation mark may be unclosed. Close it, or export the file again.</source>
            <translation>La entrada que empieza en la línea {0} no termina nunca; puede que unas comillas no se cierren. Ciérralas o vuelve a exportar el archivo.</translation>
        </message>
        <message>
            <source>A chapter of this EPUB is larger than 8 MB.</source>
            <translation>Un capítulo de este EPUB ocupa más de 8 MB.</translation>
        </message>
        <message>
            <source>The text of this EPUB is larger than 100 MB.</source>
            <translation>El texto de este EPUB ocupa más de 100 MB.</translation>
        </message>
        <message>
            <source>This EPUB lists no text to read.</source>
            <translation>Este EPUB no indica ningún texto que leer.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Un capítulo</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>Leer este archivo ha tardado más de %n segundo.</numerusform>
                <numerusform>Leer este archivo ha tardado más de %n segundos.</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's book reader didn't start. Restart BookOrbit; if that doesn't help, reinstall it.</source>
            <translation>El lector de libros de BookOrbit no se ha iniciado. Reinicia BookOrbit; si no basta, vuelve a instalarlo.</translation>
        </message>
        <message>
            <source>Reading this file needed too much memory.</source>
            <translation>Leer este archivo necesitaba demasiada memoria.</translation>
        </message>
        <message>
            <source>Reading this file crashed the reader.</source>
            <translation>Leer este archivo ha hecho fallar al lector.</translation>
        </message>
        <message>
            <source>Reading was stopped.</source>
            <translation>La lectura se ha detenido.</translation>
        </message>
        <message>
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Este EPUB está empaquetado de forma inusual, así que se deja como está.</translation>
        </message>
        <message>
            <source>The answer didn't come from Hardcover, so it wasn't used. Sign in again.</source>
            <translation>La respuesta no venía de Hardcover, así que no se usó. Inicia sesión de nuevo.</translation>
        </message>
        <message>
            <source>No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Aún no hay token de Hardcover. Crea uno en Hardcover y pégalo en BookOrbit.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>No se puede contactar con Hardcover. Tus cambios están en espera y se enviarán más tarde.</translation>
        </message>
        <message>
            <source>This computer doesn't trust the certificate shown for Hardcover, so nothing was sent. Check its date and time, and any virus scanner or proxy that reads encrypted connections.</source>
            <translation>Este ordenador no confía en el certificado mostrado para Hardcover, así que no se ha enviado nada. Comprueba la fecha y la hora, y el antivirus o proxy que lea las conexiones cifradas.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover.</source>
            <translation>No se puede contactar con Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover rejected your token. It may have expired or been revoked. Get a new one.</source>
            <translation>Hardcover ha rechazado tu token. Puede que haya caducado o se haya revocado. Obtén uno nuevo.</translation>
        </message>
        <message>
            <source>Hardcover's address redirects to another one, which BookOrbit doesn't follow. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>La dirección de Hardcover redirige a otra, que BookOrbit no sigue. Comprueba BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a BookOrbit bug.</source>
            <translation>Hardcover ha rechazado la solicitud ({0}). Comunícalo como un fallo de BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>A tu token le falta un permiso: {0}. Crea un token nuevo con ese permiso marcado.</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in doesn't allow {0}. Sign in again and allow it.</source>
            <translation>Tu sesión de Hardcover no permite {0}. Inicia sesión de nuevo y permítelo.</translation>
        </message>
        <message>
            <source>no message</source>
            <translation>sin mensaje</translation>
        </message>
        <message>
            <source>connection lost</source>
            <translation>se perdió la conexión</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}). Will retry later.</source>
            <translation>Hardcover ha tenido un problema ({0}). Se reintentará más tarde.</translation>
        </message>
        <message>
            <source>Hardcover is busy. Will retry later.</source>
            <translation>Hardcover está ocupado. Se reintentará más tarde.</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}).</source>
            <translation>Hardcover ha tenido un problema ({0}).</translation>
        </message>
        <message>
            <source>timeout</source>
            <translation>tiempo agotado</translation>
        </message>
        <message>
            <source>Hardcover is busy.</source>
            <translation>Hardcover está ocupado.</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>sin respuesta a tiempo</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Check your connection and try again.</source>
            <translation>No se puede contactar con Hardcover. Comprueba tu conexión e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>You didn't allow BookOrbit to use your account, so nothing was changed.</source>
            <translation>No permitiste que BookOrbit use tu cuenta, así que no se cambió nada.</translation>
        </message>
        <message>
            <source>The code wasn't used in time. Sign in again to get a new one.</source>
            <translation>El código no se usó a tiempo. Inicia sesión de nuevo para obtener otro.</translation>
        </message>
        <message>
            <source>Hardcover refused to sign in ({0}). Try again.</source>
            <translation>Hardcover rechazó el inicio de sesión ({0}). Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down.</source>
            <translation>Hardcover pidió ir más despacio.</translation>
        </message>
        <message>
            <source>Keeping to Hardcover's pace.</source>
            <translation>Al ritmo que marca Hardcover.</translation>
        </message>
        <message>
            <source>Continues at {0}.</source>
            <translation>Continúa a las {0}.</translation>
        </message>
        <message>
            <source>Daily limit reached ({0}).</source>
            <translation>Límite diario alcanzado ({0}).</translation>
        </message>
        <message>
            <source>Daily limit reached.</source>
            <translation>Límite diario alcanzado.</translation>
        </message>
        <message>
            <source>Retrying at {0}.</source>
            <translation>Se reintenta a las {0}.</translation>
        </message>
        <message>
            <source>Hardcover sent only part of your shelf. Nothing was changed; try again later.</source>
            <translation>Hardcover solo envió una parte de tu estantería. No se ha cambiado nada; inténtalo más tarde.</translation>
        </message>
        <message>
            <source>{0} sent an unusable position. Ask whoever runs it.</source>
            <translation>{0} ha enviado una posición inservible. Pregunta a quien lo administra.</translation>
        </message>
        <message>
            <source>{0} is not a KOReader sync server. Check the address.</source>
            <translation>{0} no es un servidor de sincronización de KOReader. Comprueba la dirección.</translation>
        </message>
        <message>
            <source>There is no KOReader sync server at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>En {0} no hay ningún servidor de sincronización de KOReader. Comprueba la dirección; algunas terminan en /kosync o /api/koreader.</translation>
        </message>
        <message>
            <source>{0} refused this document ({1}). It will be sent again when you read on.</source>
            <translation>{0} ha rechazado este documento ({1}). Se enviará de nuevo cuando sigas leyendo.</translation>
        </message>
        <message>
            <source>{0} doesn't let this user sync progress. Check its KOReader settings.</source>
            <translation>{0} no permite a este usuario sincronizar el progreso. Comprueba sus ajustes de KOReader.</translation>
        </message>
        <message>
            <source>{0} redirects to “{1}”, which BookOrbit doesn't follow because it would get your password. If it's right, enter it as the address.</source>
            <translation>{0} redirige a «{1}», que BookOrbit no sigue porque recibiría tu contraseña. Si es correcta, introdúcela como dirección.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} no acepta este nombre y contraseña. Introdúcelos de nuevo o regístrate allí primero.</translation>
        </message>
        <message>
            <source>{0} asked to slow down. Your positions will be sent later.</source>
            <translation>{0} pidió ir más despacio. Tus posiciones se enviarán más tarde.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your positions will be sent later.</source>
            <translation>{0} tiene un problema ({1}). Tus posiciones se enviarán más tarde.</translation>
        </message>
        <message>
            <source>The certificate of {0} isn't trusted, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>El certificado de {0} no es de confianza, así que no se ha enviado nada. Pon en ese servidor un certificado en el que este ordenador confíe.</translation>
        </message>
        <message>
            <source>Couldn't connect securely to {0}. Check the address and its port.</source>
            <translation>No se ha podido conectar de forma segura con {0}. Comprueba la dirección y su puerto.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your positions will be sent when it answers again.</source>
            <translation>No se puede contactar con {0}. Tus posiciones se enviarán cuando vuelva a responder.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Nombre de usuario o contraseña incorrectos. Míralos en BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit no acepta progreso. Actívalo en BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>Devices with a public address are refused. If it is yours, allow them in Settings, or with: bookorbit-desktop server --allow-public</source>
            <translation>Se rechaza a los dispositivos con dirección pública. Si es tuyo, permítelos en Ajustes o con: bookorbit-desktop server --allow-public</translation>
        </message>
        <message>
            <source>This request names no computer. Use the address that BookOrbit shows.</source>
            <translation>Esta solicitud no nombra ningún ordenador. Usa la dirección que muestra BookOrbit.</translation>
        </message>
        <message>
            <source>BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows.</source>
            <translation>BookOrbit no conoce el nombre «{0}». Usa la dirección que muestra BookOrbit.</translation>
        </message>
        <message>
            <source>If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}</source>
            <translation>Si es el nombre de este ordenador, permítelo: bookorbit-desktop server --add-name {0}</translation>
        </message>
        <message>
            <source>Unknown reading status.</source>
            <translation>Estado de lectura desconocido.</translation>
        </message>
        <message>
            <source>Name a document by its digest.</source>
            <translation>Nombra un documento por su huella.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Otros programas usan los puertos de {0} a {1}. Elige otro puerto.</translation>
        </message>
        <message>
            <source>This computer can't listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Este ordenador no puede escuchar en {0}. Usa {1} o una de sus propias direcciones.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>Otro programa usa el puerto {0}. Deténlo o elige otro puerto.</translation>
        </message>
        <message>
            <source>Your system doesn't let BookOrbit use port {0}. Choose one above 1023.</source>
            <translation>Tu sistema no deja que BookOrbit use el puerto {0}. Elige uno por encima de 1023.</translation>
        </message>
        <message>
            <source>Another program answers here. Use the port that BookOrbit shows.</source>
            <translation>Aquí responde otro programa. Usa el puerto que muestra BookOrbit.</translation>
        </message>
        <message>
            <source>Nothing answers here. Stop and start the server, or use another address.</source>
            <translation>Aquí no responde nada. Detén e inicia el servidor, o usa otra dirección.</translation>
        </message>
        <message>
            <source>Writing metadata to files is off. Turn it on in Settings ▸ Library, or with “write-metadata --on”.</source>
            <translation>Escribir metadatos en los archivos está desactivado. Actívalo en Ajustes ▸ Biblioteca o con «write-metadata --on».</translation>
        </message>
        <message>
            <source>Metadata can only be written to EPUB files.</source>
            <translation>Los metadatos solo se pueden escribir en archivos EPUB.</translation>
        </message>
        <message>
            <source>Another program has changed it since, so it stays. Its backup is kept.</source>
            <translation>Otro programa lo ha cambiado desde entonces, así que se queda. Su copia de seguridad se conserva.</translation>
        </message>
        <message>
            <source>Its backup is missing, so it stays as it is.</source>
            <translation>Falta su copia de seguridad, así que se queda como está.</translation>
        </message>
        <message>
            <source>The file has changed. Try again.</source>
            <translation>El archivo ha cambiado. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Another file is there now. Check the preview again.</source>
            <translation>Ahora hay otro archivo ahí. Revisa de nuevo la vista previa.</translation>
        </message>
        <message>
            <source>It's already there, under another path to the same folder.</source>
            <translation>Ya está ahí, por otra ruta a la misma carpeta.</translation>
        </message>
        <message>
            <source>The copy has changed since, so it stays.</source>
            <translation>La copia ha cambiado desde entonces, así que se queda.</translation>
        </message>
        <message>
            <source>Organising files is off. Turn it on in Settings ▸ Library, or with “organise --on”.</source>
            <translation>Organizar archivos está desactivado. Actívalo en Ajustes ▸ Biblioteca o con «organise --on».</translation>
        </message>
        <message>
            <source>The file is missing. Scan its folder again.</source>
            <translation>Falta el archivo. Vuelve a revisar su carpeta.</translation>
        </message>
        <message>
            <source>It couldn't be read, so its title is only a guess.</source>
            <translation>No se ha podido leer, así que su título es solo una suposición.</translation>
        </message>
        <message>
            <source>It was added as a single file. Choose a library folder to organise it into.</source>
            <translation>Se añadió como archivo suelto. Elige una carpeta de la biblioteca donde organizarlo.</translation>
        </message>
        <message>
            <source>This is a link to a file elsewhere.</source>
            <translation>Esto es un enlace a un archivo de otro lugar.</translation>
        </message>
        <message>
            <source>It's in a Calibre library. Only Calibre moves or changes files there.</source>
            <translation>Está en una biblioteca de Calibre. Allí solo Calibre mueve o cambia archivos.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library, where only Calibre adds files. Choose another one.</source>
            <translation>Esta carpeta es una biblioteca de Calibre, donde solo Calibre añade archivos. Elige otra.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>La ruta sería demasiado larga. Acorta la plantilla.</translation>
        </message>
        <message>
            <source>Files can only be organised into a library folder. Add that folder first.</source>
            <translation>Los archivos solo se pueden organizar en una carpeta de la biblioteca. Añade primero esa carpeta.</translation>
        </message>
        <message>
            <source>Couldn't list the folder {0}. Check its permissions.</source>
            <translation>No se ha podido listar la carpeta {0}. Comprueba sus permisos.</translation>
        </message>
        <message>
            <source>“{0}” is in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>«{0}» está en una biblioteca de Calibre, así que se ha conservado. Quítalo en Calibre, o quítalo aquí y conserva el archivo.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>«{0}» sigue en la papelera. Restáuralo allí; su progreso se conserva.</translation>
        </message>
        <message>
            <source>Cancelled before it started.</source>
            <translation>Cancelado antes de empezar.</translation>
        </message>
        <message>
            <source>Its book file stayed, so this stayed too.</source>
            <translation>Su archivo de libro se quedó, así que esto también.</translation>
        </message>
        <message>
            <source>BookOrbit is already working on files. Wait until it has finished, or cancel it.</source>
            <translation>BookOrbit ya está trabajando con archivos. Espera a que termine o cancélalo.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Nada que deshacer.</translation>
        </message>
        <message>
            <source>This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. Use a token of @{1} again, or begin anew with @{0}.</source>
            <translation>Este token es de @{0}, pero esta biblioteca se sincroniza con @{1}, así que no se envió nada. Usa de nuevo un token de @{1} o empieza de nuevo con @{0}.</translation>
        </message>
        <message>
            <source>Not signed in to Hardcover yet. Sign in first.</source>
            <translation>Todavía sin sesión en Hardcover. Inicia sesión primero.</translation>
        </message>
        <message>
            <source>The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.</source>
            <translation>La cuenta de Hardcover se cambió mientras tanto, así que no se envió nada más. Sincroniza de nuevo.</translation>
        </message>
        <message>
            <source>You're signed in as @{0}, but this library is synced with @{1}, so nothing was sent. Sign in as @{1} again, or begin anew with @{0}.</source>
            <translation>Has iniciado sesión como @{0}, pero esta biblioteca se sincroniza con @{1}, así que no se envió nada. Inicia sesión de nuevo como @{1} o empieza de nuevo con @{0}.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can create one at {0}.</source>
            <translation>Pega un token de Hardcover. Puedes crear uno en {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Excluiste este libro de Hardcover.</translation>
        </message>
        <message>
            <source>Cancelled. Start again to do the rest.</source>
            <translation>Cancelado. Empieza de nuevo para hacer el resto.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is selected, so there is nothing to apply. Choose who can see your books first.</source>
            <translation>Está elegido «Dejar como en Hardcover», así que no hay nada que aplicar. Elige primero quién puede ver tus libros.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Start again to do the rest.</source>
            <translation>Hardcover no respondió a tiempo. Empieza de nuevo para hacer el resto.</translation>
        </message>
        <message>
            <source>“{0}” is still on Hardcover: {1}</source>
            <translation>«{0}» sigue en Hardcover: {1}</translation>
        </message>
        <message>
            <source>You created the entry of “{0}” yourself; BookOrbit won't delete it.</source>
            <translation>La entrada de «{0}» la creaste tú; BookOrbit no la eliminará.</translation>
        </message>
        <message>
            <source>by the Hardcover ID in its file</source>
            <translation>por el ID de Hardcover que hay en su archivo</translation>
        </message>
        <message>
            <source>by its ISBN-13</source>
            <translation>por su ISBN-13</translation>
        </message>
        <message>
            <source>by its ISBN-10</source>
            <translation>por su ISBN-10</translation>
        </message>
        <message>
            <source>by its ID on Goodreads or another platform</source>
            <translation>por su ID de Goodreads o de otra plataforma</translation>
        </message>
        <message>
            <source>by title and author on your own shelf</source>
            <translation>por título y autor en tu propia estantería</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>aún no</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}.</source>
            <translation>«{0}» (ficha {1}), {2}.</translation>
        </message>
        <message>
            <source>without an edition without a page count</source>
            <translation>sin edición y sin número de páginas</translation>
        </message>
        <message>
            <source>{0}, set by you.</source>
            <translation>{0}, puesto por ti.</translation>
        </message>
        <message>
            <source>You read on after finishing it. Open the book to start a re-read; until then, nothing is sent.</source>
            <translation>Seguiste leyendo después de terminarlo. Abre el libro para empezar una relectura; hasta entonces no se envía nada.</translation>
        </message>
        <message>
            <source>Your device went back to {0}; the book stays at {1}. Open the book to change that.</source>
            <translation>Tu dispositivo volvió a {0}; el libro se queda en {1}. Abre el libro para cambiarlo.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Coincidencia</translation>
        </message>
        <message>
            <source>by the Hardcover ID you saved</source>
            <translation>por el ID de Hardcover que guardaste</translation>
        </message>
        <message numerus="yes">
            <source>edition {0} of %n page(s)</source>
            <translation>
                <numerusform>edición {0} de %n página</numerusform>
                <numerusform>edición {0} de %n páginas</numerusform>
            </translation>
        </message>
        <message>
            <source>edition {0} without a page count</source>
            <translation>edición {0} sin número de páginas</translation>
        </message>
        <message numerus="yes">
            <source>without an edition of %n page(s)</source>
            <translation>
                <numerusform>sin edición, de %n página</numerusform>
                <numerusform>sin edición, de %n páginas</numerusform>
            </translation>
        </message>
        <message>
            <source>On {0} Hardcover showed {1}.</source>
            <translation>El {0} Hardcover mostraba {1}.</translation>
        </message>
        <message>
            <source>{0} sent it on {1}, as document {2}.</source>
            <translation>{0} lo envió el {1}, como documento {2}.</translation>
        </message>
        <message>
            <source>{0} sent it at {1} on {2}, as document {3}.</source>
            <translation>{0} lo envió en {1} el {2}, como documento {3}.</translation>
        </message>
        <message>
            <source>Connected as @{0}.</source>
            <translation>Conectado como @{0}.</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>{0}, set from KOReader's progress.</source>
            <translation>{0}, puesto por el progreso de KOReader.</translation>
        </message>
        <message>
            <source>Set a status other than Unread.</source>
            <translation>Pon un estado distinto de Sin leer.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Inclúyelo.</translation>
        </message>
        <message>
            <source>Not looked up yet.</source>
            <translation>Aún sin buscar.</translation>
        </message>
        <message>
            <source>Press Sync now.</source>
            <translation>Pulsa Sincronizar ahora.</translation>
        </message>
        <message>
            <source>Pick the right book.</source>
            <translation>Elige el libro correcto.</translation>
        </message>
        <message>
            <source>Confirm it, or pick another book.</source>
            <translation>Confírmalo o elige otro libro.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}, because Hardcover doesn't know {3}, which you saved.</source>
            <translation>«{0}» (ficha {1}), {2}, porque Hardcover no conoce {3}, que guardaste tú.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Próximo intento {0}.</translation>
        </message>
        <message>
            <source>Press Sync now to try again right away.</source>
            <translation>Pulsa Sincronizar ahora para volver a intentarlo enseguida.</translation>
        </message>
        <message>
            <source>Nothing sent yet.</source>
            <translation>Aún no se ha enviado nada.</translation>
        </message>
        <message>
            <source>No device has sent this book; its status was not set by KOReader.</source>
            <translation>Ningún dispositivo ha enviado este libro; su estado no lo puso KOReader.</translation>
        </message>
        <message>
            <source>There is no Hardcover token.</source>
            <translation>No hay token de Hardcover.</translation>
        </message>
        <message>
            <source>Paste a token on the Hardcover page.</source>
            <translation>Pega un token en la página Hardcover.</translation>
        </message>
        <message>
            <source>Check the token on the Hardcover page.</source>
            <translation>Comprueba el token en la página Hardcover.</translation>
        </message>
        <message>
            <source>Turn it on, or press Sync now.</source>
            <translation>Actívala, o pulsa Sincronizar ahora.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>No se envía nada antes de tu primera sincronización.</translation>
        </message>
        <message>
            <source>To send: {0}.</source>
            <translation>Por enviar: {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Elige una edición con páginas o introduce el número de páginas.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm it.</source>
            <translation>No se envía nada hasta que lo confirmes.</translation>
        </message>
        <message>
            <source>You have not confirmed it yet.</source>
            <translation>Aún no lo has confirmado.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}; you saved the ISBN {3}.</source>
            <translation>«{0}» (ficha {1}), {2}; guardaste el ISBN {3}.</translation>
        </message>
        <message>
            <source>Hardcover has no such edition. Check the number, or search by title.</source>
            <translation>Hardcover no tiene esa edición. Comprueba el número o busca por título.</translation>
        </message>
        <message>
            <source>Hardcover has no such book. Check the link or number, or search by title.</source>
            <translation>Hardcover no tiene ese libro. Comprueba el enlace o el número, o busca por título.</translation>
        </message>
        <message>
            <source>BookOrbit hasn't seen this book on Hardcover yet.</source>
            <translation>BookOrbit aún no ha visto este libro en Hardcover.</translation>
        </message>
        <message>
            <source>Press Sync now first.</source>
            <translation>Pulsa primero Sincronizar ahora.</translation>
        </message>
        <message>
            <source>Not found on Hardcover. Pick the right book, or fix the ISBN.</source>
            <translation>No encontrado en Hardcover. Elige el libro correcto o corrige el ISBN.</translation>
        </message>
        <message>
            <source>Several records on Hardcover could be this book. Pick the right one.</source>
            <translation>Varias fichas de Hardcover podrían ser este libro. Elige la correcta.</translation>
        </message>
        <message>
            <source>Found “{0}” but wasn't sure ({1}). Pick to confirm.</source>
            <translation>Se encontró «{0}», pero sin seguridad ({1}). Pulsa Elegir para confirmarlo.</translation>
        </message>
        <message>
            <source>The ID wasn't trusted: {0}. Pick the right book, or fix the ID.</source>
            <translation>No se confió en el ID: {0}. Elige el libro correcto o corrige el ID.</translation>
        </message>
        <message>
            <source>The ISBN wasn't trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>No se confió en el ISBN: {0}. Elige el libro correcto o corrige el ISBN.</translation>
        </message>
        <message>
            <source>You changed a quote of this book on Hardcover; that stays.</source>
            <translation>Cambiaste una cita de este libro en Hardcover; se queda así.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. The next sync will check and try again.</source>
            <translation>Hardcover no respondió a tiempo. La próxima sincronización lo comprobará y lo intentará de nuevo.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) take[s] {0} days: a tenth of each day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln cita necesita {0} días: una décima parte de las peticiones de cada día se guarda para los estados.</numerusform>
                <numerusform>%Ln citas necesitan {0} días: una décima parte de las peticiones de cada día se guarda para los estados.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover lo ha rechazado: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) wait[s] until tomorrow: a tenth of the day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln cita espera hasta mañana: una décima parte de las peticiones del día se guarda para los estados.</numerusform>
                <numerusform>%Ln citas esperan hasta mañana: una décima parte de las peticiones del día se guarda para los estados.</numerusform>
            </translation>
        </message>
        <message>
            <source>undo</source>
            <translation>deshecho</translation>
        </message>
        <message>
            <source>This book isn't matched on Hardcover yet. The Hardcover page shows why.</source>
            <translation>Este libro aún no está asignado en Hardcover. La página Hardcover muestra por qué.</translation>
        </message>
        <message>
            <source>Confirm this book's match on the Hardcover page first.</source>
            <translation>Confirma primero la asignación de este libro en la página Hardcover.</translation>
        </message>
        <message>
            <source>Only highlights in your list can be sent.</source>
            <translation>Solo se pueden enviar los subrayados de tu lista.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover. Remove it there.</source>
            <translation>Lo escribiste o cambiaste en Hardcover. Quítalo allí.</translation>
        </message>
        <message>
            <source>It isn't on Hardcover.</source>
            <translation>No está en Hardcover.</translation>
        </message>
        <message>
            <source>No such highlight. “highlights” lists them.</source>
            <translation>No existe ese subrayado. «highlights» los enumera.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: removed from your shelf on Hardcover</source>
            <translation>Quiero leer → Sin leer: quitado de tu estantería de Hardcover</translation>
        </message>
        <message>
            <source>Nobody allowed it within five minutes. Try again.</source>
            <translation>Nadie lo permitió en cinco minutos. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>You're signed in</source>
            <translation>Has iniciado sesión</translation>
        </message>
        <message>
            <source>BookOrbit can use your Hardcover account now. You can close this page.</source>
            <translation>BookOrbit ya puede usar tu cuenta de Hardcover. Puedes cerrar esta página.</translation>
        </message>
        <message>
            <source>You're not signed in</source>
            <translation>No has iniciado sesión</translation>
        </message>
        <message>
            <source>Nothing was changed. You can close this page.</source>
            <translation>No se cambió nada. Puedes cerrar esta página.</translation>
        </message>
        <message>
            <source>Hardcover ended this sign-in: it was removed there, or not used for half a year. Sign in again. Nothing is lost.</source>
            <translation>Hardcover terminó esta sesión: se quitó allí o no se usó durante medio año. Inicia sesión de nuevo. No se pierde nada.</translation>
        </message>
        <message>
            <source>The renewal of your Hardcover sign-in was interrupted, so it ended. Sign in again. Nothing is lost.</source>
            <translation>La renovación de tu sesión de Hardcover se interrumpió, así que terminó. Inicia sesión de nuevo. No se pierde nada.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to its data folder, so your Hardcover sign-in wasn't renewed. Free some space and check the folder's permissions.</source>
            <translation>BookOrbit no puede escribir en su carpeta de datos, así que tu sesión de Hardcover no se renovó. Libera espacio y comprueba los permisos de la carpeta.</translation>
        </message>
        <message>
            <source>Another BookOrbit is renewing your Hardcover sign-in. Try again in a minute.</source>
            <translation>Otro BookOrbit está renovando tu sesión de Hardcover. Inténtalo de nuevo en un minuto.</translation>
        </message>
        <message>
            <source>Cancelled. Unsent changes stay pending.</source>
            <translation>Cancelado. Los cambios sin enviar siguen pendientes.</translation>
        </message>
        <message>
            <source>From here on, this library is synced with @{0}; before, it was @{1}.</source>
            <translation>A partir de aquí, esta biblioteca se sincroniza con @{0}; antes era @{1}.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Dejaste este libro fuera de la sincronización.</translation>
        </message>
        <message>
            <source>You excluded this book while the sync was running.</source>
            <translation>Excluiste este libro durante la sincronización.</translation>
        </message>
        <message>
            <source>Nothing more was sent.</source>
            <translation>No se envió nada más.</translation>
        </message>
        <message>
            <source>This book was changed while the sync was running.</source>
            <translation>Este libro cambió durante la sincronización.</translation>
        </message>
        <message>
            <source>This book became Unread while the sync was running.</source>
            <translation>Este libro pasó a Sin leer durante la sincronización.</translation>
        </message>
        <message>
            <source>Hardcover saved something different from what was sent.</source>
            <translation>Hardcover guardó algo distinto de lo que se envió.</translation>
        </message>
        <message>
            <source>It will be tried again.</source>
            <translation>Se volverá a intentar.</translation>
        </message>
        <message>
            <source>This book's record no longer exists on Hardcover.</source>
            <translation>La ficha de este libro ya no existe en Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for it again.</source>
            <translation>La próxima sincronización lo busca de nuevo.</translation>
        </message>
        <message>
            <source>The record or edition you picked no longer exists on Hardcover.</source>
            <translation>La ficha o edición que elegiste ya no existe en Hardcover.</translation>
        </message>
        <message>
            <source>Pick another one.</source>
            <translation>Elige otra.</translation>
        </message>
        <message>
            <source>The matched edition no longer exists on Hardcover.</source>
            <translation>La edición vinculada ya no existe en Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for another one.</source>
            <translation>La próxima sincronización busca otra.</translation>
        </message>
        <message>
            <source>Matched by title and author only. Confirm it on the Hardcover page, or pick another book.</source>
            <translation>Vinculado solo por título y autor. Confírmalo en la página Hardcover o elige otro libro.</translation>
        </message>
        <message>
            <source>Undo cancelled. What wasn't undone yet stays as the sync left it.</source>
            <translation>Deshacer cancelado. Lo que aún no se ha deshecho queda como lo dejó la sincronización.</translation>
        </message>
        <message>
            <source>Undo stopped. The rest will be undone at the next start.</source>
            <translation>Se ha detenido el deshacer. El resto se deshará en el próximo inicio.</translation>
        </message>
        <message>
            <source>Nothing to undo: all that syncs wrote is undone already.</source>
            <translation>Nada que deshacer: todo lo que escribieron las sincronizaciones ya está deshecho.</translation>
        </message>
        <message>
            <source>Hardcover didn't undo everything.</source>
            <translation>Hardcover no lo deshizo todo.</translation>
        </message>
        <message>
            <source>Run {0} wrote nothing to Hardcover. “log” lists the runs that did.</source>
            <translation>La sincronización {0} no escribió nada en Hardcover. «log» muestra las que sí.</translation>
        </message>
        <message>
            <source>Run {0} was sent to another Hardcover account; “log” says which. Use a token of that account to undo it.</source>
            <translation>La sincronización {0} se envió a otra cuenta de Hardcover; «log» dice a cuál. Usa un token de esa cuenta para deshacerla.</translation>
        </message>
        <message>
            <source>Run {0} is already undone. “log” lists the others.</source>
            <translation>La sincronización {0} ya está deshecha. «log» muestra las demás.</translation>
        </message>
        <message>
            <source>There is no highlight number {0}. Nothing was changed.</source>
            <translation>No hay ningún subrayado con el número {0}. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>Importing highlights needs KOReader v2025.04 or later. Update KOReader on the device.</source>
            <translation>Importar subrayados necesita KOReader v2025.04 o posterior. Actualiza KOReader en el dispositivo.</translation>
        </message>
        <message>
            <source>This book was last opened with an older KOReader, which can't import highlights. Open the book once on the device, close it, and try again.</source>
            <translation>Este libro se abrió por última vez con un KOReader más antiguo, que no puede importar subrayados. Abre el libro una vez en el dispositivo, ciérralo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The folder for it is a link that leads away from the device, so nothing is written.</source>
            <translation>Su carpeta es un enlace que lleva fuera del dispositivo, así que no se escribe nada.</translation>
        </message>
        <message>
            <source>Deleted on this device; they stay deleted there.</source>
            <translation>Eliminados en este dispositivo; allí siguen eliminados.</translation>
        </message>
        <message>
            <source>KOReader hasn't opened this book yet. Open it once on the device.</source>
            <translation>KOReader aún no ha abierto este libro. Ábrelo una vez en el dispositivo.</translation>
        </message>
        <message>
            <source>This device has exported its own highlights for other devices. Open the book on one of them first, or delete that file.</source>
            <translation>Este dispositivo ha exportado sus propios subrayados para otros dispositivos. Abre antes el libro en uno de ellos, o elimina ese archivo.</translation>
        </message>
        <message>
            <source>Highlights from another view of this book are waiting there. Open the book on the device first.</source>
            <translation>Allí esperan subrayados de otra vista de este libro. Abre antes el libro en el dispositivo.</translation>
        </message>
        <message>
            <source>They have no position in this book, or were made in another view of it.</source>
            <translation>No tienen posición en este libro, o se hicieron en otra vista de él.</translation>
        </message>
        <message>
            <source>An export file there can't be read, so it's left alone. {0}</source>
            <translation>Allí hay un archivo de exportación que no se puede leer, así que no se toca. {0}</translation>
        </message>
        <message>
            <source>Already waiting on the device. Open the book there to import them.</source>
            <translation>Ya esperan en el dispositivo. Abre allí el libro para importarlos.</translation>
        </message>
        <message>
            <source>The file has changed. Check the preview again.</source>
            <translation>El archivo ha cambiado. Revisa de nuevo la vista previa.</translation>
        </message>
        <message>
            <source>The device didn't save what was written. Check its storage.</source>
            <translation>El dispositivo no guardó lo que se escribió. Comprueba su almacenamiento.</translation>
        </message>
        <message>
            <source>The passphrase is not in your password store; set a new one to see it.</source>
            <translation>La frase de contraseña no está en tu almacén de contraseñas; pon una nueva para verla.</translation>
        </message>
        <message>
            <source>Your password store has an older passphrase that no longer works; set a new one to see it.</source>
            <translation>Tu almacén de contraseñas tiene una frase de contraseña anterior que ya no sirve; pon una nueva para verla.</translation>
        </message>
        <message>
            <source>A user name needs at least one letter and can't contain a colon.</source>
            <translation>Un nombre de usuario necesita al menos una letra y no puede contener dos puntos.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Una frase de contraseña necesita al menos una letra y cabe en una línea.</translation>
        </message>
        <message>
            <source>The passphrase can't be shown; set a new one to see it.</source>
            <translation>La frase de contraseña no se puede mostrar; pon una nueva para verla.</translation>
        </message>
        <message>
            <source>A paired device uses the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Un dispositivo emparejado usa el nombre «{0}». Revócalo primero o elige otro nombre.</translation>
        </message>
        <message>
            <source>Write down the passphrase now: it can't be shown again.</source>
            <translation>Anota ahora la frase de contraseña: no se puede volver a mostrar.</translation>
        </message>
        <message>
            <source>Your certificate has expired. Choose a renewed one, or let BookOrbit make a new one.</source>
            <translation>Tu certificado ha caducado. Elige uno renovado o deja que BookOrbit cree uno nuevo.</translation>
        </message>
        <message>
            <source>The key of your certificate can't be opened any more. Choose certificate and key again, or let BookOrbit make a new one.</source>
            <translation>La clave de tu certificado ya no se puede abrir. Elige otra vez el certificado y la clave o deja que BookOrbit cree uno nuevo.</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>No se puede leer {0} ({1}).</translation>
        </message>
        <message>
            <source>This certificate expired on {0}. Choose a newer one.</source>
            <translation>Este certificado caducó el {0}. Elige uno más reciente.</translation>
        </message>
        <message>
            <source>The certificate can't be stored in {0} ({1}).</source>
            <translation>No se puede guardar el certificado en {0} ({1}).</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>No hay ningún dispositivo {0}. «devices» los muestra.</translation>
        </message>
        <message>
            <source>This ID isn't shared by two devices.</source>
            <translation>Este ID no lo comparten dos dispositivos.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this digest. Choose the one you read.</source>
            <translation>
                <numerusform>%n libro tiene esta huella. Elige el que lees.</numerusform>
                <numerusform>%n libros tienen esta huella. Elige el que lees.</numerusform>
            </translation>
        </message>
        <message>
            <source>No device has sent document {0}. “documents” lists those received.</source>
            <translation>Ningún dispositivo ha enviado el documento {0}. «documents» muestra los recibidos.</translation>
        </message>
        <message>
            <source>Document {0} isn't linked to a book. “documents” lists those that are.</source>
            <translation>El documento {0} no está vinculado con ningún libro. «documents» muestra los que lo están.</translation>
        </message>
        <message>
            <source>An entry needs a title. Enter your book's title.</source>
            <translation>Una entrada necesita un título. Introduce el título de tu libro.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose a file.</source>
            <translation>«{0}» es una carpeta. Elige un archivo.</translation>
        </message>
        <message>
            <source>“{0}”: {1}</source>
            <translation>«{0}»: {1}</translation>
        </message>
        <message>
            <source>A device tried https://. Change the server address on it to begin with http://.</source>
            <translation>Un dispositivo ha probado https://. Cambia en él la dirección del servidor para que empiece por http://.</translation>
        </message>
        <message>
            <source>A device tried https:// at the address for http://. Change it to begin with http://, or to {0}.</source>
            <translation>Un dispositivo ha probado https:// en la dirección para http://. Haz que empiece por http:// o cámbiala por {0}.</translation>
        </message>
        <message>
            <source>Devices can't connect while the server is stopped. Start it, then pair.</source>
            <translation>Los dispositivos no pueden conectarse con el servidor detenido. Inícialo y empareja.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Ningún dispositivo emparejado tiene el nombre «{0}». «credentials» los muestra.</translation>
        </message>
        <message>
            <source>{0} isn't a Calibre library in BookOrbit. Add its folder first.</source>
            <translation>{0} no es una biblioteca de Calibre en BookOrbit. Añade primero su carpeta.</translation>
        </message>
        <message>
            <source>Calibre is changing this library right now. Try again in a moment.</source>
            <translation>Calibre está cambiando esta biblioteca ahora mismo. Inténtalo de nuevo en un momento.</translation>
        </message>
        <message>
            <source>This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 MB and 100 megapixels.</source>
            <translation>Esta imagen no se puede mostrar. Elige un JPEG, PNG, WebP o GIF de hasta 32 MB y 100 megapíxeles.</translation>
        </message>
        <message>
            <source>Couldn't read {0}: {1}. Choose another picture.</source>
            <translation>No se ha podido leer {0}: {1}. Elige otra imagen.</translation>
        </message>
        <message>
            <source>Cancelled. The rest will be done at the next scan or start.</source>
            <translation>Cancelado. El resto se hará en la próxima revisión o en el próximo inicio.</translation>
        </message>
        <message>
            <source>{0} of {1} files read.</source>
            <translation>{0} de {1} archivos leídos.</translation>
        </message>
        <message>
            <source>import undone</source>
            <translation>importación deshecha</translation>
        </message>
        <message>
            <source>Scan cancelled. The next one continues where it stopped.</source>
            <translation>Revisión cancelada. La próxima continúa donde se detuvo.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Check the path and try again.</source>
            <translation>Carpeta no encontrada: {0}. Comprueba la ruta e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This file doesn't belong to the book. “export” lists the files of each book.</source>
            <translation>Este archivo no es del libro. «export» muestra los archivos de cada libro.</translation>
        </message>
        <message>
            <source>A book needs at least one file.</source>
            <translation>Un libro necesita al menos un archivo.</translation>
        </message>
        <message>
            <source>The book has an identical copy of this file, and devices can't tell them apart. Split both off together, or remove one.</source>
            <translation>El libro tiene una copia idéntica de este archivo, y los dispositivos no pueden distinguirlas. Separa ambas a la vez o quita una.</translation>
        </message>
        <message>
            <source>Choose the book to keep and at least one other book.</source>
            <translation>Elige el libro que conservar y al menos otro libro.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Este libro no está en el catálogo: se ha quitado, o su archivo falta o está dañado.</translation>
        </message>
        <message>
            <source>This list isn't in the catalogue.</source>
            <translation>Esta lista no está en el catálogo.</translation>
        </message>
        <message>
            <source>This book has no cover picture.</source>
            <translation>Este libro no tiene imagen de portada.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Este archivo no está en el catálogo: se ha quitado, falta o está dañado.</translation>
        </message>
        <message>
            <source>This book's file has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>El archivo de este libro ha cambiado. Revisa la biblioteca en BookOrbit e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>This book's file can't be read right now. Check that its disk is connected.</source>
            <translation>El archivo de este libro no se puede leer ahora. Comprueba que su disco está conectado.</translation>
        </message>
        <message>
            <source>Waiting for your first sync.</source>
            <translation>A la espera de tu primera sincronización.</translation>
        </message>
        <message>
            <source>Hardcover is turned off.</source>
            <translation>Hardcover está desactivado.</translation>
        </message>
        <message numerus="yes">
            <source>%n not matched</source>
            <translation>
                <numerusform>%n sin vincular</numerusform>
                <numerusform>%n sin vincular</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n fallido</numerusform>
                <numerusform>%n fallidos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to send</source>
            <translation>
                <numerusform>%n por enviar</numerusform>
                <numerusform>%n por enviar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>%n enviado</numerusform>
                <numerusform>%n enviados</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was up to date.</source>
            <translation>Todo estaba al día.</translation>
        </message>
        <message>
            <source>This library isn't empty, so nothing was imported: a complete export takes the place of everything. Import it into an empty library, such as with another --data-dir.</source>
            <translation>Esta biblioteca no está vacía, así que no se ha importado nada: una exportación completa ocupa el lugar de todo. Impórtala en una biblioteca vacía, por ejemplo con otro --data-dir.</translation>
        </message>
        <message>
            <source>Couldn't write the file there ({0}). Choose another folder.</source>
            <translation>No se ha podido escribir ahí el archivo ({0}). Elige otra carpeta.</translation>
        </message>
        <message>
            <source>Sign in again in Settings ▸ Hardcover, or with “token --sign-in”.</source>
            <translation>Inicia sesión de nuevo en Ajustes ▸ Hardcover o con «token --sign-in».</translation>
        </message>
        <message>
            <source>There is no library yet. BookOrbit creates it on first start.</source>
            <translation>Aún no hay biblioteca. BookOrbit la crea en el primer inicio.</translation>
        </message>
        <message>
            <source>The database is damaged or empty. BookOrbit leaves it as it is.</source>
            <translation>La base de datos está dañada o vacía. BookOrbit la deja como está.</translation>
        </message>
        <message>
            <source>Quit BookOrbit and restore a backup: “backup --list” shows them.</source>
            <translation>Sal de BookOrbit y restaura una copia de seguridad: «backup --list» las muestra.</translation>
        </message>
        <message>
            <source>Press “Back up now” in Settings ▸ Advanced, or run “backup”. While BookOrbit runs, it makes one every day.</source>
            <translation>Pulsa «Hacer copia ahora» en Ajustes ▸ Avanzado, o ejecuta «backup». Mientras BookOrbit está en marcha, hace una cada día.</translation>
        </message>
        <message>
            <source>Choose a renewed one in Settings ▸ KOReader, or make a new certificate there.</source>
            <translation>Elige uno renovado en Ajustes ▸ KOReader o crea allí un certificado nuevo.</translation>
        </message>
        <message>
            <source>Let the system set the time and time zone automatically.</source>
            <translation>Deja que el sistema ponga la hora y la zona horaria automáticamente.</translation>
        </message>
        <message>
            <source>This check failed: {0}.</source>
            <translation>Esta comprobación ha fallado: {0}.</translation>
        </message>
        <message>
            <source>The other checks don't depend on it.</source>
            <translation>Las demás comprobaciones no dependen de ella.</translation>
        </message>
        <message>
            <source>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</source>
            <translation>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</translation>
        </message>
        <message>
            <source>The disk with {0} has {1} MB left.</source>
            <translation>Al disco con {0} le quedan {1} MB.</translation>
        </message>
        <message>
            <source>{0}, with {1} GB free.</source>
            <translation>{0}, con {1} GB libres.</translation>
        </message>
        <message>
            <source>Sound, with {0} and {1}.</source>
            <translation>En buen estado, con {0} y {1}.</translation>
        </message>
        <message>
            <source>The newest is from {0}.</source>
            <translation>La más reciente es del {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s) can be read.</source>
            <translation>
                <numerusform>Se puede leer %n carpeta.</numerusform>
                <numerusform>Se pueden leer %n carpetas.</numerusform>
            </translation>
        </message>
        <message>
            <source>It answers at {0}.</source>
            <translation>Responde en {0}.</translation>
        </message>
        <message>
            <source>BookOrbit isn't running. Port {0} is free for it.</source>
            <translation>BookOrbit no está en marcha. El puerto {0} está libre para él.</translation>
        </message>
        <message>
            <source>Your certificate expires on {0}.</source>
            <translation>Tu certificado caduca el {0}.</translation>
        </message>
        <message>
            <source>To let devices in, run: {0}</source>
            <translation>Para dejar entrar a los dispositivos, ejecuta: {0}</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your system's firewall settings.</source>
            <translation>Permite BookOrbit en los ajustes del cortafuegos de tu sistema.</translation>
        </message>
        <message>
            <source>{0} is on. Only an administrator can see whether it lets devices in.</source>
            <translation>{0} está activo. Solo un administrador puede ver si deja entrar a los dispositivos.</translation>
        </message>
        <message>
            <source>It answers.</source>
            <translation>Responde.</translation>
        </message>
        <message>
            <source>A token is saved. Hardcover last accepted a change on {0}.</source>
            <translation>Hay un token guardado. Hardcover aceptó un cambio por última vez el {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover can't be renewed, and ends on {0}.</source>
            <translation>La sesión de Hardcover no se puede renovar y termina el {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover doesn't allow {0}.</source>
            <translation>La sesión de Hardcover no permite {0}.</translation>
        </message>
        <message>
            <source>Signed in since {0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Sesión iniciada desde el {0}. Se renueva sola y vale hasta el {1} aunque no se use.</translation>
        </message>
        <message>
            <source>It was connected before, but the token is missing, so nothing is sent.</source>
            <translation>Estaba conectado, pero falta el token, así que no se envía nada.</translation>
        </message>
        <message>
            <source>The clock shows {0}.</source>
            <translation>El reloj marca {0}.</translation>
        </message>
        <message>
            <source>No answer within {0} seconds.</source>
            <translation>Sin respuesta en {0} segundos.</translation>
        </message>
        <message>
            <source>Try again. If it keeps happening, restart this computer.</source>
            <translation>Inténtalo de nuevo. Si sigue ocurriendo, reinicia este ordenador.</translation>
        </message>
        <message>
            <source>The library can't be read: {0}.</source>
            <translation>La biblioteca no se puede leer: {0}.</translation>
        </message>
        <message>
            <source>See the database check.</source>
            <translation>Mira la comprobación de la base de datos.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programa</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Base de datos</translation>
        </message>
        <message>
            <source>Library folders</source>
            <translation>Carpetas de la biblioteca</translation>
        </message>
        <message>
            <source>Encryption (https)</source>
            <translation>Cifrado (https)</translation>
        </message>
        <message>
            <source>Firewall</source>
            <translation>Cortafuegos</translation>
        </message>
        <message>
            <source>Password store</source>
            <translation>Almacén de contraseñas</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Reloj</translation>
        </message>
        <message>
            <source>{0} doesn't exist yet. BookOrbit creates it on first start.</source>
            <translation>{0} aún no existe. BookOrbit la crea en el primer inicio.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}.</source>
            <translation>BookOrbit no tiene permiso para escribir en {0}.</translation>
        </message>
        <message>
            <source>Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>Permítelo en las propiedades de la carpeta, o elige otra carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>Libera espacio.</translation>
        </message>
        <message>
            <source>{0} is on a network drive, where a database can be damaged.</source>
            <translation>{0} está en una unidad de red, donde una base de datos puede dañarse.</translation>
        </message>
        <message>
            <source>Move the library to a disk of this computer, and choose it with --data-dir.</source>
            <translation>Mueve la biblioteca a un disco de este ordenador y elígelo con --data-dir.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n posición</numerusform>
                <numerusform>%n posiciones</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to back up yet.</source>
            <translation>Aún no hay nada de lo que hacer copia.</translation>
        </message>
        <message>
            <source>There is no backup.</source>
            <translation>No hay copia de seguridad.</translation>
        </message>
        <message>
            <source>{0} can't be read. Its books are kept.</source>
            <translation>{0} no se puede leer. Sus libros se conservan.</translation>
        </message>
        <message>
            <source>Connect the drive, or allow BookOrbit to read the folder.</source>
            <translation>Conecta la unidad, o permite que BookOrbit lea la carpeta.</translation>
        </message>
        <message>
            <source>No folder has been added yet.</source>
            <translation>Aún no se ha añadido ninguna carpeta.</translation>
        </message>
        <message>
            <source>BookOrbit runs, but its server is stopped.</source>
            <translation>BookOrbit está en marcha, pero su servidor está detenido.</translation>
        </message>
        <message>
            <source>Start it on the KOReader page.</source>
            <translation>Inícialo en la página KOReader.</translation>
        </message>
        <message>
            <source>It answers, but this computer is on no network.</source>
            <translation>Responde, pero este ordenador no está en ninguna red.</translation>
        </message>
        <message>
            <source>Connect it to the Wi-Fi that your device uses.</source>
            <translation>Conéctalo a la wifi que usa tu dispositivo.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}.</source>
            <translation>Este ordenador ya no tiene la dirección {0}.</translation>
        </message>
        <message>
            <source>Choose another address in Settings ▸ KOReader.</source>
            <translation>Elige otra dirección en Ajustes ▸ KOReader.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. BookOrbit takes the next free one.</source>
            <translation>Otro programa usa el puerto {0}. BookOrbit toma el siguiente libre.</translation>
        </message>
        <message>
            <source>End that program, or choose another port in Settings ▸ KOReader.</source>
            <translation>Termina ese programa, o elige otro puerto en Ajustes ▸ KOReader.</translation>
        </message>
        <message>
            <source>Off. Devices use http.</source>
            <translation>Desactivado. Los dispositivos usan http.</translation>
        </message>
        <message>
            <source>There is no certificate yet. The server makes one when it starts.</source>
            <translation>Aún no hay certificado. El servidor crea uno al iniciarse.</translation>
        </message>
        <message>
            <source>The certificate is valid until {0}.</source>
            <translation>El certificado es válido hasta el {0}.</translation>
        </message>
        <message>
            <source>Your certificate expired on {0}.</source>
            <translation>Tu certificado caducó el {0}.</translation>
        </message>
        <message>
            <source>No active firewall was found.</source>
            <translation>No se ha encontrado ningún cortafuegos activo.</translation>
        </message>
        <message>
            <source>{0} is on, and lets port {1} in.</source>
            <translation>{0} está activo y deja pasar el puerto {1}.</translation>
        </message>
        <message>
            <source>{0} is on, and blocks port {1}.</source>
            <translation>{0} está activo y bloquea el puerto {1}.</translation>
        </message>
        <message>
            <source>{0} is on; a device has reached this computer before.</source>
            <translation>{0} está activo; un dispositivo ya ha llegado antes a este ordenador.</translation>
        </message>
        <message>
            <source>Hardcover accepts the token of @{0}.</source>
            <translation>Hardcover acepta el token de @{0}.</translation>
        </message>
        <message>
            <source>A token is saved. Nothing has been sent yet.</source>
            <translation>Hay un token guardado. Aún no se ha enviado nada.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover has ended.</source>
            <translation>La sesión de Hardcover ha terminado.</translation>
        </message>
        <message>
            <source>Signed in as @{0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Sesión iniciada como @{0}. Se renueva sola y vale hasta el {1} aunque no se use.</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Sin conectar.</translation>
        </message>
        <message>
            <source>Save a token in Settings ▸ Hardcover, or with “token --stdin”.</source>
            <translation>Guarda un token en Ajustes ▸ Hardcover o con «token --stdin».</translation>
        </message>
        <message>
            <source>The clock shows {0}, which is years ago.</source>
            <translation>El reloj marca {0}, que es de hace años.</translation>
        </message>
        <message>
            <source>The clock shows {0}, but something was stored on {1}.</source>
            <translation>El reloj marca {0}, pero algo se guardó el {1}.</translation>
        </message>
        <message>
            <source>The clock shows {0}. A device's clock was wrong: {1} not counted.</source>
            <translation>El reloj marca {0}. El reloj de un dispositivo estaba mal; sin contar: {1}.</translation>
        </message>
        <message>
            <source>“stats” names the device. Check the time on it.</source>
            <translation>«stats» nombra el dispositivo. Comprueba su hora.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this library.</source>
            <translation>Un BookOrbit Desktop más reciente escribió esta biblioteca.</translation>
        </message>
        <message>
            <source>Install that version, or restore a backup.</source>
            <translation>Instala esa versión o restaura una copia de seguridad.</translation>
        </message>
        <message>
            <source>The database can't be read now: {0}.</source>
            <translation>La base de datos no se puede leer ahora: {0}.</translation>
        </message>
        <message>
            <source>Close other programs that use it, and check the disk.</source>
            <translation>Cierra otros programas que la usen y comprueba el disco.</translation>
        </message>
        <message>
            <source>Install one, such as GNOME Keyring or KWallet, to keep your secrets.</source>
            <translation>Instala uno, como GNOME Keyring o KWallet, para guardar tus secretos.</translation>
        </message>
        <message>
            <source>The token can't be read.</source>
            <translation>El token no se puede leer.</translation>
        </message>
        <message>
            <source>BookOrbit has no web site yet that could name a new version.</source>
            <translation>BookOrbit aún no tiene un sitio web que pueda indicar una versión nueva.</translation>
        </message>
        <message>
            <source>{0} can't be reached. Try again later.</source>
            <translation>No se puede acceder a {0}. Inténtalo más tarde.</translation>
        </message>
        <message>
            <source>Choose a file that ends in .png or .pdf.</source>
            <translation>Elige un archivo que termine en .png o .pdf.</translation>
        </message>
        <message>
            <source>Nothing was read or finished in {0}. No file was written.</source>
            <translation>En {0} no se leyó ni terminó nada. No se ha escrito ningún archivo.</translation>
        </message>
        <message>
            <source>This session has changed in the meantime. Look at the list again.</source>
            <translation>Esta sesión ha cambiado entretanto. Vuelve a mirar la lista.</translation>
        </message>
        <message>
            <source>There's no session {0}. “sessions list” shows them.</source>
            <translation>No hay ninguna sesión {0}. «sessions list» las muestra.</translation>
        </message>
        <message>
            <source>Change {0} doesn't exist, or is undone already.</source>
            <translation>El cambio {0} no existe o ya está deshecho.</translation>
        </message>
        <message>
            <source>This session was changed again since. Undo that change first.</source>
            <translation>Esta sesión se cambió de nuevo desde entonces. Deshaz primero ese cambio.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” lists them.</source>
            <translation>El libro {0} no tiene el envío {1}. «history {2}» los muestra.</translation>
        </message>
        <message>
            <source>Nothing to reset: no device has sent a position.</source>
            <translation>Nada que restablecer: ningún dispositivo ha enviado una posición.</translation>
        </message>
        <message>
            <source>A device has sent a newer position in the meantime; that one stays.</source>
            <translation>Entretanto un dispositivo ha enviado una posición más reciente; esa se queda.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Última lectura el {0}.</translation>
        </message>
        <message>
            <source>Enter the other server's address, user name and password first.</source>
            <translation>Introduce primero la dirección, el nombre de usuario y la contraseña del otro servidor.</translation>
        </message>
        <message>
            <source>The other server's password isn't in your password store. Enter it again.</source>
            <translation>La contraseña del otro servidor no está en tu almacén de contraseñas. Introdúcela de nuevo.</translation>
        </message>
        <message>
            <source>This is BookOrbit's own address. Enter another server's address.</source>
            <translation>Esta es la dirección del propio BookOrbit. Introduce la de otro servidor.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit quits; enter it again after the next start.</source>
            <translation>La contraseña se conserva hasta que salgas de BookOrbit; introdúcela de nuevo tras el próximo inicio.</translation>
        </message>
        <message>
            <source>This book no longer exists on Hardcover. Search Hardcover for the right one.</source>
            <translation>Este libro ya no existe en Hardcover. Busca en Hardcover el correcto.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Try again.</source>
            <translation>Hardcover no respondió a tiempo. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Hardcover pidió ir más despacio. Inténtalo de nuevo después de las {0}, o aprueba con los metadatos del archivo.</translation>
        </message>
        <message>
            <source>Hardcover's daily limit is reached. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Se ha alcanzado el límite diario de Hardcover. Inténtalo de nuevo después de las {0}, o aprueba con los metadatos del archivo.</translation>
        </message>
        <message>
            <source>No book {0} is waiting for review. “inbox” lists those that are.</source>
            <translation>Ningún libro {0} espera revisión. «inbox» muestra los que sí.</translation>
        </message>
        <message>
            <source>“{0}” has been removed. Undo the removal, or add its file again.</source>
            <translation>«{0}» se ha quitado. Deshazlo, o añade de nuevo su archivo.</translation>
        </message>
        <message>
            <source>The folder {0} can't be created: {1}. Choose another folder for backups.</source>
            <translation>No se puede crear la carpeta {0}: {1}. Elige otra carpeta para las copias de seguridad.</translation>
        </message>
        <message>
            <source>Stopped before it finished.</source>
            <translation>Detenido antes de terminar.</translation>
        </message>
        <message>
            <source>Couldn't write {0}: {1}. Choose another file.</source>
            <translation>No se ha podido escribir {0}: {1}. Elige otro archivo.</translation>
        </message>
        <message>
            <source>Too many devices are logging in at once. Try again in a moment.</source>
            <translation>Demasiados dispositivos inician sesión a la vez. Inténtalo de nuevo en un momento.</translation>
        </message>
        <message>
            <source>A goal is at most {0} hours.</source>
            <translation>Un objetivo es de {0} horas como mucho.</translation>
        </message>
        <message>
            <source>A goal is at most {0} books.</source>
            <translation>Un objetivo es de {0} libros como mucho.</translation>
        </message>
        <message>
            <source>A goal is at most {0} pages.</source>
            <translation>Un objetivo es de {0} páginas como mucho.</translation>
        </message>
        <message>
            <source>A goal counts books, pages or hours, in a year or a month.</source>
            <translation>Un objetivo cuenta libros, páginas u horas, en un año o un mes.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100%.</source>
            <translation>Un libro cuenta como terminado al 95, 98, 99 o 100 %.</translation>
        </message>
        <message>
            <source>Enter from 1 to {0} minutes for a day of reading to count.</source>
            <translation>Introduce entre 1 y {0} minutos para que un día de lectura cuente.</translation>
        </message>
        <message>
            <source>A day can begin between midnight and noon: enter an hour from 0 to 12.</source>
            <translation>Un día puede empezar entre medianoche y mediodía: introduce una hora de 0 a 12.</translation>
        </message>
        <message>
            <source>Steps back can be asked about, accepted or ignored.</source>
            <translation>Los retrocesos se pueden preguntar, aceptar o ignorar.</translation>
        </message>
        <message>
            <source>The file has changed since you last fetched it. Fetch it again.</source>
            <translation>El archivo ha cambiado desde la última vez que lo obtuviste. Obténlo de nuevo.</translation>
        </message>
        <message>
            <source>Only KOReader's statistics and vocabulary are kept here, not {0}.</source>
            <translation>Aquí solo se guardan las estadísticas y el vocabulario de KOReader, no {0}.</translation>
        </message>
        <message>
            <source>It's no longer linked to a book.</source>
            <translation>Ya no está vinculado con un libro.</translation>
        </message>
        <message>
            <source>No book in your library has this digest yet.</source>
            <translation>Aún ningún libro de tu biblioteca tiene esta huella.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) changed</source>
            <translation>
                <numerusform>%n subrayado cambiado</numerusform>
                <numerusform>%n subrayados cambiados</numerusform>
            </translation>
        </message>
        <message>
            <source>Send at most {0} highlights at a time.</source>
            <translation>Envía como mucho {0} subrayados a la vez.</translation>
        </message>
        <message>
            <source>Send at most {0} page views at a time.</source>
            <translation>Envía como mucho {0} páginas vistas a la vez.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Is the device connected?</source>
            <translation>Carpeta no encontrada: {0}. ¿Está conectado el dispositivo?</translation>
        </message>
        <message>
            <source>No KOReader, and no book it has opened, in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>En {0} no hay KOReader ni ningún libro que haya abierto. Elige la unidad del dispositivo o su carpeta «koreader».</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>El servidor está detenido. Inícialo antes de que sincronice el dispositivo.</translation>
        </message>
        <message>
            <source>On the device, {0} means the device itself. Enter this computer's address in your network, such as http://192.168.1.20:7200.</source>
            <translation>En el dispositivo, {0} significa el propio dispositivo. Introduce la dirección de este ordenador en tu red, como http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>No KOReader in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>En {0} no hay KOReader. Elige la unidad del dispositivo o su carpeta «koreader».</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so it's left alone. {1} Start KOReader once: it repairs the file or creates a new one.</source>
            <translation>{0} del dispositivo no se puede leer, así que no se toca. {1} Inicia KOReader una vez: repara el archivo o crea uno nuevo.</translation>
        </message>
        <message>
            <source>Couldn't tell which version of KOReader this is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>No se ha podido saber qué versión de KOReader es esta. Iníciala una vez en el dispositivo, ciérrala y vuelve a conectar el dispositivo.</translation>
        </message>
        <message>
            <source>That folder now belongs to another device. Check the changes again.</source>
            <translation>Esa carpeta es ahora de otro dispositivo. Revisa de nuevo los cambios.</translation>
        </message>
        <message>
            <source>There is nothing on this device to undo.</source>
            <translation>En este dispositivo no hay nada que deshacer.</translation>
        </message>
        <message>
            <source>KOReader has changed {0} since. Restoring the earlier file would lose that; you can undo just BookOrbit's settings.</source>
            <translation>KOReader ha cambiado {0} desde entonces. Restaurar el archivo anterior perdería eso; puedes deshacer solo los ajustes de BookOrbit.</translation>
        </message>
        <message>
            <source>Wrong passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Frase de contraseña incorrecta. BookOrbit ▸ KOReader la muestra o pone una nueva.</translation>
        </message>
        <message>
            <source>The device needs your passphrase, which isn't in the password store. Enter it here once.</source>
            <translation>El dispositivo necesita tu frase de contraseña, que no está en el almacén de contraseñas. Introdúcela aquí una vez.</translation>
        </message>
        <message>
            <source>The login has changed. Check the changes again.</source>
            <translation>El acceso ha cambiado. Revisa de nuevo los cambios.</translation>
        </message>
        <message>
            <source>This computer isn't on a network where devices can find it. Connect it to your Wi-Fi, or enter the address devices should use.</source>
            <translation>Este ordenador no está en una red donde los dispositivos puedan encontrarlo. Conéctalo a tu wifi, o introduce la dirección que deben usar los dispositivos.</translation>
        </message>
        <message>
            <source>“{0}”, when a book is closed</source>
            <translation>«{0}», al cerrar un libro</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>quitado</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} es un enlace a otro archivo, así que no se toca. Configura este KOReader a mano.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>No se ha cambiado nada en el dispositivo. {0}</translation>
        </message>
        <message>
            <source>A file on the device has changed, so nothing was written. Close KOReader there and check the changes again.</source>
            <translation>Un archivo del dispositivo ha cambiado, así que no se ha escrito nada. Cierra allí KOReader y revisa de nuevo los cambios.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and only KOReader's backup is left. Start KOReader once, close it, and try again.</source>
            <translation>Falta {0} en el dispositivo, y solo queda la copia de seguridad de KOReader. Inicia KOReader una vez, ciérralo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it can't be restored. Change these settings in KOReader itself.</source>
            <translation>El {0} anterior ya no está en el dispositivo, así que no se puede restaurar. Cambia estos ajustes en el propio KOReader.</translation>
        </message>
        <message>
            <source>Not everything could be restored. {0} Plug the device in again and try once more.</source>
            <translation>No se ha podido restaurar todo. {0} Vuelve a conectar el dispositivo e inténtalo una vez más.</translation>
        </message>
        <message>
            <source>The device was only partly written. {0} Plug it in again, then undo the setup or run it again.</source>
            <translation>El dispositivo solo se escribió en parte. {0} Vuelve a conectarlo, y deshaz la configuración o ejecútala de nuevo.</translation>
        </message>
        <message>
            <source>This folder has more than {0} files.</source>
            <translation>Esta carpeta tiene más de {0} archivos.</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so nothing was changed. Try again, or restart the device.</source>
            <translation>{0} del dispositivo no se puede leer, así que no se ha cambiado nada. Inténtalo de nuevo o reinicia el dispositivo.</translation>
        </message>
        <message>
            <source>This program's copy of the plugin can't be read. Install BookOrbit Desktop again.</source>
            <translation>La copia del plugin de este programa no se puede leer. Vuelve a instalar BookOrbit Desktop.</translation>
        </message>
        <message>
            <source>This file name can't be used here. Rename the file.</source>
            <translation>Este nombre de archivo no se puede usar aquí. Cambia el nombre del archivo.</translation>
        </message>
        <message>
            <source>Only books and KOReader's exported highlights are taken, not “{0}”.</source>
            <translation>Solo se admiten libros y los subrayados exportados por KOReader, no «{0}».</translation>
        </message>
        <message>
            <source>Another file is called “{0}” here. Rename yours and upload it again.</source>
            <translation>Otro archivo se llama «{0}» aquí. Cambia el nombre del tuyo y súbelo de nuevo.</translation>
        </message>
        <message>
            <source>The backup folder {0} isn't available. Connect the drive, or choose another folder. Until then, backups are in {1}.</source>
            <translation>La carpeta de copias de seguridad {0} no está disponible. Conecta la unidad o elige otra carpeta. Hasta entonces, las copias de seguridad están en {1}.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Create it, or choose another.</source>
            <translation>No hay ninguna carpeta {0}. Créala o elige otra.</translation>
        </message>
        <message>
            <source>{0} holds a library. Choose another folder for backups.</source>
            <translation>{0} contiene una biblioteca. Elige otra carpeta para las copias de seguridad.</translation>
        </message>
        <message>
            <source>{0} holds the backups of another library, {1}. Choose another folder.</source>
            <translation>{0} contiene las copias de seguridad de otra biblioteca, {1}. Elige otra carpeta.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}: {1}. Choose another folder.</source>
            <translation>BookOrbit no puede escribir en {0}: {1}. Elige otra carpeta.</translation>
        </message>
        <message>
            <source>This file isn't a BookOrbit library.</source>
            <translation>Este archivo no es una biblioteca de BookOrbit.</translation>
        </message>
        <message>
            <source>This file is damaged.</source>
            <translation>Este archivo está dañado.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop made this backup. Install that version to restore it.</source>
            <translation>Esta copia de seguridad la hizo un BookOrbit Desktop más reciente. Instala esa versión para restaurarla.</translation>
        </message>
        <message>
            <source>This is a link or a folder, not a file.</source>
            <translation>Esto es un enlace o una carpeta, no un archivo.</translation>
        </message>
        <message>
            <source>This copy was made while the library was open, and is incomplete.</source>
            <translation>Esta copia se hizo con la biblioteca abierta y está incompleta.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file.</source>
            <translation>BookOrbit no tiene permiso para leer este archivo.</translation>
        </message>
        <message>
            <source>The new backup didn't pass its check and was removed: {0} Check the disks, and your library with a restart.</source>
            <translation>La nueva copia de seguridad no superó su comprobación y se ha quitado: {0} Comprueba los discos, y tu biblioteca con un reinicio.</translation>
        </message>
        <message>
            <source>The disk with {0} is full, so no backup was made. Free some space, or choose another folder for backups.</source>
            <translation>El disco con {0} está lleno, así que no se ha hecho copia de seguridad. Libera espacio o elige otra carpeta para las copias.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}, so no backup was made. Allow it in the folder's properties, or choose another folder for backups.</source>
            <translation>BookOrbit no puede escribir en {0}, así que no se ha hecho copia de seguridad. Permítelo en las propiedades de la carpeta o elige otra carpeta para las copias.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors, so no backup was made. Check that it's connected and healthy.</source>
            <translation>El disco con {0} tiene errores de lectura o escritura, así que no se ha hecho copia de seguridad. Comprueba que está conectado y en buen estado.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so no backup was made. Restart BookOrbit.</source>
            <translation>La base de datos de tu biblioteca está dañada, así que no se ha hecho copia de seguridad. Reinicia BookOrbit.</translation>
        </message>
        <message>
            <source>No backup was made in {0}: {1}. Try again, or choose another folder for backups.</source>
            <translation>No se ha hecho copia de seguridad en {0}: {1}. Inténtalo de nuevo o elige otra carpeta para las copias.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be saved. Free some space; BookOrbit then continues automatically.</source>
            <translation>El disco con tu biblioteca está lleno, así que no se puede guardar nada. Libera espacio; BookOrbit continúa entonces automáticamente.</translation>
        </message>
        <message>
            <source>Another program is using your library's database, so nothing can be saved. Close it; BookOrbit then continues automatically.</source>
            <translation>Otro programa está usando la base de datos de tu biblioteca, así que no se puede guardar nada. Ciérralo; BookOrbit continúa entonces automáticamente.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to your library's folder, so nothing can be saved. Allow it in the folder's properties; BookOrbit then continues automatically.</source>
            <translation>BookOrbit no tiene permiso para escribir en la carpeta de tu biblioteca, así que no se puede guardar nada. Permítelo en las propiedades de la carpeta; BookOrbit continúa entonces automáticamente.</translation>
        </message>
        <message>
            <source>The disk with your library has read or write errors, so nothing can be saved. Check that it's connected and healthy; BookOrbit then continues automatically.</source>
            <translation>El disco con tu biblioteca tiene errores de lectura o escritura, así que no se puede guardar nada. Comprueba que está conectado y en buen estado; BookOrbit continúa entonces automáticamente.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so part of it can't be read or saved. Quit BookOrbit and start it again to restore your newest backup, or start with --set-aside to begin a new library.</source>
            <translation>La base de datos de tu biblioteca está dañada, así que una parte no se puede leer ni guardar. Sal de BookOrbit e inícialo de nuevo para restaurar tu copia de seguridad más reciente, o inicia con --set-aside para empezar una biblioteca nueva.</translation>
        </message>
        <message>
            <source>Your library's database was deleted or replaced while BookOrbit was running, so nothing can be saved. Put it back, or quit BookOrbit and start it again.</source>
            <translation>La base de datos de tu biblioteca se eliminó o sustituyó con BookOrbit en marcha, así que no se puede guardar nada. Vuelve a ponerla, o sal de BookOrbit e inícialo de nuevo.</translation>
        </message>
        <message>
            <source>Saving is taking too long. Try again in a minute.</source>
            <translation>Guardar está tardando demasiado. Inténtalo de nuevo en un minuto.</translation>
        </message>
        <message>
            <source>There is no backup {0}. “backup --list” shows all of them.</source>
            <translation>No hay ninguna copia de seguridad {0}. «backup --list» las muestra todas.</translation>
        </message>
        <message>
            <source>{0} can't be restored. {1}</source>
            <translation>{0} no se puede restaurar. {1}</translation>
        </message>
        <message>
            <source>The backup couldn't be copied: {0}. Nothing was changed.</source>
            <translation>No se ha podido copiar la copia de seguridad: {0}. No se ha cambiado nada.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Esta biblioteca la escribió un BookOrbit Desktop más reciente. Instala esa versión o usa otra carpeta.</translation>
        </message>
        <message>
            <source>Page not found. Start at the first page.</source>
            <translation>Página no encontrada. Empieza por la primera página.</translation>
        </message>
        <message>
            <source>This isn't a complete export of BookOrbit. “export --format complete” writes one.</source>
            <translation>Esto no es una exportación completa de BookOrbit. «export --format complete» escribe una.</translation>
        </message>
        <message>
            <source>row {0} of “{1}”</source>
            <translation>fila {0} de «{1}»</translation>
        </message>
        <message>
            <source>This file is damaged or was changed ({0}). Nothing was imported. Export it again.</source>
            <translation>Este archivo está dañado o se ha cambiado ({0}). No se ha importado nada. Vuelve a exportarlo.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this file. Install that version to import it.</source>
            <translation>Este archivo lo escribió un BookOrbit Desktop más reciente. Instala esa versión para importarlo.</translation>
        </message>
        <message>
            <source>its tables aren't those of {0}</source>
            <translation>sus tablas no son las de {0}</translation>
        </message>
        <message>
            <source>the columns of “{0}” aren't known</source>
            <translation>las columnas de «{0}» no se conocen</translation>
        </message>
        <message>
            <source>“{0}” has no rows</source>
            <translation>«{0}» no tiene filas</translation>
        </message>
        <message>
            <source>“{0}” is missing</source>
            <translation>falta «{0}»</translation>
        </message>
        <message>
            <source>row {0} of “{1}” belongs to nothing</source>
            <translation>la fila {0} de «{1}» no corresponde a nada</translation>
        </message>
        <message>
            <source>This file is larger than 2 GB, which is too large to be imported.</source>
            <translation>Este archivo ocupa más de 2 GB, demasiado para importarlo.</translation>
        </message>
        <message>
            <source>“{0}” names an unknown table</source>
            <translation>«{0}» nombra una tabla desconocida</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit can’t start with your session. Set HOME.</source>
            <translation>No se conoce tu carpeta personal, así que BookOrbit no puede iniciarse con tu sesión. Define HOME.</translation>
        </message>
        <message>
            <source>Couldn't change the file {0} ({1}). Check that you can write there, and try again.</source>
            <translation>No se ha podido cambiar el archivo {0} ({1}). Comprueba que puedes escribir ahí e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows no ha dejado que BookOrbit cambie su lista de programas que se inician con la sesión ({0}).</translation>
        </message>
        <message>
            <source>This file has no certificate. Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”.</source>
            <translation>Este archivo no contiene ningún certificado. Elige un archivo PEM, que empieza por «-----BEGIN CERTIFICATE-----».</translation>
        </message>
        <message>
            <source>This file has no private key. Choose a PEM file, which begins with “-----BEGIN PRIVATE KEY-----”.</source>
            <translation>Este archivo no contiene ninguna clave privada. Elige un archivo PEM, que empieza por «-----BEGIN PRIVATE KEY-----».</translation>
        </message>
        <message>
            <source>This private key belongs to another certificate. Choose the two that were made together.</source>
            <translation>Esta clave privada pertenece a otro certificado. Elige los dos que se crearon juntos.</translation>
        </message>
        <message>
            <source>This private key has a password. Save a copy without one, and choose that.</source>
            <translation>Esta clave privada tiene una contraseña. Guarda una copia sin ella y elígela.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and try again.</source>
            <translation>El disco está lleno. Libera espacio e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Disk quota exceeded. Free some space and try again.</source>
            <translation>Se ha superado la cuota de disco. Libera espacio e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The file is too large for this disk.</source>
            <translation>El archivo es demasiado grande para este disco.</translation>
        </message>
        <message>
            <source>This drive is read-only.</source>
            <translation>Esta unidad es de solo lectura.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit no tiene permiso para cambiar este archivo o su carpeta. Comprueba sus permisos.</translation>
        </message>
        <message>
            <source>There is a file where the folder should be.</source>
            <translation>Hay un archivo donde debería estar la carpeta.</translation>
        </message>
        <message>
            <source>Another program has the file open. Close it there and try again.</source>
            <translation>Otro programa tiene abierto el archivo. Ciérralo allí e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The path is too long for this drive. Shorten the template.</source>
            <translation>La ruta es demasiado larga para esta unidad. Acorta la plantilla.</translation>
        </message>
        <message>
            <source>The system refused: {0}.</source>
            <translation>El sistema lo ha rechazado: {0}.</translation>
        </message>
        <message>
            <source>The copy differs from the file: the drive didn't save what was written.</source>
            <translation>La copia difiere del archivo: la unidad no guardó lo que se escribió.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>El archivo cambió mientras se copiaba. Inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>The folder you are in was deleted, so {0} leads nowhere. Change to another folder, or give --data-dir a path from the root.</source>
            <translation>La carpeta en la que estás se eliminó, así que {0} no lleva a ninguna parte. Cambia a otra carpeta, o da a --data-dir una ruta desde la raíz.</translation>
        </message>
        <message>
            <source>BookOrbit can't find your home folder, which holds your library. Set HOME, or choose a folder with --data-dir.</source>
            <translation>BookOrbit no encuentra tu carpeta personal, donde está tu biblioteca. Define HOME, o elige una carpeta con --data-dir.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to another user. Remove it and start again.</source>
            <translation>La carpeta {0} es de otro usuario. Quítala e inicia de nuevo.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>El almacén de contraseñas de tu sistema no está disponible, y BookOrbit no guarda secretos en un archivo.</translation>
        </message>
        <message>
            <source>Your system's password store doesn't answer. Unlock it or log in again, and try again.</source>
            <translation>El almacén de contraseñas de tu sistema no responde. Desbloquéalo o vuelve a iniciar sesión, e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Your system's password store didn't let BookOrbit in. Try again, and allow it when you are asked.</source>
            <translation>El almacén de contraseñas de tu sistema no ha dejado entrar a BookOrbit. Inténtalo de nuevo y permítelo cuando te pregunte.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>El almacén de contraseñas de tu sistema está bloqueado. Desbloquéalo e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>Couldn't move {0} to the Trash, so the book was kept. Close the file if it's open and try again.</source>
            <translation>No se ha podido mover {0} a la papelera, así que el libro se ha conservado. Cierra el archivo si está abierto e inténtalo de nuevo.</translation>
        </message>
        <message>
            <source>a copy</source>
            <translation>una copia</translation>
        </message>
        <message>
            <source>made by you</source>
            <translation>hecha por ti</translation>
        </message>
        <message>
            <source>daily</source>
            <translation>diaria</translation>
        </message>
        <message>
            <source>before an upgrade</source>
            <translation>antes de una actualización</translation>
        </message>
        <message>
            <source>before editing many books</source>
            <translation>antes de editar muchos libros</translation>
        </message>
        <message>
            <source>before an import</source>
            <translation>antes de una importación</translation>
        </message>
        <message>
            <source>before a merge</source>
            <translation>antes de combinar</translation>
        </message>
        <message>
            <source>before a restore</source>
            <translation>antes de una restauración</translation>
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
            <translation>Suelta libros o carpetas para añadirlos</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message>
            <source>No items of this kind.</source>
            <translation>No hay elementos de este tipo.</translation>
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
            <translation>Volver a intentarlo</translation>
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
            <translation>Conecta primero tu cuenta de Hardcover.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Nada que deshacer.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Dismiss message</source>
            <translation>Descartar mensaje</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Vaciar</translation>
        </message>
    </context>
    <context>
        <name>StarRating</name>
        <message>
            <source>{0} of 5 stars</source>
            <translation>{0} de 5 estrellas</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Sin valorar</translation>
        </message>
        <message>
            <source>Rating: {0}</source>
            <translation>Valoración: {0}</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Algo ha salido mal. El registro tiene los detalles.</translation>
        </message>
    </context>
</TS>
