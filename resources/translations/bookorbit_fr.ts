<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Tâches</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>What is done so far is kept.</source>
            <translation>Ce qui est déjà fait est conservé.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>Choose a job to see more.</source>
            <translation>Choisissez une tâche pour en savoir plus.</translation>
        </message>
        <message>
            <source>Only what failed or waits can be retried.</source>
            <translation>Seul ce qui a échoué ou attend peut être relancé.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Nothing has been done since BookOrbit started.</source>
            <translation>Rien n’a été fait depuis le démarrage de BookOrbit.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Chargement</translation>
        </message>
        <message>
            <source>Look through folders</source>
            <translation>Parcourir les dossiers</translation>
        </message>
        <message>
            <source>Compare the texts of copies</source>
            <translation>Comparer les textes des copies</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Synchroniser avec Hardcover</translation>
        </message>
        <message>
            <source>Change entries on Hardcover</source>
            <translation>Modifier des entrées sur Hardcover</translation>
        </message>
        <message>
            <source>Read your shelf on Hardcover</source>
            <translation>Lire votre étagère sur Hardcover</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Importer depuis Hardcover</translation>
        </message>
        <message>
            <source>Undo a sync</source>
            <translation>Annuler une synchronisation</translation>
        </message>
        <message>
            <source>Ask the other server</source>
            <translation>Interroger l’autre serveur</translation>
        </message>
        <message>
            <source>Work on your files</source>
            <translation>Travail sur vos fichiers</translation>
        </message>
        <message>
            <source>Read a KOReader device</source>
            <translation>Lire un appareil KOReader</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Importer d’un appareil KOReader</translation>
        </message>
        <message>
            <source>Send a book</source>
            <translation>Envoyer un livre</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Delayed</source>
            <translation>Différé</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pause</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échec</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Putting back {0}</source>
            <translation>Restauration de {0}</translation>
        </message>
        <message>
            <source>Reading whole files: {0}</source>
            <translation>Lecture de fichiers entiers : {0}</translation>
        </message>
        <message>
            <source>Waits for more changes before it is sent.</source>
            <translation>Attend d’autres modifications avant l’envoi.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} sur {1}</translation>
        </message>
        <message>
            <source>goes on {0}</source>
            <translation>reprise {0}</translation>
        </message>
        <message>
            <source>since {0}</source>
            <translation>depuis le {0}</translation>
        </message>
        <message>
            <source>attempt {0}</source>
            <translation>essai {0}</translation>
        </message>
        <message>
            <source>Looking through your folders…</source>
            <translation>Exploration de vos dossiers…</translation>
        </message>
        <message>
            <source>Reading files: {0}</source>
            <translation>Lecture des fichiers : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) read</source>
            <translation>
                <numerusform>%Ln livre lu</numerusform>
                <numerusform>%Ln livres lus</numerusform>
            </translation>
        </message>
        <message>
            <source>Stopped before its end</source>
            <translation>Arrêté avant la fin</translation>
        </message>
        <message>
            <source>Looking for books that KOReader opened…</source>
            <translation>Recherche des livres ouverts par KOReader…</translation>
        </message>
        <message>
            <source>Reading its statistics…</source>
            <translation>Lecture de ses statistiques…</translation>
        </message>
        <message>
            <source>Reading what KOReader knows: {0}</source>
            <translation>Lecture de ce que sait KOReader : {0}</translation>
        </message>
        <message>
            <source>Waits for its turn</source>
            <translation>Attend son tour</translation>
        </message>
        <message>
            <source>Looking up {0}</source>
            <translation>Recherche de {0}</translation>
        </message>
        <message>
            <source>Comparing {0}</source>
            <translation>Comparaison de {0}</translation>
        </message>
        <message>
            <source>Sending {0}</source>
            <translation>Envoi de {0}</translation>
        </message>
        <message>
            <source>Asking Hardcover…</source>
            <translation>Interrogation de Hardcover…</translation>
        </message>
        <message>
            <source>in less than a minute</source>
            <translation>dans moins d’une minute</translation>
        </message>
        <message>
            <source>in {0} min</source>
            <translation>dans {0} min</translation>
        </message>
        <message>
            <source>Choose a folder with books</source>
            <translation>Choisir un dossier de livres</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Choisir des livres</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read; the Inbox says why.</source>
            <translation>
                <numerusform>%Ln fichier n’a pas pu être lu ; la page Réception dit pourquoi.</numerusform>
                <numerusform>%Ln fichiers n’ont pas pu être lus ; la page Réception dit pourquoi.</numerusform>
            </translation>
        </message>
        <message>
            <source>No book: {0}.</source>
            <translation>Pas un livre : {0}.</translation>
        </message>
        <message>
            <source>Not reachable: {0}.</source>
            <translation>Inaccessible : {0}.</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Afficher plus</translation>
        </message>
        <message>
            <source>Genres</source>
            <translation>Genres</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifier…</translation>
        </message>
        <message>
            <source>Compare online…</source>
            <translation>Comparer en ligne…</translation>
        </message>
        <message>
            <source>Search Hardcover and compare field by field.</source>
            <translation>Chercher sur Hardcover et comparer champ par champ.</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Actualiser</translation>
        </message>
        <message>
            <source>Fetch again what came from Hardcover; locked fields stay.</source>
            <translation>Récupérer de nouveau ce qui venait de Hardcover ; les champs verrouillés restent.</translation>
        </message>
        <message>
            <source>Show less</source>
            <translation>Afficher moins</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Éditeur</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Publication</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
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
            <translation>Ajouté</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Surlignages et notes</translation>
        </message>
        <message>
            <source>None yet. They come in with an import from a device.</source>
            <translation>Aucun pour l’instant. Ils arrivent avec un import depuis un appareil.</translation>
        </message>
        <message numerus="yes">
            <source>Show %n highlight(s) and note(s)</source>
            <translation>
                <numerusform>Afficher %Ln surlignage ou note</numerusform>
                <numerusform>Afficher %Ln surlignages et notes</numerusform>
            </translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Garder</translation>
        </message>
        <message>
            <source>Unnamed device</source>
            <translation>Appareil sans nom</translation>
        </message>
        <message>
            <source>{0} went back from {1} to {2}.</source>
            <translation>{0} est revenu de {1} à {2}.</translation>
        </message>
        <message>
            <source>The book stays at {0}. {1} is at {2}.</source>
            <translation>Le livre reste à {0}. {1} est à {2}.</translation>
        </message>
        <message>
            <source>Accept {0}</source>
            <translation>Accepter {0}</translation>
        </message>
        <message>
            <source>Keep {0}</source>
            <translation>Garder {0}</translation>
        </message>
        <message>
            <source>Book details</source>
            <translation>Détails du livre</translation>
        </message>
        <message>
            <source>Position history…</source>
            <translation>Historique des positions…</translation>
        </message>
        <message>
            <source>Reset progress…</source>
            <translation>Réinitialiser la progression…</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>There is no place here to reset.</source>
            <translation>Il n’y a pas de position à réinitialiser ici.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>No file. What your devices send is kept.</source>
            <translation>Aucun fichier. Ce que vos appareils envoient est conservé.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Détails techniques</translation>
        </message>
        <message>
            <source>File changed since last sync; the copy on your device is still linked.</source>
            <translation>Fichier modifié depuis la dernière synchronisation ; la copie sur votre appareil reste liée.</translation>
        </message>
        <message>
            <source>The identifiers under which devices know this book.</source>
            <translation>Les identifiants sous lesquels les appareils connaissent ce livre.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Afficher dans le dossier</translation>
        </message>
        <message>
            <source>Copy path</source>
            <translation>Copier le chemin</translation>
        </message>
        <message>
            <source>Split off</source>
            <translation>Séparer</translation>
        </message>
        <message>
            <source>Make {0} a book of its own</source>
            <translation>Faire de {0} un livre à part</translation>
        </message>
        <message>
            <source>This file is another book: make it a book of its own.</source>
            <translation>Ce fichier est un autre livre : faites-en un livre à part.</translation>
        </message>
        <message>
            <source>Read it again</source>
            <translation>Relire</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>Le fichier a été déplacé ou supprimé. La progression est conservée.</translation>
        </message>
        <message>
            <source>Its copies keep a place each, as its text cannot be compared: {0}</source>
            <translation>Ses copies gardent chacune leur position, car leur texte ne peut pas être comparé : {0}</translation>
        </message>
        <message>
            <source>Copies of this format keep a place each.</source>
            <translation>Les copies de ce format gardent chacune leur position.</translation>
        </message>
        <message>
            <source>Copies with the same text share one place.</source>
            <translation>Les copies du même texte partagent une position.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet; until then each keeps its place.</source>
            <translation>Pas encore comparé aux autres copies ; d’ici là, chacune garde sa position.</translation>
        </message>
        <message>
            <source>Replace status on Hardcover</source>
            <translation>Remplacer le statut sur Hardcover</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>Open this book on hardcover.app</source>
            <translation>Ouvrir ce livre sur hardcover.app</translation>
        </message>
        <message>
            <source>More actions</source>
            <translation>Autres actions</translation>
        </message>
        <message>
            <source>Why isn't this on Hardcover?</source>
            <translation>Pourquoi n’est-il pas sur Hardcover ?</translation>
        </message>
        <message>
            <source>Connect your Hardcover account first.</source>
            <translation>Connectez d’abord votre compte Hardcover.</translation>
        </message>
        <message>
            <source>Matched to “{0}”</source>
            <translation>Associé à « {0} »</translation>
        </message>
        <message>
            <source>edition {0}</source>
            <translation>édition {0}</translation>
        </message>
        <message>
            <source>no edition</source>
            <translation>sans édition</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message>
            <source>no page count</source>
            <translation>nombre de pages inconnu</translation>
        </message>
        <message>
            <source>last sent {0}</source>
            <translation>dernier envoi : {0}</translation>
        </message>
        <message>
            <source>never sent</source>
            <translation>jamais envoyé</translation>
        </message>
        <message>
            <source>On Hardcover</source>
            <translation>Sur Hardcover</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Actuel</translation>
        </message>
        <message>
            <source>Hardcover</source>
            <translation>Hardcover</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Statut</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Progression</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Commencé</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Couverture</translation>
        </message>
        <message>
            <source>Authors</source>
            <translation>Auteurs</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Série</translation>
        </message>
        <message>
            <source>Open the file with your reading program</source>
            <translation>Ouvrir le fichier avec votre logiciel de lecture</translation>
        </message>
        <message>
            <source>Previous book</source>
            <translation>Livre précédent</translation>
        </message>
        <message>
            <source>Next book</source>
            <translation>Livre suivant</translation>
        </message>
        <message>
            <source>Close details</source>
            <translation>Fermer les détails</translation>
        </message>
        <message>
            <source>Show beside the list</source>
            <translation>Afficher à côté de la liste</translation>
        </message>
        <message>
            <source>Show on a page of its own</source>
            <translation>Afficher sur sa propre page</translation>
        </message>
        <message>
            <source>Reading history</source>
            <translation>Historique de lecture</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n step(s).</source>
            <translation>
                <numerusform>De {0} le {1} à {2} le {3}, en %Ln étape.</numerusform>
                <numerusform>De {0} le {1} à {2} le {3}, en %Ln étapes.</numerusform>
            </translation>
        </message>
        <message>
            <source>Position history</source>
            <translation>Historique des positions</translation>
        </message>
        <message>
            <source>Restore this position</source>
            <translation>Restaurer cette position</translation>
        </message>
        <message>
            <source>Select a place first.</source>
            <translation>Choisissez d’abord une position.</translation>
        </message>
        <message>
            <source>Your devices are given this place already.</source>
            <translation>Vos appareils reçoivent déjà cette position.</translation>
        </message>
        <message>
            <source>Restore a place, and your devices are given it again, exactly as one of them sent it. A place that a device sends afterwards wins.</source>
            <translation>Restaurez une position, et vos appareils la reçoivent de nouveau, exactement comme l’un d’eux l’a envoyée. Une position envoyée ensuite par un appareil l’emporte.</translation>
        </message>
        <message>
            <source>Where “{0}” stood</source>
            <translation>Où en était « {0} »</translation>
        </message>
        <message numerus="yes">
            <source>%n time(s)</source>
            <translation>
                <numerusform>%Ln fois</numerusform>
                <numerusform>%Ln fois</numerusform>
            </translation>
        </message>
        <message>
            <source>through the relay</source>
            <translation>par le relais</translation>
        </message>
        <message>
            <source>back from {0}</source>
            <translation>retour depuis {0}</translation>
        </message>
        <message>
            <source>Given to devices</source>
            <translation>Aux appareils</translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>Afficher moins</translation>
        </message>
        <message numerus="yes">
            <source>Show %n more</source>
            <translation>
                <numerusform>Afficher %Ln de plus</numerusform>
                <numerusform>Afficher %Ln de plus</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}, last seen {1}</source>
            <translation>{0}, vu pour la dernière fois {1}</translation>
        </message>
        <message>
            <source>digest {0}</source>
            <translation>empreinte {0}</translation>
        </message>
        <message>
            <source>Unlink</source>
            <translation>Délier</translation>
        </message>
        <message>
            <source>Unlink the document {0}</source>
            <translation>Délier le document {0}</translation>
        </message>
        <message>
            <source>This document of your device is another book.</source>
            <translation>Ce document de votre appareil est un autre livre.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>délié par vous</translation>
        </message>
        <message>
            <source>Link again</source>
            <translation>Lier de nouveau</translation>
        </message>
        <message>
            <source>Link the document {0} again</source>
            <translation>Lier de nouveau le document {0}</translation>
        </message>
        <message>
            <source>a device uses it</source>
            <translation>utilisé par un appareil</translation>
        </message>
        <message>
            <source>binary</source>
            <translation>binaire</translation>
        </message>
        <message>
            <source>file name</source>
            <translation>nom de fichier</translation>
        </message>
        <message>
            <source>name of a download</source>
            <translation>nom d’un téléchargement</translation>
        </message>
        <message>
            <source>whole file</source>
            <translation>fichier entier</translation>
        </message>
        <message>
            <source>from a device</source>
            <translation>d’un appareil</translation>
        </message>
        <message>
            <source>linked by you</source>
            <translation>lié par vous</translation>
        </message>
        <message>
            <source>shared place</source>
            <translation>position partagée</translation>
        </message>
        <message>
            <source>own place</source>
            <translation>position propre</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>Vous l’avez liée à {0}.</translation>
        </message>
        <message>
            <source>{0} has it too; it counts for this book, as you linked it.</source>
            <translation>{0} l’a aussi ; elle compte pour ce livre, car vous l’avez liée.</translation>
        </message>
        <message>
            <source>Two books have this digest, this one and {0}.</source>
            <translation>Deux livres ont cette empreinte, celui-ci et {0}.</translation>
        </message>
        <message>
            <source>Several books have this digest, also {0}.</source>
            <translation>Plusieurs livres ont cette empreinte, dont {0}.</translation>
        </message>
        <message>
            <source>What a device sends by it counts for none of them. Link the document on the KOReader page, or merge the books if they are one.</source>
            <translation>Ce qu’un appareil envoie sous elle ne compte pour aucun. Liez le document sur la page KOReader, ou fusionnez les livres s’ils n’en font qu’un.</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Afficher tous les livres : {0}</translation>
        </message>
        <message>
            <source>No program opens this file. Choose one for it.</source>
            <translation>Aucun logiciel n’ouvre ce fichier. Choisissez-en un.</translation>
        </message>
        <message>
            <source>No program shows this folder.</source>
            <translation>Aucun logiciel n’affiche ce dossier.</translation>
        </message>
        <message>
            <source>Path copied.</source>
            <translation>Chemin copié.</translation>
        </message>
        <message>
            <source>Not found: {0}</source>
            <translation>Introuvable : {0}</translation>
        </message>
        <message>
            <source>Reset the progress of “{0}”?</source>
            <translation>Réinitialiser la progression de « {0} » ?</translation>
        </message>
        <message numerus="yes">
            <source>Reset the progress of %n book(s)?</source>
            <translation>
                <numerusform>Réinitialiser la progression de %Ln livre ?</numerusform>
                <numerusform>Réinitialiser la progression de %Ln livres ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Clears BookOrbit's copy. Your device keeps its own place and may send it again: it counts once it differs from the one it sent last. Hardcover stays as it is; change it there if you want to.</source>
            <translation>Efface la position dans BookOrbit. Votre appareil garde la sienne et peut la renvoyer : elle compte dès qu’elle diffère de la dernière envoyée. Hardcover reste tel quel ; modifiez-le là-bas si vous le souhaitez.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Réinitialiser la progression</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>La garder</translation>
        </message>
        <message>
            <source>The book stands at {0} now</source>
            <translation>Le livre est maintenant à {0}</translation>
        </message>
        <message>
            <source>The book stays at {0}</source>
            <translation>Le livre reste à {0}</translation>
        </message>
        <message>
            <source>Your devices are given {0} again</source>
            <translation>Vos appareils reçoivent de nouveau {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset: %n book(s)</source>
            <translation>
                <numerusform>Progression réinitialisée : %Ln livre</numerusform>
                <numerusform>Progression réinitialisée : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Annulé.</translation>
        </message>
        <message>
            <source>Start re-reading</source>
            <translation>Commencer une relecture</translation>
        </message>
        <message>
            <source>Not a re-read</source>
            <translation>Pas une relecture</translation>
        </message>
        <message>
            <source>Set the status to Reading or Read first.</source>
            <translation>Choisissez d’abord le statut « En lecture » ou « Lu ».</translation>
        </message>
        <message>
            <source>A finish date needs the status Read or Skimmed.</source>
            <translation>Une date de fin demande le statut « Lu » ou « Survolé ».</translation>
        </message>
        <message>
            <source>No reader has sent progress yet.</source>
            <translation>Aucune liseuse n’a encore envoyé de progression.</translation>
        </message>
        <message>
            <source>Reset. The next new place of a device counts.</source>
            <translation>Réinitialisé. La prochaine position nouvelle d’un appareil compte.</translation>
        </message>
        <message>
            <source>You seem to be reading this again since {0}, now at {1}.</source>
            <translation>Vous semblez relire ce livre depuis {0} et en êtes à {1}.</translation>
        </message>
        <message>
            <source>Your device has moved on, to {0}. You set this status.</source>
            <translation>Votre appareil a avancé jusqu’à {0}. Vous avez choisi ce statut vous-même.</translation>
        </message>
        <message>
            <source>Follow the device</source>
            <translation>Suivre l’appareil</translation>
        </message>
        <message>
            <source>Set by hand. KOReader updates won't change it.</source>
            <translation>Choisi à la main. Les mises à jour de KOReader n’y changent rien.</translation>
        </message>
        <message>
            <source>Let KOReader decide</source>
            <translation>Laisser KOReader décider</translation>
        </message>
        <message>
            <source>Status: {0}</source>
            <translation>Statut : {0}</translation>
        </message>
        <message>
            <source>Rated {0}</source>
            <translation>Note : {0}</translation>
        </message>
        <message>
            <source>Not rated here any more. On Hardcover the rating stays.</source>
            <translation>N’est plus noté ici. Sur Hardcover, la note reste.</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Sans note</translation>
        </message>
        <message>
            <source>Start date saved</source>
            <translation>Date de début enregistrée</translation>
        </message>
        <message>
            <source>Finish date saved</source>
            <translation>Date de fin enregistrée</translation>
        </message>
        <message>
            <source>KOReader decides again</source>
            <translation>KOReader décide de nouveau</translation>
        </message>
        <message>
            <source>A new read is open</source>
            <translation>Une nouvelle lecture est ouverte</translation>
        </message>
        <message>
            <source>Not a re-read. You are asked again after a month's pause.</source>
            <translation>Pas une relecture. La question reviendra après un mois de pause.</translation>
        </message>
        <message>
            <source>Reads</source>
            <translation>Lectures</translation>
        </message>
        <message>
            <source>No reads yet. One begins with your device, or with a status.</source>
            <translation>Pas encore de lecture. La première commence avec votre appareil ou avec un statut.</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>N°</translation>
        </message>
        <message>
            <source>on Hardcover</source>
            <translation>sur Hardcover</translation>
        </message>
        <message>
            <source>open, at {0}</source>
            <translation>ouverte, à {0}</translation>
        </message>
        <message>
            <source>day not known</source>
            <translation>jour inconnu</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Appareils</translation>
        </message>
        <message>
            <source>No device has sent this book yet.</source>
            <translation>Aucun appareil n’a encore envoyé ce livre.</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>Votre note sur l’appareil : {0}</translation>
        </message>
        <message>
            <source>Read for {0} h {1} min.</source>
            <translation>Lu pendant {0} h {1} min.</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%Ln page vue, du {0} au {1}.</numerusform>
                <numerusform>%Ln pages vues, du {0} au {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>The server is stopped, so nothing arrives from your devices.</source>
            <translation>Le serveur est arrêté : rien n’arrive de vos appareils.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Démarrer</translation>
        </message>
        <message>
            <source>Open Hardcover</source>
            <translation>Ouvrir Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read</source>
            <translation>
                <numerusform>%Ln fichier n’a pas pu être lu</numerusform>
                <numerusform>%Ln fichiers n’ont pas pu être lus</numerusform>
            </translation>
        </message>
        <message>
            <source>Show why</source>
            <translation>Voir pourquoi</translation>
        </message>
        <message>
            <source>Two devices report the same id, it seems</source>
            <translation>Deux appareils semblent annoncer le même identifiant</translation>
        </message>
        <message>
            <source>Show how to mend it</source>
            <translation>Montrer comment y remédier</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) from your devices without a book</source>
            <translation>
                <numerusform>%Ln document de vos appareils sans livre</numerusform>
                <numerusform>%Ln documents de vos appareils sans livre</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Lier</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) whose device went back</source>
            <translation>
                <numerusform>%Ln livre dont l’appareil est revenu en arrière</numerusform>
                <numerusform>%Ln livres dont l’appareil est revenu en arrière</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Décider</translation>
        </message>
        <message numerus="yes">
            <source>%n finished book(s) being read again, it seems</source>
            <translation>
                <numerusform>%Ln livre terminé semble être relu</numerusform>
                <numerusform>%Ln livres terminés semblent être relus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) could not be sent to Hardcover</source>
            <translation>
                <numerusform>%Ln livre n’a pas pu être envoyé à Hardcover</numerusform>
                <numerusform>%Ln livres n’ont pas pu être envoyés à Hardcover</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) paused after 10 failures</source>
            <translation>
                <numerusform>%Ln livre en pause après 10 échecs</numerusform>
                <numerusform>%Ln livres en pause après 10 échecs</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again…</source>
            <translation>Réessayer…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not found on Hardcover</source>
            <translation>
                <numerusform>%Ln livre introuvable sur Hardcover</numerusform>
                <numerusform>%Ln livres introuvables sur Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Pick matches</source>
            <translation>Choisir les livres</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) without a page count on Hardcover</source>
            <translation>
                <numerusform>%Ln livre sans nombre de pages sur Hardcover</numerusform>
                <numerusform>%Ln livres sans nombre de pages sur Hardcover</numerusform>
            </translation>
        </message>
        <message>
            <source>Enter pages</source>
            <translation>Saisir les pages</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) matched by title only</source>
            <translation>
                <numerusform>%Ln livre associé par le titre seul</numerusform>
                <numerusform>%Ln livres associés par le titre seul</numerusform>
            </translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>À traiter</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>ajout : {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>p. {0} sur {1}</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Livres</translation>
        </message>
        <message>
            <source>Show all books</source>
            <translation>Afficher tous les livres</translation>
        </message>
        <message>
            <source>Awaiting review</source>
            <translation>À examiner</translation>
        </message>
        <message>
            <source>Show the Inbox</source>
            <translation>Afficher la page Réception</translation>
        </message>
        <message>
            <source>Reading now</source>
            <translation>En lecture</translation>
        </message>
        <message>
            <source>Show what you are reading</source>
            <translation>Afficher ce que vous lisez</translation>
        </message>
        <message>
            <source>Finished this year</source>
            <translation>Terminés cette année</translation>
        </message>
        <message>
            <source>Show what you have read</source>
            <translation>Afficher ce que vous avez lu</translation>
        </message>
        <message>
            <source>Library size</source>
            <translation>Taille totale</translation>
        </message>
        <message>
            <source>The library could not be read. The log file has the details.</source>
            <translation>La bibliothèque n’a pas pu être lue. Le fichier journal en dit plus.</translation>
        </message>
        <message>
            <source>No books yet. Drop files here, or choose a folder.</source>
            <translation>Pas encore de livre. Déposez des fichiers ici ou choisissez un dossier.</translation>
        </message>
        <message>
            <source>Choose folder…</source>
            <translation>Choisir un dossier…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Chargement de vos livres</translation>
        </message>
        <message>
            <source>Dashboard</source>
            <translation>Tableau de bord</translation>
        </message>
        <message>
            <source>What you are reading, and what needs you.</source>
            <translation>Vos lectures en cours, et ce qui vous attend.</translation>
        </message>
        <message>
            <source>Currently reading</source>
            <translation>En cours de lecture</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Tout afficher</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Ajouts récents</translation>
        </message>
        <message>
            <source>The chosen book</source>
            <translation>Le livre choisi</translation>
        </message>
        <message>
            <source>Choose its book in your library…</source>
            <translation>Choisir son livre dans votre bibliothèque…</translation>
        </message>
        <message>
            <source>Leave it out</source>
            <translation>Laisser de côté</translation>
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
            <translation>Appareil Android</translation>
        </message>
        <message>
            <source>KOReader on this computer</source>
            <translation>KOReader sur cet ordinateur</translation>
        </message>
        <message>
            <source>Folder with KOReader</source>
            <translation>Dossier avec KOReader</translation>
        </message>
        <message>
            <source>A Kobo with KOReader is connected</source>
            <translation>Une Kobo avec KOReader est connectée</translation>
        </message>
        <message>
            <source>A Kindle with KOReader is connected</source>
            <translation>Une Kindle avec KOReader est connectée</translation>
        </message>
        <message>
            <source>A PocketBook with KOReader is connected</source>
            <translation>Une PocketBook avec KOReader est connectée</translation>
        </message>
        <message>
            <source>A Cervantes with KOReader is connected</source>
            <translation>Une Cervantes avec KOReader est connectée</translation>
        </message>
        <message>
            <source>A reMarkable with KOReader is connected</source>
            <translation>Une reMarkable avec KOReader est connectée</translation>
        </message>
        <message>
            <source>An Android device with KOReader is connected</source>
            <translation>Un appareil Android avec KOReader est connecté</translation>
        </message>
        <message>
            <source>KOReader on this computer was found</source>
            <translation>KOReader a été trouvé sur cet ordinateur</translation>
        </message>
        <message>
            <source>A device with KOReader is connected</source>
            <translation>Un appareil avec KOReader est connecté</translation>
        </message>
        <message>
            <source>Its reading was not imported yet.</source>
            <translation>Ses lectures n’ont pas encore été importées.</translation>
        </message>
        <message>
            <source>Its reading was last looked into {0}.</source>
            <translation>Dernier examen de ses lectures : {0}.</translation>
        </message>
        <message>
            <source>KOReader {0}</source>
            <translation>KOReader {0}</translation>
        </message>
        <message>
            <source>last used {0}</source>
            <translation>utilisé pour la dernière fois {0}</translation>
        </message>
        <message>
            <source>read {0}</source>
            <translation>lu {0}</translation>
        </message>
        <message>
            <source>not read yet</source>
            <translation>pas encore lu</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>Lecture de {0}…</translation>
        </message>
        <message>
            <source>Nothing on the device is changed, and nothing here before you say so.</source>
            <translation>Rien n’est modifié sur l’appareil, et rien ici avant votre accord.</translation>
        </message>
        <message>
            <source>Reading the device</source>
            <translation>Lecture de l’appareil</translation>
        </message>
        <message>
            <source>Reading what KOReader knows: {0} of {1}</source>
            <translation>Lecture de ce que sait KOReader : {0} sur {1}</translation>
        </message>
        <message>
            <source>Comparing with your library: {0} of {1}</source>
            <translation>Comparaison avec votre bibliothèque : {0} sur {1}</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Importation…</translation>
        </message>
        <message>
            <source>If you cancel, what is done so far is kept; importing again goes on from there.</source>
            <translation>Si vous annulez, ce qui est déjà fait est conservé ; un nouvel import reprend de là.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Importation</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} livres sur {1}</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Choisir un autre dossier…</translation>
        </message>
        <message>
            <source>No book was opened on this device yet. There is nothing to import.</source>
            <translation>Aucun livre n’a encore été ouvert sur cet appareil. Il n’y a rien à importer.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) without an answer: left out for now.</source>
            <translation>
                <numerusform>%Ln question sans réponse : laissée de côté pour l’instant.</numerusform>
                <numerusform>%Ln questions sans réponse : laissées de côté pour l’instant.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Import %n book(s)</source>
            <translation>
                <numerusform>Importer %Ln livre</numerusform>
                <numerusform>Importer %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Ctrl+Entrée</translation>
        </message>
        <message>
            <source>Tick at least one book.</source>
            <translation>Cochez au moins un livre.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Une erreur est survenue. Le fichier journal en dit plus.</translation>
        </message>
        <message>
            <source>Choose the folder that the memory card appears in</source>
            <translation>Choisir le dossier sous lequel la carte mémoire apparaît</translation>
        </message>
        <message>
            <source>Import again whenever you like: only what is new comes in. What you set here stays, and so does what you removed.</source>
            <translation>Importez de nouveau quand vous voulez : seul ce qui est nouveau arrive. Ce que vous avez défini ici reste, et ce que vous avez retiré aussi.</translation>
        </message>
        <message>
            <source>Show the library</source>
            <translation>Afficher la bibliothèque</translation>
        </message>
        <message>
            <source>Show the highlights</source>
            <translation>Afficher les surlignages</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Everything is as before; what you changed since is left alone.</source>
            <translation>Tout redevient comme avant ; ce que vous avez modifié depuis reste tel quel.</translation>
        </message>
        <message numerus="yes">
            <source>%n question(s) without an answer: import again to answer, nothing is lost.</source>
            <translation>
                <numerusform>%Ln question sans réponse : importez de nouveau pour y répondre, rien n’est perdu.</numerusform>
                <numerusform>%Ln questions sans réponse : importez de nouveau pour y répondre, rien n’est perdu.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the folder that the device appears in</source>
            <translation>Choisir le dossier sous lequel l’appareil apparaît</translation>
        </message>
        <message>
            <source>Several devices are connected: choose one of them here.</source>
            <translation>Plusieurs appareils sont connectés : choisissez-en un ici.</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>À vous de répondre</translation>
        </message>
        <message>
            <source>New here</source>
            <translation>Nouveau ici</translation>
        </message>
        <message>
            <source>Fills gaps</source>
            <translation>Complète</translation>
        </message>
        <message>
            <source>Differs</source>
            <translation>Diffère</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Laissé de côté</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Rien de nouveau</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tous</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Questions</translation>
        </message>
        <message>
            <source>Trust its clock again</source>
            <translation>Se fier de nouveau à son horloge</translation>
        </message>
        <message>
            <source>Its times count as its clock said them; nothing else changes.</source>
            <translation>Ses heures comptent telles que son horloge les donnait ; rien d’autre ne change.</translation>
        </message>
        <message>
            <source>Add its memory card…</source>
            <translation>Ajouter sa carte mémoire…</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>Fichiers qui n’ont pas pu être lus</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) lie[s] on a memory card that was not read.</source>
            <translation>
                <numerusform>%Ln livre se trouve sur une carte mémoire qui n’a pas été lue.</numerusform>
                <numerusform>%Ln livres se trouvent sur une carte mémoire qui n’a pas été lue.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%Ln livre importé de l’appareil.</numerusform>
                <numerusform>%Ln livres importés de l’appareil.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes were brought up to date.</source>
            <translation>Les surlignages et notes ont été mis à jour.</translation>
        </message>
        <message>
            <source>There was nothing new.</source>
            <translation>Il n’y avait rien de nouveau.</translation>
        </message>
        <message>
            <source>It was stopped: import again to go on from there.</source>
            <translation>Arrêté en cours de route : importez de nouveau pour reprendre de là.</translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n book(s) as before.</source>
            <translation>
                <numerusform>Annulé : %Ln livre comme avant.</numerusform>
                <numerusform>Annulé : %Ln livres comme avant.</numerusform>
            </translation>
        </message>
        <message>
            <source>Changed since, so left alone: {0}.</source>
            <translation>Modifiés depuis, donc laissés tels quels : {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes stay; you can remove them on their own page.</source>
            <translation>Les surlignages et les notes restent ; vous pouvez les retirer sur leur propre page.</translation>
        </message>
        <message numerus="yes">
            <source>Entries without a file made: %n.</source>
            <translation>
                <numerusform>Entrée créée sans fichier : %Ln.</numerusform>
                <numerusform>Entrées créées sans fichier : %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) kept for your statistics.</source>
            <translation>
                <numerusform>%Ln page vue gardée pour vos statistiques.</numerusform>
                <numerusform>%Ln pages vues gardées pour vos statistiques.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n digest(s) known as books from now on.</source>
            <translation>
                <numerusform>%Ln empreinte désormais reconnue comme livre.</numerusform>
                <numerusform>%Ln empreintes désormais reconnues comme livres.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>New highlights, notes and bookmarks: %n.</source>
            <translation>
                <numerusform>Nouveau surlignage, note ou marque-page : %Ln.</numerusform>
                <numerusform>Nouveaux surlignages, notes et marque-pages : %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks that were changed on the device: %n.</source>
            <translation>
                <numerusform>Surlignage, note ou marque-page modifié sur l’appareil : %Ln.</numerusform>
                <numerusform>Surlignages, notes et marque-pages modifiés sur l’appareil : %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks no longer on the device, and kept here: %n.</source>
            <translation>
                <numerusform>Surlignages, notes et signets qui ne sont plus sur l’appareil et restent ici : %Ln.</numerusform>
                <numerusform>Surlignages, notes et signets qui ne sont plus sur l’appareil et restent ici : %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>Its times are corrected by its clock from now on.</source>
            <translation>Ses heures sont désormais corrigées d’après son horloge.</translation>
        </message>
        <message>
            <source>Removed here in the meantime, so left alone: {0}.</source>
            <translation>Retirés ici entre-temps, donc laissés tels quels : {0}.</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Groupes</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtrer…</translation>
        </message>
        <message>
            <source>Books on the device</source>
            <translation>Livres de l’appareil</translation>
        </message>
        <message>
            <source>Tick all</source>
            <translation>Tout cocher</translation>
        </message>
        <message>
            <source>Untick all</source>
            <translation>Tout décocher</translation>
        </message>
        <message>
            <source>Each is the book here with the same title and author.</source>
            <translation>Chacun est le livre d’ici qui a le même titre et le même auteur.</translation>
        </message>
        <message>
            <source>No books in this view.</source>
            <translation>Aucun livre dans cette vue.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on this device.</source>
            <translation>
                <numerusform>%Ln livre sur cet appareil.</numerusform>
                <numerusform>%Ln livres sur cet appareil.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing new on it: everything is here already.</source>
            <translation>Il n’y a rien de nouveau : tout est déjà ici.</translation>
        </message>
        <message>
            <source>There is nothing new on it. What only you can decide is not ticked.</source>
            <translation>Il n’y a rien de nouveau. Ce que vous seul pouvez décider n’est pas coché.</translation>
        </message>
        <message>
            <source>What you set here stays; what is missing is filled. Nothing is changed until you import.</source>
            <translation>Ce que vous avez défini ici reste ; ce qui manque est complété. Rien n’est modifié avant l’import.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>Même livre pour %Ln</numerusform>
                <numerusform>Même livre pour les %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a book to see what its device says.</source>
            <translation>Choisissez un livre pour voir ce que dit son appareil.</translation>
        </message>
        <message>
            <source>Read to the end</source>
            <translation>Lu jusqu’à la fin</translation>
        </message>
        <message>
            <source>Read before</source>
            <translation>Déjà lu avant</translation>
        </message>
        <message>
            <source>Known by its digest</source>
            <translation>Reconnu par son empreinte</translation>
        </message>
        <message>
            <source>Reading time</source>
            <translation>Temps de lecture</translation>
        </message>
        <message>
            <source>Your review</source>
            <translation>Votre critique</translation>
        </message>
        <message>
            <source>★ {0}</source>
            <translation>★ {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s)</source>
            <translation>
                <numerusform>%Ln page vue</numerusform>
                <numerusform>%Ln pages vues</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} new</source>
            <translation>{0} en plus</translation>
        </message>
        <message numerus="yes">
            <source>%n no longer on the device</source>
            <translation>
                <numerusform>%Ln n’est plus sur l’appareil</numerusform>
                <numerusform>%Ln ne sont plus sur l’appareil</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} (or {1})</source>
            <translation>{0} (ou {1})</translation>
        </message>
        <message>
            <source>{0} → {1}</source>
            <translation>{0} → {1}</translation>
        </message>
        <message>
            <source>nothing yet</source>
            <translation>encore rien</translation>
        </message>
        <message>
            <source>on the device {0}</source>
            <translation>sur l’appareil {0}</translation>
        </message>
        <message>
            <source>here {0}, on the device {1}</source>
            <translation>ici {0}, sur l’appareil {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Identique</translation>
        </message>
        <message>
            <source>Stays as it is here</source>
            <translation>Reste tel quel ici</translation>
        </message>
        <message>
            <source>Another book: make an entry for it</source>
            <translation>Un autre livre : lui créer une entrée</translation>
        </message>
        <message>
            <source>It is “{0}”, which is also on this device</source>
            <translation>C’est « {0} », qui est aussi sur cet appareil</translation>
        </message>
        <message>
            <source>It is “{0}” by {1}</source>
            <translation>C’est « {0} » de {1}</translation>
        </message>
        <message>
            <source>It is “{0}”</source>
            <translation>C’est « {0} »</translation>
        </message>
        <message>
            <source>Here it is “{0}”.</source>
            <translation>Ici, c’est « {0} ».</translation>
        </message>
        <message>
            <source>a new entry</source>
            <translation>une nouvelle entrée</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>temps de lecture</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) no longer there</source>
            <translation>
                <numerusform>%Ln surlignage n’y est plus</numerusform>
                <numerusform>%Ln surlignages n’y sont plus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s)</source>
            <translation>
                <numerusform>%Ln surlignage</numerusform>
                <numerusform>%Ln surlignages</numerusform>
            </translation>
        </message>
        <message>
            <source>start date</source>
            <translation>date de début</translation>
        </message>
        <message>
            <source>finish date</source>
            <translation>date de fin</translation>
        </message>
        <message>
            <source>earlier reads</source>
            <translation>lectures précédentes</translation>
        </message>
        <message>
            <source>digest</source>
            <translation>empreinte</translation>
        </message>
        <message>
            <source>review</source>
            <translation>avis</translation>
        </message>
        <message>
            <source>The same already: {0}</source>
            <translation>Déjà identique : {0}</translation>
        </message>
        <message>
            <source>The clock of this device is {0} behind: correct it</source>
            <translation>L’horloge de cet appareil retarde de {0} : la corriger</translation>
        </message>
        <message>
            <source>The clock of this device is {0} ahead: correct it</source>
            <translation>L’horloge de cet appareil avance de {0} : la corriger</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) arrived here at another time than its statistics say. The device itself stays as it is.</source>
            <translation>
                <numerusform>%Ln position est arrivée ici à une autre heure que ne disent ses statistiques. L’appareil lui-même reste tel quel.</numerusform>
                <numerusform>%Ln positions sont arrivées ici à une autre heure que ne disent ses statistiques. L’appareil lui-même reste tel quel.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%Ln jour</numerusform>
                <numerusform>%Ln jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%Ln heure</numerusform>
                <numerusform>%Ln heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%Ln minute</numerusform>
                <numerusform>%Ln minutes</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's settings are taken back; everything that KOReader wrote since stays.</source>
            <translation>Les réglages de BookOrbit sont retirés ; tout ce que KOReader a écrit depuis reste.</translation>
        </message>
        <message>
            <source>Nothing to put back</source>
            <translation>Rien à remettre</translation>
        </message>
        <message>
            <source>The files are as they were before.</source>
            <translation>Les fichiers sont comme avant.</translation>
        </message>
        <message>
            <source>Written to {0}. The file as it is now stays beside it on the device.</source>
            <translation>Écrit dans {0}. Le fichier actuel est gardé à côté, sur l’appareil.</translation>
        </message>
        <message>
            <source>Written to {0} and {1}. The files as they are now stay beside them on the device.</source>
            <translation>Écrit dans {0} et {1}. Les fichiers actuels sont gardés à côté, sur l’appareil.</translation>
        </message>
        <message>
            <source>This was written on {0} and is different again. Unless you changed it yourself, KOReader was running then: close it on the device before you write.</source>
            <translation>Ceci a été écrit le {0} et diffère de nouveau. Si vous ne l’avez pas modifié vous-même, KOReader était ouvert à ce moment-là : fermez-le sur l’appareil avant d’écrire.</translation>
        </message>
        <message>
            <source>Is removed: it was not there before.</source>
            <translation>Est retiré : il n’y était pas avant.</translation>
        </message>
        <message>
            <source>Becomes what it was before, byte for byte.</source>
            <translation>Redevient ce qu’il était avant, octet pour octet.</translation>
        </message>
        <message>
            <source>Set up a device</source>
            <translation>Configurer un appareil</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Appareil</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Choisir un dossier…</translation>
        </message>
        <message>
            <source>Address for the device</source>
            <translation>Adresse pour l’appareil</translation>
        </message>
        <message>
            <source>KOReader is closed on the device</source>
            <translation>KOReader est fermé sur l’appareil</translation>
        </message>
        <message>
            <source>Take the set-up back…</source>
            <translation>Retirer la configuration…</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Écrire sur l’appareil</translation>
        </message>
        <message>
            <source>Chosen folder</source>
            <translation>Dossier choisi</translation>
        </message>
        <message>
            <source>No device with KOReader is plugged in. Connect it with its cable, or choose its folder.</source>
            <translation>Aucun appareil avec KOReader n’est branché. Branchez-le avec son câble, ou choisissez son dossier.</translation>
        </message>
        <message>
            <source>This device is set up already. There is nothing to write.</source>
            <translation>Cet appareil est déjà configuré. Il n’y a rien à écrire.</translation>
        </message>
        <message>
            <source>This changes on the device. Everything else there stays as it is.</source>
            <translation>Voici ce qui change sur l’appareil. Tout le reste y demeure tel quel.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Fermez d’abord KOReader sur l’appareil.</translation>
        </message>
        <message>
            <source>Take the set-up back</source>
            <translation>Retirer la configuration</translation>
        </message>
        <message>
            <source>This takes back what was written on {0}.</source>
            <translation>Ceci retire ce qui a été écrit le {0}.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>La retirer</translation>
        </message>
        <message>
            <source>The device is set up</source>
            <translation>L’appareil est configuré</translation>
        </message>
        <message>
            <source>Everything was written and read again. What is left to do:</source>
            <translation>Tout a été écrit et relu. Il vous reste à faire :</translation>
        </message>
        <message>
            <source>BookOrbit's settings are taken back; what KOReader wrote since is kept.</source>
            <translation>Les réglages de BookOrbit sont retirés ; ce que KOReader a écrit depuis est conservé.</translation>
        </message>
        <message>
            <source>The device is as it was before.</source>
            <translation>L’appareil est comme avant.</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Configuration retirée</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Enter it, then press Enter</source>
            <translation>Saisissez-la, puis appuyez sur Entrée</translation>
        </message>
        <message>
            <source>Entry without a file</source>
            <translation>Entrée sans fichier</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titre</translation>
        </message>
        <message>
            <source>Separate several with ;</source>
            <translation>Séparez-en plusieurs par ;</translation>
        </message>
        <message>
            <source>Create entry</source>
            <translation>Créer l’entrée</translation>
        </message>
        <message>
            <source>Type the title of your book first.</source>
            <translation>Saisissez d’abord le titre de votre livre.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>Quel livre est-ce ?</translation>
        </message>
        <message>
            <source>It reads, syncs and matches like any other book. A file with this digest that comes later becomes its file.</source>
            <translation>Elle se lit, se synchronise et s’associe comme tout autre livre. Un fichier avec cette empreinte qui arrive plus tard devient son fichier.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Lié à « {0} »</translation>
        </message>
        <message>
            <source>Unlinked. The book stands where it stood before.</source>
            <translation>Délié. Le livre est là où il était avant.</translation>
        </message>
        <message>
            <source>Unlinked. The place in the book stays as it is.</source>
            <translation>Délié. La position dans le livre reste telle quelle.</translation>
        </message>
        <message>
            <source>“{0}” is ignored. It is still kept.</source>
            <translation>« {0} » est ignoré. Il reste conservé.</translation>
        </message>
        <message>
            <source>“{0}” is listed again.</source>
            <translation>« {0} » est de nouveau dans la liste.</translation>
        </message>
        <message>
            <source>“{0}” is in your library, without a file.</source>
            <translation>« {0} » est dans votre bibliothèque, sans fichier.</translation>
        </message>
        <message>
            <source>Unmatched documents</source>
            <translation>Documents sans livre</translation>
        </message>
        <message>
            <source>Your device sent progress for a file BookOrbit hasn't seen. It's saved and is given back to your devices even if you never link it.</source>
            <translation>Votre appareil a envoyé la progression d’un fichier que BookOrbit ne connaît pas. Elle est enregistrée et rendue à vos appareils, même si vous ne le liez jamais.</translation>
        </message>
        <message>
            <source>Every document your devices sent is matched.</source>
            <translation>Chaque document envoyé par vos appareils a son livre.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to see whether it is the one.</source>
            <translation>Déposez un fichier de votre appareil sur un document pour voir si c’est le bon.</translation>
        </message>
        <message>
            <source>Show linked documents</source>
            <translation>Afficher les documents liés</translation>
        </message>
        <message numerus="yes">
            <source>Show all %n document(s)</source>
            <translation>
                <numerusform>Afficher %Ln document</numerusform>
                <numerusform>Afficher les %Ln documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n ignored document(s)</source>
            <translation>
                <numerusform>Afficher %Ln document ignoré</numerusform>
                <numerusform>Afficher %Ln documents ignorés</numerusform>
            </translation>
        </message>
        <message>
            <source>Documents from your devices</source>
            <translation>Documents de vos appareils</translation>
        </message>
        <message>
            <source>Which documents</source>
            <translation>Quels documents</translation>
        </message>
        <message>
            <source>Search name, device or digest</source>
            <translation>Chercher nom, appareil ou empreinte</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Documents</translation>
        </message>
        <message>
            <source>Unmatched</source>
            <translation>Sans livre ici</translation>
        </message>
        <message>
            <source>Ignored</source>
            <translation>Ignoré</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Liés par vous</translation>
        </message>
        <message>
            <source>No document is called so.</source>
            <translation>Aucun document ne s’appelle ainsi.</translation>
        </message>
        <message>
            <source>You ignore no document.</source>
            <translation>Vous n’ignorez aucun document.</translation>
        </message>
        <message>
            <source>You have linked no document by hand.</source>
            <translation>Vous n’avez lié aucun document à la main.</translation>
        </message>
        <message>
            <source>Prove by file</source>
            <translation>Prouver par un fichier</translation>
        </message>
        <message>
            <source>Add this file to the library</source>
            <translation>Ajouter ce fichier à la bibliothèque</translation>
        </message>
        <message>
            <source>Create an entry without a file…</source>
            <translation>Créer une entrée sans fichier…</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Choisir un fichier…</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it.</source>
            <translation>Déposez ici le fichier de votre appareil, ou choisissez-le.</translation>
        </message>
        <message>
            <source>Drop one file at a time.</source>
            <translation>Déposez un seul fichier à la fois.</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Lecture du fichier…</translation>
        </message>
        <message>
            <source>This could not be compared.</source>
            <translation>La comparaison n’a pas pu se faire.</translation>
        </message>
        <message>
            <source>Link to this book</source>
            <translation>Lier à ce livre</translation>
        </message>
        <message>
            <source>Link to “{0}”</source>
            <translation>Lier à « {0} »</translation>
        </message>
        <message>
            <source>Choose another file…</source>
            <translation>Choisir un autre fichier…</translation>
        </message>
        <message>
            <source>Document {0} · file {1} · file name {2}</source>
            <translation>Document {0} · fichier {1} · nom du fichier {2}</translation>
        </message>
        <message>
            <source>Choose the file from your device</source>
            <translation>Choisir le fichier de votre appareil</translation>
        </message>
        <message>
            <source>Is this the file of “{0}”?</source>
            <translation>Est-ce le fichier de « {0} » ?</translation>
        </message>
        <message>
            <source>The file is only read. It is not added to your library by this.</source>
            <translation>Le fichier est seulement lu. Il n’est pas ajouté à votre bibliothèque pour autant.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Lier à…</translation>
        </message>
        <message>
            <source>Link “{0}” to a book</source>
            <translation>Lier « {0} » à un livre</translation>
        </message>
        <message>
            <source>More actions for “{0}”</source>
            <translation>Autres actions pour « {0} »</translation>
        </message>
        <message>
            <source>Linked to {0}</source>
            <translation>Lié à {0}</translation>
        </message>
        <message>
            <source>Unlink “{0}”</source>
            <translation>Délier « {0} »</translation>
        </message>
        <message>
            <source>{0} sure</source>
            <translation>sûr à {0}</translation>
        </message>
        <message>
            <source>Could be {0}</source>
            <translation>Peut-être {0}</translation>
        </message>
        <message>
            <source>Link “{0}” to “{1}”</source>
            <translation>Lier « {0} » à « {1} »</translation>
        </message>
        <message>
            <source>Add the file…</source>
            <translation>Ajouter le fichier…</translation>
        </message>
        <message>
            <source>Create entry without a file…</source>
            <translation>Créer une entrée sans fichier…</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Ignorer</translation>
        </message>
        <message>
            <source>Stop ignoring</source>
            <translation>Ne plus ignorer</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>« {0} » de {1}</translation>
        </message>
        <message numerus="yes">
            <source>Done: %n file(s)</source>
            <translation>
                <numerusform>Terminé : %Ln fichier</numerusform>
                <numerusform>Terminé : %Ln fichiers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>stayed as they were: %n file(s)</source>
            <translation>
                <numerusform>%Ln fichier est resté tel quel</numerusform>
                <numerusform>%Ln fichiers sont restés tels quels</numerusform>
            </translation>
        </message>
        <message>
            <source>Looking at your files…</source>
            <translation>Examen de vos fichiers…</translation>
        </message>
        <message>
            <source>Undo the last run</source>
            <translation>Annuler le dernier passage</translation>
        </message>
        <message numerus="yes">
            <source>Would change: %n file(s)</source>
            <translation>
                <numerusform>Changerait : %Ln fichier</numerusform>
                <numerusform>Changeraient : %Ln fichiers</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing would change</source>
            <translation>Rien ne changerait</translation>
        </message>
        <message numerus="yes">
            <source>would stay, each for its reason: %n file(s)</source>
            <translation>
                <numerusform>%Ln fichier resterait, avec sa raison</numerusform>
                <numerusform>%Ln fichiers resteraient, chacun avec sa raison</numerusform>
            </translation>
        </message>
        <message>
            <source>Every file is as it should be, or has to stay.</source>
            <translation>Chaque fichier est comme il doit être, ou doit rester.</translation>
        </message>
        <message numerus="yes">
            <source>Puts back %n file(s).</source>
            <translation>
                <numerusform>Remet %Ln fichier en place.</numerusform>
                <numerusform>Remet %Ln fichiers en place.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>{0} of {1} files</source>
            <translation>{0} fichiers sur {1}</translation>
        </message>
        <message>
            <source>with what KOReader keeps beside it</source>
            <translation>avec ce que KOReader garde à côté</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0} : {1} → {2}</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>rien</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} pixels</translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Ranger les fichiers</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. Their places are kept, and Undo puts them back.</source>
            <translation>Modifier les fichiers change la façon dont KOReader les reconnaît. Leurs positions sont conservées, et Annuler les remet en place.</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>Fields: {0}. What stands in square brackets is left out where a field in it is empty.</source>
            <translation>Champs : {0}. Ce qui est entre crochets disparaît là où un de ses champs est vide.</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Que faire</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Déplacer</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Below its own folder</source>
            <translation>Sous son propre dossier</translation>
        </message>
        <message numerus="yes">
            <source>Move %n file(s)</source>
            <translation>
                <numerusform>Déplacer %Ln fichier</numerusform>
                <numerusform>Déplacer %Ln fichiers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copy %n file(s)</source>
            <translation>
                <numerusform>Copier %Ln fichier</numerusform>
                <numerusform>Copier %Ln fichiers</numerusform>
            </translation>
        </message>
        <message>
            <source>Write metadata into files</source>
            <translation>Écrire les métadonnées dans les fichiers</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. Both forms are known here, so their places are kept. Each file is kept as it was until you undo, or delete the backups under Settings, Library.</source>
            <translation>Modifier les fichiers change la façon dont KOReader les reconnaît. Les deux formes sont connues ici, leurs positions sont donc conservées. Chaque fichier est gardé tel qu’il était jusqu’à ce que vous annuliez, ou supprimiez les sauvegardes dans Réglages, Bibliothèque.</translation>
        </message>
        <message>
            <source>The cover that you chose. One that came with the file is in it already.</source>
            <translation>La couverture que vous avez choisie. Celle qui venait avec le fichier y est déjà.</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>Écrire dans %Ln fichier</numerusform>
                <numerusform>Écrire dans %Ln fichiers</numerusform>
            </translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Écrire aussi :</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>Où sont vos livres ?</translation>
        </message>
        <message>
            <source>Choose the folder with your books, or your Calibre library. The files stay where they are and are never changed.</source>
            <translation>Choisissez le dossier de vos livres, ou votre bibliothèque Calibre. Les fichiers restent où ils sont et ne sont jamais modifiés.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Lecture de vos livres</translation>
        </message>
        <message>
            <source>Every book is listed; covers follow.</source>
            <translation>Tous les livres sont listés ; les couvertures suivent.</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book file(s)</source>
            <translation>
                <numerusform>%Ln fichier de livre trouvé</numerusform>
                <numerusform>%Ln fichiers de livre trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading {0}</source>
            <translation>Lecture de {0}</translation>
        </message>
        <message numerus="yes">
            <source>Found %n book(s)</source>
            <translation>
                <numerusform>%Ln livre trouvé</numerusform>
                <numerusform>%Ln livres trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>You can go on while they are read, and add or drop more folders at any time.</source>
            <translation>Vous pouvez continuer pendant la lecture, et ajouter ou déposer d’autres dossiers à tout moment.</translation>
        </message>
        <message>
            <source>No book has a status yet. A book is sent once you read it or give it a status.</source>
            <translation>Aucun livre n’a encore de statut. Un livre est envoyé dès que vous le lisez ou lui donnez un statut.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) would be sent: {0}.</source>
            <translation>
                <numerusform>%Ln livre serait envoyé : {0}.</numerusform>
                <numerusform>%Ln livres seraient envoyés : {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover, if you like</source>
            <translation>Hardcover, si vous voulez</translation>
        </message>
        <message>
            <source>Optional: your reading, posted to your profile on hardcover.app. You can do this later.</source>
            <translation>Facultatif : vos lectures, publiées sur votre profil hardcover.app. Vous pouvez le faire plus tard.</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Utiliser un autre jeton…</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Connecté en tant que {0}</translation>
        </message>
        <message>
            <source>Your token is kept. It is checked before the first sync.</source>
            <translation>Votre jeton est conservé. Il est vérifié avant la première synchronisation.</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync</source>
            <translation>Rien ne part sans votre accord</translation>
        </message>
        <message>
            <source>Then you see each change first, and can leave books out.</source>
            <translation>Vous voyez alors d’abord chaque modification et pouvez écarter des livres.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>Connecter KOReader</translation>
        </message>
        <message>
            <source>Type these into KOReader on your device. It must be on the same Wi-Fi as this computer.</source>
            <translation>Saisissez ceci dans KOReader sur votre appareil. Il doit être sur le même Wi-Fi que cet ordinateur.</translation>
        </message>
        <message>
            <source>Waiting for your device…</source>
            <translation>En attente de votre appareil…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Démarrage…</translation>
        </message>
        <message>
            <source>The server is stopped.</source>
            <translation>Le serveur est arrêté.</translation>
        </message>
        <message>
            <source>The server answers at each address. If your device gets none, a firewall is in the way.</source>
            <translation>Le serveur répond à chaque adresse. Si votre appareil n’en atteint aucune, un pare-feu fait barrage.</translation>
        </message>
        <message>
            <source>Connected: a device logged in as “{0}”</source>
            <translation>Connecté : un appareil s’est identifié comme « {0} »</translation>
        </message>
        <message>
            <source>A device tried to log in as “{0}”. {1}</source>
            <translation>Un appareil a essayé de s’identifier comme « {0} ». {1}</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} connecté</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Votre appareil</translation>
        </message>
        <message>
            <source>Or type only the address: while pairing is open, tap Register on the device with a name and password of your own, and allow it here.</source>
            <translation>Ou saisissez seulement l’adresse : tant que l’appairage est ouvert, touchez S’inscrire sur l’appareil avec un nom et un mot de passe à vous, et autorisez-le ici.</translation>
        </message>
        <message>
            <source>Nothing arriving? The KOReader page shows the last login and a line for your firewall.</source>
            <translation>Rien n’arrive ? La page KOReader montre la dernière connexion et une ligne pour votre pare-feu.</translation>
        </message>
        <message>
            <source>How should BookOrbit behave?</source>
            <translation>Comment BookOrbit doit-il se comporter ?</translation>
        </message>
        <message>
            <source>Each of these takes effect at once. Settings has them all, and those for notifications.</source>
            <translation>Chaque choix prend effet aussitôt. Vous les retrouvez tous, avec les notifications, dans les réglages.</translation>
        </message>
        <message>
            <source>You find these pages again under Settings, About.</source>
            <translation>Vous retrouvez ces pages dans Réglages, À propos.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Bienvenue dans BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your place in sync with KOReader on your Wi-Fi and posts it to Hardcover if you want. Everything stays on this computer.</source>
            <translation>BookOrbit synchronise votre position avec KOReader sur votre Wi-Fi et, si vous voulez, la publie sur Hardcover. Tout reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Your books stay where they are. BookOrbit reads them and never changes a file.</source>
            <translation>Vos livres restent à leur place. BookOrbit les lit et ne modifie jamais un fichier.</translation>
        </message>
        <message>
            <source>Your devices talk to this computer alone; there is no other server.</source>
            <translation>Vos appareils ne parlent qu’à cet ordinateur ; il n’y a pas d’autre serveur.</translation>
        </message>
        <message>
            <source>Hardcover is optional. Nothing is sent there until you press Sync.</source>
            <translation>Hardcover est facultatif. Rien n’y est envoyé avant que vous cliquiez sur Synchroniser.</translation>
        </message>
        <message>
            <source>It takes about three minutes, and you can leave out any step.</source>
            <translation>Cela prend environ trois minutes, et vous pouvez sauter chaque étape.</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Premiers pas</translation>
        </message>
        <message>
            <source>Skip the rest</source>
            <translation>Passer le reste</translation>
        </message>
        <message>
            <source>This is the first page.</source>
            <translation>C’est la première page.</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Guide</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Sommaire</translation>
        </message>
        <message>
            <source>Token kept in your password store</source>
            <translation>Jeton gardé dans votre coffre à mots de passe</translation>
        </message>
        <message>
            <source>Token kept until you quit</source>
            <translation>Jeton gardé jusqu’à la fermeture</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Jeton de BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Account not checked yet</source>
            <translation>Compte pas encore vérifié</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>last synced {0}</source>
            <translation>dernière synchronisation : {0}</translation>
        </message>
        <message>
            <source>never synced</source>
            <translation>jamais synchronisé</translation>
        </message>
        <message>
            <source>sends only when you press Sync now</source>
            <translation>envoie seulement quand vous cliquez sur Synchroniser</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Actions pour les livres sélectionnés</translation>
        </message>
        <message>
            <source>Choose the book on Hardcover yourself.</source>
            <translation>Choisir soi-même le livre sur Hardcover.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Réassocier</translation>
        </message>
        <message>
            <source>Forget the match; the next sync looks anew.</source>
            <translation>Oublier l’association ; la prochaine synchronisation cherche à nouveau.</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>C’est le bon</translation>
        </message>
        <message>
            <source>Matched by title and author alone, and it is the right book.</source>
            <translation>Associé par le titre et l’auteur seuls, et c’est le bon livre.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Exclure</translation>
        </message>
        <message>
            <source>Hardcover id…</source>
            <translation>Identifiant Hardcover…</translation>
        </message>
        <message>
            <source>The id, slug or address by which this book is looked up.</source>
            <translation>L’identifiant, le slug ou l’adresse par lequel ce livre est cherché.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Saisir le nombre de pages…</translation>
        </message>
        <message>
            <source>Progress is sent in pages of this count.</source>
            <translation>La progression est envoyée en pages, selon ce nombre.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Synchroniser ce livre</translation>
        </message>
        <message>
            <source>Send what changed in the selected books.</source>
            <translation>Envoyer ce qui a changé dans les livres sélectionnés.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Effacer aussi la note sur Hardcover…</translation>
        </message>
        <message>
            <source>For books that are not rated here any more. It asks first.</source>
            <translation>Pour les livres qui ne sont plus notés ici. Demande d’abord votre accord.</translation>
        </message>
        <message>
            <source>Send the status here although you set another one on Hardcover.</source>
            <translation>Envoyer le statut d’ici bien que vous en ayez choisi un autre sur Hardcover.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Pourquoi ?</translation>
        </message>
        <message>
            <source>How this book gets to Hardcover, and where it stopped.</source>
            <translation>Comment ce livre arrive sur Hardcover, et où il s’est arrêté.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Sélectionnez d’abord un livre.</translation>
        </message>
        <message>
            <source>Select one book only.</source>
            <translation>Ne sélectionnez qu’un seul livre.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Inclure</translation>
        </message>
        <message>
            <source>Send it to Hardcover again.</source>
            <translation>L’envoyer de nouveau à Hardcover.</translation>
        </message>
        <message>
            <source>Keep it off Hardcover from now on. What is there stays there.</source>
            <translation>Ne plus l’envoyer à Hardcover. Ce qui s’y trouve y reste.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Synchroniser ces livres</translation>
        </message>
        <message>
            <source>Only for books that need review: matched by title and author alone.</source>
            <translation>Seulement pour les livres à vérifier : associés par le titre et l’auteur seuls.</translation>
        </message>
        <message>
            <source>Only where Hardcover shows more than this library.</source>
            <translation>Seulement là où Hardcover affiche plus que cette bibliothèque.</translation>
        </message>
        <message>
            <source>It is rated here. Take that rating back first.</source>
            <translation>Il est noté ici. Retirez d’abord cette note.</translation>
        </message>
        <message>
            <source>Include it first.</source>
            <translation>Incluez-le d’abord.</translation>
        </message>
        <message>
            <source>Show the books</source>
            <translation>Afficher les livres</translation>
        </message>
        <message>
            <source>sent {0}</source>
            <translation>envoi : {0}</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>Livre</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Matched record</source>
            <translation>Fiche associée</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Édition</translation>
        </message>
        <message>
            <source>How matched</source>
            <translation>Association</translation>
        </message>
        <message>
            <source>Last sent</source>
            <translation>Dernier envoi</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problème</translation>
        </message>
        <message>
            <source>Connect your Hardcover account</source>
            <translation>Connecter votre compte Hardcover</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now. You see what would be sent first.</source>
            <translation>Rien n’est envoyé avant que vous cliquiez sur Synchroniser. Vous voyez d’abord ce qui serait envoyé.</translation>
        </message>
        <message>
            <source>Show the token</source>
            <translation>Afficher le jeton</translation>
        </message>
        <message>
            <source>Get a token</source>
            <translation>Obtenir un jeton</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Vérifier le jeton</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Use for this session</source>
            <translation>Utiliser pour cette session</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Collez d’abord un jeton.</translation>
        </message>
        <message>
            <source>Valid ({0})</source>
            <translation>Valide ({0})</translation>
        </message>
        <message>
            <source>{0} You can use the token until you quit, without saving it.</source>
            <translation>{0} Vous pouvez utiliser le jeton jusqu’à la fermeture, sans l’enregistrer.</translation>
        </message>
        <message>
            <source>Paste your token here</source>
            <translation>Collez votre jeton ici</translation>
        </message>
        <message>
            <source>Hardcover token</source>
            <translation>Jeton Hardcover</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Jeton</translation>
        </message>
        <message>
            <source>“Get a token” opens Hardcover with the four permissions ticked. Give it a name and an expiry.</source>
            <translation>« Obtenir un jeton » ouvre Hardcover avec les quatre autorisations cochées. Donnez-lui un nom et une date d’expiration.</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Visible par</translation>
        </message>
        <message>
            <source>To save it, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Pour l’enregistrer, installez et déverrouillez un coffre à mots de passe tel que GNOME Keyring ou KWallet.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Appliquer ma confidentialité à toutes mes entrées</translation>
        </message>
        <message>
            <source>Every entry on your shelf has this privacy already, or belongs to a book you excluded.</source>
            <translation>Chaque entrée de votre étagère a déjà cette confidentialité, ou appartient à un livre que vous avez exclu.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Effacer aussi la note sur Hardcover</translation>
        </message>
        <message>
            <source>There is no rating to clear.</source>
            <translation>Il n’y a pas de note à effacer.</translation>
        </message>
        <message>
            <source>Also ratings that I gave on Hardcover myself</source>
            <translation>Aussi les notes que j’ai données moi-même sur Hardcover</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>L’effacer aussi sur Hardcover…</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Keep as it is</source>
            <translation>Laisser tel quel</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Annuler cette modification</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Looking at your shelf. Nothing is changed yet.</source>
            <translation>Examen de votre étagère. Rien n’est encore modifié.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf would change:</source>
            <translation>
                <numerusform>%Ln livre de votre étagère Hardcover serait modifié :</numerusform>
                <numerusform>%Ln livres de votre étagère Hardcover seraient modifiés :</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s) there</source>
            <translation>
                <numerusform>Modifier %Ln livre</numerusform>
                <numerusform>Modifier %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries that would change</source>
            <translation>Entrées qui seraient modifiées</translation>
        </message>
        <message>
            <source>Books and their state on Hardcover</source>
            <translation>Livres et leur état sur Hardcover</translation>
        </message>
        <message>
            <source>Page count saved</source>
            <translation>Nombre de pages enregistré</translation>
        </message>
        <message>
            <source>The page count of the edition is used again</source>
            <translation>Le nombre de pages de l’édition est de nouveau utilisé</translation>
        </message>
        <message numerus="yes">
            <source>Marked as right: %n book(s)</source>
            <translation>
                <numerusform>Confirmé : %Ln livre</numerusform>
                <numerusform>Confirmés : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>The next sync replaces the status on Hardcover</source>
            <translation>La prochaine synchronisation remplacera le statut sur Hardcover</translation>
        </message>
        <message>
            <source>Hardcover id saved. Your own pick stays until you re-match the book.</source>
            <translation>Identifiant Hardcover enregistré. Votre propre choix reste jusqu’à ce que vous réassociiez le livre.</translation>
        </message>
        <message>
            <source>Hardcover id saved — re-matching on the next sync</source>
            <translation>Identifiant Hardcover enregistré — nouvelle association à la prochaine synchronisation</translation>
        </message>
        <message>
            <source>Match cleared — re-matching on the next sync</source>
            <translation>Association effacée — nouvelle association à la prochaine synchronisation</translation>
        </message>
        <message>
            <source>Excluded from Hardcover sync</source>
            <translation>Exclu de la synchronisation Hardcover</translation>
        </message>
        <message>
            <source>Included in Hardcover sync</source>
            <translation>Inclus dans la synchronisation Hardcover</translation>
        </message>
        <message>
            <source>Taking it back</source>
            <translation>Annulation en cours</translation>
        </message>
        <message>
            <source>Removing entries on Hardcover</source>
            <translation>Retrait d’entrées sur Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Removed from Hardcover: %n book(s).</source>
            <translation>
                <numerusform>Retiré de Hardcover : %Ln livre.</numerusform>
                <numerusform>Retirés de Hardcover : %Ln livres.</numerusform>
            </translation>
        </message>
        <message>
            <source>Changing your books</source>
            <translation>Modification de vos livres</translation>
        </message>
        <message>
            <source>Also remove the entry on Hardcover…</source>
            <translation>Retirer aussi l’entrée sur Hardcover…</translation>
        </message>
        <message>
            <source>You created this entry yourself; BookOrbit won't delete it.</source>
            <translation>Vous avez créé cette entrée vous-même ; BookOrbit ne la supprimera pas.</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s) from your Hardcover shelf?</source>
            <translation>
                <numerusform>Retirer %Ln livre de votre étagère Hardcover ?</numerusform>
                <numerusform>Retirer %Ln livres de votre étagère Hardcover ?</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}: status, dates and rating there are deleted. Your books here stay.</source>
            <translation>{0} : statut, dates et note y seront supprimés. Vos livres restent ici.</translation>
        </message>
        <message>
            <source>Remove entry on Hardcover</source>
            <translation>Retirer l’entrée sur Hardcover</translation>
        </message>
        <message>
            <source>{0} · Vol. {1}</source>
            <translation>{0} · Tome {1}</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}, {1}</translation>
        </message>
        <message>
            <source>entered by you</source>
            <translation>saisi par vous</translation>
        </message>
        <message>
            <source>Waiting for pages</source>
            <translation>Pages inconnues</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>Devancé</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Choisir l’édition…</translation>
        </message>
        <message>
            <source>Show what differs</source>
            <translation>Voir les différences</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%Ln livre</numerusform>
                <numerusform>%Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>matched to “{0}”</source>
            <translation>associé à « {0} »</translation>
        </message>
        <message>
            <source>next step: {0}</source>
            <translation>étape suivante : {0}</translation>
        </message>
        <message>
            <source>series</source>
            <translation>série</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0} : {1}</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>Synchroniser</translation>
        </message>
        <message>
            <source>More about your Hardcover shelf</source>
            <translation>Autres actions pour votre étagère Hardcover</translation>
        </message>
        <message>
            <source>States</source>
            <translation>États</translation>
        </message>
        <message>
            <source>Sync now ({0})</source>
            <translation>Synchroniser ({0})</translation>
        </message>
        <message>
            <source>What your books sync to on Hardcover — audit matches, fix wrong ones, exclude books.</source>
            <translation>Ce à quoi vos livres correspondent sur Hardcover : vérifiez, corrigez, excluez.</translation>
        </message>
        <message>
            <source>No Hardcover account linked yet. It is optional: your reading, posted to your profile on hardcover.app.</source>
            <translation>Pas encore de compte Hardcover connecté. C’est facultatif : vos lectures, publiées sur votre profil hardcover.app.</translation>
        </message>
        <message>
            <source>All books</source>
            <translation>Tous les livres</translation>
        </message>
        <message>
            <source>No eligible books to sync. Give a book a status (anything except Unread) and it appears here.</source>
            <translation>Aucun livre à synchroniser. Donnez un statut à un livre (tout sauf Non lu) et il apparaît ici.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Importer depuis Hardcover…</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Effacer les filtres</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Nombre de pages</translation>
        </message>
        <message>
            <source>As in the edition</source>
            <translation>Comme dans l’édition</translation>
        </message>
        <message>
            <source>A page count is a number from 1 to 100,000.</source>
            <translation>Un nombre de pages va de 1 à 100 000.</translation>
        </message>
        <message>
            <source>How many pages does “{0}” have?</source>
            <translation>Combien de pages a « {0} » ?</translation>
        </message>
        <message numerus="yes">
            <source>How many pages do these %n book(s) have?</source>
            <translation>
                <numerusform>Combien de pages a ce livre ?</numerusform>
                <numerusform>Combien de pages ont ces %Ln livres ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover counts progress in pages. Leave it empty to use the count of the edition.</source>
            <translation>Hardcover compte la progression en pages. Laissez vide pour utiliser le nombre de l’édition.</translation>
        </message>
        <message>
            <source>Get a new one</source>
            <translation>En créer un nouveau</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Année</translation>
        </message>
        <message>
            <source>ISBN</source>
            <translation>ISBN</translation>
        </message>
        <message>
            <source>My file and the record</source>
            <translation>Mon fichier et la fiche</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Mon fichier</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} diffère : {1}</translation>
        </message>
        <message>
            <source>Match “{0}” to…</source>
            <translation>Associer « {0} » à…</translation>
        </message>
        <message>
            <source>Use book without an edition</source>
            <translation>Prendre le livre sans édition</translation>
        </message>
        <message>
            <source>Choose edition</source>
            <translation>Choisir l’édition</translation>
        </message>
        <message>
            <source>Use this edition</source>
            <translation>Utiliser cette édition</translation>
        </message>
        <message>
            <source>Which edition?</source>
            <translation>Quelle édition ?</translation>
        </message>
        <message>
            <source>Select an edition first.</source>
            <translation>Sélectionnez d’abord une édition.</translation>
        </message>
        <message>
            <source>Remove the entry BookOrbit created on “{0}”</source>
            <translation>Retirer l’entrée que BookOrbit a créée pour « {0} »</translation>
        </message>
        <message>
            <source>Remove “{0}”</source>
            <translation>Retirer « {0} »</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Éditions</translation>
        </message>
        <message>
            <source>Looking up the editions…</source>
            <translation>Recherche des éditions…</translation>
        </message>
        <message>
            <source>Hardcover lists no text edition of this book.</source>
            <translation>Hardcover ne connaît aucune édition écrite de ce livre.</translation>
        </message>
        <message>
            <source>Best match because: same ISBN</source>
            <translation>Meilleur choix : même ISBN</translation>
        </message>
        <message>
            <source>Best match because: {0}, with a page count, and the most readers</source>
            <translation>Meilleur choix : {0}, avec nombre de pages et le plus de lecteurs</translation>
        </message>
        <message>
            <source>Best match because: the most readers</source>
            <translation>Meilleur choix : le plus de lecteurs</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0} ({1})</translation>
        </message>
        <message>
            <source>On your shelf</source>
            <translation>Sur l’étagère</translation>
        </message>
        <message>
            <source>Audiobook</source>
            <translation>Livre audio</translation>
        </message>
        <message>
            <source>unknown author</source>
            <translation>auteur inconnu</translation>
        </message>
        <message numerus="yes">
            <source>%n reader(s)</source>
            <translation>
                <numerusform>%Ln lecteur</numerusform>
                <numerusform>%Ln lecteurs</numerusform>
            </translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Imprimé</translation>
        </message>
        <message>
            <source>Text and audio</source>
            <translation>Texte et audio</translation>
        </message>
        <message>
            <source>E-book</source>
            <translation>Ebook</translation>
        </message>
        <message>
            <source>Title and author, or a link, id or ISBN</source>
            <translation>Titre et auteur, ou lien, identifiant ou ISBN</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Books on Hardcover</source>
            <translation>Livres sur Hardcover</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Recherche…</translation>
        </message>
        <message>
            <source>No results — try a different query.</source>
            <translation>Aucun résultat — essayez une autre recherche.</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Public</translation>
        </message>
        <message>
            <source>Followers only</source>
            <translation>Abonnés seulement</translation>
        </message>
        <message>
            <source>Private</source>
            <translation>Privé</translation>
        </message>
        <message>
            <source>Leave as on Hardcover</source>
            <translation>Laisser comme sur Hardcover</translation>
        </message>
        <message>
            <source>Who sees your books on Hardcover</source>
            <translation>Qui voit vos livres sur Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also change %n book(s) sent earlier?</source>
            <translation>
                <numerusform>Modifier aussi %n livre déjà envoyé ?</numerusform>
                <numerusform>Modifier aussi %n livres déjà envoyés ?</numerusform>
            </translation>
        </message>
        <message>
            <source>They were sent with another privacy. Entries that you made or wrote on yourself stay.</source>
            <translation>Ils ont été envoyés avec une autre confidentialité. Ce que vous avez créé ou modifié vous-même reste.</translation>
        </message>
        <message>
            <source>Change them</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Leave them</source>
            <translation>Laisser ainsi</translation>
        </message>
        <message>
            <source>Another edition of the record that it is matched to.</source>
            <translation>Une autre édition de la fiche associée.</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Ouvrir sur Hardcover</translation>
        </message>
        <message>
            <source>Show the matched record in your browser.</source>
            <translation>Afficher la fiche associée dans votre navigateur.</translation>
        </message>
        <message>
            <source>Copy ids</source>
            <translation>Copier les identifiants</translation>
        </message>
        <message>
            <source>The number of the book here, and of record and edition there.</source>
            <translation>Le numéro du livre ici, et ceux de la fiche et de l’édition là-bas.</translation>
        </message>
        <message>
            <source>It is not matched to a record yet. Pick one first.</source>
            <translation>Il n’est pas encore associé à une fiche. Choisissez-en d’abord une.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the ids of %n book(s).</source>
            <translation>
                <numerusform>Identifiants de %Ln livre copiés.</numerusform>
                <numerusform>Identifiants de %Ln livres copiés.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover id</source>
            <translation>Identifiant Hardcover</translation>
        </message>
        <message>
            <source>Address, number, slug or ISBN</source>
            <translation>Adresse, numéro, slug ou ISBN</translation>
        </message>
        <message>
            <source>What is “{0}” on Hardcover?</source>
            <translation>Qu’est-ce que « {0} » sur Hardcover ?</translation>
        </message>
        <message>
            <source>You picked this book's record by hand, and that stays. Re-match goes by what is saved here.</source>
            <translation>Vous avez choisi la fiche de ce livre à la main, et ce choix reste. « Réassocier » suit ce qui est enregistré ici.</translation>
        </message>
        <message>
            <source>It is looked up by this from the next sync on. Leave it empty to go by the file, which says {0}.</source>
            <translation>Il est cherché ainsi dès la prochaine synchronisation. Laissez vide pour suivre le fichier, qui indique {0}.</translation>
        </message>
        <message>
            <source>It is looked up by this from the next sync on. The file stays as it is.</source>
            <translation>Il est cherché ainsi dès la prochaine synchronisation. Le fichier reste tel quel.</translation>
        </message>
        <message>
            <source>never</source>
            <translation>jamais</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Aperçu…</translation>
        </message>
        <message>
            <source>Show book by book what a sync would write, before anything is sent.</source>
            <translation>Afficher livre par livre ce qu’une synchronisation écrirait, avant tout envoi.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Tout resynchroniser</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover anew, also what is in sync, paused or was not found.</source>
            <translation>Comparer de nouveau chaque livre avec Hardcover, même synchronisé, en pause ou introuvable.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Appliquer ma confidentialité à toutes mes entrées…</translation>
        </message>
        <message>
            <source>Also to books that were on your shelf before. It asks first, and can be undone.</source>
            <translation>Aussi aux livres qui étaient déjà sur votre étagère. Demande d’abord votre accord et peut être annulé.</translation>
        </message>
        <message>
            <source>Fill books that are blank here from your shelf. Nothing on Hardcover changes.</source>
            <translation>Remplir les livres vierges ici depuis votre étagère. Rien ne change sur Hardcover.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Importer d’un fichier…</translation>
        </message>
        <message>
            <source>Fill what is missing here from a CSV export of Goodreads or StoryGraph.</source>
            <translation>Complète ce qui manque ici à partir d’un export CSV de Goodreads ou StoryGraph.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Ouvrir le journal</translation>
        </message>
        <message>
            <source>What was sent, and what was answered.</source>
            <translation>Ce qui a été envoyé, et la réponse.</translation>
        </message>
        <message>
            <source>What is sent, and who sees it…</source>
            <translation>Ce qui est envoyé, et qui le voit…</translation>
        </message>
        <message>
            <source>The Hardcover page of the settings.</source>
            <translation>La page Hardcover des réglages.</translation>
        </message>
        <message>
            <source>Remove token</source>
            <translation>Retirer le jeton</translation>
        </message>
        <message>
            <source>The token comes from BOOKORBIT_HARDCOVER_TOKEN.</source>
            <translation>Le jeton vient de BOOKORBIT_HARDCOVER_TOKEN.</translation>
        </message>
        <message>
            <source>The token was removed. What was matched and sent stays known.</source>
            <translation>Le jeton a été retiré. Ce qui a été associé et envoyé reste connu.</translation>
        </message>
        <message>
            <source>Group series</source>
            <translation>Grouper par série</translation>
        </message>
        <message>
            <source>Show as cards</source>
            <translation>Afficher en fiches</translation>
        </message>
        <message>
            <source>Show as a table</source>
            <translation>Afficher en tableau</translation>
        </message>
        <message>
            <source>Choose columns</source>
            <translation>Choisir les colonnes</translation>
        </message>
        <message>
            <source>Nothing is in the way.</source>
            <translation>Rien ne fait obstacle.</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Tient</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>Rompu</translation>
        </message>
        <message numerus="yes">
            <source>%n to carry</source>
            <translation>
                <numerusform>%Ln à transférer</numerusform>
                <numerusform>%Ln à transférer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted there stay deleted</source>
            <translation>
                <numerusform>%Ln supprimé là-bas le reste</numerusform>
                <numerusform>%Ln supprimés là-bas le restent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cannot be placed there</source>
            <translation>
                <numerusform>%Ln ne peut pas y être placé</numerusform>
                <numerusform>%Ln ne peuvent pas y être placés</numerusform>
            </translation>
        </message>
        <message>
            <source>Carry highlights to a device</source>
            <translation>Transférer des surlignages vers un appareil</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Recherche d’appareils…</translation>
        </message>
        <message>
            <source>Books of the device</source>
            <translation>Livres de l’appareil</translation>
        </message>
        <message>
            <source>Put back what was deleted there</source>
            <translation>Rendre ce qui y a été supprimé</translation>
        </message>
        <message>
            <source>For a device that was reset, or that is a copy of another one.</source>
            <translation>Pour un appareil réinitialisé, ou copié d’un autre.</translation>
        </message>
        <message>
            <source>Carry</source>
            <translation>Transférer</translation>
        </message>
        <message>
            <source>No KOReader device is plugged in. Plug one in, or choose the folder it appears in.</source>
            <translation>Aucun appareil KOReader n’est branché. Branchez-en un, ou choisissez le dossier sous lequel il apparaît.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Lecture de l’appareil…</translation>
        </message>
        <message>
            <source>There is nothing to carry.</source>
            <translation>Il n’y a rien à transférer.</translation>
        </message>
        <message>
            <source>Nothing can be carried now; each book says why.</source>
            <translation>Rien ne peut être transféré maintenant ; chaque livre dit pourquoi.</translation>
        </message>
        <message>
            <source>No book on this device lacks highlights that are here.</source>
            <translation>Aucun livre de cet appareil ne manque de surlignages présents ici.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s) would be left beside their books, in KOReader's own form. KOReader takes them in when you open a book there. Nothing else on the device is changed.</source>
            <translation>
                <numerusform>%Ln surlignage ou note serait déposé à côté de son livre, sous la forme propre à KOReader. KOReader le reprend quand vous y ouvrez le livre. Rien d’autre n’est modifié sur l’appareil.</numerusform>
                <numerusform>%Ln surlignages et notes seraient déposés à côté de leurs livres, sous la forme propre à KOReader. KOReader les reprend quand vous y ouvrez un livre. Rien d’autre n’est modifié sur l’appareil.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Écriture…</translation>
        </message>
        <message>
            <source>Copy as picture</source>
            <translation>Copier comme image</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Ouvrir le livre</translation>
        </message>
        <message>
            <source>No book of your library belongs to it yet.</source>
            <translation>Aucun livre de votre bibliothèque ne lui correspond encore.</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>Remettre</translation>
        </message>
        <message>
            <source>Remove here</source>
            <translation>Retirer ici</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texte</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>Auteur</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Chapitre</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Couleur</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Style</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Créé</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modifié</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>The device does not say where in the book it belongs.</source>
            <translation>L’appareil ne dit pas où est sa place dans le livre.</translation>
        </message>
        <message>
            <source>Markdown, for Obsidian and other notes</source>
            <translation>Markdown, pour Obsidian et d’autres notes</translation>
        </message>
        <message>
            <source>CSV, for spreadsheets</source>
            <translation>CSV, pour les tableurs</translation>
        </message>
        <message>
            <source>JSON, for scripts</source>
            <translation>JSON, pour les scripts</translation>
        </message>
        <message>
            <source>HTML, for a browser</source>
            <translation>HTML, pour un navigateur</translation>
        </message>
        <message>
            <source>Export highlights and notes</source>
            <translation>Exporter surlignages et notes</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Usual template</source>
            <translation>Modèle habituel</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Aperçu</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s), note(s) and bookmark(s) will be in the file.</source>
            <translation>
                <numerusform>%Ln surlignage, note ou marque-page sera dans le fichier.</numerusform>
                <numerusform>%Ln surlignages, notes et marque-pages seront dans le fichier.</numerusform>
            </translation>
        </message>
        <message>
            <source>It is written where you choose, and sent nowhere.</source>
            <translation>Il est écrit là où vous le choisissez, et n’est envoyé nulle part.</translation>
        </message>
        <message>
            <source>Parts: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. A line whose placeholders are all empty is left out, and so is such a part between two ·.</source>
            <translation>Parties : [book], [chapter], [highlight], [note], [bookmark]. Variables : {0}. Une ligne dont toutes les variables sont vides est omise, de même qu’un tel morceau entre deux ·.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Rechercher…</translation>
        </message>
        <message>
            <source>All chapters</source>
            <translation>Tous les chapitres</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>Tous les types</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Toutes les couleurs</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Tous les styles</translation>
        </message>
        <message>
            <source>With and without note</source>
            <translation>Avec et sans note</translation>
        </message>
        <message>
            <source>All devices</source>
            <translation>Tous les appareils</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>All time</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Standing</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Ordre</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filtres</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Sans titre</translation>
        </message>
        <message numerus="yes">
            <source>Last %n day(s)</source>
            <translation>
                <numerusform>%Ln dernier jour</numerusform>
                <numerusform>%Ln derniers jours</numerusform>
            </translation>
        </message>
        <message>
            <source>Filters ({0})</source>
            <translation>Filtres ({0})</translation>
        </message>
        <message>
            <source>With a note</source>
            <translation>Avec une note</translation>
        </message>
        <message>
            <source>Without a note</source>
            <translation>Sans note</translation>
        </message>
        <message>
            <source>Search highlights and notes</source>
            <translation>Rechercher dans les surlignages et notes</translation>
        </message>
        <message>
            <source>Highlights</source>
            <translation>Surlignages</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>Marque-pages</translation>
        </message>
        <message>
            <source>Carry to a device…</source>
            <translation>Transférer vers un appareil…</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>Au hasard</translation>
        </message>
        <message>
            <source>Show one of these at random</source>
            <translation>En afficher un au hasard</translation>
        </message>
        <message>
            <source>The highlights could not be read. The log file has the details.</source>
            <translation>Les surlignages n’ont pas pu être lus. Le fichier journal en dit plus.</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%Ln trouvé</numerusform>
                <numerusform>%Ln trouvés</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to export.</source>
            <translation>Il n’y a rien à exporter.</translation>
        </message>
        <message>
            <source>Nothing to show.</source>
            <translation>Rien à afficher.</translation>
        </message>
        <message>
            <source>Picture copied.</source>
            <translation>Image copiée.</translation>
        </message>
        <message numerus="yes">
            <source>%n copied.</source>
            <translation>
                <numerusform>%Ln copié.</numerusform>
                <numerusform>%Ln copiés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep theirs, and an import does not bring them back.</source>
            <translation>
                <numerusform>%Ln supprimé ici. Vos appareils le gardent, et une importation ne le ramène pas.</numerusform>
                <numerusform>%Ln supprimés ici. Vos appareils les gardent, et une importation ne les ramène pas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n put back.</source>
            <translation>
                <numerusform>%Ln remis.</numerusform>
                <numerusform>%Ln remis.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) could not be written: {0}</source>
            <translation>
                <numerusform>%Ln livre n’a pas pu être écrit : {0}</numerusform>
                <numerusform>%Ln livres n’ont pas pu être écrits : {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n carried. Open each book on the device: KOReader takes them in.</source>
            <translation>
                <numerusform>%Ln transféré. Ouvrez le livre sur l’appareil : KOReader le reprend.</numerusform>
                <numerusform>%Ln transférés. Ouvrez chaque livre sur l’appareil : KOReader les reprend.</numerusform>
            </translation>
        </message>
        <message>
            <source>Exporting…</source>
            <translation>Exportation…</translation>
        </message>
        <message>
            <source>Exporting highlights</source>
            <translation>Exportation des surlignages</translation>
        </message>
        <message>
            <source>Export cancelled. No file was written.</source>
            <translation>Exportation annulée. Aucun fichier n’a été écrit.</translation>
        </message>
        <message numerus="yes">
            <source>%n exported to {0}.</source>
            <translation>
                <numerusform>%Ln exporté vers {0}.</numerusform>
                <numerusform>%Ln exportés vers {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Détails…</translation>
        </message>
        <message>
            <source>Show only this book</source>
            <translation>Ce livre seulement</translation>
        </message>
        <message>
            <source>No highlights yet. Plug in a KOReader device and import from it: its highlights, notes and bookmarks come here, and go nowhere else.</source>
            <translation>Pas encore de surlignage. Branchez un appareil KOReader et importez ce qu’il contient : ses surlignages, notes et marque-pages arrivent ici, et ne vont nulle part ailleurs.</translation>
        </message>
        <message>
            <source>Go to KOReader</source>
            <translation>Aller à la page KOReader</translation>
        </message>
        <message>
            <source>No highlights match these filters.</source>
            <translation>Aucun surlignage ne correspond à ces filtres.</translation>
        </message>
        <message>
            <source>Loading the highlights</source>
            <translation>Chargement des surlignages</translation>
        </message>
        <message>
            <source>What you marked and wrote on your devices, in one place.</source>
            <translation>Ce que vous avez marqué et écrit sur vos appareils, en un seul endroit.</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Surlignage</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Marque-page</translation>
        </message>
        <message>
            <source>Highlights without a note</source>
            <translation>Surlignages sans note</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rouge</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>Orange</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>Jaune</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Vert</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Olive</translation>
        </message>
        <message>
            <source>Cyan</source>
            <translation>Cyan</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Bleu</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>Violet</translation>
        </message>
        <message>
            <source>Gray</source>
            <translation>Gris</translation>
        </message>
        <message>
            <source>Lighten</source>
            <translation>Surligner</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Souligner</translation>
        </message>
        <message>
            <source>Strikethrough</source>
            <translation>Barrer</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Inverser</translation>
        </message>
        <message>
            <source>Reading order</source>
            <translation>Ordre de lecture</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Plus récents d’abord</translation>
        </message>
        <message>
            <source>All that are here</source>
            <translation>Tous ceux qui sont ici</translation>
        </message>
        <message>
            <source>No longer on a device</source>
            <translation>Plus sur aucun appareil</translation>
        </message>
        <message>
            <source>Removed here</source>
            <translation>Supprimés ici</translation>
        </message>
        <message>
            <source>p. {0}</source>
            <translation>p. {0}</translation>
        </message>
        <message>
            <source>no longer on {0}</source>
            <translation>plus sur {0}</translation>
        </message>
        <message>
            <source>note: {0}</source>
            <translation>note : {0}</translation>
        </message>
        <message>
            <source>Approved: “{0}”</source>
            <translation>Validé : « {0} »</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Validation de livres</translation>
        </message>
        <message numerus="yes">
            <source>Approved: %n book(s)</source>
            <translation>
                <numerusform>Validé : %Ln livre</numerusform>
                <numerusform>Validés : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>No book looks complete. Review them one by one: their title or author is not certain.</source>
            <translation>Aucun livre ne semble complet. Vérifiez-les un par un : leur titre ou leur auteur n’est pas certain.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left: rescan them in a while.</source>
            <translation>
                <numerusform>%Ln livre restant : relisez-le dans un moment.</numerusform>
                <numerusform>%Ln livres restants : relisez-les dans un moment.</numerusform>
            </translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>Calibre</source>
            <translation>Calibre</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>À la main</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>Sûr</translation>
        </message>
        <message>
            <source>Likely</source>
            <translation>Probable</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>Incertain</translation>
        </message>
        <message>
            <source>{0} by hand</source>
            <translation>{0} à la main</translation>
        </message>
        <message>
            <source>{0} says nothing about this.</source>
            <translation>{0} n’en dit rien.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} de {1} : {2}</translation>
        </message>
        <message>
            <source>The cover on Hardcover</source>
            <translation>La couverture sur Hardcover</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Utiliser cette couverture</translation>
        </message>
        <message>
            <source>Drop books or folders anywhere in this window.</source>
            <translation>Déposez des livres ou des dossiers n’importe où dans cette fenêtre.</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>et {0} de plus</translation>
        </message>
        <message>
            <source>Search the Inbox</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Review…</source>
            <translation>Vérifier…</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Valider</translation>
        </message>
        <message>
            <source>Show book</source>
            <translation>Afficher le livre</translation>
        </message>
        <message>
            <source>Rescan</source>
            <translation>Relire</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Retirer…</translation>
        </message>
        <message>
            <source>Approve all that look complete</source>
            <translation>Valider tous ceux qui semblent complets</translation>
        </message>
        <message>
            <source>The Inbox could not be read. The log file has the details.</source>
            <translation>La page Réception n’a pas pu être lue. Le fichier journal en dit plus.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) wait[s] for you. Their place is kept and synced.</source>
            <translation>
                <numerusform>%Ln livre vous attend. Sa position est gardée et synchronisée.</numerusform>
                <numerusform>%Ln livres vous attendent. Leur position est gardée et synchronisée.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose one file.</source>
            <translation>Choisissez un seul fichier.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Valider ({0})</translation>
        </message>
        <message>
            <source>With what their files and Hardcover say for sure (Ctrl+Enter)</source>
            <translation>Avec ce que leurs fichiers et Hardcover disent de sûr (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>These files were read without a problem.</source>
            <translation>Ces fichiers ont été lus sans problème.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%Ln fichier</numerusform>
                <numerusform>%Ln fichiers</numerusform>
            </translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Réception</translation>
        </message>
        <message>
            <source>What came in, what waits for you, and what could not be read.</source>
            <translation>Ce qui est arrivé, ce qui vous attend et ce qui n’a pas pu être lu.</translation>
        </message>
        <message>
            <source>Look for changes in your folders (F5)</source>
            <translation>Chercher les changements dans vos dossiers (F5)</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Ajouter des fichiers…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Ajouter un dossier…</translation>
        </message>
        <message>
            <source>Nothing came in yet.</source>
            <translation>Rien n’est encore arrivé.</translation>
        </message>
        <message>
            <source>No files match these filters.</source>
            <translation>Aucun fichier ne correspond à ces filtres.</translation>
        </message>
        <message>
            <source>Loading the Inbox</source>
            <translation>Chargement de la page Réception</translation>
        </message>
        <message>
            <source>Review “{0}”</source>
            <translation>Vérifier « {0} »</translation>
        </message>
        <message>
            <source>Search Hardcover…</source>
            <translation>Chercher sur Hardcover…</translation>
        </message>
        <message>
            <source>Read the file and ask Hardcover anew (F5)</source>
            <translation>Relire le fichier et interroger de nouveau Hardcover (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare with its catalogue.</source>
            <translation>Connectez Hardcover pour comparer avec son catalogue.</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Connecter…</translation>
        </message>
        <message>
            <source>Hardcover was not asked yet.</source>
            <translation>Hardcover n’a pas encore été interrogé.</translation>
        </message>
        <message>
            <source>Ask Hardcover</source>
            <translation>Interroger Hardcover</translation>
        </message>
        <message>
            <source>Choose where each field comes from. The file itself stays as it is.</source>
            <translation>Choisissez d’où vient chaque champ. Le fichier lui-même reste tel quel.</translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) cannot be kept like this.</source>
            <translation>
                <numerusform>%Ln champ ne peut pas être gardé ainsi.</numerusform>
                <numerusform>%Ln champs ne peuvent pas être gardés ainsi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep these fields and let the book wait no more (Ctrl+Enter)</source>
            <translation>Garder ces champs et ne plus faire attendre le livre (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Connectez d’abord Hardcover.</translation>
        </message>
        <message>
            <source>Is this “{0}”?</source>
            <translation>Est-ce « {0} » ?</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Plus récents</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Plus anciens</translation>
        </message>
        <message>
            <source>Title A–Z</source>
            <translation>Titre A–Z</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erreur</translation>
        </message>
        <message>
            <source>Manual review needed</source>
            <translation>Vérification manuelle nécessaire</translation>
        </message>
        <message>
            <source>Ready to review</source>
            <translation>Prêt à vérifier</translation>
        </message>
        <message>
            <source>Reading file</source>
            <translation>Lecture du fichier</translation>
        </message>
        <message>
            <source>Asking Hardcover</source>
            <translation>Hardcover est interrogé</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%Ln fichier ajouté</numerusform>
                <numerusform>%Ln fichiers ajoutés</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} déjà dans votre bibliothèque</translation>
        </message>
        <message>
            <source>{0} — unsupported type</source>
            <translation>{0} — type non pris en charge</translation>
        </message>
        <message>
            <source>{0} — {1}</source>
            <translation>{0} — {1}</translation>
        </message>
        <message>
            <source>{0} — not reachable</source>
            <translation>{0} — inaccessible</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Des livres pour votre appareil</translation>
        </message>
        <message>
            <source>KOReader browses your library and downloads from it. Name and passphrase are the same.</source>
            <translation>KOReader parcourt votre bibliothèque et y télécharge. Nom et phrase secrète sont les mêmes.</translation>
        </message>
        <message>
            <source>Offer the catalogue (OPDS)</source>
            <translation>Proposer le catalogue (OPDS)</translation>
        </message>
        <message>
            <source>catalogue address</source>
            <translation>adresse du catalogue</translation>
        </message>
        <message>
            <source>Catalogue address as a QR code</source>
            <translation>Adresse du catalogue en code QR</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>Sur votre appareil, dans KOReader</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Désactivé</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Démarrez d’abord le serveur.</translation>
        </message>
        <message>
            <source>Offer the catalogue first.</source>
            <translation>Proposez d’abord le catalogue.</translation>
        </message>
        <message>
            <source>Catalogue address</source>
            <translation>Adresse du catalogue</translation>
        </message>
        <message>
            <source>Off: nobody can browse or download your books.</source>
            <translation>Désactivé : personne ne peut parcourir ni télécharger vos livres.</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Changer les identifiants</translation>
        </message>
        <message>
            <source>Make one up</source>
            <translation>Inventer</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Utilisateur</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nouvelle phrase secrète</translation>
        </message>
        <message>
            <source>Stays as it is</source>
            <translation>Inchangée</translation>
        </message>
        <message>
            <source>Devices must log in again afterwards. Their progress is kept.</source>
            <translation>Les appareils doivent ensuite s’identifier de nouveau. Leur progression est conservée.</translation>
        </message>
        <message>
            <source>seen {0}</source>
            <translation>vu : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n update(s)</source>
            <translation>
                <numerusform>%Ln envoi</numerusform>
                <numerusform>%Ln envois</numerusform>
            </translation>
        </message>
        <message>
            <source>Name it sends: {0}</source>
            <translation>Nom qu’il envoie : {0}</translation>
        </message>
        <message>
            <source>Before that: {0}</source>
            <translation>Avant cela : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln document</numerusform>
                <numerusform>%Ln documents</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} in the last 7 days</source>
            <translation>{0} ces 7 derniers jours</translation>
        </message>
        <message>
            <source>First seen: {0}</source>
            <translation>Vu pour la première fois : {0}</translation>
        </message>
        <message>
            <source>Two devices report the same id — KOReader will think progress is its own.</source>
            <translation>Deux appareils annoncent le même identifiant — KOReader prendra la progression de l’autre pour la sienne.</translation>
        </message>
        <message>
            <source>Perhaps two devices report the same id — KOReader would then think progress is its own.</source>
            <translation>Deux appareils annoncent peut-être le même identifiant — KOReader prendrait alors la progression de l’autre pour la sienne.</translation>
        </message>
        <message>
            <source>{0} sends from two addresses in turn, and its place in a document jumps back and forth. With one such device only, all is well.</source>
            <translation>{0} envoie tour à tour depuis deux adresses, et sa position dans un document saute d’avant en arrière. Si vous n’avez qu’un seul appareil de ce nom, tout va bien.</translation>
        </message>
        <message>
            <source>These take turns under one id: {0}. BookOrbit keeps their places apart; no progress is lost.</source>
            <translation>Ceux-ci se relaient sous un même identifiant : {0}. BookOrbit garde leurs positions à part ; aucune progression n’est perdue.</translation>
        </message>
        <message>
            <source>It was seen under these names: {0}. If you renamed one device, all is well.</source>
            <translation>Il a été vu sous ces noms : {0}. Si vous avez renommé un appareil, tout va bien.</translation>
        </message>
        <message>
            <source>On one of them close KOReader, and connect it to this computer.</source>
            <translation>Sur l’un d’eux, fermez KOReader et reliez-le à cet ordinateur.</translation>
        </message>
        <message>
            <source>In its folder “koreader” open settings.reader.lua, delete the line with “device_id”, and save it.</source>
            <translation>Dans son dossier « koreader », ouvrez settings.reader.lua, supprimez la ligne contenant « device_id » et enregistrez.</translation>
        </message>
        <message>
            <source>Start KOReader again: it makes an id of its own.</source>
            <translation>Relancez KOReader : il se fait un identifiant à lui.</translation>
        </message>
        <message>
            <source>Or give each of them a device name of its own in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>Ou donnez à chacun un nom d’appareil à lui dans les réglages de synchronisation de KOReader (KOReader 2026.03 ou plus récent).</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Renommer l’appareil</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>What shall “{0}” be called?</source>
            <translation>Comment appeler « {0} » ?</translation>
        </message>
        <message>
            <source>The name is shown in BookOrbit only; your devices still see the one that it sends. Leave it empty to use that one here too.</source>
            <translation>Le nom n’apparaît que dans BookOrbit ; vos appareils voient toujours celui qu’il envoie. Laissez vide pour utiliser celui-là ici aussi.</translation>
        </message>
        <message>
            <source>I fixed it</source>
            <translation>C’est réparé</translation>
        </message>
        <message>
            <source>It is one device</source>
            <translation>C’est un seul appareil</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Oublier</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Device id</source>
            <translation>Identifiant de l’appareil</translation>
        </message>
        <message>
            <source>It sends none</source>
            <translation>Il n’en envoie pas</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>Renommer « {0} »</translation>
        </message>
        <message>
            <source>Forget “{0}”</source>
            <translation>Oublier « {0} »</translation>
        </message>
        <message>
            <source>Details of “{0}”</source>
            <translation>Détails de « {0} »</translation>
        </message>
        <message>
            <source>A device appears here when it first sends its place.</source>
            <translation>Un appareil apparaît ici dès qu’il envoie sa position.</translation>
        </message>
        <message>
            <source>It is called “{0}” here from now on.</source>
            <translation>Il s’appelle désormais « {0} » ici.</translation>
        </message>
        <message>
            <source>It is called as it sends itself: “{0}”.</source>
            <translation>Il porte le nom qu’il envoie : « {0} ».</translation>
        </message>
        <message>
            <source>Forgot “{0}”. What it sent is kept; it comes back when it sends its place again.</source>
            <translation>« {0} » oublié. Ce qu’il a envoyé est conservé ; il revient quand il renvoie sa position.</translation>
        </message>
        <message>
            <source>You are told when it is seen again.</source>
            <translation>Vous serez averti s’il réapparaît.</translation>
        </message>
        <message>
            <source>Link a document</source>
            <translation>Lier un document</translation>
        </message>
        <message>
            <source>Search your library</source>
            <translation>Rechercher dans votre bibliothèque</translation>
        </message>
        <message>
            <source>Books in your library</source>
            <translation>Livres de votre bibliothèque</translation>
        </message>
        <message>
            <source>No book found. Search by title or author.</source>
            <translation>Aucun livre trouvé. Cherchez par titre ou par auteur.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>Quel livre est « {0} » ?</translation>
        </message>
        <message>
            <source>Its place is taken over, and later ones follow by themselves.</source>
            <translation>Sa position est reprise, et les suivantes suivent d’elles-mêmes.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>et %Ln de plus</numerusform>
                <numerusform>et %Ln de plus</numerusform>
            </translation>
        </message>
        <message>
            <source>Connect your device</source>
            <translation>Connecter votre appareil</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>L’appareil et l’ordinateur doivent être sur le même Wi-Fi.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>l’adresse du serveur</translation>
        </message>
        <message>
            <source>user name</source>
            <translation>le nom d’utilisateur</translation>
        </message>
        <message>
            <source>passphrase</source>
            <translation>la phrase secrète</translation>
        </message>
        <message>
            <source>Show the passphrase</source>
            <translation>Afficher la phrase secrète</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Changer…</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Adresse du serveur en code QR</translation>
        </message>
        <message>
            <source>Or plug it in and have it set up…</source>
            <translation>Ou branchez-le et laissez BookOrbit le configurer…</translation>
        </message>
        <message>
            <source>Cannot be shown</source>
            <translation>Ne peut pas être affichée</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Masquer la phrase secrète</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>If one does not work, try the next.</source>
            <translation>Si l’une ne fonctionne pas, essayez la suivante.</translation>
        </message>
        <message>
            <source>Nothing arriving?</source>
            <translation>Rien n’arrive ?</translation>
        </message>
        <message>
            <source>firewall command</source>
            <translation>la commande du pare-feu</translation>
        </message>
        <message>
            <source>Refused: {0}</source>
            <translation>Refusé : {0}</translation>
        </message>
        <message>
            <source>KOReader</source>
            <translation>KOReader</translation>
        </message>
        <message>
            <source>Your devices keep their place in step over your Wi-Fi.</source>
            <translation>Vos appareils gardent la même position grâce à votre Wi-Fi.</translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Appairer un appareil</translation>
        </message>
        <message>
            <source>For two minutes a device on your Wi-Fi may make its own name and password; you allow it here.</source>
            <translation>Pendant deux minutes, un appareil de votre Wi-Fi peut choisir son nom et son mot de passe ; vous l’autorisez ici.</translation>
        </message>
        <message>
            <source>No device has a password of its own.</source>
            <translation>Aucun appareil n’a de mot de passe à lui.</translation>
        </message>
        <message>
            <source>Revoke all</source>
            <translation>Tout révoquer</translation>
        </message>
        <message>
            <source>Devices paired with their own password stay logged in.</source>
            <translation>Les appareils appairés avec leur propre mot de passe restent connectés.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Révoquer</translation>
        </message>
        <message>
            <source>Revoke “{0}”</source>
            <translation>Révoquer « {0} »</translation>
        </message>
        <message>
            <source>“{0}” cannot log in any more.</source>
            <translation>« {0} » ne peut plus s’identifier.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) cannot log in any more.</source>
            <translation>
                <numerusform>%Ln appareil appairé ne peut plus s’identifier.</numerusform>
                <numerusform>%Ln appareils appairés ne peuvent plus s’identifier.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Arrêter l’appairage</translation>
        </message>
        <message>
            <source>{0} left. A device asks to log in as “{1}”: answer the question.</source>
            <translation>Encore {0}. Un appareil demande à s’identifier comme « {1} » : répondez à la question.</translation>
        </message>
        <message>
            <source>{0} left. On the device, enter the server address under Progress sync, then tap Register / Login ▸ Register with any name and password.</source>
            <translation>Encore {0}. Sur l’appareil, saisissez l’adresse du serveur sous Synchronisation de la progression, puis touchez S’inscrire / S’identifier ▸ S’inscrire avec le nom et le mot de passe de votre choix.</translation>
        </message>
        <message>
            <source>“{0}” is paired, so pairing is closed again.</source>
            <translation>« {0} » est appairé, l’appairage est donc refermé.</translation>
        </message>
        <message>
            <source>Two minutes are over, so pairing is closed again.</source>
            <translation>Les deux minutes sont passées, l’appairage est donc refermé.</translation>
        </message>
        <message>
            <source>Pairing is closed: you stopped it.</source>
            <translation>L’appairage est fermé : vous l’avez arrêté.</translation>
        </message>
        <message>
            <source>The server is just being started.</source>
            <translation>Le serveur démarre.</translation>
        </message>
        <message>
            <source>Switch on “Accept progress from devices” first.</source>
            <translation>Activez d’abord « Accepter la progression des appareils ».</translation>
        </message>
        <message>
            <source>A device at {0} wants to log in as “{1}”. Allow?</source>
            <translation>Un appareil à l’adresse {0} veut s’identifier comme « {1} ». Autoriser ?</translation>
        </message>
        <message>
            <source>not used yet</source>
            <translation>pas encore utilisé</translation>
        </message>
        <message>
            <source>paired {0}</source>
            <translation>appairé {0}</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} en code QR</translation>
        </message>
        <message>
            <source>Type it into KOReader, or scan it where that is possible.</source>
            <translation>Saisissez-la dans KOReader, ou scannez-la là où c’est possible.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Tester la connexion</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Accepter la progression des appareils</translation>
        </message>
        <message>
            <source>Stopped. A device sends a book's place again when you next read that book.</source>
            <translation>Arrêté. Un appareil renvoie la position d’un livre dès que vous en reprenez la lecture.</translation>
        </message>
        <message>
            <source>Running on port {0}, but not accepting progress.</source>
            <translation>Actif sur le port {0}, mais n’accepte pas la progression.</translation>
        </message>
        <message>
            <source>Running on port {0}.</source>
            <translation>Actif sur le port {0}.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Start the server</source>
            <translation>Démarrer le serveur</translation>
        </message>
        <message>
            <source>Stop the server</source>
            <translation>Arrêter le serveur</translation>
        </message>
        <message>
            <source>If your device still cannot connect, a firewall may be in the way: see below.</source>
            <translation>Si votre appareil ne peut toujours pas se connecter, un pare-feu fait peut-être barrage : voir plus bas.</translation>
        </message>
        <message>
            <source>Off: progress is refused. A device sends a book's place again when you next read that book.</source>
            <translation>Désactivé : la progression est refusée. Un appareil renvoie la position d’un livre dès que vous en reprenez la lecture.</translation>
        </message>
        <message>
            <source>Open a book, then Tools ▸ Progress sync.</source>
            <translation>Ouvrez un livre, puis Outils ▸ Synchronisation de la progression.</translation>
        </message>
        <message>
            <source>Custom sync server: type the address above in place of the https:// there.</source>
            <translation>Serveur de synchronisation personnalisé : saisissez l’adresse ci‑dessus à la place du https:// affiché.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: type the name and the passphrase.</source>
            <translation>S’inscrire / S’identifier ▸ S’identifier : saisissez le nom et la phrase secrète.</translation>
        </message>
        <message>
            <source>Document matching method ▸ Binary.</source>
            <translation>Méthode d’identification du document ▸ Binaire.</translation>
        </message>
        <message>
            <source>Tick “Automatically keep documents in sync”.</source>
            <translation>Cochez « Maintenir automatiquement la synchronisation des documents ».</translation>
        </message>
        <message>
            <source>Sync to a newer state ▸ Silently.</source>
            <translation>Synchroniser vers un état plus récent ▸ Silencieusement.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>Dans la liste des fichiers : la loupe ▸ Catalogue OPDS.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: type a name, the address above, name and passphrase.</source>
            <translation>Le signe plus en haut à gauche ▸ Ajouter un catalogue : saisissez un nom, l’adresse ci-dessus, le nom et la phrase secrète.</translation>
        </message>
        <message>
            <source>Tap the catalogue, then a book, then its format: it is downloaded, and its progress is known.</source>
            <translation>Touchez le catalogue, puis un livre, puis son format : il est téléchargé, et sa progression est connue.</translation>
        </message>
        <message>
            <source>To fetch new books at once: in the catalogue open “For catalog sync” ▸ the sign at the top left ▸ Add catalog. Hold it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Pour récupérer les nouveaux livres d’un coup : dans le catalogue, ouvrez « For catalog sync » ▸ le signe en haut à gauche ▸ Ajouter un catalogue. Appuyez longuement dessus dans la liste ▸ Modifier ▸ « Synchroniser le catalogue ».</translation>
        </message>
        <message>
            <source>No device has tried to log in since BookOrbit started.</source>
            <translation>Aucun appareil n’a essayé de s’identifier depuis le démarrage de BookOrbit.</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, accepted.</source>
            <translation>Dernière connexion : {0}, « {1} », acceptée.</translation>
        </message>
        <message>
            <source>Last login: {0}, refused. {1}</source>
            <translation>Dernière connexion : {0}, refusée. {1}</translation>
        </message>
        <message>
            <source>Last login: {0}, “{1}”, refused. {2}</source>
            <translation>Dernière connexion : {0}, « {1} », refusée. {2}</translation>
        </message>
        <message>
            <source>No progress has arrived yet.</source>
            <translation>Aucune progression n’est encore arrivée.</translation>
        </message>
        <message>
            <source>Last progress: {0}.</source>
            <translation>Dernière progression : {0}.</translation>
        </message>
        <message>
            <source>Matching method on the device: filename. Binary also finds renamed files.</source>
            <translation>Méthode d’identification sur l’appareil : nom de fichier. La méthode binaire trouve aussi les fichiers renommés.</translation>
        </message>
        <message>
            <source>Matching method on the device: binary.</source>
            <translation>Méthode d’identification sur l’appareil : binaire.</translation>
        </message>
        <message>
            <source>No book has this digest. Link the document, or add its file to the library.</source>
            <translation>Aucun livre n’a cette empreinte. Liez le document ou ajoutez son fichier à la bibliothèque.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address, and allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Aucune connexion ? Vérifiez le Wi-Fi et l’adresse, et autorisez BookOrbit sur les réseaux privés dans Sécurité Windows ▸ Pare-feu.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address, and allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Aucune connexion ? Vérifiez le Wi-Fi et l’adresse, et autorisez BookOrbit dans Réglages Système ▸ Réseau ▸ Coupe-feu.</translation>
        </message>
        <message>
            <source>No login at all? Check the Wi-Fi and the address. A firewall may be in the way:</source>
            <translation>Aucune connexion ? Vérifiez le Wi-Fi et l’adresse. Un pare-feu fait peut-être barrage :</translation>
        </message>
        <message>
            <source>{0} answers.</source>
            <translation>{0} répond.</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Document {0}</translation>
        </message>
        <message>
            <source>Import reading…</source>
            <translation>Importer les lectures…</translation>
        </message>
        <message>
            <source>Import reading from {0}</source>
            <translation>Importer les lectures de {0}</translation>
        </message>
        <message>
            <source>Set up…</source>
            <translation>Configurer…</translation>
        </message>
        <message>
            <source>Set up {0}</source>
            <translation>Configurer {0}</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Connecté par USB</translation>
        </message>
        <message>
            <source>Brings in what KOReader knows of every book you opened: status, rating, dates, reading time and highlights. An import changes nothing on the device.</source>
            <translation>Reprend ce que KOReader sait de chaque livre que vous avez ouvert : statut, note, dates, temps de lecture et surlignages. Un import ne modifie rien sur l’appareil.</translation>
        </message>
        <message>
            <source>No device with KOReader is plugged in. Connect it with its cable, and let it share its files if it asks: it appears here by itself.</source>
            <translation>Aucun appareil avec KOReader n’est branché. Branchez-le avec son câble, et laissez-le partager ses fichiers s’il le demande : il apparaît ici tout seul.</translation>
        </message>
        <message>
            <source>Import from a folder…</source>
            <translation>Importer d’un dossier…</translation>
        </message>
        <message>
            <source>A memory card, a copy of a device, or a device that is not found by itself.</source>
            <translation>Une carte mémoire, une copie d’un appareil, ou un appareil qui n’est pas trouvé tout seul.</translation>
        </message>
        <message>
            <source>Set up a device…</source>
            <translation>Configurer un appareil…</translation>
        </message>
        <message>
            <source>Write address, login and catalogue to it: nothing to type on the device.</source>
            <translation>Y écrire adresse, identifiants et catalogue : rien à saisir sur l’appareil.</translation>
        </message>
        <message>
            <source>Afrikaans</source>
            <translation>Afrikaans</translation>
        </message>
        <message>
            <source>Albanian</source>
            <translation>Albanais</translation>
        </message>
        <message>
            <source>Arabic</source>
            <translation>Arabe</translation>
        </message>
        <message>
            <source>Bangla</source>
            <translation>Bengali</translation>
        </message>
        <message>
            <source>Basque</source>
            <translation>Basque</translation>
        </message>
        <message>
            <source>Bulgarian</source>
            <translation>Bulgare</translation>
        </message>
        <message>
            <source>Catalan</source>
            <translation>Catalan</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>Chinois</translation>
        </message>
        <message>
            <source>Croatian</source>
            <translation>Croate</translation>
        </message>
        <message>
            <source>Czech</source>
            <translation>Tchèque</translation>
        </message>
        <message>
            <source>Danish</source>
            <translation>Danois</translation>
        </message>
        <message>
            <source>Dutch</source>
            <translation>Néerlandais</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Anglais</translation>
        </message>
        <message>
            <source>Esperanto</source>
            <translation>Espéranto</translation>
        </message>
        <message>
            <source>Estonian</source>
            <translation>Estonien</translation>
        </message>
        <message>
            <source>Finnish</source>
            <translation>Finnois</translation>
        </message>
        <message>
            <source>French</source>
            <translation>Français</translation>
        </message>
        <message>
            <source>Galician</source>
            <translation>Galicien</translation>
        </message>
        <message>
            <source>Georgian</source>
            <translation>Géorgien</translation>
        </message>
        <message>
            <source>German</source>
            <translation>Allemand</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Grec</translation>
        </message>
        <message>
            <source>Hebrew</source>
            <translation>Hébreu</translation>
        </message>
        <message>
            <source>Hindi</source>
            <translation>Hindi</translation>
        </message>
        <message>
            <source>Hungarian</source>
            <translation>Hongrois</translation>
        </message>
        <message>
            <source>Icelandic</source>
            <translation>Islandais</translation>
        </message>
        <message>
            <source>Indonesian</source>
            <translation>Indonésien</translation>
        </message>
        <message>
            <source>Irish</source>
            <translation>Irlandais</translation>
        </message>
        <message>
            <source>Italian</source>
            <translation>Italien</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japonais</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coréen</translation>
        </message>
        <message>
            <source>Latin</source>
            <translation>Latin</translation>
        </message>
        <message>
            <source>Latvian</source>
            <translation>Letton</translation>
        </message>
        <message>
            <source>Lithuanian</source>
            <translation>Lituanien</translation>
        </message>
        <message>
            <source>Malay</source>
            <translation>Malais</translation>
        </message>
        <message>
            <source>Norwegian Bokmål</source>
            <translation>Norvégien bokmål</translation>
        </message>
        <message>
            <source>Norwegian Nynorsk</source>
            <translation>Norvégien nynorsk</translation>
        </message>
        <message>
            <source>Persian</source>
            <translation>Persan</translation>
        </message>
        <message>
            <source>Polish</source>
            <translation>Polonais</translation>
        </message>
        <message>
            <source>Portuguese</source>
            <translation>Portugais</translation>
        </message>
        <message>
            <source>Romanian</source>
            <translation>Roumain</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Russe</translation>
        </message>
        <message>
            <source>Serbian</source>
            <translation>Serbe</translation>
        </message>
        <message>
            <source>Slovak</source>
            <translation>Slovaque</translation>
        </message>
        <message>
            <source>Slovenian</source>
            <translation>Slovène</translation>
        </message>
        <message>
            <source>Spanish</source>
            <translation>Espagnol</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>Suédois</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Thaï</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Turc</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Ukrainien</translation>
        </message>
        <message>
            <source>Urdu</source>
            <translation>Ourdou</translation>
        </message>
        <message>
            <source>Vietnamese</source>
            <translation>Vietnamien</translation>
        </message>
        <message>
            <source>Welsh</source>
            <translation>Gallois</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0} : %Ln livre</numerusform>
                <numerusform>{0} : %Ln livres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rated: %n book(s)</source>
            <translation>
                <numerusform>Noté : %Ln livre</numerusform>
                <numerusform>Notés : %Ln livres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>KOReader decides: %n book(s)</source>
            <translation>
                <numerusform>KOReader décide : %Ln livre</numerusform>
                <numerusform>KOReader décide : %Ln livres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not rated: %n book(s)</source>
            <translation>
                <numerusform>Sans note : %Ln livre</numerusform>
                <numerusform>Sans note : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Retrait de livres</translation>
        </message>
        <message numerus="yes">
            <source>Moved to Trash: %n book(s)</source>
            <translation>
                <numerusform>Mis à la corbeille : %Ln livre</numerusform>
                <numerusform>Mis à la corbeille : %Ln livres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Removed: %n book(s)</source>
            <translation>
                <numerusform>Retiré : %Ln livre</numerusform>
                <numerusform>Retirés : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Fusionné dans « {0} ».</translation>
        </message>
        <message>
            <source>“{0}” is a book of its own now.</source>
            <translation>« {0} » est maintenant un livre à part.</translation>
        </message>
        <message>
            <source>cancelled, the others are as they were</source>
            <translation>annulé, les autres sont comme avant</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Lu en dernier</translation>
        </message>
        <message>
            <source>Device at {0}</source>
            <translation>Appareil à {0}</translation>
        </message>
        <message>
            <source>Genre</source>
            <translation>Genre</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} étoiles</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Fichier manquant</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Plusieurs exemplaires</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>Illisible</translation>
        </message>
        <message>
            <source>Filter by</source>
            <translation>Filtrer par</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Valeurs</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Comptage…</translation>
        </message>
        <message>
            <source>None of these books has one.</source>
            <translation>Aucun de ces livres n’en a.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Chercher</translation>
        </message>
        <message>
            <source>Filters in use</source>
            <translation>Filtres actifs</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Tout effacer</translation>
        </message>
        <message>
            <source>Remove the filter {0}</source>
            <translation>Retirer le filtre {0}</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothèque</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Toutes les séries</translation>
        </message>
        <message>
            <source>Your library is empty.</source>
            <translation>Votre bibliothèque est vide.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Aucun livre ne correspond à ces filtres.</translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Chercher en ligne et comparer…</translation>
        </message>
        <message>
            <source>Select a single book to compare it.</source>
            <translation>Sélectionnez un seul livre pour le comparer.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Actualiser depuis Hardcover</translation>
        </message>
        <message>
            <source>You did not set these statuses; KOReader decides already.</source>
            <translation>Vous n’avez pas choisi ces statuts ; KOReader décide déjà.</translation>
        </message>
        <message>
            <source>No device has sent a place of these books.</source>
            <translation>Aucun appareil n’a envoyé de position pour ces livres.</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Fusionner…</translation>
        </message>
        <message>
            <source>Select two to twenty books that are one and the same.</source>
            <translation>Sélectionnez de deux à vingt livres qui n’en font qu’un.</translation>
        </message>
        <message>
            <source>Organise files…</source>
            <translation>Ranger les fichiers…</translation>
        </message>
        <message>
            <source>Write metadata into files…</source>
            <translation>Écrire les métadonnées dans les fichiers…</translation>
        </message>
        <message>
            <source>Switch it on under Settings, Library.</source>
            <translation>Activez-le dans Réglages, Bibliothèque.</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Exclure de Hardcover</translation>
        </message>
        <message>
            <source>These books are excluded already.</source>
            <translation>Ces livres sont déjà exclus.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>Inclure dans la synchronisation Hardcover</translation>
        </message>
        <message>
            <source>None of these books is excluded.</source>
            <translation>Aucun de ces livres n’est exclu.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread first; then it is looked up on Hardcover.</source>
            <translation>Donnez d’abord à un livre un statut autre que Non lu ; il est alors cherché sur Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%Ln étoile</numerusform>
                <numerusform>%Ln étoiles</numerusform>
            </translation>
        </message>
        <message>
            <source>Merge books</source>
            <translation>Fusionner des livres</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Fusionner</translation>
        </message>
        <message numerus="yes">
            <source>Which of these %n books stays?</source>
            <translation>
                <numerusform>Lequel de ces %Ln livres reste ?</numerusform>
                <numerusform>Lequel de ces %Ln livres reste ?</numerusform>
            </translation>
        </message>
        <message>
            <source>The files, identities and reading of the others go to it. Files on your disk and entries on Hardcover stay as they are, and Undo takes it back.</source>
            <translation>Les fichiers, identités et lectures des autres lui reviennent. Les fichiers sur votre disque et les entrées sur Hardcover restent tels quels, et Annuler revient en arrière.</translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>noté {0}</translation>
        </message>
        <message>
            <source>your device has moved on</source>
            <translation>votre appareil a avancé</translation>
        </message>
        <message>
            <source>being read again, it seems</source>
            <translation>semble être relu</translation>
        </message>
        <message>
            <source>your device went back</source>
            <translation>votre appareil est revenu en arrière</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover : {0}</translation>
        </message>
        <message>
            <source>Your device has moved on. Open the book to follow it.</source>
            <translation>Votre appareil a avancé. Ouvrez le livre pour le suivre.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to say what you meant.</source>
            <translation>Votre appareil est revenu à {0}. Ouvrez le livre pour dire ce que vous vouliez.</translation>
        </message>
        <message>
            <source>You seem to be reading this again. Open the book to say so.</source>
            <translation>Vous semblez relire ce livre. Ouvrez-le pour le confirmer.</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, tome {1}</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, {1} en lecture</translation>
        </message>
        <message>
            <source>Your books, with the place you are at in each.</source>
            <translation>Vos livres, et où vous en êtes dans chacun.</translation>
        </message>
        <message>
            <source>Remove “{0}”?</source>
            <translation>Retirer « {0} » ?</translation>
        </message>
        <message numerus="yes">
            <source>Remove %n book(s)?</source>
            <translation>
                <numerusform>Retirer %Ln livre ?</numerusform>
                <numerusform>Retirer %Ln livres ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Remove from BookOrbit</source>
            <translation>Retirer de BookOrbit</translation>
        </message>
        <message>
            <source>Remove from BookOrbit (keep the file)</source>
            <translation>Retirer de BookOrbit (garder le fichier)</translation>
        </message>
        <message>
            <source>Move file to Trash</source>
            <translation>Mettre le fichier à la corbeille</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Reading progress, digests and history are kept. Undo brings everything back.</source>
            <translation>Progression, empreintes et historique sont conservés, et le retrait peut être annulé.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>Mettre à la corbeille</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>Exploration</translation>
        </message>
        <message>
            <source>Cancel the scan</source>
            <translation>Interrompre l’exploration</translation>
        </message>
        <message>
            <source>What was read is kept. The next scan goes on from there.</source>
            <translation>Ce qui a été lu est conservé. La prochaine exploration reprend de là.</translation>
        </message>
        <message>
            <source>Making covers: {0} of {1}</source>
            <translation>Préparation des couvertures : {0} sur {1}</translation>
        </message>
        <message>
            <source>Reading files: {0} of {1}</source>
            <translation>Lecture des fichiers : {0} sur {1}</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Suggestions</translation>
        </message>
        <message>
            <source>Search title, author, series or description</source>
            <translation>Titre, auteur, série ou description</translation>
        </message>
        <message>
            <source>Show as covers</source>
            <translation>Afficher les couvertures</translation>
        </message>
        <message>
            <source>Create entries without a file for books that are not here</source>
            <translation>Créer des entrées sans fichier pour les livres qui ne sont pas ici</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Livres du fichier</translation>
        </message>
        <message>
            <source>Each is a book of your library; a file that you add later becomes its file.</source>
            <translation>Chacune est un livre de votre bibliothèque ; un fichier ajouté plus tard devient son fichier.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%Ln livre dans cet export de {0}.</numerusform>
                <numerusform>%Ln livres dans cet export de {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only what is missing here is filled; nothing is overwritten, nothing is sent now.</source>
            <translation>Seul ce qui manque ici est complété ; rien n’est écrasé, rien n’est envoyé maintenant.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lecture du fichier</translation>
        </message>
        <message>
            <source>Import from a file</source>
            <translation>Importer d’un fichier</translation>
        </message>
        <message>
            <source>This export has no books. There is nothing to import.</source>
            <translation>Cet export ne contient aucun livre. Il n’y a rien à importer.</translation>
        </message>
        <message>
            <source>Choose an export of Goodreads or StoryGraph</source>
            <translation>Choisir un export de Goodreads ou StoryGraph</translation>
        </message>
        <message>
            <source>Exports (*.csv)</source>
            <translation>Exports (*.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>Drop one export at a time.</source>
            <translation>Déposez un seul export à la fois.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from the file.</source>
            <translation>
                <numerusform>%Ln livre importé du fichier.</numerusform>
                <numerusform>%Ln livres importés du fichier.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Entries made: %n.</source>
            <translation>
                <numerusform>Entrée créée : %Ln.</numerusform>
                <numerusform>Entrées créées : %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Changed in the meantime, so left alone: %n book(s).</source>
            <translation>
                <numerusform>Modifié entre-temps, donc laissé tel quel : %Ln livre.</numerusform>
                <numerusform>Modifiés entre-temps, donc laissés tels quels : %Ln livres.</numerusform>
            </translation>
        </message>
        <message>
            <source>Clear the sync log</source>
            <translation>Effacer le journal de synchronisation</translation>
        </message>
        <message>
            <source>Clear lines older than</source>
            <translation>Effacer les lignes de plus de</translation>
        </message>
        <message>
            <source>Now: every line</source>
            <translation>Maintenant : toutes les lignes</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Effacer</translation>
        </message>
        <message>
            <source>Keep the log</source>
            <translation>Garder le journal</translation>
        </message>
        <message>
            <source>Counting what would go…</source>
            <translation>Comptage de ce qui partirait…</translation>
        </message>
        <message>
            <source>No line is that old.</source>
            <translation>Aucune ligne n’est aussi ancienne.</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) about Hardcover will be deleted for good.</source>
            <translation>
                <numerusform>%Ln ligne sur Hardcover sera supprimée définitivement.</numerusform>
                <numerusform>%Ln lignes sur Hardcover seront supprimées définitivement.</numerusform>
            </translation>
        </message>
        <message>
            <source>What your devices sent stays, and so does what undo of a sync needs. Lines older than {0} days go by themselves.</source>
            <translation>Ce que vos appareils ont envoyé reste, comme ce qu’il faut pour annuler une synchronisation. Les lignes de plus de {0} jours partent d’elles-mêmes.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Entrée du journal de synchronisation</translation>
        </message>
        <message>
            <source>No book of your library belongs to this entry.</source>
            <translation>Aucun livre de votre bibliothèque n’appartient à cette entrée.</translation>
        </message>
        <message>
            <source>This book is not in your library any more.</source>
            <translation>Ce livre n’est plus dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>This entry names no book on Hardcover.</source>
            <translation>Cette entrée ne nomme aucun livre sur Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>{0}. Look-ups that many books share are not counted here.</source>
            <translation>{0}. Les recherches communes à plusieurs livres ne sont pas comptées ici.</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Coût</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Synchronisation</translation>
        </message>
        <message>
            <source>Number {0}</source>
            <translation>Numéro {0}</translation>
        </message>
        <message>
            <source>All directions</source>
            <translation>Tous les sens</translation>
        </message>
        <message>
            <source>All results</source>
            <translation>Tous les résultats</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Période</translation>
        </message>
        <message>
            <source>Only “{0}”. Press to show all books.</source>
            <translation>Seulement « {0} ». Cliquez pour afficher tous les livres.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>7 derniers jours</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>30 derniers jours</translation>
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
            <translation>← Fichier</translation>
        </message>
        <message>
            <source>← Device</source>
            <translation>← Appareil</translation>
        </message>
        <message>
            <source>from KOReader</source>
            <translation>de KOReader</translation>
        </message>
        <message>
            <source>to Hardcover</source>
            <translation>vers Hardcover</translation>
        </message>
        <message>
            <source>from Hardcover</source>
            <translation>de Hardcover</translation>
        </message>
        <message>
            <source>to the relay</source>
            <translation>vers le relais</translation>
        </message>
        <message>
            <source>from the relay</source>
            <translation>du relais</translation>
        </message>
        <message>
            <source>from a file</source>
            <translation>depuis un fichier</translation>
        </message>
        <message>
            <source>The whole sync</source>
            <translation>Toute la synchronisation</translation>
        </message>
        <message numerus="yes">
            <source>%n unit(s)</source>
            <translation>
                <numerusform>%Ln unité</numerusform>
                <numerusform>%Ln unités</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>Exporter en CSV…</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Effacer les anciennes…</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%Ln ligne</numerusform>
                <numerusform>%Ln lignes</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Exporter le journal de synchronisation</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tableaux (*.csv)</translation>
        </message>
        <message>
            <source>Exporting the sync log</source>
            <translation>Exportation du journal de synchronisation</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) exported to {0}.</source>
            <translation>
                <numerusform>%Ln ligne exportée vers {0}.</numerusform>
                <numerusform>%Ln lignes exportées vers {0}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%Ln ligne effacée.</numerusform>
                <numerusform>%Ln lignes effacées.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet.</source>
            <translation>Le journal est encore vide.</translation>
        </message>
        <message>
            <source>Connect a device</source>
            <translation>Connecter un appareil</translation>
        </message>
        <message>
            <source>No entries match these filters.</source>
            <translation>Aucune entrée ne correspond à ces filtres.</translation>
        </message>
        <message>
            <source>Loading the log</source>
            <translation>Chargement du journal</translation>
        </message>
        <message>
            <source>What your devices sent, what went to Hardcover, and why something did not.</source>
            <translation>Ce que vos appareils ont envoyé, ce qui est parti vers Hardcover, et pourquoi le reste n’est pas parti.</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Démo : rien ne quitte cet ordinateur.</translation>
        </message>
        <message>
            <source>“{0}” is saved.</source>
            <translation>« {0} » est enregistré.</translation>
        </message>
        <message numerus="yes">
            <source>Changed: %n book(s)</source>
            <translation>
                <numerusform>Modifié : %Ln livre</numerusform>
                <numerusform>Modifiés : %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>They are like this already.</source>
            <translation>Ils sont déjà ainsi.</translation>
        </message>
        <message>
            <source>Nothing here came from Hardcover, so there is nothing to fetch again. Compare first.</source>
            <translation>Rien ici ne venait de Hardcover, il n’y a donc rien à récupérer. Comparez d’abord.</translation>
        </message>
        <message>
            <source>Hardcover says the same as here</source>
            <translation>Hardcover dit la même chose qu’ici</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) not matched any more</source>
            <translation>
                <numerusform>%Ln livre n’est plus associé</numerusform>
                <numerusform>%Ln livres ne sont plus associés</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a cover for “{0}”</source>
            <translation>Choisissez une couverture pour « {0} »</translation>
        </message>
        <message>
            <source>Compare “{0}” with Hardcover</source>
            <translation>Comparer « {0} » avec Hardcover</translation>
        </message>
        <message>
            <source>Match the book to this record, also for the sync</source>
            <translation>Associer le livre à cette fiche, aussi pour la synchronisation</translation>
        </message>
        <message>
            <source>Search for another…</source>
            <translation>En chercher une autre…</translation>
        </message>
        <message>
            <source>Compare without an edition</source>
            <translation>Comparer sans édition</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparer</translation>
        </message>
        <message>
            <source>Use what is chosen</source>
            <translation>Utiliser la sélection</translation>
        </message>
        <message>
            <source>Hardcover has no picture of this edition. Choose another one.</source>
            <translation>Hardcover n’a pas d’image de cette édition. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>Choose something from Hardcover first.</source>
            <translation>Choisissez d’abord quelque chose de Hardcover.</translation>
        </message>
        <message>
            <source>Nothing is known here.</source>
            <translation>Rien n’est connu ici.</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Ici</translation>
        </message>
        <message>
            <source>All from Hardcover</source>
            <translation>Tout de Hardcover</translation>
        </message>
        <message>
            <source>All as here</source>
            <translation>Tout comme ici</translation>
        </message>
        <message>
            <source>You locked this field. Unlock it in the editor to change it.</source>
            <translation>Vous avez verrouillé ce champ. Déverrouillez-le dans l’éditeur pour le modifier.</translation>
        </message>
        <message>
            <source>Hardcover has no picture of it.</source>
            <translation>Hardcover n’en a pas d’image.</translation>
        </message>
        <message>
            <source>The cover here</source>
            <translation>La couverture ici</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>Choisir une image…</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>Depuis Hardcover…</translation>
        </message>
        <message>
            <source>As in the file</source>
            <translation>Comme dans le fichier</translation>
        </message>
        <message>
            <source>As in Calibre</source>
            <translation>Comme dans Calibre</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Choisie par vous</translation>
        </message>
        <message>
            <source>It is as in Calibre already.</source>
            <translation>C’est déjà comme dans Calibre.</translation>
        </message>
        <message>
            <source>It is as in the file already.</source>
            <translation>C’est déjà comme dans le fichier.</translation>
        </message>
        <message>
            <source>Pictures ({0})</source>
            <translation>Images ({0})</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Choisir une image</translation>
        </message>
        <message>
            <source>You can also drop a picture here.</source>
            <translation>Vous pouvez aussi déposer une image ici.</translation>
        </message>
        <message>
            <source>From Calibre</source>
            <translation>Depuis Calibre</translation>
        </message>
        <message>
            <source>From the file</source>
            <translation>Depuis le fichier</translation>
        </message>
        <message>
            <source>The file has no cover; one is drawn from the title.</source>
            <translation>Le fichier n’a pas de couverture ; une est dessinée d’après le titre.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>Modifier « {0} »</translation>
        </message>
        <message>
            <source>You picked this book's record by hand, and that stays.</source>
            <translation>Vous avez choisi la fiche de ce livre à la main, et cela reste.</translation>
        </message>
        <message>
            <source>Under this the book is looked up on Hardcover, from the next sync on.</source>
            <translation>C’est ainsi que le livre est cherché sur Hardcover, dès la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Calibre says {0}. Leave it empty to go by Calibre.</source>
            <translation>Calibre dit {0}. Laissez vide pour suivre Calibre.</translation>
        </message>
        <message>
            <source>The file says {0}. Leave it empty to go by the file.</source>
            <translation>Le fichier dit {0}. Laissez vide pour suivre le fichier.</translation>
        </message>
        <message>
            <source>The file stays as it is.</source>
            <translation>Le fichier reste tel quel.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>Verrouiller {0}</translation>
        </message>
        <message>
            <source>Locked: only you change it. Press to unlock.</source>
            <translation>Verrouillé : vous seul le modifiez. Appuyez pour déverrouiller.</translation>
        </message>
        <message>
            <source>Lock it, so that neither the file nor Hardcover changes it.</source>
            <translation>Verrouillez-le pour que ni le fichier ni Hardcover ne le modifie.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>Déverrouiller {0}</translation>
        </message>
        <message>
            <source>{0} as in Calibre</source>
            <translation>{0} comme dans Calibre</translation>
        </message>
        <message>
            <source>{0} as in the file</source>
            <translation>{0} comme dans le fichier</translation>
        </message>
        <message numerus="yes">
            <source>Edit %n book(s)</source>
            <translation>
                <numerusform>Modifier %Ln livre</numerusform>
                <numerusform>Modifier %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Leave empty to clear it</source>
            <translation>Laisser vide pour effacer</translation>
        </message>
        <message>
            <source>Number from</source>
            <translation>Numéroter à partir de</translation>
        </message>
        <message>
            <source>Add genres</source>
            <translation>Ajouter des genres</translation>
        </message>
        <message>
            <source>Remove genres</source>
            <translation>Retirer des genres</translation>
        </message>
        <message>
            <source>Lock what is changed</source>
            <translation>Verrouiller ce qui est modifié</translation>
        </message>
        <message>
            <source>Neither the files nor Hardcover change it then.</source>
            <translation>Ni les fichiers ni Hardcover ne le modifient alors.</translation>
        </message>
        <message>
            <source>Tick what you want to change first.</source>
            <translation>Cochez d’abord ce que vous voulez modifier.</translation>
        </message>
        <message>
            <source>Mend what is marked first.</source>
            <translation>Corrigez d’abord ce qui est marqué.</translation>
        </message>
        <message>
            <source>Counted up in the order in which the books stand in the list.</source>
            <translation>Compté dans l’ordre où les livres figurent dans la liste.</translation>
        </message>
        <message>
            <source>Only what you tick is changed, in every one of them. The files stay as they are.</source>
            <translation>Seul ce que vous cochez est modifié, dans chacun d’eux. Les fichiers restent tels quels.</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Séries de votre bibliothèque</translation>
        </message>
        <message>
            <source>Number in the series</source>
            <translation>Numéro dans la série</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>From Hardcover</source>
            <translation>De Hardcover</translation>
        </message>
        <message>
            <source>Set by you</source>
            <translation>Défini par vous</translation>
        </message>
        <message>
            <source>Calibre says nothing</source>
            <translation>Calibre ne dit rien</translation>
        </message>
        <message>
            <source>The file says nothing</source>
            <translation>Le fichier ne dit rien</translation>
        </message>
        <message>
            <source>Calibre says: {0}</source>
            <translation>Calibre dit : {0}</translation>
        </message>
        <message>
            <source>the file says: {0}</source>
            <translation>le fichier dit : {0}</translation>
        </message>
        <message>
            <source>the file says nothing</source>
            <translation>le fichier ne dit rien</translation>
        </message>
        <message>
            <source>Several, with ; between</source>
            <translation>Plusieurs, séparés par ;</translation>
        </message>
        <message>
            <source>A year, or a date as YYYY-MM-DD</source>
            <translation>Une année, ou une date AAAA-MM-JJ</translation>
        </message>
        <message>
            <source>A code such as en or pt-BR</source>
            <translation>Un code comme en ou pt-BR</translation>
        </message>
        <message>
            <source>Finished “{0}”</source>
            <translation>« {0} » terminé</translation>
        </message>
        <message>
            <source>Rate it?</source>
            <translation>Une note ?</translation>
        </message>
        <message>
            <source>Rate…</source>
            <translation>Noter…</translation>
        </message>
        <message>
            <source>“{0}” has sent its place for the first time.</source>
            <translation>« {0} » a envoyé sa position pour la première fois.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Nouvel appareil</translation>
        </message>
        <message>
            <source>Two devices report the same id</source>
            <translation>Deux appareils annoncent le même identifiant</translation>
        </message>
        <message>
            <source>Perhaps two devices report the same id</source>
            <translation>Deux appareils annoncent peut-être le même identifiant</translation>
        </message>
        <message>
            <source>BookOrbit shows you how to give one of them an id of its own.</source>
            <translation>BookOrbit vous montre comment donner à l’un d’eux un identifiant à lui.</translation>
        </message>
        <message>
            <source>Show how</source>
            <translation>Montrer comment</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover est en pause</translation>
        </message>
        <message>
            <source>Your device sent “{0}”, which BookOrbit has not seen. Link it to its book.</source>
            <translation>Votre appareil a envoyé « {0} », que BookOrbit ne connaît pas. Liez-le à son livre.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add the files.</source>
            <translation>
                <numerusform>Liez %Ln document à un livre ou ajoutez le fichier.</numerusform>
                <numerusform>Liez %Ln documents à des livres ou ajoutez les fichiers.</numerusform>
            </translation>
        </message>
        <message>
            <source>No book for a document</source>
            <translation>Un document sans livre</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Lier…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) did not get to Hardcover. BookOrbit tries again.</source>
            <translation>
                <numerusform>%Ln livre n’est pas arrivé sur Hardcover. BookOrbit réessaiera.</numerusform>
                <numerusform>%Ln livres ne sont pas arrivés sur Hardcover. BookOrbit réessaiera.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync with problems</source>
            <translation>Synchronisation avec des problèmes</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>Le fichier de « {0} » a été déplacé ou supprimé. La progression est conservée.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Progress is kept.</source>
            <translation>
                <numerusform>%Ln fichier a été déplacé ou supprimé. La progression est conservée.</numerusform>
                <numerusform>%Ln fichiers ont été déplacés ou supprimés. La progression est conservée.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” stays where it was until you have said what you meant.</source>
            <translation>« {0} » reste où il était jusqu’à ce que vous ayez dit ce que vous vouliez.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Un appareil est revenu en arrière</translation>
        </message>
        <message>
            <source>BookOrbit can store everything again.</source>
            <translation>BookOrbit peut de nouveau tout enregistrer.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Votre bibliothèque</translation>
        </message>
        <message>
            <source>It could then read and send the progress of your books. If it says “Allow it on your computer”, tap Register on it again.</source>
            <translation>Il pourrait alors lire et envoyer la progression de vos livres. S’il affiche « Allow it on your computer », touchez-y de nouveau S’inscrire.</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Autoriser</translation>
        </message>
        <message>
            <source>Don't allow</source>
            <translation>Ne pas autoriser</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Action</translation>
        </message>
        <message>
            <source>Preview the sync</source>
            <translation>Aperçu de la synchronisation</translation>
        </message>
        <message>
            <source>Import from a KOReader device…</source>
            <translation>Importer d’un appareil KOReader…</translation>
        </message>
        <message>
            <source>Add books…</source>
            <translation>Ajouter des livres…</translation>
        </message>
        <message>
            <source>Rescan folders</source>
            <translation>Explorer de nouveau les dossiers</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Afficher l’activité</translation>
        </message>
        <message>
            <source>Help: open the guide</source>
            <translation>Aide : ouvrir le guide</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>Find a page, an action or a book</source>
            <translation>Trouver une page, une action ou un livre</translation>
        </message>
        <message>
            <source>Go to a page, a book, or do something</source>
            <translation>Aller à une page ou à un livre, ou lancer une action</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>Résultats</translation>
        </message>
        <message>
            <source>Nothing fits. Try the beginning of a title or an author.</source>
            <translation>Rien ne correspond. Essayez le début d’un titre ou d’un auteur.</translation>
        </message>
        <message>
            <source>Rate a book</source>
            <translation>Noter un livre</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Pas maintenant</translation>
        </message>
        <message>
            <source>Choose some stars first.</source>
            <translation>Choisissez d’abord des étoiles.</translation>
        </message>
        <message>
            <source>How was “{0}”?</source>
            <translation>Comment était « {0} » ?</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>Utiliser {0} dès que libre</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Version {0}</translation>
        </message>
        <message>
            <source>Show the first steps</source>
            <translation>Afficher les premiers pas</translation>
        </message>
        <message>
            <source>Your place in every book, on every KOReader device and on Hardcover.</source>
            <translation>Votre position dans chaque livre, sur chaque appareil KOReader et sur Hardcover.</translation>
        </message>
        <message>
            <source>Read the licence</source>
            <translation>Lire la licence</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Ouvrir le guide</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Licence et aide</translation>
        </message>
        <message>
            <source>Answers by task and by symptom. Works offline.</source>
            <translation>Des réponses par tâche et par symptôme, en anglais. Fonctionne hors ligne.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Logiciel libre</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. It comes without any warranty.</source>
            <translation>Licence publique générale GNU Affero, version 3 ou ultérieure. Fourni sans aucune garantie.</translation>
        </message>
        <message>
            <source>The five pages of the first start, whenever you want.</source>
            <translation>Les cinq pages du premier démarrage, quand vous voulez.</translation>
        </message>
        <message>
            <source>How much is logged</source>
            <translation>Détail du journal</translation>
        </message>
        <message>
            <source>Open data folder</source>
            <translation>Ouvrir le dossier des données</translation>
        </message>
        <message>
            <source>Open log folder</source>
            <translation>Ouvrir le dossier du journal</translation>
        </message>
        <message>
            <source>Save diagnostics…</source>
            <translation>Enregistrer le diagnostic…</translation>
        </message>
        <message>
            <source>Problems only</source>
            <translation>Problèmes seulement</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Enregistrement…</translation>
        </message>
        <message>
            <source>Saved {0}. It holds no token and no passphrase; the log names your books.</source>
            <translation>{0} enregistré. Il ne contient ni jeton ni phrase secrète ; le journal nomme vos livres.</translation>
        </message>
        <message>
            <source>Save diagnostics</source>
            <translation>Enregistrer le diagnostic</translation>
        </message>
        <message>
            <source>Zip archive (*.zip)</source>
            <translation>Archive zip (*.zip)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Takes effect at once. “Everything” helps to find a fault and makes the log grow faster.</source>
            <translation>Prend effet aussitôt. « Tout » aide à trouver un défaut et fait grossir le journal plus vite.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Dossier du journal</translation>
        </message>
        <message>
            <source>What happened, without your token and passphrase.</source>
            <translation>Ce qui s’est passé, sans votre jeton ni votre phrase secrète.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnostic</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, secrets removed. Nothing is sent anywhere.</source>
            <translation>Journal, réglages et versions dans un fichier zip, sans les secrets. Rien n’est envoyé.</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Données</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Dossier des données</translation>
        </message>
        <message>
            <source>Library, progress and covers. A copy made while BookOrbit is not running is a backup.</source>
            <translation>Bibliothèque, progression et couvertures. Une copie faite quand BookOrbit est arrêté est une sauvegarde.</translation>
        </message>
        <message>
            <source>Calibre's rating</source>
            <translation>Note de Calibre</translation>
        </message>
        <message>
            <source>{0} (#{1})</source>
            <translation>{0} (#{1})</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Aucune</translation>
        </message>
        <message>
            <source>This library has no column of that kind.</source>
            <translation>Cette bibliothèque n’a pas de colonne de ce genre.</translation>
        </message>
        <message>
            <source>Several columns look right. Choose the one to use.</source>
            <translation>Plusieurs colonnes conviennent. Choisissez celle à utiliser.</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>« {0} »</translation>
        </message>
        <message>
            <source>Not understood, so nothing is filled from it: {0}.</source>
            <translation>Non compris, rien n’en est donc repris : {0}.</translation>
        </message>
        <message>
            <source>Read status</source>
            <translation>Statut de lecture</translation>
        </message>
        <message>
            <source>Date read</source>
            <translation>Date de lecture</translation>
        </message>
        <message>
            <source>For books without a status here. What you set here stays.</source>
            <translation>Pour les livres sans statut ici. Ce que vous définissez ici reste.</translation>
        </message>
        <message>
            <source>For books without a finish date here.</source>
            <translation>Pour les livres sans date de fin ici.</translation>
        </message>
        <message>
            <source>For books without a rating here.</source>
            <translation>Pour les livres sans note ici.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>Démarrer BookOrbit à l’ouverture de session</translation>
        </message>
        <message>
            <source>It starts in the tray, so that your devices always find it.</source>
            <translation>Il démarre dans la zone de notification, pour que vos appareils le trouvent toujours.</translation>
        </message>
        <message>
            <source>Not in the demo: its library is gone when you quit.</source>
            <translation>Pas dans la démo : sa bibliothèque disparaît à la fermeture.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Rester dans la zone de notification quand je ferme la fenêtre</translation>
        </message>
        <message>
            <source>Off: closing the window ends BookOrbit, and devices cannot reach it until you start it again.</source>
            <translation>Désactivé : fermer la fenêtre quitte BookOrbit, et les appareils ne l’atteignent plus jusqu’au prochain démarrage.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window ends BookOrbit.</source>
            <translation>Ce bureau n’a pas de zone de notification : fermer la fenêtre quitte BookOrbit.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Thème</translation>
        </message>
        <message>
            <source>Changes the colours at once. System follows your desktop.</source>
            <translation>Change les couleurs aussitôt. « Système » suit votre bureau.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>Takes effect the next time BookOrbit starts.</source>
            <translation>Prend effet au prochain démarrage de BookOrbit.</translation>
        </message>
        <message>
            <source>Start and close</source>
            <translation>Démarrage et fermeture</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Envoi automatique</translation>
        </message>
        <message>
            <source>Off: pauses all automatic syncing without disconnecting. Sync now still works.</source>
            <translation>Désactivé : suspend tous les envois automatiques sans déconnecter. « Synchroniser » fonctionne toujours.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Changements de statut</translation>
        </message>
        <message>
            <source>Send updates when you mark a book as reading, read, and so on.</source>
            <translation>Envoyer quand vous marquez un livre comme en lecture, lu, etc.</translation>
        </message>
        <message>
            <source>Reading progress</source>
            <translation>Progression de lecture</translation>
        </message>
        <message>
            <source>Send progress and dates when your device reports them.</source>
            <translation>Envoyer la progression et les dates que votre appareil signale.</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Send your star ratings.</source>
            <translation>Envoyer vos étoiles.</translation>
        </message>
        <message>
            <source>Keep Want to Read the same in both directions</source>
            <translation>Garder « À lire » identique dans les deux sens</translation>
        </message>
        <message>
            <source>With each sync, books on Want to Read on Hardcover become Want to Read here if they are blank; taken off there, they are blank again.</source>
            <translation>À chaque synchronisation, les livres À lire sur Hardcover deviennent À lire ici s’ils sont vierges ; retirés là-bas, ils redeviennent vierges.</translation>
        </message>
        <message>
            <source>Nothing is sent by itself while “Send changes automatically” is off.</source>
            <translation>Rien ne part seul tant que « Envoi automatique » est désactivé.</translation>
        </message>
        <message>
            <source>What is sent by itself</source>
            <translation>Ce qui est envoyé automatiquement</translation>
        </message>
        <message>
            <source>Sync runs only for books that are not unread, and begins after your first sync.</source>
            <translation>La synchronisation ne concerne que les livres qui ont un statut, et commence après votre première.</translation>
        </message>
        <message>
            <source>What comes from Hardcover</source>
            <translation>Ce qui vient de Hardcover</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Confidentialité</translation>
        </message>
        <message>
            <source>Who sees your books</source>
            <translation>Qui voit vos livres</translation>
        </message>
        <message>
            <source>For books that are sent from now on. Entries you made yourself stay as they are.</source>
            <translation>Pour les livres envoyés à partir de maintenant. Vos propres entrées restent telles quelles.</translation>
        </message>
        <message>
            <source>Devices with name and passphrase may browse your library and download from it.</source>
            <translation>Les appareils munis du nom et de la phrase secrète peuvent parcourir votre bibliothèque et y télécharger.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Un livre est terminé à</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100 %.</source>
            <translation>À partir de là, il compte comme Lu. En mode défilement, KOReader n’atteint jamais 100 %.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Quand un appareil revient en arrière dans un livre</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices are always given what was sent last, and Hardcover is never lowered.</source>
            <translation>De plus d’une page ou deux. Les appareils reçoivent toujours ce qui a été envoyé en dernier, et Hardcover n’est jamais abaissé.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Me demander</translation>
        </message>
        <message>
            <source>Accept it</source>
            <translation>L’accepter</translation>
        </message>
        <message>
            <source>Ignore it: the furthest place stays</source>
            <translation>L’ignorer : la position la plus avancée reste</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Utiliser</translation>
        </message>
        <message>
            <source>Listen on</source>
            <translation>Écouter sur</translation>
        </message>
        <message>
            <source>Show address, name and passphrase</source>
            <translation>Afficher adresse, nom et phrase secrète</translation>
        </message>
        <message>
            <source>Every network</source>
            <translation>Tous les réseaux</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Cet ordinateur seulement</translation>
        </message>
        <message>
            <source>The server is stopped. A new port is tried when it starts.</source>
            <translation>Le serveur est arrêté. Un nouveau port est essayé à son démarrage.</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Use this port</source>
            <translation>Utiliser ce port</translation>
        </message>
        <message>
            <source>Takes effect at once. Then change the address on your devices too.</source>
            <translation>Prend effet aussitôt. Changez ensuite l’adresse aussi sur vos appareils.</translation>
        </message>
        <message>
            <source>The networks that devices may come from. Takes effect at once.</source>
            <translation>Les réseaux d’où les appareils peuvent venir. Prend effet aussitôt.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Supprimer les sauvegardes…</translation>
        </message>
        <message>
            <source>Files as they were before writing</source>
            <translation>Fichiers tels qu’ils étaient avant l’écriture</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Undo needs them.</source>
            <translation>
                <numerusform>%Ln fichier, {0}. Nécessaire pour annuler.</numerusform>
                <numerusform>%Ln fichiers, {0}. Nécessaires pour annuler.</numerusform>
            </translation>
        </message>
        <message>
            <source>None are kept.</source>
            <translation>Aucun n’est gardé.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>Supprimer les sauvegardes ?</translation>
        </message>
        <message>
            <source>What was written into your files then stays: it can no longer be taken back. The files themselves, and what your devices know of them, stay as they are.</source>
            <translation>Ce qui a été écrit dans vos fichiers reste alors : on ne peut plus l’annuler. Les fichiers eux-mêmes, et ce que vos appareils en savent, restent tels quels.</translation>
        </message>
        <message>
            <source>Delete backups</source>
            <translation>Supprimer les sauvegardes</translation>
        </message>
        <message>
            <source>Keep backups</source>
            <translation>Garder les sauvegardes</translation>
        </message>
        <message>
            <source>The backups are deleted.</source>
            <translation>Les sauvegardes sont supprimées.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>Retirer {0}</translation>
        </message>
        <message>
            <source>Changes are noticed by themselves.</source>
            <translation>Les changements sont remarqués d’eux-mêmes.</translation>
        </message>
        <message>
            <source>Looked through every 15 minutes: your system does not tell of all changes here.</source>
            <translation>Parcouru toutes les 15 minutes : votre système n’y signale pas tous les changements.</translation>
        </message>
        <message>
            <source>Not there now. Its books are kept; connect the drive, and it goes on.</source>
            <translation>Absent pour l’instant. Ses livres sont conservés ; branchez le disque, et tout continue.</translation>
        </message>
        <message>
            <source>Changes are read at the next start, or when you press Look for changes now.</source>
            <translation>Les changements sont lus au prochain démarrage, ou quand vous touchez « Chercher les changements maintenant ».</translation>
        </message>
        <message>
            <source>Notice changes by themselves</source>
            <translation>Remarquer les changements tout seul</translation>
        </message>
        <message>
            <source>New, changed and renamed books are in your library seconds later.</source>
            <translation>Les livres nouveaux, modifiés et renommés sont dans votre bibliothèque quelques secondes plus tard.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Vérifier d’abord les nouveaux livres</translation>
        </message>
        <message>
            <source>New books wait in the Inbox until you approve them; your library lists them then. They are served and synced meanwhile like any other. Off: only books without a title or an author wait.</source>
            <translation>Les nouveaux livres attendent dans Réception que vous les validiez ; votre bibliothèque les montre alors. D’ici là, ils sont proposés et synchronisés comme les autres. Désactivé : seuls les livres sans titre ou sans auteur attendent.</translation>
        </message>
        <message>
            <source>Let me organise files</source>
            <translation>Permettre de ranger les fichiers</translation>
        </message>
        <message>
            <source>Copies or moves files into folders by a template, when you ask for it, with a preview and Undo. Changing files changes how KOReader recognises them.</source>
            <translation>Copie ou déplace les fichiers dans des dossiers selon un modèle, à votre demande, avec aperçu et annulation. Modifier les fichiers change la façon dont KOReader les reconnaît.</translation>
        </message>
        <message>
            <source>Let me write metadata into files</source>
            <translation>Permettre d’écrire les métadonnées dans les fichiers</translation>
        </message>
        <message>
            <source>Writes title, authors, series and what else you tick into EPUBs, when you ask for it, with a preview and Undo. Changing files changes how KOReader recognises them.</source>
            <translation>Écrit titre, auteurs, série et ce que vous cochez d’autre dans les EPUB, à votre demande, avec aperçu et annulation. Modifier les fichiers change la façon dont KOReader les reconnaît.</translation>
        </message>
        <message>
            <source>Organise all files…</source>
            <translation>Ranger tous les fichiers…</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Ajouter un dossier…</translation>
        </message>
        <message>
            <source>Look for changes now</source>
            <translation>Chercher les changements</translation>
        </message>
        <message>
            <source>No folder yet. Your books stay where they are; BookOrbit only reads them.</source>
            <translation>Pas encore de dossier. Vos livres restent à leur place ; BookOrbit ne fait que les lire.</translation>
        </message>
        <message>
            <source>Switch it on above first.</source>
            <translation>Activez-le d’abord ci-dessus.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Ajoutez d’abord un dossier.</translation>
        </message>
        <message>
            <source>Stop looking in this folder?</source>
            <translation>Ne plus explorer ce dossier ?</translation>
        </message>
        <message>
            <source>{0}

The files stay where they are. Its books stay in your library with their progress, but BookOrbit no longer notices changes there.</source>
            <translation>{0}

Les fichiers restent à leur place. Ses livres restent dans votre bibliothèque avec leur progression, mais BookOrbit n’y remarque plus les changements.</translation>
        </message>
        <message>
            <source>Remove folder</source>
            <translation>Retirer le dossier</translation>
        </message>
        <message>
            <source>Keep folder</source>
            <translation>Garder le dossier</translation>
        </message>
        <message>
            <source>BookOrbit no longer looks in {0}.</source>
            <translation>BookOrbit n’explore plus {0}.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Dossiers</translation>
        </message>
        <message>
            <source>Books in these folders and below them are in your library. Their files stay as they are.</source>
            <translation>Les livres de ces dossiers et de leurs sous-dossiers sont dans votre bibliothèque. Leurs fichiers restent tels quels.</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Changements</translation>
        </message>
        <message>
            <source>New books</source>
            <translation>Nouveaux livres</translation>
        </message>
        <message>
            <source>Your files</source>
            <translation>Vos fichiers</translation>
        </message>
        <message>
            <source>Goodreads and StoryGraph</source>
            <translation>Goodreads et StoryGraph</translation>
        </message>
        <message>
            <source>The CSV file that you export there fills what is missing here: status, rating and dates. You see every line first.</source>
            <translation>Le fichier CSV que vous y exportez complète ce qui manque ici : statut, note et dates. Vous voyez d’abord chaque ligne.</translation>
        </message>
        <message>
            <source>You finished a book</source>
            <translation>Vous avez terminé un livre</translation>
        </message>
        <message>
            <source>With stars to rate it.</source>
            <translation>Avec des étoiles pour le noter.</translation>
        </message>
        <message>
            <source>A new device connected</source>
            <translation>Un nouvel appareil s’est connecté</translation>
        </message>
        <message>
            <source>The first time that a device sends its place.</source>
            <translation>La première fois qu’un appareil envoie sa position.</translation>
        </message>
        <message>
            <source>Once, with the way to mend it.</source>
            <translation>Une fois, avec le moyen d’y remédier.</translation>
        </message>
        <message>
            <source>Your Hardcover token needs you</source>
            <translation>Votre jeton Hardcover a besoin de vous</translation>
        </message>
        <message>
            <source>When it was refused, or soon expires. Sending is paused until you replace it.</source>
            <translation>Quand il est refusé ou expire bientôt. L’envoi est en pause jusqu’à son remplacement.</translation>
        </message>
        <message>
            <source>A document is no book of your library</source>
            <translation>Un document n’est aucun livre de votre bibliothèque</translation>
        </message>
        <message>
            <source>Several at once are told together.</source>
            <translation>Plusieurs à la fois sont annoncés ensemble.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Une synchronisation a eu des problèmes</translation>
        </message>
        <message>
            <source>When books could not be matched or sent.</source>
            <translation>Quand des livres n’ont pas pu être associés ou envoyés.</translation>
        </message>
        <message>
            <source>A book file is missing</source>
            <translation>Le fichier d’un livre manque</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Its progress is kept.</source>
            <translation>Quand un fichier a été déplacé ou supprimé. Sa progression est conservée.</translation>
        </message>
        <message>
            <source>A KOReader device was plugged in</source>
            <translation>Un appareil KOReader a été branché</translation>
        </message>
        <message>
            <source>When its reading can be imported. Nothing is read until you say so.</source>
            <translation>Quand ses lectures peuvent être importées. Rien n’est lu avant votre accord.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Un appareil est revenu en arrière dans un livre</translation>
        </message>
        <message>
            <source>Once for each book, when you are asked about steps back.</source>
            <translation>Une fois par livre, quand on vous interroge sur les retours en arrière.</translation>
        </message>
        <message>
            <source>Keep quiet for some hours</source>
            <translation>Rester silencieux quelques heures</translation>
        </message>
        <message>
            <source>Nothing is shown then; the window still tells what happened.</source>
            <translation>Rien n’est affiché pendant ce temps ; la fenêtre dit toujours ce qui s’est passé.</translation>
        </message>
        <message>
            <source>The hours may reach over midnight.</source>
            <translation>Les heures peuvent passer minuit.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>De</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Tell me when</source>
            <translation>M’avertir quand</translation>
        </message>
        <message>
            <source>You are never told about single pages or progress.</source>
            <translation>Vous n’êtes jamais averti pour de simples pages ou la progression.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Heures calmes</translation>
        </message>
        <message>
            <source>Tick “Keep quiet for some hours” first.</source>
            <translation>Cochez d’abord « Rester silencieux quelques heures ».</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Général</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notifications</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Avancé</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>How BookOrbit behaves on this computer.</source>
            <translation>Comment BookOrbit se comporte sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Sections</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Relais</translation>
        </message>
        <message>
            <source>Keeps another progress sync server in step while this computer is awake. Devices that use that server then go on where you were, also while this computer sleeps or you are away.</source>
            <translation>Garde un autre serveur de synchronisation au même point tant que cet ordinateur est éveillé. Les appareils qui utilisent ce serveur reprennent alors où vous étiez, même pendant que cet ordinateur dort ou que vous êtes ailleurs.</translation>
        </message>
        <message>
            <source>Use the relay</source>
            <translation>Utiliser le relais</translation>
        </message>
        <message>
            <source>Without https:// your name and password can be read on the way. Fine at home only.</source>
            <translation>Sans https://, votre nom et votre mot de passe peuvent être lus en chemin. À réserver à la maison.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Enregistrer et utiliser</translation>
        </message>
        <message>
            <source>Ask now</source>
            <translation>Interroger maintenant</translation>
        </message>
        <message>
            <source>Kept; type to replace it</source>
            <translation>Conservé ; saisissez pour le remplacer</translation>
        </message>
        <message>
            <source>Enter another server and your login there first.</source>
            <translation>Saisissez d’abord un autre serveur et votre identifiant là-bas.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Dernier envoi : {0}</translation>
        </message>
        <message>
            <source>Last taken in: {0}</source>
            <translation>Dernière reprise : {0}</translation>
        </message>
        <message>
            <source>Last asked: {0}</source>
            <translation>Dernière interrogation : {0}</translation>
        </message>
        <message>
            <source>Nothing was sent or asked yet.</source>
            <translation>Rien n’a encore été envoyé ni demandé.</translation>
        </message>
        <message>
            <source>Asking the other server…</source>
            <translation>L’autre serveur est interrogé…</translation>
        </message>
        <message>
            <source>It answers and accepts your login.</source>
            <translation>Il répond et accepte votre identifiant.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Enregistré. Le relais est actif.</translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) sent</source>
            <translation>
                <numerusform>%Ln position envoyée</numerusform>
                <numerusform>%Ln positions envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n place(s) taken in</source>
            <translation>
                <numerusform>%Ln position reprise</numerusform>
                <numerusform>%Ln positions reprises</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in step.</source>
            <translation>Les deux serveurs sont au même point.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Mot de passe</translation>
        </message>
        <message>
            <source>{0}:{1}</source>
            <translation>{0}:{1}</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Rien n’est encore modifié.</translation>
        </message>
        <message>
            <source>Fetching your shelf from Hardcover…</source>
            <translation>Récupération de votre étagère sur Hardcover…</translation>
        </message>
        <message>
            <source>Fetching your shelf</source>
            <translation>Récupération de votre étagère</translation>
        </message>
        <message>
            <source>Your Hardcover shelf is empty. There is nothing to import.</source>
            <translation>Votre étagère Hardcover est vide. Il n’y a rien à importer.</translation>
        </message>
        <message>
            <source>No Hardcover account linked yet.</source>
            <translation>Pas encore de compte Hardcover connecté.</translation>
        </message>
        <message>
            <source>With each sync, books that you put on Want to Read on Hardcover become Want to Read here, if they are blank. Taken off there, they are blank again. Yours go there in any case.</source>
            <translation>À chaque synchronisation, les livres que vous mettez À lire sur Hardcover deviennent À lire ici, s’ils sont vierges. Retirés là-bas, ils redeviennent vierges. Les vôtres y vont dans tous les cas.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) fetched so far.</source>
            <translation>
                <numerusform>%Ln livre récupéré.</numerusform>
                <numerusform>%Ln livres récupérés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) imported from Hardcover.</source>
            <translation>
                <numerusform>%Ln livre importé de Hardcover.</numerusform>
                <numerusform>%Ln livres importés de Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Taken back: %n book(s) blank again.</source>
            <translation>
                <numerusform>Annulé : %Ln livre de nouveau vierge.</numerusform>
                <numerusform>Annulé : %Ln livres de nouveau vierges.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Prêt</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflits</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>Ignoré</translation>
        </message>
        <message>
            <source>Book {0} on Hardcover</source>
            <translation>Livre {0} sur Hardcover</translation>
        </message>
        <message>
            <source>Line {0}</source>
            <translation>Ligne {0}</translation>
        </message>
        <message>
            <source>no status</source>
            <translation>sans statut</translation>
        </message>
        <message>
            <source>Sets {0}</source>
            <translation>Nouveau : {0}</translation>
        </message>
        <message>
            <source>Here: {0}</source>
            <translation>Ici : {0}</translation>
        </message>
        <message>
            <source>Is this your “{0}”? Found by title and author.</source>
            <translation>Est-ce votre « {0} » ? Trouvé par le titre et l’auteur.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>terminé le {0}</translation>
        </message>
        <message>
            <source>There is nothing to import: each line says why.</source>
            <translation>Il n’y a rien à importer : chaque ligne dit pourquoi.</translation>
        </message>
        <message>
            <source>Import progress</source>
            <translation>Importer la progression</translation>
        </message>
        <message>
            <source>Books on your Hardcover shelf</source>
            <translation>Livres de votre étagère Hardcover</translation>
        </message>
        <message>
            <source>Also the place in books that you are reading on Hardcover.</source>
            <translation>Aussi la position dans les livres en lecture sur Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%Ln livre sur votre étagère Hardcover.</numerusform>
                <numerusform>%Ln livres sur votre étagère Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only books that are blank here are filled; nothing is overwritten.</source>
            <translation>Seuls les livres vierges ici sont remplis ; rien n’est écrasé.</translation>
        </message>
        <message>
            <source>Go to {0}</source>
            <translation>Aller à la page {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Add a folder with books</source>
            <translation>Ajouter un dossier de livres</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>Rechercher dans vos livres</translation>
        </message>
        <message>
            <source>Look for changes in your folders</source>
            <translation>Chercher les changements dans vos dossiers</translation>
        </message>
        <message>
            <source>Show what goes on</source>
            <translation>Afficher ce qui se passe</translation>
        </message>
        <message>
            <source>Undo the last change that can be taken back</source>
            <translation>Annuler la dernière modification qui peut l’être</translation>
        </message>
        <message>
            <source>Show these shortcuts</source>
            <translation>Afficher ces raccourcis</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Fermer la fenêtre</translation>
        </message>
        <message>
            <source>Close what is open: message, panel, details</source>
            <translation>Fermer ce qui est ouvert : message, panneau, détails</translation>
        </message>
        <message>
            <source>Show the details of a book</source>
            <translation>Afficher les détails d’un livre</translation>
        </message>
        <message>
            <source>On the Hardcover page: do what the state of the book offers</source>
            <translation>Sur la page Hardcover : faire ce que propose l’état du livre</translation>
        </message>
        <message>
            <source>In the Inbox and its review: approve</source>
            <translation>Dans Réception et sa vérification : valider</translation>
        </message>
        <message>
            <source>In the review of a book: read its file and ask Hardcover anew</source>
            <translation>Dans la vérification d’un livre : relire son fichier et interroger de nouveau Hardcover</translation>
        </message>
        <message>
            <source>Go through the books, with their details</source>
            <translation>Parcourir les livres, avec leurs détails</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Tout sélectionner</translation>
        </message>
        <message>
            <source>Rate with 1 to 5 stars; 0 takes the rating away</source>
            <translation>Noter de 1 à 5 étoiles ; 0 retire la note</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Retirer les livres sélectionnés</translation>
        </message>
        <message>
            <source>On the Highlights page: remove the selected ones here</source>
            <translation>Sur la page Surlignages : retirer ici ceux qui sont sélectionnés</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Copier les surlignages sélectionnés</translation>
        </message>
        <message>
            <source>Begin to search, with any letter</source>
            <translation>Commencer une recherche, avec n’importe quelle lettre</translation>
        </message>
        <message>
            <source>Show what can be done with the selected books</source>
            <translation>Afficher ce qu’on peut faire des livres sélectionnés</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>Partout</translation>
        </message>
        <message>
            <source>In a list of books</source>
            <translation>Dans une liste de livres</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) need[s] you</source>
            <translation>
                <numerusform>%Ln fichier vous attend</numerusform>
                <numerusform>%Ln fichiers vous attendent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) and note(s)</source>
            <translation>
                <numerusform>%Ln surlignage ou note</numerusform>
                <numerusform>%Ln surlignages et notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n need[s] attention</source>
            <translation>
                <numerusform>%Ln à traiter</numerusform>
                <numerusform>%Ln à traiter</numerusform>
            </translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Arrêté</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Actif</translation>
        </message>
        <message>
            <source>Set library aside</source>
            <translation>Mettre la bibliothèque de côté</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Setting it aside moves it into a folder beside it. Nothing is deleted.</source>
            <translation>La mettre de côté la déplace dans un dossier voisin. Rien n’est supprimé.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit ne peut pas démarrer</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>It is in {0} now, whole. BookOrbit begins with a new library.</source>
            <translation>Elle est maintenant dans {0}, entière. BookOrbit commence une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>Your old library is set aside</source>
            <translation>Votre ancienne bibliothèque est mise de côté</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is empty.</source>
            <translation>La base de données de votre bibliothèque, {0}, est vide.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is damaged, and BookOrbit has left it as it is.</source>
            <translation>La base de données de votre bibliothèque, {0}, est endommagée. BookOrbit n’y a pas touché.</translation>
        </message>
        <message>
            <source>Put a copy of it back, or set it aside and begin a new library.</source>
            <translation>Remettez-en une copie, ou mettez-la de côté et commencez une nouvelle bibliothèque.</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%Ln appareil</numerusform>
                <numerusform>%Ln appareils</numerusform>
            </translation>
        </message>
        <message>
            <source>last push {0}</source>
            <translation>dernier envoi : {0}</translation>
        </message>
        <message>
            <source>Hardcover not connected</source>
            <translation>Hardcover non connecté</translation>
        </message>
        <message>
            <source>{0} of {1} requests left today</source>
            <translation>reste {0} requêtes sur {1}</translation>
        </message>
        <message>
            <source>Hardcover {0}</source>
            <translation>Hardcover {0}</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>{0} pending</source>
            <translation>{0} en attente</translation>
        </message>
        <message>
            <source>Show what was done, waits or failed</source>
            <translation>Afficher ce qui a été fait, attend ou a échoué</translation>
        </message>
        <message>
            <source>The server is stopped</source>
            <translation>Le serveur est arrêté</translation>
        </message>
        <message>
            <source>Server stopped</source>
            <translation>Serveur arrêté</translation>
        </message>
        <message>
            <source>Not accepting progress on {0}</source>
            <translation>Progression refusée sur {0}</translation>
        </message>
        <message>
            <source>Serving {0}</source>
            <translation>Actif : {0}</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>Run in background</source>
            <translation>Continuer en arrière-plan</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Réessayer les échecs</translation>
        </message>
        <message>
            <source>Undo this sync</source>
            <translation>Annuler cette synchronisation</translation>
        </message>
        <message>
            <source>Fix matches</source>
            <translation>Corriger</translation>
        </message>
        <message>
            <source>Show the books that have no match yet.</source>
            <translation>Afficher les livres pas encore associés.</translation>
        </message>
        <message>
            <source>Show or hide the books of this sync.</source>
            <translation>Afficher ou masquer les livres de cette synchronisation.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover anew, also what is in sync.</source>
            <translation>Comparer de nouveau chaque livre avec Hardcover, même déjà synchronisé.</translation>
        </message>
        <message>
            <source>Looking up your books. Nothing is sent yet.</source>
            <translation>Recherche de vos livres. Rien n’est encore envoyé.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>Annuler cette synchronisation ?</translation>
        </message>
        <message>
            <source>What it wrote on Hardcover is put back as it was before, and what it created is removed. Your books here stay as they are.</source>
            <translation>Ce qu’elle a écrit sur Hardcover redevient comme avant, et ce qu’elle a créé est retiré. Vos livres ici restent tels quels.</translation>
        </message>
        <message>
            <source>The sync could not be undone yet</source>
            <translation>La synchronisation n’a pas encore pu être annulée</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>S’arrête après le livre en cours.</translation>
        </message>
        <message>
            <source>Cancel leaves the other books as the sync made them.</source>
            <translation>Annuler laisse les autres livres tels que la synchronisation les a faits.</translation>
        </message>
        <message>
            <source>Cancel stops after the current request.</source>
            <translation>« Annuler » arrête après la requête en cours.</translation>
        </message>
        <message>
            <source>Stops after the current request.</source>
            <translation>S’arrête après la requête en cours.</translation>
        </message>
        <message>
            <source>Nothing is sent.</source>
            <translation>Rien n’est envoyé.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n book(s)</source>
            <translation>
                <numerusform>Envoyer %Ln livre</numerusform>
                <numerusform>Envoyer %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>What you leave out is excluded until you include it.</source>
            <translation>Ce que vous écartez est exclu jusqu’à ce que vous l’incluiez.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>vers {0}</translation>
        </message>
        <message>
            <source>not confirmed by you yet</source>
            <translation>pas encore confirmé par vous</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Préparation…</translation>
        </message>
        <message>
            <source>{0} Will retry in {1} s.</source>
            <translation>{0} Nouvel essai dans {1} s.</translation>
        </message>
        <message>
            <source>{0} Continuing in {1} s.</source>
            <translation>{0} Reprise dans {1} s.</translation>
        </message>
        <message>
            <source>{0} sent</source>
            <translation>{0} envoyés</translation>
        </message>
        <message>
            <source>{0} without change</source>
            <translation>{0} sans changement</translation>
        </message>
        <message>
            <source>{0} skipped</source>
            <translation>{0} ignorés</translation>
        </message>
        <message>
            <source>{0} not matched</source>
            <translation>{0} non associés</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} en échec</translation>
        </message>
        <message>
            <source>Sync finished</source>
            <translation>Synchronisation terminée</translation>
        </message>
        <message>
            <source>Sync cancelled</source>
            <translation>Synchronisation interrompue</translation>
        </message>
        <message>
            <source>Sync stopped</source>
            <translation>Synchronisation arrêtée</translation>
        </message>
        <message>
            <source>Syncing</source>
            <translation>Synchronisation en cours</translation>
        </message>
        <message>
            <source>Books that would be sent</source>
            <translation>Livres qui seraient envoyés</translation>
        </message>
        <message>
            <source>What is shown</source>
            <translation>Ce qui est affiché</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) would be sent. Untick what you want to keep here.</source>
            <translation>
                <numerusform>%Ln livre serait envoyé. Décochez ce que vous voulez garder ici.</numerusform>
                <numerusform>%Ln livres seraient envoyés. Décochez ce que vous voulez garder ici.</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to send.</source>
            <translation>Il n’y a rien à envoyer.</translation>
        </message>
        <message>
            <source>Will be sent</source>
            <translation>À envoyer</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Non envoyé</translation>
        </message>
        <message>
            <source>No book in this view would be sent.</source>
            <translation>Aucun livre de cette vue ne serait envoyé.</translation>
        </message>
        <message>
            <source>Books processed</source>
            <translation>Livres traités</translation>
        </message>
        <message>
            <source>Books of this sync</source>
            <translation>Livres de cette synchronisation</translation>
        </message>
        <message>
            <source>Undoing this sync</source>
            <translation>Annulation de cette synchronisation</translation>
        </message>
        <message>
            <source>Putting back what was on Hardcover before…</source>
            <translation>Remise en place de ce qui était sur Hardcover…</translation>
        </message>
        <message>
            <source>Undo cancelled</source>
            <translation>Annulation interrompue</translation>
        </message>
        <message>
            <source>Sync undone</source>
            <translation>Synchronisation annulée</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) put back as before.</source>
            <translation>
                <numerusform>%Ln livre remis comme avant.</numerusform>
                <numerusform>%Ln livres remis comme avant.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) left as the sync made them.</source>
            <translation>
                <numerusform>%Ln livre reste tel que la synchronisation l’a fait.</numerusform>
                <numerusform>%Ln livres restent tels que la synchronisation les a faits.</numerusform>
            </translation>
        </message>
        <message>
            <source>The sync could not run</source>
            <translation>La synchronisation n’a pas pu avoir lieu</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Arrêt après la requête en cours…</translation>
        </message>
        <message>
            <source>BookOrbit keeps running</source>
            <translation>BookOrbit continue</translation>
        </message>
        <message>
            <source>Your devices can still send their place. To end BookOrbit, choose Quit in this icon's menu.</source>
            <translation>Vos appareils peuvent toujours envoyer leur position. Pour arrêter BookOrbit, choisissez Quitter dans le menu de cette icône.</translation>
        </message>
        <message>
            <source>Pause Hardcover</source>
            <translation>Mettre Hardcover en pause</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Pour une heure</translation>
        </message>
        <message>
            <source>Until tomorrow</source>
            <translation>Jusqu’à demain</translation>
        </message>
        <message>
            <source>Until I resume</source>
            <translation>Jusqu’à ma reprise</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Copier l’adresse du serveur</translation>
        </message>
        <message>
            <source>Accept KOReader</source>
            <translation>Accepter KOReader</translation>
        </message>
        <message>
            <source>Open BookOrbit</source>
            <translation>Ouvrir BookOrbit</translation>
        </message>
        <message>
            <source>Resume Hardcover (paused until {0})</source>
            <translation>Reprendre Hardcover (prévu : {0})</translation>
        </message>
        <message>
            <source>Resume Hardcover</source>
            <translation>Reprendre Hardcover</translation>
        </message>
        <message>
            <source>The KOReader page says more about the server.</source>
            <translation>La page KOReader en dit plus sur le serveur.</translation>
        </message>
        <message>
            <source>The server is stopped, so it has no address.</source>
            <translation>Le serveur est arrêté ; il n’a pas d’adresse.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Appairer un appareil (2 min)</translation>
        </message>
        <message>
            <source>No book is being read just now.</source>
            <translation>Aucun livre n’est en lecture pour l’instant.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>Copier {0}</translation>
        </message>
        <message>
            <source>There is nothing to copy yet.</source>
            <translation>Il n’y a encore rien à copier.</translation>
        </message>
        <message>
            <source>Undo: {0}</source>
            <translation>Annuler : {0}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colonnes</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Non lu</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>À lire</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>En lecture</translation>
        </message>
        <message>
            <source>Rereading</source>
            <translation>En relecture</translation>
        </message>
        <message>
            <source>On Hold</source>
            <translation>Suspendu</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Lu</translation>
        </message>
        <message>
            <source>Skimmed</source>
            <translation>Survolé</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abandonné</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Synced</source>
            <translation>Synchronisé</translation>
        </message>
        <message>
            <source>Not matched</source>
            <translation>Non associé</translation>
        </message>
        <message>
            <source>Waiting for page count</source>
            <translation>Pages inconnues</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>À vérifier</translation>
        </message>
        <message>
            <source>Ahead on Hardcover</source>
            <translation>Hardcover en avance</translation>
        </message>
        <message>
            <source>Paused after 10 failures</source>
            <translation>Pause après 10 échecs</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Exclu</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Envoyé</translation>
        </message>
        <message>
            <source>No change</source>
            <translation>Inchangé</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Reçu</translation>
        </message>
        <message>
            <source>Matched</source>
            <translation>Associé</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Enregistré</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Importé</translation>
        </message>
        <message>
            <source>Title Z–A</source>
            <translation>Titre Z–A</translation>
        </message>
        <message>
            <source>Author Z–A</source>
            <translation>Auteur Z–A</translation>
        </message>
        <message>
            <source>Author A–Z</source>
            <translation>Auteur A–Z</translation>
        </message>
        <message>
            <source>Series order</source>
            <translation>Ordre de la série</translation>
        </message>
        <message>
            <source>{0}, backwards</source>
            <translation>{0}, inversé</translation>
        </message>
        <message>
            <source>{0} %</source>
            <translation>{0} %</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>choisi par vous</translation>
        </message>
        <message>
            <source>by its Hardcover id</source>
            <translation>par son identifiant Hardcover</translation>
        </message>
        <message>
            <source>by ISBN-13</source>
            <translation>par ISBN-13</translation>
        </message>
        <message>
            <source>by ISBN-10</source>
            <translation>par ISBN-10</translation>
        </message>
        <message>
            <source>by its id elsewhere</source>
            <translation>par son identifiant d’ailleurs</translation>
        </message>
        <message>
            <source>on your own shelf</source>
            <translation>sur votre propre étagère</translation>
        </message>
        <message>
            <source>by title and author</source>
            <translation>par le titre et l’auteur</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>à l’instant</translation>
        </message>
        <message>
            <source>{0} min ago</source>
            <translation>il y a {0} min</translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>il y a %Ln heure</numerusform>
                <numerusform>il y a %Ln heures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>il y a %Ln jour</numerusform>
                <numerusform>il y a %Ln jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%Ln de plus</numerusform>
                <numerusform>%Ln de plus</numerusform>
            </translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>moins d’une minute restante</translation>
        </message>
        <message>
            <source>about {0} min left</source>
            <translation>environ {0} min restantes</translation>
        </message>
        <message>
            <source>about {0} h {1} min left</source>
            <translation>environ {0} h {1} min restantes</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Créer un nouveau jeton</translation>
        </message>
        <message>
            <source>Another BookOrbit uses {0} and does not answer. Close it and try again.</source>
            <translation>Un autre BookOrbit utilise {0} et ne répond pas. Fermez-le et réessayez.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>L’entrée standard n’est pas du texte en UTF-8. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>BookOrbit runs already on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit utilise déjà {0}. Fermez-le, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>BookOrbit runs on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit utilise {0} en ce moment, sa bibliothèque reste donc en place. Quittez-le et réessayez.</translation>
        </message>
        <message>
            <source>BookOrbit may not write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit n’a pas le droit d’écrire dans {0}. Autorisez-le dans les propriétés du dossier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>Le disque où se trouve {0} est plein. Libérez de la place et relancez BookOrbit, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} fails to read or write. Check that it is connected and sound.</source>
            <translation>Le disque où se trouve {0} ne lit ou n’écrit plus correctement. Vérifiez qu’il est branché et en bon état.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} n’est pas un dossier. Déplacez ce fichier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is empty. Put a copy of it back, or start with --set-aside to keep it elsewhere and begin a new library.</source>
            <translation>La base de données de votre bibliothèque, {0}, est vide. Remettez-en une copie, ou démarrez avec --set-aside pour la conserver ailleurs et commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>The database of your library, {0}, is damaged, and BookOrbit has left it as it is. Put a copy of it back, or start with --set-aside to keep it elsewhere and begin a new library.</source>
            <translation>La base de données de votre bibliothèque, {0}, est endommagée, et BookOrbit l’a laissée telle quelle. Remettez-en une copie, ou démarrez avec --set-aside pour la conserver ailleurs et commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>Another program holds {0}. Close that program and start again.</source>
            <translation>Un autre programme bloque {0}. Fermez-le, puis relancez BookOrbit.</translation>
        </message>
        <message>
            <source>BookOrbit may not read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit n’a pas le droit de lire {0}. Autorisez-le dans les propriétés du fichier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Ce n’est pas un fichier ordinaire.</translation>
        </message>
        <message>
            <source>The file could not be read: {0}.</source>
            <translation>Le fichier n’a pas pu être lu : {0}.</translation>
        </message>
        <message>
            <source>The file is not there.</source>
            <translation>Le fichier n’est pas là.</translation>
        </message>
        <message>
            <source>BookOrbit may not read this file. Check its permissions.</source>
            <translation>BookOrbit n’a pas le droit de lire ce fichier. Vérifiez ses permissions.</translation>
        </message>
        <message>
            <source>This file is longer than {0} bytes.</source>
            <translation>Ce fichier dépasse {0} octets.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Ce fichier est vide.</translation>
        </message>
        <message>
            <source>The copy before it was read instead. {0}</source>
            <translation>La copie d’avant a été lue à la place. {0}</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Ligne {0}, colonne {1} : {2}</translation>
        </message>
        <message>
            <source>There is no table here.</source>
            <translation>Il n’y a pas de table ici.</translation>
        </message>
        <message>
            <source>An escape is not known.</source>
            <translation>Un échappement est inconnu.</translation>
        </message>
        <message>
            <source>Something follows after the end of the value.</source>
            <translation>Quelque chose suit la fin de la valeur.</translation>
        </message>
        <message>
            <source>Only tables, texts, numbers, true, false and nil are read.</source>
            <translation>Seuls les tables, textes, nombres, true, false et nil sont lus.</translation>
        </message>
        <message>
            <source>There are more than {0} values.</source>
            <translation>Il y a plus de {0} valeurs.</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} deep.</source>
            <translation>Les tables sont imbriquées sur plus de {0} niveaux.</translation>
        </message>
        <message>
            <source>A sign of equality is missing.</source>
            <translation>Il manque un signe égal.</translation>
        </message>
        <message>
            <source>A text is not closed.</source>
            <translation>Un texte n’est pas fermé.</translation>
        </message>
        <message>
            <source>There are more than {0} escapes.</source>
            <translation>Il y a plus de {0} séquences d’échappement.</translation>
        </message>
        <message>
            <source>An escape is no character.</source>
            <translation>Un échappement n’est pas un caractère.</translation>
        </message>
        <message>
            <source>A value is missing.</source>
            <translation>Il manque une valeur.</translation>
        </message>
        <message>
            <source>Long brackets are not closed.</source>
            <translation>Des crochets longs ne sont pas fermés.</translation>
        </message>
        <message>
            <source>This is no number that is read.</source>
            <translation>Ce n’est pas un nombre qui se lit.</translation>
        </message>
        <message>
            <source>A comma or the end of the table is missing.</source>
            <translation>Il manque une virgule ou la fin de la table.</translation>
        </message>
        <message>
            <source>This cannot be a key.</source>
            <translation>Cela ne peut pas être une clé.</translation>
        </message>
        <message>
            <source>The bracket of a key is not closed.</source>
            <translation>Le crochet d’une clé n’est pas fermé.</translation>
        </message>
        <message>
            <source>An escape is no byte.</source>
            <translation>Un échappement n’est pas un octet.</translation>
        </message>
        <message>
            <source>There are too many folders here; the rest was left out.</source>
            <translation>Il y a trop de dossiers ici ; le reste a été laissé de côté.</translation>
        </message>
        <message>
            <source>There are more than {0} annotations in this file, so it is damaged.</source>
            <translation>Ce fichier contient plus de {0} annotations, il est donc endommagé.</translation>
        </message>
        <message>
            <source>Left out because they name a time or page that cannot be: {0} page views.</source>
            <translation>Laissées de côté, car elles citent une heure ou une page impossible : {0} pages vues.</translation>
        </message>
        <message>
            <source>This database is damaged; what could be read of it was saved: {0} page views.</source>
            <translation>Cette base est endommagée ; ce qui se lisait a été sauvé : {0} pages vues.</translation>
        </message>
        <message>
            <source>There is no table of books in it, so these are no statistics of KOReader's.</source>
            <translation>Il n’y a pas de table des livres, ce ne sont donc pas des statistiques de KOReader.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Ce fichier n’est pas une base de statistiques de KOReader : une de ses colonnes s’appelle « rowid ».</translation>
        </message>
        <message>
            <source>These statistics are damaged beyond reading: {0}.</source>
            <translation>Ces statistiques sont trop endommagées pour être lues : {0}.</translation>
        </message>
        <message>
            <source>This template is too long: at most {0} characters fit.</source>
            <translation>Ce modèle est trop long : {0} caractères au plus.</translation>
        </message>
        <message numerus="yes">
            <source>A template has at most %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Un modèle a au plus %Ln dossier. Retirez des barres obliques.</numerusform>
                <numerusform>Un modèle a au plus %Ln dossiers. Retirez des barres obliques.</numerusform>
            </translation>
        </message>
        <message>
            <source>A template needs {0}: without it many books would have the same name.</source>
            <translation>Un modèle a besoin de {0} : sans cela, beaucoup de livres auraient le même nom.</translation>
        </message>
        <message>
            <source>A folder without a name: there is a slash too many, or nothing behind the last one.</source>
            <translation>Un dossier sans nom : une barre oblique de trop, ou rien après la dernière.</translation>
        </message>
        <message>
            <source>Each square bracket needs its other half in the same folder or name.</source>
            <translation>Chaque crochet a besoin de son autre moitié dans le même dossier ou nom.</translation>
        </message>
        <message>
            <source>There is no field {0}. These are known: {1}.</source>
            <translation>Il n’y a pas de champ {0}. Ceux-ci existent : {1}.</translation>
        </message>
        <message>
            <source>Write / between folders, on every system.</source>
            <translation>Écrivez / entre les dossiers, sur tout système.</translation>
        </message>
        <message>
            <source>A field stands between braces, such as {0}.</source>
            <translation>Un champ se met entre accolades, comme {0}.</translation>
        </message>
        <message>
            <source>A slash cannot stand in square brackets. Close them before it.</source>
            <translation>Une barre oblique ne peut pas être entre crochets. Fermez-les avant.</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Associé, mais cette édition n’a pas de nombre de pages : la progression ne peut pas être envoyée. Statut, dates et note l’ont été. Choisissez une édition avec des pages.</translation>
        </message>
        <message>
            <source>Hardcover shows more than this library; nothing there is lowered.</source>
            <translation>Hardcover en montre plus que cette bibliothèque ; rien n’y est abaissé.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author alone: is that right?</source>
            <translation>Associé à « {0} » par le titre et l’auteur seuls : est-ce juste ?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>En pause après %Ln échec.</numerusform>
                <numerusform>En pause après %Ln échecs.</numerusform>
            </translation>
        </message>
        <message>
            <source>Give it a status other than Unread and it will be sent.</source>
            <translation>Donnez-lui un statut autre que Non lu et il sera envoyé.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Include sends it again.</source>
            <translation>Vous avez exclu ce livre de Hardcover. « Inclure » l’envoie de nouveau.</translation>
        </message>
        <message>
            <source>Will be looked up on Hardcover with the next sync.</source>
            <translation>Sera cherché sur Hardcover à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>The matched edition has a page count of {0}, which can't be right, so progress isn't sent.</source>
            <translation>L’édition associée indique {0} comme nombre de pages, ce qui ne peut être juste : la progression n’est pas envoyée.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Choisissez une autre édition ou saisissez le nombre de pages.</translation>
        </message>
        <message>
            <source>Waiting to be sent: {0}.</source>
            <translation>En attente d’envoi : {0}.</translation>
        </message>
        <message>
            <source>Hardcover shows what this library shows.</source>
            <translation>Hardcover montre ce que montre cette bibliothèque.</translation>
        </message>
        <message>
            <source>Sync now tries again.</source>
            <translation>« Synchroniser » réessaie.</translation>
        </message>
        <message>
            <source>Found “{0}” by title and author only.</source>
            <translation>« {0} » n’a été trouvé que par le titre et l’auteur.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm the match or pick another book.</source>
            <translation>Rien n’est envoyé avant que vous confirmiez ou choisissiez un autre livre.</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>confidentialité : {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>note : {0} → {1}</translation>
        </message>
        <message>
            <source>not set</source>
            <translation>non défini</translation>
        </message>
        <message>
            <source>It is rated {0} here. Take that back first.</source>
            <translation>Il est noté {0} ici. Retirez d’abord cette note.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>Il n’est pas sur votre étagère Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover shows no rating.</source>
            <translation>Hardcover ne montre pas de note.</translation>
        </message>
        <message>
            <source>You gave the rating {0} on Hardcover yourself; it stays.</source>
            <translation>Vous avez donné la note {0} vous-même sur Hardcover ; elle reste.</translation>
        </message>
        <message>
            <source>You added this entry on Hardcover yourself; it stays.</source>
            <translation>Vous avez ajouté cette entrée vous-même sur Hardcover ; elle reste.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover; the entry stays.</source>
            <translation>Vous avez changé le statut sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You rated it on Hardcover; the entry stays.</source>
            <translation>Vous l’avez noté sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You chose another edition on Hardcover; the entry stays.</source>
            <translation>Vous avez choisi une autre édition sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You changed the day it was added on Hardcover; the entry stays.</source>
            <translation>Vous avez changé la date d’ajout sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You wrote a review on Hardcover; the entry stays.</source>
            <translation>Vous avez écrit une critique sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You wrote a private note on Hardcover; the entry stays.</source>
            <translation>Vous avez écrit une note privée sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>Your token may not see private notes, so the entry stays.</source>
            <translation>Votre jeton ne peut pas voir les notes privées, l’entrée reste donc.</translation>
        </message>
        <message>
            <source>You marked it as owned on Hardcover; the entry stays.</source>
            <translation>Vous l’avez marqué comme possédé sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You added a read on Hardcover; the entry stays.</source>
            <translation>Vous avez ajouté une lecture sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>You changed its progress or dates on Hardcover; the entry stays.</source>
            <translation>Vous avez changé la progression ou les dates sur Hardcover ; l’entrée reste.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can look at; the entry stays.</source>
            <translation>Elle a plus de lectures que BookOrbit ne peut en consulter ; l’entrée reste.</translation>
        </message>
        <message>
            <source>Currently Reading</source>
            <translation>En lecture</translation>
        </message>
        <message>
            <source>Did Not Finish</source>
            <translation>Abandonné</translation>
        </message>
        <message>
            <source>Hardcover says {0}; what you set there stays.</source>
            <translation>Hardcover indique {0} ; ce que vous y avez choisi reste.</translation>
        </message>
        <message>
            <source>Hardcover has the rating {0}; it stays.</source>
            <translation>Hardcover a la note {0} ; elle reste.</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>statut : {0} → {1}</translation>
        </message>
        <message>
            <source>Hardcover says {0}, and that stays.</source>
            <translation>Hardcover indique {0}, et cela reste.</translation>
        </message>
        <message>
            <source>“Replace status on Hardcover” sends {0} instead.</source>
            <translation>« Remplacer le statut sur Hardcover » envoie {0} à la place.</translation>
        </message>
        <message>
            <source>The entry on Hardcover is another one now; it stays.</source>
            <translation>L’entrée sur Hardcover est maintenant une autre ; elle reste.</translation>
        </message>
        <message>
            <source>It is not clear whether you or BookOrbit put this book on your shelf; it stays.</source>
            <translation>On ne sait pas qui, de vous ou de BookOrbit, a mis ce livre sur votre étagère ; il reste.</translation>
        </message>
        <message>
            <source>You changed the status on Hardcover since; it stays.</source>
            <translation>Vous avez changé le statut sur Hardcover depuis ; il reste.</translation>
        </message>
        <message>
            <source>You changed the rating on Hardcover since; it stays.</source>
            <translation>Vous avez changé la note sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>You changed the privacy on Hardcover since; it stays.</source>
            <translation>Vous avez changé la confidentialité sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>You changed a read on Hardcover since; it stays.</source>
            <translation>Vous avez changé une lecture sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can look at; all of them stay.</source>
            <translation>Elle a plus de lectures que BookOrbit ne peut en consulter ; toutes restent.</translation>
        </message>
        <message>
            <source>by the id in the book</source>
            <translation>par l’identifiant du livre</translation>
        </message>
        <message>
            <source>by an id elsewhere</source>
            <translation>par un identifiant d’ailleurs</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>sur votre étagère</translation>
        </message>
        <message>
            <source>“{0}” ({1}), {2}</source>
            <translation>« {0} » ({1}), {2}</translation>
        </message>
        <message>
            <source>“{0}” ({1})</source>
            <translation>« {0} » ({1})</translation>
        </message>
        <message>
            <source>a read removed</source>
            <translation>une lecture retirée</translation>
        </message>
        <message>
            <source>match: {0} → {1}</source>
            <translation>association : {0} → {1}</translation>
        </message>
        <message>
            <source>edition: {0} → {1}</source>
            <translation>édition : {0} → {1}</translation>
        </message>
        <message>
            <source>page count: {0} → {1}</source>
            <translation>nombre de pages : {0} → {1}</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>association confirmée</translation>
        </message>
        <message>
            <source>saved id: {0} → {1}</source>
            <translation>identifiant enregistré : {0} → {1}</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>retiré de votre étagère</translation>
        </message>
        <message>
            <source>put on your shelf</source>
            <translation>mis sur votre étagère</translation>
        </message>
        <message>
            <source>a read added</source>
            <translation>une lecture ajoutée</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>page : {0} → {1}</translation>
        </message>
        <message>
            <source>started: {0} → {1}</source>
            <translation>début : {0} → {1}</translation>
        </message>
        <message>
            <source>finished: {0} → {1}</source>
            <translation>fin : {0} → {1}</translation>
        </message>
        <message>
            <source>known by another digest</source>
            <translation>reconnu par une autre empreinte</translation>
        </message>
        <message>
            <source>excluded from Hardcover</source>
            <translation>exclu de Hardcover</translation>
        </message>
        <message>
            <source>included again</source>
            <translation>de nouveau inclus</translation>
        </message>
        <message>
            <source>status on Hardcover may be replaced</source>
            <translation>le statut sur Hardcover peut être remplacé</translation>
        </message>
        <message>
            <source>status there stays</source>
            <translation>le statut là-bas reste</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>l’ISBN appartient à « {0} »</translation>
        </message>
        <message>
            <source>the ISBN is misspelt, and belongs to “{0}”</source>
            <translation>l’ISBN est erroné et appartient à « {0} »</translation>
        </message>
        <message>
            <source>the saved id belongs to “{0}”</source>
            <translation>l’identifiant enregistré appartient à « {0} »</translation>
        </message>
        <message>
            <source>the title of this file says nothing</source>
            <translation>le titre de ce fichier ne dit rien</translation>
        </message>
        <message>
            <source>the record is a summary, guide or adaptation of the book</source>
            <translation>la fiche est un résumé, un guide ou une adaptation du livre</translation>
        </message>
        <message>
            <source>this is a summary, guide or adaptation of the record</source>
            <translation>ceci est un résumé, un guide ou une adaptation de la fiche</translation>
        </message>
        <message>
            <source>the record is a collection of several books</source>
            <translation>la fiche est un recueil de plusieurs livres</translation>
        </message>
        <message>
            <source>the record is the novel, not the manga</source>
            <translation>la fiche est le roman, pas le manga</translation>
        </message>
        <message>
            <source>the record is the manga, not the novel</source>
            <translation>la fiche est le manga, pas le roman</translation>
        </message>
        <message>
            <source>the author is written in another script</source>
            <translation>l’auteur est écrit dans un autre alphabet</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>l’auteur est différent</translation>
        </message>
        <message>
            <source>nobody says who wrote it</source>
            <translation>l’auteur n’est indiqué nulle part</translation>
        </message>
        <message>
            <source>this file names no author</source>
            <translation>ce fichier ne nomme aucun auteur</translation>
        </message>
        <message>
            <source>the record names no author</source>
            <translation>la fiche ne nomme aucun auteur</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>progression : {0} → {1} (page {2})</translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover a plusieurs lectures ouvertes de ce livre ; la plus récente est mise à jour.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover; it stays so.</source>
            <translation>Cette lecture est terminée sur Hardcover ; elle le reste.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover est plus loin, à {0} ; la progression n’est jamais réduite.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read on.</source>
            <translation>Vous avez changé la page sur Hardcover ; elle reste jusqu’à ce que vous lisiez plus loin.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at page {0}; progress is never lowered.</source>
            <translation>Hardcover est en avance, à la page {0} ; la progression n’est jamais abaissée.</translation>
        </message>
        <message>
            <source>another read, finished on {0}</source>
            <translation>une autre lecture, terminée le {0}</translation>
        </message>
        <message>
            <source>You removed this read on Hardcover; it stays removed.</source>
            <translation>Vous avez retiré cette lecture sur Hardcover ; elle reste retirée.</translation>
        </message>
        <message>
            <source>You have the audiobook on Hardcover; its status and progress there stay its own.</source>
            <translation>Vous avez le livre audio sur Hardcover ; son statut et sa progression y restent tels quels.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>une nouvelle lecture à {0}</translation>
        </message>
        <message>
            <source>You undid what was sent of this read.</source>
            <translation>Vous avez annulé ce qui avait été envoyé de cette lecture.</translation>
        </message>
        <message>
            <source>What you read from here on is sent.</source>
            <translation>Ce que vous lirez désormais sera envoyé.</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <source>“{0}” names no book on Hardcover. Paste its address, its number, edition:NUMBER or an ISBN.</source>
            <translation>« {0} » ne désigne aucun livre sur Hardcover. Collez son adresse, son numéro, edition:NUMÉRO ou un ISBN.</translation>
        </message>
        <message>
            <source>This book has a status here already; it stays.</source>
            <translation>Ce livre a déjà un statut ici ; il reste.</translation>
        </message>
        <message>
            <source>This book has a rating or a place here already; it stays.</source>
            <translation>Ce livre a déjà une note ou une position ici ; elle reste.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Prêt à importer.</translation>
        </message>
        <message>
            <source>This status on Hardcover is not imported.</source>
            <translation>Ce statut de Hardcover n’est pas importé.</translation>
        </message>
        <message>
            <source>No book here is this one.</source>
            <translation>Aucun livre d’ici n’est celui-ci.</translation>
        </message>
        <message>
            <source>More than one book here could be this one.</source>
            <translation>Plusieurs livres d’ici pourraient être celui-ci.</translation>
        </message>
        <message>
            <source>Matched by title and author: have a look first.</source>
            <translation>Associé par le titre et l’auteur : vérifiez d’abord.</translation>
        </message>
        <message>
            <source>Both say the same already.</source>
            <translation>Les deux disent déjà la même chose.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Deux entrées sur Hardcover pourraient être ce livre.</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>progression : {0} → {1}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>added as {0}</source>
            <translation>ajouté comme {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n earlier read(s)</source>
            <translation>
                <numerusform>%n lecture antérieure</numerusform>
                <numerusform>%n lectures antérieures</numerusform>
            </translation>
        </message>
        <message>
            <source>This book is not on your Hardcover shelf any more; it stays off. Re-match puts it back.</source>
            <translation>Ce livre n’est plus sur votre étagère Hardcover ; il n’y revient pas. « Réassocier » l’y remet.</translation>
        </message>
        <message numerus="yes">
            <source>Can't reach Hardcover. %n changes are waiting and will be sent later.</source>
            <translation>
                <numerusform>Hardcover est injoignable. %Ln modification attend et sera envoyée plus tard.</numerusform>
                <numerusform>Hardcover est injoignable. %Ln modifications attendent et seront envoyées plus tard.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You're offline. The remaining %n books will be sent when you're back.</source>
            <translation>
                <numerusform>Vous êtes hors ligne. Le livre restant sera envoyé à votre retour en ligne.</numerusform>
                <numerusform>Vous êtes hors ligne. Les %Ln livres restants seront envoyés à votre retour en ligne.</numerusform>
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
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is lost; sync again later.</source>
            <translation>Rien n’est perdu ; synchronisez de nouveau plus tard.</translation>
        </message>
        <message>
            <source>Will retry in {0}.</source>
            <translation>Nouvel essai dans {0}.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. It is tried again later.</source>
            <translation>Hardcover est injoignable. Un nouvel essai suivra.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. 1 change is waiting and will be sent later.</source>
            <translation>Hardcover est injoignable. 1 modification attend et sera envoyée plus tard.</translation>
        </message>
        <message>
            <source>You're offline.</source>
            <translation>Vous êtes hors ligne.</translation>
        </message>
        <message>
            <source>You're offline. The remaining book will be sent when you're back.</source>
            <translation>Vous êtes hors ligne. Le livre restant sera envoyé à votre retour en ligne.</translation>
        </message>
        <message>
            <source>There is no Hardcover token yet.</source>
            <translation>Il n’y a pas encore de jeton Hardcover.</translation>
        </message>
        <message>
            <source>You switched automatic sending off.</source>
            <translation>Vous avez désactivé l’envoi automatique.</translation>
        </message>
        <message>
            <source>You paused the sync until {0}.</source>
            <translation>Vous avez mis la synchronisation en pause, reprise : {0}.</translation>
        </message>
        <message>
            <source>Nothing is sent by itself before the first sync that you confirm.</source>
            <translation>Rien n’est envoyé automatiquement avant la première synchronisation que vous confirmez.</translation>
        </message>
        <message>
            <source>the title is different</source>
            <translation>le titre est différent</translation>
        </message>
        <message>
            <source>the year in the title is different</source>
            <translation>l’année dans le titre est différente</translation>
        </message>
        <message>
            <source>one of the two holds several volumes</source>
            <translation>l’un des deux contient plusieurs tomes</translation>
        </message>
        <message>
            <source>the record counts something else (issues, volumes or books)</source>
            <translation>la fiche compte autre chose (numéros, tomes ou livres)</translation>
        </message>
        <message>
            <source>the record does not say which volume it is</source>
            <translation>la fiche ne dit pas de quel tome il s’agit</translation>
        </message>
        <message>
            <source>the record is volume {0}</source>
            <translation>la fiche est le tome {0}</translation>
        </message>
        <message>
            <source>the record is volume {0}, this is volume {1}</source>
            <translation>la fiche est le tome {0}, ce livre est le tome {1}</translation>
        </message>
        <message>
            <source>the record is the whole, this is a part of it</source>
            <translation>la fiche est l’ouvrage entier, ceci en est une partie</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>le numéro dans le titre est différent</translation>
        </message>
        <message>
            <source>only the series is the same</source>
            <translation>seule la série est la même</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>le sous-titre est différent</translation>
        </message>
        <message>
            <source>the record's title goes on</source>
            <translation>le titre de la fiche est plus long</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>il manque à la fiche la seconde partie du titre</translation>
        </message>
        <message>
            <source>Fills what is missing here; the rest stays as it is.</source>
            <translation>Complète ce qui manque ici ; le reste ne change pas.</translation>
        </message>
        <message>
            <source>You are reading this book now: the finished read in the file may be this one. If so, mark it Read.</source>
            <translation>Vous lisez ce livre en ce moment : la lecture terminée du fichier est peut-être celle-ci. Si oui, marquez-le Lu.</translation>
        </message>
        <message>
            <source>The ISBN is the same, but the title is different: have a look first.</source>
            <translation>L’ISBN est le même, mais le titre diffère : regardez d’abord.</translation>
        </message>
        <message>
            <source>This line has no status that is kept here, no rating and no dates.</source>
            <translation>Cette ligne n’a ni statut utilisé ici, ni note, ni dates.</translation>
        </message>
        <message>
            <source>Two lines of the file could be this book.</source>
            <translation>Deux lignes du fichier pourraient être ce livre.</translation>
        </message>
        <message>
            <source>This book has a rating here already; it stays.</source>
            <translation>Ce livre a déjà une note ici ; elle reste.</translation>
        </message>
        <message>
            <source>Another line of the file is surer to be this book.</source>
            <translation>Une autre ligne du fichier est plus sûrement ce livre.</translation>
        </message>
        <message>
            <source>An earlier line of the file says the same.</source>
            <translation>Une ligne précédente du fichier dit la même chose.</translation>
        </message>
        <message>
            <source>This line names no book.</source>
            <translation>Cette ligne ne nomme aucun livre.</translation>
        </message>
        <message>
            <source>No book here is this one: it becomes an entry without a file.</source>
            <translation>Aucun livre ici n’est celui-ci : il devient une entrée sans fichier.</translation>
        </message>
        <message>
            <source>A device's name has up to {0} letters. Choose a shorter one.</source>
            <translation>Le nom d’un appareil compte jusqu’à {0} lettres. Choisissez-en un plus court.</translation>
        </message>
        <message>
            <source>Take the file from the device itself: a copy that calibre or another program has written anew has another digest.</source>
            <translation>Prenez le fichier sur l’appareil même : une copie réécrite par calibre ou un autre programme a une autre empreinte.</translation>
        </message>
        <message>
            <source>Your library has it as “{0}”. Link it.</source>
            <translation>Il est dans votre bibliothèque, « {0} ». Liez-le.</translation>
        </message>
        <message>
            <source>This file has the text of “{0}”. Its digest is another one: your device keeps the one it made when it first opened the book. If you read this text there, link it.</source>
            <translation>Ce fichier a le texte de « {0} ». Son empreinte est autre : votre appareil garde celle qu’il a faite à la première ouverture du livre. Si vous y lisez ce texte, liez-le.</translation>
        </message>
        <message>
            <source>No book in your library has it. Add it, or make an entry without a file.</source>
            <translation>Aucun livre de votre bibliothèque ne l’a. Ajoutez-le, ou créez une entrée sans fichier.</translation>
        </message>
        <message>
            <source>Same text, different metadata: your library has it as “{0}”. Link it.</source>
            <translation>Même texte, autres métadonnées : il est dans votre bibliothèque, « {0} ». Liez-le.</translation>
        </message>
        <message>
            <source>This is the same file.</source>
            <translation>C’est le même fichier.</translation>
        </message>
        <message>
            <source>Same text, different metadata.</source>
            <translation>Même texte, autres métadonnées.</translation>
        </message>
        <message>
            <source>This is a different file.</source>
            <translation>C’est un autre fichier.</translation>
        </message>
        <message>
            <source>Accounts are made on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Les comptes se créent sur votre ordinateur. Touchez « S’identifier » et saisissez le nom et la phrase secrète affichés dans BookOrbit.</translation>
        </message>
        <message>
            <source>Pairing works only at home. Put this device on the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>L’appairage ne marche qu’à la maison. Mettez cet appareil sur le même Wi-Fi que votre ordinateur, puis touchez de nouveau S’inscrire.</translation>
        </message>
        <message>
            <source>Username is already registered. Choose another name, or tap Login with its password.</source>
            <translation>Ce nom est déjà pris. Choisissez-en un autre, ou touchez S’identifier avec son mot de passe.</translation>
        </message>
        <message>
            <source>Another device is being paired. Wait a moment, then tap Register again.</source>
            <translation>Un autre appareil est en cours d’appairage. Attendez un instant, puis touchez de nouveau S’inscrire.</translation>
        </message>
        <message>
            <source>This device was not allowed on your computer.</source>
            <translation>Cet appareil n’a pas été autorisé sur votre ordinateur.</translation>
        </message>
        <message>
            <source>Allow it on your computer, then tap Register again.</source>
            <translation>Autorisez-le sur votre ordinateur, puis touchez de nouveau S’inscrire.</translation>
        </message>
        <message>
            <source>This device does not wait any more. Open pairing again, then tap Register on it once more.</source>
            <translation>Cet appareil n’attend plus. Rouvrez l’appairage, puis touchez-y encore une fois S’inscrire.</translation>
        </message>
        <message>
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>Le fichier de votre appareil a {0} pages, ce livre en a {1}.</translation>
        </message>
        <message>
            <source>Your device counts fixed pages, as in a PDF; this book has no such file.</source>
            <translation>Votre appareil compte des pages fixes, comme dans un PDF ; ce livre n’a pas de tel fichier.</translation>
        </message>
        <message>
            <source>Your device shows flowing text; the files of this book have fixed pages.</source>
            <translation>Votre appareil affiche un texte fluide ; les fichiers de ce livre ont des pages fixes.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>Le rythme correspond : {0} pages par heure.</translation>
        </message>
        <message>
            <source>For this book it would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Pour ce livre, ce seraient {0} pages par heure, plus vite que quiconque.</translation>
        </message>
        <message numerus="yes">
            <source>Its %n page(s) fit.</source>
            <translation>
                <numerusform>Sa %Ln page correspond.</numerusform>
                <numerusform>Ses %Ln pages correspondent.</numerusform>
            </translation>
        </message>
        <message>
            <source>A port is a number up to {0}. KOReader usually uses 7200.</source>
            <translation>Un port est un nombre jusqu’à {0}. KOReader utilise d’habitude 7200.</translation>
        </message>
        <message>
            <source>A name looks like books.example.org, without http:// and without a port.</source>
            <translation>Un nom ressemble à books.example.org, sans http:// ni port.</translation>
        </message>
        <message>
            <source>A port is a number from 1 to {0}, such as 7200.</source>
            <translation>Un port est un nombre de 1 à {0}, par exemple 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices cannot reach it. Choose another one in Settings, KOReader.</source>
            <translation>Cet ordinateur n’a plus l’adresse {0} : les appareils ne peuvent pas l’atteindre. Choisissez-en une autre dans Réglages, KOReader.</translation>
        </message>
        <message>
            <source>Using port {0} until {1} is free.</source>
            <translation>Le port {0} sert jusqu’à ce que {1} soit libre.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Using {1} — update the address on your device.</source>
            <translation>Le port {0} est utilisé par un autre programme. Le port {1} sert à sa place — corrigez l’adresse sur votre appareil.</translation>
        </message>
        <message>
            <source>Your address changed from {0} to {1}. Devices use the old one. Tip: reserve the address in your router.</source>
            <translation>Votre adresse est passée de {0} à {1}. Les appareils utilisent l’ancienne. Conseil : réservez l’adresse dans votre routeur.</translation>
        </message>
        <message>
            <source>The title is the same.</source>
            <translation>Le titre est le même.</translation>
        </message>
        <message>
            <source>The title is alike.</source>
            <translation>Le titre est proche.</translation>
        </message>
        <message>
            <source>The title is a little alike.</source>
            <translation>Le titre est un peu proche.</translation>
        </message>
        <message>
            <source>The author is the same.</source>
            <translation>L’auteur est le même.</translation>
        </message>
        <message>
            <source>The author is alike.</source>
            <translation>L’auteur est proche.</translation>
        </message>
        <message>
            <source>The author is another one.</source>
            <translation>L’auteur est un autre.</translation>
        </message>
        <message>
            <source>The author is a little alike.</source>
            <translation>L’auteur est un peu proche.</translation>
        </message>
        <message>
            <source>It is another volume.</source>
            <translation>C’est un autre tome.</translation>
        </message>
        <message>
            <source>The file name is like the title.</source>
            <translation>Le nom du fichier ressemble au titre.</translation>
        </message>
        <message>
            <source>The file name holds title and author.</source>
            <translation>Le nom du fichier contient titre et auteur.</translation>
        </message>
        <message>
            <source>This is a Calibre library; its own names, series and identifiers are used.</source>
            <translation>C’est une bibliothèque Calibre ; ses propres noms, séries et identifiants sont utilisés.</translation>
        </message>
        <message>
            <source>This Calibre library has no column #{0} that can be used for this. Choose another one.</source>
            <translation>Cette bibliothèque Calibre n’a pas de colonne #{0} utilisable pour cela. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>A book needs a title. Write one, or take the one in the file.</source>
            <translation>Un livre a besoin d’un titre. Écrivez-en un, ou prenez celui du fichier.</translation>
        </message>
        <message>
            <source>This is too long: {0} characters, and {1} fit. Shorten it.</source>
            <translation>C’est trop long : {0} caractères, pour {1} au plus. Raccourcissez.</translation>
        </message>
        <message>
            <source>This field holds text. Write it in words.</source>
            <translation>Ce champ contient du texte. Écrivez-le en toutes lettres.</translation>
        </message>
        <message>
            <source>This field holds a list. Separate its entries with a semicolon.</source>
            <translation>Ce champ contient une liste. Séparez ses éléments par un point-virgule.</translation>
        </message>
        <message>
            <source>These are {0} entries, and {1} fit. Remove some.</source>
            <translation>Cela fait {0} éléments, pour {1} au plus. Retirez-en.</translation>
        </message>
        <message>
            <source>A place in a series is a number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Une place dans une série est un nombre de 0 à 100 000, comme 2 ou 1,5.</translation>
        </message>
        <message>
            <source>“{0}” is no language known here. Write its code, such as en or pt-BR.</source>
            <translation>« {0} » n’est pas une langue connue ici. Écrivez son code, comme en ou pt-BR.</translation>
        </message>
        <message>
            <source>Write a year, or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Écrivez une année, ou une date AAAA-MM ou AAAA-MM-JJ, comme 1813 ou 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” is no ISBN: it has 10 or 13 digits, and the last one checks the others. Compare it with the book.</source>
            <translation>« {0} » n’est pas un ISBN : il a 10 ou 13 chiffres, et le dernier vérifie les autres. Comparez-le avec le livre.</translation>
        </message>
        <message numerus="yes">
            <source>%n book file(s): {0}.</source>
            <translation>
                <numerusform>%Ln fichier de livre : {0}.</numerusform>
                <numerusform>%Ln fichiers de livre : {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>nothing new</source>
            <translation>rien de nouveau</translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation>
                <numerusform>%Ln ajouté</numerusform>
                <numerusform>%Ln ajoutés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n changed</source>
            <translation>
                <numerusform>%Ln modifié</numerusform>
                <numerusform>%Ln modifiés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%Ln déplacé</numerusform>
                <numerusform>%Ln déplacés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n missing</source>
            <translation>
                <numerusform>%Ln manquant</numerusform>
                <numerusform>%Ln manquants</numerusform>
            </translation>
        </message>
        <message>
            <source>Quiet hours begin and end between 00:00 and 23:59.</source>
            <translation>Les heures calmes commencent et finissent entre 00:00 et 23:59.</translation>
        </message>
        <message>
            <source>This book is being read already. Mark it Read first.</source>
            <translation>Ce livre est déjà en lecture. Marquez-le d’abord comme Lu.</translation>
        </message>
        <message>
            <source>A rating is a number from 0.5 to 5 in halves, such as 3.5.</source>
            <translation>Une note est un nombre de 0,5 à 5 par demi-points, par exemple 3,5.</translation>
        </message>
        <message>
            <source>Dates belong to a read: set the status to reading or read first.</source>
            <translation>Les dates vont avec une lecture : choisissez d’abord le statut en lecture ou lu.</translation>
        </message>
        <message>
            <source>A finish date needs the status read or skimmed.</source>
            <translation>Une date de fin demande le statut lu ou survolé.</translation>
        </message>
        <message>
            <source>A date cannot lie in the future.</source>
            <translation>Une date ne peut pas être dans le futur.</translation>
        </message>
        <message>
            <source>The finish date cannot lie before the start date.</source>
            <translation>La date de fin ne peut pas précéder la date de début.</translation>
        </message>
        <message>
            <source>Want to read</source>
            <translation>À lire</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>Suspendu</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>non lu</translation>
        </message>
        <message>
            <source>want to read</source>
            <translation>à lire</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>en lecture</translation>
        </message>
        <message>
            <source>rereading</source>
            <translation>en relecture</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>suspendu</translation>
        </message>
        <message>
            <source>read</source>
            <translation>lu</translation>
        </message>
        <message>
            <source>skimmed</source>
            <translation>survolé</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abandonné</translation>
        </message>
        <message>
            <source>The address begins with https:// or http://, such as https://sync.example.org.</source>
            <translation>L’adresse commence par https:// ou http://, comme https://sync.example.org.</translation>
        </message>
        <message>
            <source>The address holds no name, password or question mark. Enter name and password below.</source>
            <translation>L’adresse ne contient ni nom, ni mot de passe, ni point d’interrogation. Saisissez nom et mot de passe dessous.</translation>
        </message>
        <message>
            <source>This is no address. It looks like https://sync.example.org.</source>
            <translation>Ce n’est pas une adresse. Elle ressemble à https://sync.example.org.</translation>
        </message>
        <message>
            <source>Nothing shows that the clock of this device is off.</source>
            <translation>Rien n’indique que l’horloge de cet appareil soit déréglée.</translation>
        </message>
        <message>
            <source>There is no “{0}” on the device; --dry-run shows its books.</source>
            <translation>L’appareil n’a pas de « {0} » ; --dry-run montre ses livres.</translation>
        </message>
        <message>
            <source>“{0}” is a book of your library already.</source>
            <translation>« {0} » est déjà un livre de votre bibliothèque.</translation>
        </message>
        <message>
            <source>It is new here.</source>
            <translation>C’est nouveau ici.</translation>
        </message>
        <message>
            <source>Another book here has this digest; it stays there.</source>
            <translation>Un autre livre ici a cette empreinte ; elle y reste.</translation>
        </message>
        <message>
            <source>Each counts once, whichever device it comes from.</source>
            <translation>Chacune compte une fois, quel que soit l’appareil d’où elle vient.</translation>
        </message>
        <message>
            <source>Its page views are gone from the device; the time is kept without days.</source>
            <translation>Ses pages vues ne sont plus sur l’appareil ; le temps est gardé sans les jours.</translation>
        </message>
        <message>
            <source>What is no longer on the device is kept here, and says so.</source>
            <translation>Ce qui n’est plus sur l’appareil reste ici, et c’est indiqué.</translation>
        </message>
        <message>
            <source>What the device sends for this file will count for this book.</source>
            <translation>Ce que l’appareil envoie pour ce fichier comptera pour ce livre.</translation>
        </message>
        <message>
            <source>You took this digest away from the book; it stays away.</source>
            <translation>Vous avez retiré cette empreinte du livre ; elle reste retirée.</translation>
        </message>
        <message>
            <source>It was changed on the device since the last import.</source>
            <translation>Modifié sur l’appareil depuis le dernier import.</translation>
        </message>
        <message>
            <source>Some files could not be read in full; the scan lists them.</source>
            <translation>Certains fichiers n’ont pas pu être lus en entier ; l’exploration les énumère.</translation>
        </message>
        <message>
            <source>You said that it is this book of your library.</source>
            <translation>Vous avez dit que c’est ce livre de votre bibliothèque.</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} h {1} min</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>Il n’y a pas de livre {0}. « list » affiche les livres et leurs numéros.</translation>
        </message>
        <message>
            <source>Reading this device was stopped early: what is missing here may still be there.</source>
            <translation>La lecture de cet appareil a été arrêtée avant la fin : ce qui manque ici s’y trouve peut-être encore.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are switched off in KOReader.</source>
            <translation>Cet appareil n’enregistre pas de statistiques : elles sont désactivées dans KOReader.</translation>
        </message>
        <message>
            <source>This device records nothing of books that are finished.</source>
            <translation>Cet appareil n’enregistre rien des livres terminés.</translation>
        </message>
        <message>
            <source>KOReader no longer knows the book of {0}; an import keeps that time.</source>
            <translation>KOReader ne connaît plus le livre de {0} ; une importation garde ce temps.</translation>
        </message>
        <message>
            <source>Several books here have its digest. Which one is it?</source>
            <translation>Plusieurs livres ici ont son empreinte. Lequel est-ce ?</translation>
        </message>
        <message>
            <source>Its digest is that of “{0}” here. Is it that book?</source>
            <translation>Son empreinte est celle de « {0} » ici. Est-ce ce livre ?</translation>
        </message>
        <message>
            <source>You removed this book here; it stays removed unless you tick it.</source>
            <translation>Vous avez retiré ce livre ici ; il reste retiré si vous ne le cochez pas.</translation>
        </message>
        <message>
            <source>Its digest is that of “{0}”, which you removed here. Is it that book?</source>
            <translation>Son empreinte est celle de « {0} », que vous avez supprimé ici. Est-ce ce livre ?</translation>
        </message>
        <message>
            <source>Title and author are equal, but it is another file. Is it the same book?</source>
            <translation>Titre et auteur sont les mêmes, mais c’est un autre fichier. Est-ce le même livre ?</translation>
        </message>
        <message>
            <source>You removed a book of this name here; it stays removed unless you tick it.</source>
            <translation>Vous avez retiré ici un livre de ce nom ; il reste retiré si vous ne le cochez pas.</translation>
        </message>
        <message>
            <source>Its times are corrected, as you agreed: its clock is {0} behind.</source>
            <translation>Ses heures sont corrigées, comme vous l’avez accepté : son horloge retarde de {0}.</translation>
        </message>
        <message>
            <source>Its times are corrected, as you agreed: its clock is {0} ahead.</source>
            <translation>Ses heures sont corrigées, comme vous l’avez accepté : son horloge avance de {0}.</translation>
        </message>
        <message>
            <source>This device records no page view under {0} seconds, and a longer one than {1} seconds as that long.</source>
            <translation>Cet appareil n’enregistre aucune page vue de moins de {0} secondes, et compte {1} secondes pour les plus longues.</translation>
        </message>
        <message>
            <source>You left this book out before.</source>
            <translation>Vous avez déjà laissé ce livre de côté.</translation>
        </message>
        <message>
            <source>The device has one digest for this and for “{0}”. Are they one book?</source>
            <translation>L’appareil a une seule empreinte pour celui-ci et pour « {0} ». Est-ce un seul livre ?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they one book?</source>
            <translation>Un autre fichier de l’appareil a le même titre et le même auteur. Est-ce un seul livre ?</translation>
        </message>
        <message>
            <source>It has no title, so it could not be known again.</source>
            <translation>Il n’a pas de titre et ne pourrait donc pas être reconnu.</translation>
        </message>
        <message>
            <source>It was only opened for a moment.</source>
            <translation>Il n’a été ouvert qu’un instant.</translation>
        </message>
        <message>
            <source>It is a book of your library.</source>
            <translation>C’est un livre de votre bibliothèque.</translation>
        </message>
        <message>
            <source>You left this out before, or took it away here since; it stays so.</source>
            <translation>Vous l’avez laissé de côté auparavant, ou retiré ici depuis ; cela reste ainsi.</translation>
        </message>
        <message>
            <source>Nothing is known here yet.</source>
            <translation>Rien n’est encore connu ici.</translation>
        </message>
        <message>
            <source>Another file of this book was read later; that one counts.</source>
            <translation>Un autre fichier de ce livre a été lu plus tard ; c’est lui qui compte.</translation>
        </message>
        <message>
            <source>This is known here already; it stays.</source>
            <translation>C’est déjà connu ici et reste tel quel.</translation>
        </message>
        <message>
            <source>There are several reads here; nothing tells which one is meant.</source>
            <translation>Il y a plusieurs lectures ici ; rien ne dit laquelle est visée.</translation>
        </message>
        <message>
            <source>There is no read here that this day belongs to.</source>
            <translation>Aucune lecture ici ne correspond à ce jour.</translation>
        </message>
        <message>
            <source>The page views go from beginning to end before this read.</source>
            <translation>Les pages vues vont du début à la fin avant cette lecture.</translation>
        </message>
        <message>
            <source>You set no status here, and the device knows more.</source>
            <translation>Vous n’avez choisi aucun statut ici, et l’appareil en sait plus.</translation>
        </message>
        <message>
            <source>The page views go from beginning to end, but it was not marked as finished there.</source>
            <translation>Les pages vues vont du début à la fin, mais il n’y a pas été marqué comme terminé.</translation>
        </message>
        <message>
            <source>The device stands at the end, but it was not marked as finished there.</source>
            <translation>L’appareil est à la fin, mais il n’y a pas été marqué comme terminé.</translation>
        </message>
        <message>
            <source>The place that is known here stays.</source>
            <translation>La position connue ici reste.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>Le premier jour avec des pages vues.</translation>
        </message>
        <message>
            <source>Approximate: the day on which status, rating or note were changed last on the device.</source>
            <translation>Approximatif : le jour où statut, note ou avis ont été modifiés en dernier sur l’appareil.</translation>
        </message>
        <message>
            <source>The last day on which the page views reach the end.</source>
            <translation>Le dernier jour où les pages vues atteignent la fin.</translation>
        </message>
        <message>
            <source>You want to read it, and the device has begun it already.</source>
            <translation>Il est à lire ici, et l’appareil l’a déjà commencé.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>Vous avez choisi le statut ici ; il reste.</translation>
        </message>
        <message>
            <source>It is finished here; that stays.</source>
            <translation>Il est terminé ici ; il le reste.</translation>
        </message>
        <message>
            <source>The device has said so since before this read began.</source>
            <translation>L’appareil le dit depuis avant le début de cette lecture.</translation>
        </message>
        <message>
            <source>This rating came from the device, and is another one there now.</source>
            <translation>Cette note venait de l’appareil, et y est maintenant une autre.</translation>
        </message>
        <message>
            <source>This file was read later than the one that told so far.</source>
            <translation>Ce fichier a été lu plus tard que celui qui comptait jusqu’ici.</translation>
        </message>
        <message>
            <source>The device has gone on since the last import.</source>
            <translation>L’appareil a avancé depuis le dernier import.</translation>
        </message>
        <message>
            <source>It was finished here before that day.</source>
            <translation>Il a été terminé ici avant ce jour.</translation>
        </message>
        <message>
            <source>It was begun here after that day.</source>
            <translation>Il a été commencé ici après ce jour.</translation>
        </message>
        <message>
            <source>Login key</source>
            <translation>Clé de connexion</translation>
        </message>
        <message>
            <source>Document matching</source>
            <translation>Identification du document</translation>
        </message>
        <message>
            <source>Send title and author</source>
            <translation>Envoyer titre et auteur</translation>
        </message>
        <message>
            <source>Catalogue (OPDS)</source>
            <translation>Catalogue (OPDS)</translation>
        </message>
        <message>
            <source>Login of the catalogue</source>
            <translation>Identifiants du catalogue</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>L’appareil envoie sa progression à cet ordinateur.</translation>
        </message>
        <message>
            <source>The device logs in with your name.</source>
            <translation>L’appareil s’identifie avec votre nom.</translation>
        </message>
        <message>
            <source>KOReader makes it of your passphrase and keeps it readable on the device, as it does when you log in there yourself.</source>
            <translation>KOReader la tire de votre phrase secrète et la garde lisible sur l’appareil, comme quand vous vous y identifiez vous-même.</translation>
        </message>
        <message>
            <source>A book is known by its content, so that it is found under any file name.</source>
            <translation>Un livre est reconnu à son contenu, pour être trouvé sous n’importe quel nom de fichier.</translation>
        </message>
        <message>
            <source>A book that is not in your library then comes with its title.</source>
            <translation>Un livre absent de votre bibliothèque arrive alors avec son titre.</translation>
        </message>
        <message>
            <source>You can browse your library on the device and download from it.</source>
            <translation>Vous pouvez parcourir votre bibliothèque sur l’appareil et y télécharger.</translation>
        </message>
        <message>
            <source>KOReader keeps name and passphrase of a catalogue readable on the device, as for every catalogue.</source>
            <translation>KOReader garde le nom et la phrase secrète d’un catalogue lisibles sur l’appareil, comme pour tout catalogue.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader est ouvert sur cet ordinateur. Fermez-le, puis réessayez.</translation>
        </message>
        <message>
            <source>BookOrbit cannot see whether KOReader is running on this device. Close it there, then say that it is closed.</source>
            <translation>BookOrbit ne peut pas voir si KOReader est ouvert sur cet appareil. Fermez-le là-bas, puis indiquez qu’il est fermé.</translation>
        </message>
        <message>
            <source>KOReader has not finished writing its statistics, so it may be running. Close it on the device, then say that it is closed.</source>
            <translation>KOReader n’a pas fini d’écrire ses statistiques ; il est donc peut-être ouvert. Fermez-le sur l’appareil, puis indiquez qu’il est fermé.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Éjectez l’appareil ici, débranchez-le, et démarrez KOReader.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>votre nom et votre phrase secrète</translation>
        </message>
        <message>
            <source>Open a book, then Tools ▸ Progress sync: tick “Automatically keep documents in sync”.</source>
            <translation>Ouvrez un livre, puis Outils ▸ Synchronisation de la progression : cochez « Maintenir automatiquement la synchronisation des documents ».</translation>
        </message>
        <message>
            <source>Network ▸ Action when Wi-Fi is off: choose “turn on”. With anything else KOReader switches automatic sync off again.</source>
            <translation>Réseau ▸ Action si le Wi-Fi est déconnecté : choisissez « allumer ». Avec tout autre choix, KOReader désactive de nouveau la synchronisation automatique.</translation>
        </message>
        <message>
            <source>Your library: the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Votre bibliothèque : la loupe ▸ Catalogue OPDS ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>An address begins with http:// and has a port, such as http://192.168.1.20:7200.</source>
            <translation>Une adresse commence par http:// et a un port, par exemple http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>another login</source>
            <translation>d’autres identifiants</translation>
        </message>
        <message>
            <source>made of your passphrase</source>
            <translation>tirée de votre phrase secrète</translation>
        </message>
        <message>
            <source>by file name</source>
            <translation>par le nom de fichier</translation>
        </message>
        <message>
            <source>by content (binary)</source>
            <translation>par le contenu (binaire)</translation>
        </message>
        <message>
            <source>off</source>
            <translation>désactivé</translation>
        </message>
        <message>
            <source>on</source>
            <translation>activé</translation>
        </message>
        <message>
            <source>another key</source>
            <translation>une autre clé</translation>
        </message>
        <message>
            <source>This {0} holds more than {1} entries.</source>
            <translation>Ce fichier ({0}) contient plus de {1} entrées.</translation>
        </message>
        <message>
            <source>This {0} is compressed in a way that book readers do not know.</source>
            <translation>Ce fichier ({0}) est compressé d’une façon que les liseuses ne connaissent pas.</translation>
        </message>
        <message>
            <source>This file is not a readable {0}.</source>
            <translation>Ce fichier n’est pas lisible ({0}).</translation>
        </message>
        <message>
            <source>This {0} is damaged.</source>
            <translation>Ce fichier ({0}) est endommagé.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, is damaged, so what the files say is used. In Calibre, choose Library maintenance, Restore database; BookOrbit then reads it by itself.</source>
            <translation>La liste des livres de Calibre, metadata.db, est endommagée, on suit donc ce que disent les fichiers. Dans Calibre, choisissez Maintenance de la bibliothèque, Restaurer la base de données ; BookOrbit la lit ensuite tout seul.</translation>
        </message>
        <message>
            <source>A newer Calibre than BookOrbit knows wrote this library, so what the files say is used. Look for a newer BookOrbit.</source>
            <translation>Un Calibre plus récent que celui que connaît BookOrbit a écrit cette bibliothèque, on suit donc ce que disent les fichiers. Cherchez un BookOrbit plus récent.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, is not there any more, so what the files say is used. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>La liste des livres de Calibre, metadata.db, n’est plus là, on suit donc ce que disent les fichiers. Est-ce encore votre bibliothèque Calibre ? Sinon, retirez le dossier.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, has no end that could be reached, so it is damaged and what the files say is used. In Calibre, choose Library maintenance, Restore database; BookOrbit then reads it by itself.</source>
            <translation>La liste des livres de Calibre, metadata.db, n’a pas de fin : elle est endommagée, et ce que disent les fichiers est utilisé. Dans Calibre, choisissez « Maintenance de la bibliothèque », « Restaurer la base de données » ; BookOrbit la lira ensuite de lui-même.</translation>
        </message>
        <message>
            <source>Calibre's list of books, metadata.db, cannot be read, so what the files say is used. {0}</source>
            <translation>La liste des livres de Calibre, metadata.db, est illisible, on suit donc ce que disent les fichiers. {0}</translation>
        </message>
        <message>
            <source>The ComicInfo.xml of this comic is larger than 8 MB.</source>
            <translation>Le ComicInfo.xml de cette bande dessinée dépasse 8 Mo.</translation>
        </message>
        <message>
            <source>To read this comic, install “unrar” (or unar, 7-Zip or bsdtar) and scan again.</source>
            <translation>Pour lire cette bande dessinée, installez « unrar » (ou unar, 7-Zip ou bsdtar) et explorez de nouveau.</translation>
        </message>
        <message>
            <source>CBR comic</source>
            <translation>bande dessinée CBR</translation>
        </message>
        <message>
            <source>The ComicInfo.xml</source>
            <translation>ComicInfo.xml</translation>
        </message>
        <message>
            <source>comic</source>
            <translation>bande dessinée</translation>
        </message>
        <message>
            <source>This comic holds no pictures.</source>
            <translation>Cette bande dessinée ne contient pas d’images.</translation>
        </message>
        <message>
            <source>This file is protected by a password.</source>
            <translation>Ce fichier est protégé par un mot de passe.</translation>
        </message>
        <message>
            <source>Kindle DRM</source>
            <translation>DRM Kindle</translation>
        </message>
        <message>
            <source>The cover is larger than 32 MB, so the book is shown without it.</source>
            <translation>La couverture dépasse 32 Mo ; le livre est affiché sans elle.</translation>
        </message>
        <message>
            <source>This book is locked with {0}, so KOReader cannot open it. A copy without DRM works.</source>
            <translation>Ce livre est verrouillé par {0}, KOReader ne peut donc pas l’ouvrir. Une copie sans DRM fonctionne.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>La couverture dépasse 100 mégapixels ; le livre est affiché sans elle.</translation>
        </message>
        <message>
            <source>The package document of this EPUB is larger than 8 MB.</source>
            <translation>Le document de paquet de cet EPUB dépasse 8 Mo.</translation>
        </message>
        <message>
            <source>The cover page of this EPUB is larger than 8 MB.</source>
            <translation>La page de couverture de cet EPUB dépasse 8 Mo.</translation>
        </message>
        <message>
            <source>This file is not a readable EPUB: it has no package document.</source>
            <translation>Ce fichier n’est pas un EPUB lisible : il n’a pas de document de paquet.</translation>
        </message>
        <message>
            <source>EPUB</source>
            <translation>EPUB</translation>
        </message>
        <message>
            <source>The container</source>
            <translation>le conteneur</translation>
        </message>
        <message>
            <source>The cover page</source>
            <translation>la page de couverture</translation>
        </message>
        <message>
            <source>The cover in it is neither JPEG nor PNG, so that stays.</source>
            <translation>La couverture qu’il contient n’est ni JPEG ni PNG ; elle reste donc.</translation>
        </message>
        <message>
            <source>It is locked, so its cover stays.</source>
            <translation>Il est verrouillé ; sa couverture reste donc.</translation>
        </message>
        <message>
            <source>It is signed by its publisher, and any change would break the signature. It is left as it is.</source>
            <translation>Il est signé par son éditeur, et toute modification briserait la signature. Il reste tel quel.</translation>
        </message>
        <message>
            <source>It does not keep what is written into it, so it is left as it is.</source>
            <translation>Il ne garde pas ce qu’on y écrit, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>The changed copy differs in more than its metadata, so the file is left as it is.</source>
            <translation>La copie modifiée diffère par plus que ses métadonnées, le fichier reste donc tel quel.</translation>
        </message>
        <message>
            <source>FB2 book</source>
            <translation>livre FB2</translation>
        </message>
        <message>
            <source>FB2 archive</source>
            <translation>archive FB2</translation>
        </message>
        <message>
            <source>This archive holds no FB2 book.</source>
            <translation>Cette archive ne contient pas de livre FB2.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it cannot be a book.</source>
            <translation>Ce n’est pas un fichier ordinaire ; ce ne peut pas être un livre.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Le fichier n’est plus là.</translation>
        </message>
        <message>
            <source>The template has no part [highlight], so there would be no highlights in the file.</source>
            <translation>Le modèle n’a pas de partie [highlight] ; il n’y aurait donc aucun surlignage dans le fichier.</translation>
        </message>
        <message>
            <source>Line {0}: there is no placeholder “{1}”. [{2}] knows {3}.</source>
            <translation>Ligne {0} : il n’y a pas de variable « {1} ». [{2}] connaît {3}.</translation>
        </message>
        <message>
            <source>Line {0}: a brace stands alone. Write it twice for a brace in the text.</source>
            <translation>Ligne {0} : une accolade est seule. Doublez-la pour avoir une accolade dans le texte.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] knows no placeholder “{2}”. It knows {3}.</source>
            <translation>Ligne {0} : [{1}] ne connaît pas de variable « {2} ». Il connaît {3}.</translation>
        </message>
        <message>
            <source>Line {0}: there is no placeholder “{1}”. Do you mean “{2}”?</source>
            <translation>Ligne {0} : il n’y a pas de variable « {1} ». Vouliez-vous dire « {2} » ?</translation>
        </message>
        <message>
            <source>Line {0}: there are two parts [{1}]. Make one of them.</source>
            <translation>Ligne {0} : il y a deux parties [{1}]. N’en faites qu’une.</translation>
        </message>
        <message>
            <source>Line {0}: there is no part [{1}]. The parts are {2}.</source>
            <translation>Ligne {0} : il n’y a pas de partie [{1}]. Les parties sont {2}.</translation>
        </message>
        <message>
            <source>Line {0} belongs to no part. Put [highlight] on a line above it.</source>
            <translation>La ligne {0} n’appartient à aucune partie. Mettez [highlight] sur une ligne au-dessus.</translation>
        </message>
        <message>
            <source>This file is empty. Perhaps it was not copied to its end.</source>
            <translation>Ce fichier est vide. Peut-être n’a-t-il pas été copié jusqu’au bout.</translation>
        </message>
        <message>
            <source>a PDF</source>
            <translation>un PDF</translation>
        </message>
        <message>
            <source>a Kindle book</source>
            <translation>un livre Kindle</translation>
        </message>
        <message>
            <source>an FB2 book</source>
            <translation>un livre FB2</translation>
        </message>
        <message>
            <source>a ZIP archive</source>
            <translation>une archive ZIP</translation>
        </message>
        <message>
            <source>a RAR archive</source>
            <translation>une archive RAR</translation>
        </message>
        <message>
            <source>a 7-Zip archive</source>
            <translation>une archive 7-Zip</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>une image</translation>
        </message>
        <message>
            <source>an Office document</source>
            <translation>un document bureautique</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>un programme</translation>
        </message>
        <message>
            <source>a web page</source>
            <translation>une page web</translation>
        </message>
        <message>
            <source>This file is {0}, though its name ends in .{1}. If it is a book, give it the right ending and scan again.</source>
            <translation>Ce fichier est {0}, alors que son nom finit par .{1}. Si c’est un livre, donnez-lui la bonne extension et relancez la recherche.</translation>
        </message>
        <message>
            <source>{0} of this book cannot be read.</source>
            <translation>Partie illisible de ce livre : {0}.</translation>
        </message>
        <message>
            <source>MOBI or AZW book</source>
            <translation>livre MOBI ou AZW</translation>
        </message>
        <message>
            <source>The package document</source>
            <translation>le document de paquet</translation>
        </message>
        <message>
            <source>Its package document has mistakes, and mending them could lose something. It is left as it is.</source>
            <translation>Son document de paquet contient des erreurs, et les corriger pourrait faire perdre quelque chose. Il reste tel quel.</translation>
        </message>
        <message>
            <source>It is an older kind of book than EPUB 2, so it is left as it is.</source>
            <translation>C’est un format plus ancien qu’EPUB 2, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>A value holds characters that no EPUB can hold. Edit it and try again.</source>
            <translation>Une valeur contient des caractères qu’aucun EPUB ne peut contenir. Modifiez-la et réessayez.</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>The list of encrypted parts is too large.</source>
            <translation>La liste des parties chiffrées est trop grande.</translation>
        </message>
        <message>
            <source>Readium LCP</source>
            <translation>Readium LCP</translation>
        </message>
        <message>
            <source>Apple DRM</source>
            <translation>DRM Apple</translation>
        </message>
        <message>
            <source>Adobe DRM</source>
            <translation>DRM Adobe</translation>
        </message>
        <message>
            <source>DRM</source>
            <translation>DRM</translation>
        </message>
        <message>
            <source>The list of encrypted parts</source>
            <translation>La liste des parties chiffrées</translation>
        </message>
        <message>
            <source>This is no export of Goodreads or StoryGraph. Export your library there as CSV and choose that file.</source>
            <translation>Ce n’est pas un export de Goodreads ou StoryGraph. Exportez-y votre bibliothèque en CSV et choisissez ce fichier.</translation>
        </message>
        <message>
            <source>This file has more than 100,000 books. Split it and import one part at a time.</source>
            <translation>Ce fichier a plus de 100 000 livres. Divisez-le et importez une partie à la fois.</translation>
        </message>
        <message>
            <source>This is not a regular file. Choose the CSV file of an export.</source>
            <translation>Ce n’est pas un fichier ordinaire. Choisissez le fichier CSV d’un export.</translation>
        </message>
        <message>
            <source>This file is larger than 64 MB. Choose the CSV file of an export.</source>
            <translation>Ce fichier dépasse 64 Mo. Choisissez le fichier CSV d’un export.</translation>
        </message>
        <message>
            <source>The file could not be read: {0}. Choose another one.</source>
            <translation>Le fichier n’a pas pu être lu : {0}. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>This is no name of a file. Choose the CSV file of an export.</source>
            <translation>Ce n’est pas un nom de fichier. Choisissez le fichier CSV d’un export.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Un guillemet de la ligne {0} n’est jamais fermé. Fermez-le, ou exportez de nouveau le fichier.</translation>
        </message>
        <message>
            <source>What begins in line {0} has no end: is a quotation mark there never closed? Close it, or export the file again.</source>
            <translation>Ce qui commence à la ligne {0} n’a pas de fin : un guillemet n’y est-il jamais fermé ? Fermez-le, ou exportez de nouveau le fichier.</translation>
        </message>
        <message>
            <source>A chapter of this EPUB is larger than 8 MB.</source>
            <translation>Un chapitre de cet EPUB dépasse 8 Mo.</translation>
        </message>
        <message>
            <source>The text of this EPUB is larger than 100 MB.</source>
            <translation>Le texte de cet EPUB dépasse 100 Mo.</translation>
        </message>
        <message>
            <source>This EPUB names no text to read.</source>
            <translation>Cet EPUB ne nomme aucun texte à lire.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Un chapitre</translation>
        </message>
        <message>
            <source>The part of BookOrbit that reads books does not start. Restart BookOrbit; if that does not help, install it again.</source>
            <translation>La partie de BookOrbit qui lit les livres ne démarre pas. Redémarrez BookOrbit ; si cela n’aide pas, installez-le de nouveau.</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>La lecture de ce fichier a pris plus de %Ln seconde.</numerusform>
                <numerusform>La lecture de ce fichier a pris plus de %Ln secondes.</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading this file needed too much memory.</source>
            <translation>La lecture de ce fichier demandait trop de mémoire.</translation>
        </message>
        <message>
            <source>Reading this file crashed the reader.</source>
            <translation>La lecture de ce fichier a fait échouer le lecteur.</translation>
        </message>
        <message>
            <source>Reading was stopped.</source>
            <translation>La lecture a été arrêtée.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>le paquet XMP</translation>
        </message>
        <message>
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Cet EPUB est empaqueté d’une façon inhabituelle, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>There is no Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Il n’y a pas encore de jeton Hardcover. Créez-en un sur Hardcover et collez-le dans BookOrbit.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>Hardcover est injoignable. Vos modifications attendent et seront envoyées plus tard.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover.</source>
            <translation>Hardcover est injoignable.</translation>
        </message>
        <message>
            <source>Hardcover rejected your token. It may have expired or been revoked. Get a new one.</source>
            <translation>Hardcover a refusé votre jeton. Il a peut-être expiré ou été révoqué. Créez-en un nouveau.</translation>
        </message>
        <message>
            <source>The address of Hardcover leads to another one, which is not followed. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>L’adresse de Hardcover mène à une autre, qui n’est pas suivie. Vérifiez BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a bug of BookOrbit.</source>
            <translation>Hardcover a refusé la requête ({0}). Merci de le signaler comme un défaut de BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>Il manque une autorisation à votre jeton : {0}. Créez un nouveau jeton en la cochant.</translation>
        </message>
        <message>
            <source>no message</source>
            <translation>pas de message</translation>
        </message>
        <message>
            <source>connection lost</source>
            <translation>connexion perdue</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}). Will retry later.</source>
            <translation>Hardcover a eu un problème ({0}). Un nouvel essai suivra.</translation>
        </message>
        <message>
            <source>Hardcover is busy. Will retry later.</source>
            <translation>Hardcover est occupé. Nouvel essai plus tard.</translation>
        </message>
        <message>
            <source>Hardcover had a problem ({0}).</source>
            <translation>Hardcover a eu un problème ({0}).</translation>
        </message>
        <message>
            <source>timeout</source>
            <translation>délai dépassé</translation>
        </message>
        <message>
            <source>Hardcover is busy.</source>
            <translation>Hardcover est occupé.</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>pas de réponse à temps</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down.</source>
            <translation>Hardcover nous demande de ralentir.</translation>
        </message>
        <message>
            <source>Keeping to Hardcover's pace.</source>
            <translation>Nous suivons le rythme de Hardcover.</translation>
        </message>
        <message>
            <source>Continues at {0}.</source>
            <translation>Reprise à {0}.</translation>
        </message>
        <message>
            <source>Daily limit reached ({0}).</source>
            <translation>Limite du jour atteinte ({0}).</translation>
        </message>
        <message>
            <source>Daily limit reached.</source>
            <translation>Limite du jour atteinte.</translation>
        </message>
        <message>
            <source>Retrying at {0}.</source>
            <translation>Nouvel essai à {0}.</translation>
        </message>
        <message>
            <source>Hardcover sent only a part of your shelf. Nothing was changed; try again in a while.</source>
            <translation>Hardcover n’a envoyé qu’une partie de votre étagère. Rien n’a été modifié ; réessayez dans un moment.</translation>
        </message>
        <message>
            <source>There is no progress sync at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>Il n’y a pas de synchronisation de progression à {0}. Vérifiez l’adresse ; certaines finissent par /kosync ou /api/koreader.</translation>
        </message>
        <message>
            <source>{0} did not take this document ({1}). It is tried again when you read on.</source>
            <translation>{0} n’a pas pris ce document ({1}). Nouvel essai quand vous continuez à lire.</translation>
        </message>
        <message>
            <source>{0} does not let this user sync progress. Look into its settings for KOReader.</source>
            <translation>{0} ne laisse pas cet utilisateur synchroniser sa progression. Voyez ses réglages pour KOReader.</translation>
        </message>
        <message>
            <source>{0} leads to “{1}”, which is not followed: your password would go there, too. If that is right, enter it as the address.</source>
            <translation>{0} renvoie vers « {1} », ce qui n’est pas suivi : votre mot de passe y irait aussi. Si c’est juste, saisissez-la comme adresse.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} n’accepte pas ce nom et ce mot de passe. Saisissez-les de nouveau, ou inscrivez-vous d’abord là-bas.</translation>
        </message>
        <message>
            <source>{0} asks for a pause. Your places are sent after it.</source>
            <translation>{0} demande une pause. Vos positions sont envoyées après.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your places are kept and sent later.</source>
            <translation>{0} a un problème ({1}). Vos positions sont gardées et envoyées plus tard.</translation>
        </message>
        <message>
            <source>Nobody vouches for the certificate of {0}, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>Personne ne garantit le certificat de {0}, rien n’a donc été envoyé. Donnez à ce serveur un certificat auquel cet ordinateur se fie.</translation>
        </message>
        <message>
            <source>No encrypted connection to {0} came about. Check the address and its port.</source>
            <translation>La connexion chiffrée à {0} n’a pas pu s’établir. Vérifiez l’adresse et son port.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your places are kept and sent when it answers again.</source>
            <translation>{0} est injoignable. Vos positions sont gardées et envoyées quand il répondra de nouveau.</translation>
        </message>
        <message>
            <source>{0} answered with a place that cannot be used. Ask whoever runs it.</source>
            <translation>{0} a répondu par une position inutilisable. Demandez à qui le gère.</translation>
        </message>
        <message>
            <source>What {0} answers is no progress sync. Check the address.</source>
            <translation>Ce que répond {0} n’est pas une synchronisation de progression. Vérifiez l’adresse.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Nom d’utilisateur ou mot de passe incorrect. Vérifiez dans BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit does not accept progress now. Switch it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit n’accepte pas de progression en ce moment. Activez-la dans BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>This request is for no computer that has a name. Use the address that BookOrbit shows.</source>
            <translation>Cette requête n’indique pas un nom d’ordinateur valide. Utilisez l’adresse que BookOrbit affiche.</translation>
        </message>
        <message>
            <source>BookOrbit does not know the name “{0}”. Use the address that BookOrbit shows.</source>
            <translation>BookOrbit ne connaît pas le nom « {0} ». Utilisez l’adresse que BookOrbit affiche.</translation>
        </message>
        <message>
            <source>If it is this computer's name, allow it: bookorbit-desktop server --add-name {0}</source>
            <translation>Si c’est bien le nom de cet ordinateur, autorisez-le : bookorbit-desktop server --add-name {0}</translation>
        </message>
        <message>
            <source>There is no such reading status.</source>
            <translation>Ce statut de lecture n’existe pas.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Les ports {0} à {1} sont utilisés par d’autres programmes. Choisissez un autre port.</translation>
        </message>
        <message>
            <source>This computer cannot listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Cet ordinateur ne peut pas écouter sur {0}. Utilisez {1}, ou l’une de ses propres adresses.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>Le port {0} est utilisé par un autre programme. Arrêtez-le ou choisissez un autre port.</translation>
        </message>
        <message>
            <source>Your system does not let BookOrbit use port {0}. Choose one above 1023.</source>
            <translation>Votre système n’autorise pas BookOrbit à utiliser le port {0}. Choisissez-en un au-dessus de 1023.</translation>
        </message>
        <message>
            <source>Another program answers here. Use the port that BookOrbit shows.</source>
            <translation>Un autre programme répond ici. Utilisez le port que BookOrbit affiche.</translation>
        </message>
        <message>
            <source>Nothing answers here. Stop and start the server, or use another address.</source>
            <translation>Rien ne répond ici. Arrêtez et redémarrez le serveur, ou utilisez une autre adresse.</translation>
        </message>
        <message>
            <source>Writing metadata into files is switched off. Switch it on under Settings, Library, or with “write-metadata --on”.</source>
            <translation>L’écriture des métadonnées dans les fichiers est désactivée. Activez-la dans Réglages, Bibliothèque, ou avec « write-metadata --on ».</translation>
        </message>
        <message>
            <source>Metadata is written into EPUBs alone.</source>
            <translation>Les métadonnées ne s’écrivent que dans les EPUB.</translation>
        </message>
        <message>
            <source>It was changed since by another program, so it stays. Its backup is kept.</source>
            <translation>Un autre programme l’a modifié depuis, il reste donc. Sa sauvegarde est gardée.</translation>
        </message>
        <message>
            <source>Its backup is no longer there, so it stays as it is.</source>
            <translation>Sa sauvegarde n’est plus là, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>The file changed meanwhile. Try again.</source>
            <translation>Le fichier a changé entre-temps. Réessayez.</translation>
        </message>
        <message>
            <source>Another file lies there meanwhile. Look at the preview again.</source>
            <translation>Un autre fichier s’y trouve entre-temps. Revoyez l’aperçu.</translation>
        </message>
        <message>
            <source>It lies there already, by another way to the same folder.</source>
            <translation>Il y est déjà, par un autre chemin vers le même dossier.</translation>
        </message>
        <message>
            <source>The copy was changed since, so it stays.</source>
            <translation>La copie a été modifiée depuis, elle reste donc.</translation>
        </message>
        <message>
            <source>Organising files is switched off. Switch it on under Settings, Library, or with “organise --on”.</source>
            <translation>Le rangement des fichiers est désactivé. Activez-le dans Réglages, Bibliothèque, ou avec « organise --on ».</translation>
        </message>
        <message>
            <source>The file is missing. Look through its folder again.</source>
            <translation>Le fichier manque. Parcourez de nouveau son dossier.</translation>
        </message>
        <message>
            <source>It could not be read, so its title is only a guess.</source>
            <translation>Il n’a pas pu être lu, son titre n’est donc qu’une supposition.</translation>
        </message>
        <message>
            <source>It was added by itself, without a folder. Choose a folder of the library to organise into.</source>
            <translation>Il a été ajouté seul, sans dossier. Choisissez un dossier de la bibliothèque où ranger.</translation>
        </message>
        <message>
            <source>This is a link to a file that lies elsewhere.</source>
            <translation>C’est un lien vers un fichier qui se trouve ailleurs.</translation>
        </message>
        <message>
            <source>It lies in a Calibre library. Only Calibre moves and changes files there.</source>
            <translation>Il est dans une bibliothèque Calibre. Seul Calibre y déplace et modifie des fichiers.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library. Only Calibre puts files there; choose another one.</source>
            <translation>Ce dossier est une bibliothèque Calibre. Seul Calibre y met des fichiers ; choisissez-en un autre.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>Le chemin serait trop long. Raccourcissez le modèle.</translation>
        </message>
        <message>
            <source>Files are organised into a folder of the library. Add that folder first.</source>
            <translation>Les fichiers se rangent dans un dossier de la bibliothèque. Ajoutez d’abord ce dossier.</translation>
        </message>
        <message>
            <source>The folder {0} cannot be listed. Check its permissions.</source>
            <translation>Le dossier {0} ne peut pas être parcouru. Vérifiez ses permissions.</translation>
        </message>
        <message>
            <source>“{0}” lies in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>« {0} » est dans une bibliothèque Calibre et a donc été gardé. Retirez-le dans Calibre, ou retirez-le ici en gardant le fichier.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>« {0} » est encore dans la corbeille. Restaurez-le de là ; sa progression est conservée.</translation>
        </message>
        <message>
            <source>Cancelled before its turn.</source>
            <translation>Annulé avant son tour.</translation>
        </message>
        <message>
            <source>The file itself stayed, and so did this.</source>
            <translation>Le fichier lui-même est resté, donc celui-ci aussi.</translation>
        </message>
        <message>
            <source>BookOrbit works on files already. Wait until that has ended, or cancel it.</source>
            <translation>BookOrbit travaille déjà sur des fichiers. Attendez la fin, ou annulez.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Il n’y a rien à annuler.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can make one at {0}.</source>
            <translation>Collez un jeton Hardcover. Vous pouvez en créer un sur {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Vous avez exclu ce livre de Hardcover.</translation>
        </message>
        <message>
            <source>Cancelled. Start it again to go on with what is left.</source>
            <translation>Interrompu. Relancez pour continuer avec le reste.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is chosen, so there is nothing to apply. Choose who sees your books first.</source>
            <translation>« Laisser comme sur Hardcover » est choisi : il n’y a rien à appliquer. Choisissez d’abord qui voit vos livres.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. Start it again to see what is left.</source>
            <translation>Hardcover n’a pas répondu à temps. Relancez pour voir ce qui reste.</translation>
        </message>
        <message>
            <source>“{0}” is still on Hardcover: {1}</source>
            <translation>« {0} » est encore sur Hardcover : {1}</translation>
        </message>
        <message>
            <source>You created the entry of “{0}” yourself; BookOrbit won't delete it.</source>
            <translation>Vous avez créé l’entrée de « {0} » vous-même ; BookOrbit ne la supprimera pas.</translation>
        </message>
        <message>
            <source>by the Hardcover id in its file</source>
            <translation>par l’identifiant Hardcover de son fichier</translation>
        </message>
        <message>
            <source>by its ISBN-13</source>
            <translation>par son ISBN-13</translation>
        </message>
        <message>
            <source>by its ISBN-10</source>
            <translation>par son ISBN-10</translation>
        </message>
        <message>
            <source>by its id on Goodreads or another platform</source>
            <translation>par son identifiant sur Goodreads ou une autre plateforme</translation>
        </message>
        <message>
            <source>by title and author on your own shelf</source>
            <translation>par le titre et l’auteur sur votre propre étagère</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>pas encore</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}.</source>
            <translation>« {0} » (fiche {1}), {2}.</translation>
        </message>
        <message>
            <source>without an edition without a page count</source>
            <translation>sans édition ni nombre de pages</translation>
        </message>
        <message>
            <source>{0}, set by you.</source>
            <translation>{0}, choisi par vous.</translation>
        </message>
        <message>
            <source>Your device reads on in it: open the book to start a re-reading. Until then nothing is sent.</source>
            <translation>Votre appareil y lit de nouveau : ouvrez le livre pour commencer une relecture. D’ici là, rien n’est envoyé.</translation>
        </message>
        <message>
            <source>Your device went back to {0}, the book stays at {1}: open the book to change that.</source>
            <translation>Votre appareil est revenu à {0}, le livre reste à {1} : ouvrez le livre pour le changer.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Association</translation>
        </message>
        <message>
            <source>by the Hardcover id that you saved</source>
            <translation>par l’identifiant Hardcover que vous avez enregistré</translation>
        </message>
        <message numerus="yes">
            <source>edition {0} of %n page(s)</source>
            <translation>
                <numerusform>édition {0} de %Ln page</numerusform>
                <numerusform>édition {0} de %Ln pages</numerusform>
            </translation>
        </message>
        <message>
            <source>edition {0} without a page count</source>
            <translation>édition {0} sans nombre de pages</translation>
        </message>
        <message numerus="yes">
            <source>without an edition of %n page(s)</source>
            <translation>
                <numerusform>sans édition, %Ln page</numerusform>
                <numerusform>sans édition, %Ln pages</numerusform>
            </translation>
        </message>
        <message>
            <source>On {0} Hardcover showed {1}.</source>
            <translation>Le {0}, Hardcover montrait {1}.</translation>
        </message>
        <message>
            <source>{0} sent it on {1}, as document {2}.</source>
            <translation>{0} l’a envoyé le {1}, comme document {2}.</translation>
        </message>
        <message>
            <source>{0} sent it at {1} on {2}, as document {3}.</source>
            <translation>{0} l’a envoyé à {1} le {2}, comme document {3}.</translation>
        </message>
        <message>
            <source>Connected as @{0}.</source>
            <translation>Connecté comme @{0}.</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>{0}, set by KOReader's progress.</source>
            <translation>{0}, d’après la progression de KOReader.</translation>
        </message>
        <message>
            <source>Give it a status other than Unread.</source>
            <translation>Donnez-lui un statut autre que Non lu.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Incluez-le.</translation>
        </message>
        <message>
            <source>It was not looked up yet.</source>
            <translation>Il n’a pas encore été cherché.</translation>
        </message>
        <message>
            <source>Press Sync now.</source>
            <translation>Cliquez sur Synchroniser.</translation>
        </message>
        <message>
            <source>Pick the right book.</source>
            <translation>Choisissez le bon livre.</translation>
        </message>
        <message>
            <source>Confirm it, or pick another book.</source>
            <translation>Confirmez ou choisissez un autre livre.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}, because Hardcover does not know {3}, which you saved.</source>
            <translation>« {0} » (fiche {1}), {2}, car Hardcover ne connaît pas {3}, que vous avez enregistré.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Prochain essai : {0}.</translation>
        </message>
        <message>
            <source>Sync now tries again at once.</source>
            <translation>« Synchroniser » réessaie aussitôt.</translation>
        </message>
        <message>
            <source>Nothing was sent yet.</source>
            <translation>Rien n’a encore été envoyé.</translation>
        </message>
        <message>
            <source>No device has sent this book; its status was not set by KOReader.</source>
            <translation>Aucun appareil n’a envoyé ce livre ; son statut ne vient pas de KOReader.</translation>
        </message>
        <message>
            <source>There is no Hardcover token.</source>
            <translation>Il n’y a pas de jeton Hardcover.</translation>
        </message>
        <message>
            <source>Paste a token on the Hardcover page.</source>
            <translation>Collez un jeton sur la page Hardcover.</translation>
        </message>
        <message>
            <source>Check the token on the Hardcover page.</source>
            <translation>Vérifiez le jeton sur la page Hardcover.</translation>
        </message>
        <message>
            <source>Sending to Hardcover is switched off.</source>
            <translation>L’envoi à Hardcover est désactivé.</translation>
        </message>
        <message>
            <source>Switch it on, or press Sync now.</source>
            <translation>Activez-le, ou cliquez sur Synchroniser.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>Rien n’est envoyé avant votre première synchronisation.</translation>
        </message>
        <message>
            <source>To be sent: {0}.</source>
            <translation>À envoyer : {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Choisissez une édition avec des pages, ou saisissez le nombre de pages.</translation>
        </message>
        <message>
            <source>Nothing is left to send.</source>
            <translation>Il ne reste rien à envoyer.</translation>
        </message>
        <message>
            <source>Nothing is sent until you confirm it.</source>
            <translation>Rien n’est envoyé avant votre confirmation.</translation>
        </message>
        <message>
            <source>You have not confirmed it yet.</source>
            <translation>Vous ne l’avez pas encore confirmée.</translation>
        </message>
        <message>
            <source>“{0}” (record {1}), {2}; you saved the ISBN {3}.</source>
            <translation>« {0} » (fiche {1}), {2} ; vous avez enregistré l’ISBN {3}.</translation>
        </message>
        <message>
            <source>Hardcover knows no such edition. Check the number, or search by title.</source>
            <translation>Hardcover ne connaît pas cette édition. Vérifiez le numéro ou cherchez par titre.</translation>
        </message>
        <message>
            <source>Hardcover knows no such book. Check the address or number, or search by title.</source>
            <translation>Hardcover ne connaît pas ce livre. Vérifiez l’adresse ou le numéro, ou cherchez par titre.</translation>
        </message>
        <message>
            <source>Hardcover has not shown a status of this book yet.</source>
            <translation>Hardcover n’a pas encore montré de statut pour ce livre.</translation>
        </message>
        <message>
            <source>Press Sync now first.</source>
            <translation>Choisissez d’abord « Synchroniser ».</translation>
        </message>
        <message>
            <source>Not found on Hardcover. Pick the right book, or fix the ISBN.</source>
            <translation>Introuvable sur Hardcover. Choisissez le bon livre ou corrigez l’ISBN.</translation>
        </message>
        <message>
            <source>Several records on Hardcover could be this book. Pick the right one.</source>
            <translation>Plusieurs fiches sur Hardcover pourraient être ce livre. Choisissez la bonne.</translation>
        </message>
        <message>
            <source>Found “{0}” but wasn't sure ({1}). Pick to confirm.</source>
            <translation>Peut-être « {0} » ({1}). Choisissez pour confirmer.</translation>
        </message>
        <message>
            <source>Not trusted: {0}. Pick the right book, or fix the id.</source>
            <translation>Non retenu : {0}. Choisissez le bon livre ou corrigez l’identifiant.</translation>
        </message>
        <message>
            <source>The ISBN was not trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>L’ISBN n’a pas été retenu : {0}. Choisissez le bon livre ou corrigez l’ISBN.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: taken off your shelf on Hardcover</source>
            <translation>À lire → Non lu : retiré de votre étagère sur Hardcover</translation>
        </message>
        <message>
            <source>import taken back</source>
            <translation>importation annulée</translation>
        </message>
        <message>
            <source>Cancelled. What was not sent yet stays pending.</source>
            <translation>Interrompu. Ce qui n’a pas encore été envoyé reste en attente.</translation>
        </message>
        <message>
            <source>Your token belongs to another Hardcover account now, @{0}. Nothing is sent there by itself before you press Sync now and have seen what would be sent.</source>
            <translation>Votre jeton appartient maintenant à un autre compte Hardcover, @{0}. Rien n’y est envoyé automatiquement avant que vous cliquiez sur Synchroniser et voyiez ce qui serait envoyé.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Vous avez écarté ce livre de la synchronisation.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. It will be looked up and tried again.</source>
            <translation>Hardcover n’a pas répondu à temps. Un nouvel essai suivra, après vérification.</translation>
        </message>
        <message>
            <source>You excluded this book while the sync was running.</source>
            <translation>Vous avez exclu ce livre pendant la synchronisation.</translation>
        </message>
        <message>
            <source>Nothing more was sent.</source>
            <translation>Rien de plus n’a été envoyé.</translation>
        </message>
        <message>
            <source>This book was changed while the sync was running.</source>
            <translation>Ce livre a été modifié pendant la synchronisation.</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>La prochaine synchronisation l’enverra.</translation>
        </message>
        <message>
            <source>This book became Unread while the sync was running.</source>
            <translation>Ce livre est devenu non lu pendant la synchronisation.</translation>
        </message>
        <message>
            <source>Hardcover saved something different from what was sent.</source>
            <translation>Hardcover a enregistré autre chose que ce qui a été envoyé.</translation>
        </message>
        <message>
            <source>It will be tried again.</source>
            <translation>Un nouvel essai suivra.</translation>
        </message>
        <message>
            <source>This book's record no longer exists on Hardcover.</source>
            <translation>La fiche de ce livre n’existe plus sur Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for it again.</source>
            <translation>La prochaine synchronisation le cherchera à nouveau.</translation>
        </message>
        <message>
            <source>The record or edition you picked no longer exists on Hardcover.</source>
            <translation>La fiche ou l’édition que vous avez choisie n’existe plus sur Hardcover.</translation>
        </message>
        <message>
            <source>Pick another one.</source>
            <translation>Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>The matched edition no longer exists on Hardcover.</source>
            <translation>L’édition associée n’existe plus sur Hardcover.</translation>
        </message>
        <message>
            <source>The next sync looks for another one.</source>
            <translation>La prochaine synchronisation en cherchera une autre.</translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover a refusé : {0}</translation>
        </message>
        <message>
            <source>Matched by title and author only. Look at it on the Hardcover page and confirm it, or pick another.</source>
            <translation>Associé par le titre et l’auteur seulement. Vérifiez sur la page Hardcover et confirmez, ou choisissez un autre livre.</translation>
        </message>
        <message>
            <source>{0} could not be written: {1}. Choose another file.</source>
            <translation>{0} n’a pas pu être écrit : {1}. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>Undo cancelled. What was not put back yet stays as the sync left it.</source>
            <translation>Annulation interrompue. Ce qui n’était pas encore restauré reste tel que la synchronisation l’a laissé.</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>annulation</translation>
        </message>
        <message>
            <source>Undo stopped. What was not put back yet follows at the next start.</source>
            <translation>Annulation arrêtée. Ce qui n’était pas encore restauré suivra au prochain démarrage.</translation>
        </message>
        <message>
            <source>There is nothing to undo: no sync has written anything that is not undone yet.</source>
            <translation>Il n’y a rien à annuler : toutes les synchronisations qui ont écrit sont déjà annulées.</translation>
        </message>
        <message>
            <source>Hardcover did not take everything back.</source>
            <translation>Hardcover n’a pas tout repris.</translation>
        </message>
        <message>
            <source>No run {0} has written to Hardcover. “log” shows the numbers of those that have.</source>
            <translation>Aucune exécution {0} n’a écrit sur Hardcover. « log » montre les numéros de celles qui l’ont fait.</translation>
        </message>
        <message>
            <source>Run {0} was undone already. “log” shows the numbers of the others.</source>
            <translation>L’exécution {0} a déjà été annulée. « log » montre les numéros des autres.</translation>
        </message>
        <message>
            <source>There is no highlight with the number {0}. Nothing was changed.</source>
            <translation>Il n’y a pas de surlignage numéro {0}. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>KOReader takes in highlights from other readers since v2025.04, and this one is older. Update KOReader there.</source>
            <translation>KOReader reprend les surlignages d’autres liseuses depuis v2025.04, et celui-ci est plus ancien. Mettez KOReader à jour sur l’appareil.</translation>
        </message>
        <message>
            <source>An older KOReader wrote what it knows of this book, so it could not be opened with new highlights beside it. Open the book once there, close it, and try again.</source>
            <translation>Un KOReader plus ancien a écrit ce qu’il sait de ce livre : avec de nouveaux surlignages à côté, il ne s’ouvrirait pas. Ouvrez-y le livre une fois, fermez-le et réessayez.</translation>
        </message>
        <message>
            <source>They were deleted on this device, and stay deleted there.</source>
            <translation>Ils ont été supprimés sur cet appareil, et y restent supprimés.</translation>
        </message>
        <message>
            <source>KOReader has no folder for this book there yet. Open the book on the device once.</source>
            <translation>KOReader n’y a pas encore de dossier pour ce livre. Ouvrez le livre une fois sur l’appareil.</translation>
        </message>
        <message>
            <source>This device has left its own annotations there for other readers. Open the book on one of those first, or delete that file.</source>
            <translation>Cet appareil y a laissé ses propres annotations pour d’autres liseuses. Ouvrez d’abord le livre sur l’une d’elles, ou supprimez ce fichier.</translation>
        </message>
        <message>
            <source>Annotations of another view of this book wait there. Open the book on the device first.</source>
            <translation>Des annotations d’une autre vue de ce livre y attendent. Ouvrez d’abord le livre sur l’appareil.</translation>
        </message>
        <message>
            <source>They do not say where in this book they belong, or were made in another view of it.</source>
            <translation>Ils ne disent pas où est leur place dans ce livre, ou ont été faits dans une autre vue de celui-ci.</translation>
        </message>
        <message>
            <source>A file for other readers lies there and cannot be read, so it is left alone. {0}</source>
            <translation>Un fichier pour d’autres liseuses s’y trouve et est illisible ; il reste donc tel quel. {0}</translation>
        </message>
        <message>
            <source>They wait there already. Open the book on the device, and it takes them in.</source>
            <translation>Ils y attendent déjà. Ouvrez le livre sur l’appareil, et il les reprend.</translation>
        </message>
        <message>
            <source>The file there has changed meanwhile. Look at the preview again.</source>
            <translation>Le fichier là-bas a changé entre-temps. Revoyez l’aperçu.</translation>
        </message>
        <message>
            <source>The device did not keep what was written to it. Check its storage.</source>
            <translation>L’appareil n’a pas gardé ce qui y a été écrit. Vérifiez son stockage.</translation>
        </message>
        <message>
            <source>The passphrase is not in your password store; set a new one to see it.</source>
            <translation>La phrase secrète n’est pas dans votre coffre à mots de passe ; choisissez-en une nouvelle pour la voir.</translation>
        </message>
        <message>
            <source>Your password store has an older passphrase that no longer works; set a new one to see it.</source>
            <translation>Votre coffre à mots de passe contient une ancienne phrase secrète qui ne marche plus ; choisissez-en une nouvelle pour la voir.</translation>
        </message>
        <message>
            <source>A user name needs at least one letter and cannot contain a colon.</source>
            <translation>Un nom d’utilisateur a au moins une lettre et ne contient pas de deux-points.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Une phrase secrète a au moins une lettre et tient sur une ligne.</translation>
        </message>
        <message>
            <source>The passphrase cannot be shown; set a new one to see it.</source>
            <translation>La phrase secrète ne peut pas être affichée ; choisissez-en une nouvelle pour la voir.</translation>
        </message>
        <message>
            <source>A paired device has the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Un appareil appairé s’appelle « {0} ». Révoquez-le d’abord, ou choisissez un autre nom.</translation>
        </message>
        <message>
            <source>Note the passphrase now: it cannot be shown again.</source>
            <translation>Notez maintenant la phrase secrète : elle ne pourra plus être affichée.</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>Il n’y a pas d’appareil {0}. « devices » les liste.</translation>
        </message>
        <message>
            <source>No two devices are known to report this id.</source>
            <translation>On ne connaît pas deux appareils annonçant cet identifiant.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this very digest. Say which one you read.</source>
            <translation>
                <numerusform>%Ln livre a exactement cette empreinte. Dites lequel vous lisez.</numerusform>
                <numerusform>%Ln livres ont exactement cette empreinte. Dites lequel vous lisez.</numerusform>
            </translation>
        </message>
        <message>
            <source>No reader has sent the document {0}. “documents” lists those that came.</source>
            <translation>Aucun appareil n’a envoyé le document {0}. « documents » liste ceux qui sont venus.</translation>
        </message>
        <message>
            <source>The document {0} is not linked to a book. “documents” lists those that are.</source>
            <translation>Le document {0} n’est lié à aucun livre. « documents » liste ceux qui le sont.</translation>
        </message>
        <message>
            <source>An entry needs a title. Type the one of your book.</source>
            <translation>Une entrée a besoin d’un titre. Saisissez celui de votre livre.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose one file.</source>
            <translation>« {0} » est un dossier. Choisissez un fichier.</translation>
        </message>
        <message>
            <source>“{0}”: {1}</source>
            <translation>« {0} » : {1}</translation>
        </message>
        <message>
            <source>A device tried https://. Change the server address on it to begin with http://.</source>
            <translation>Un appareil a essayé https://. Modifiez l’adresse du serveur sur cet appareil : elle doit commencer par http://.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Aucun appareil appairé ne s’appelle « {0} ». « credentials » les liste.</translation>
        </message>
        <message>
            <source>No device can come while the server is stopped. Start it, then pair.</source>
            <translation>Aucun appareil ne peut venir tant que le serveur est arrêté. Démarrez-le, puis appairez.</translation>
        </message>
        <message>
            <source>{0} is no Calibre library that is known here. Add the folder, and look which of your folders are one.</source>
            <translation>{0} n’est pas une bibliothèque Calibre connue ici. Ajoutez le dossier, et regardez lesquels de vos dossiers en sont une.</translation>
        </message>
        <message>
            <source>This picture cannot be shown. Choose a JPEG, PNG, WebP or GIF of at most 32 MB and 100 megapixels.</source>
            <translation>Cette image ne peut pas être affichée. Choisissez un JPEG, PNG, WebP ou GIF d’au plus 32 Mo et 100 mégapixels.</translation>
        </message>
        <message>
            <source>{0} could not be read: {1}. Choose another picture.</source>
            <translation>{0} n’a pas pu être lu : {1}. Choisissez une autre image.</translation>
        </message>
        <message>
            <source>Cancelled; the rest waits for the next look through your folders, or the next start.</source>
            <translation>Annulé ; le reste attend le prochain parcours de vos dossiers, ou le prochain démarrage.</translation>
        </message>
        <message>
            <source>{0} of {1} files were read.</source>
            <translation>{0} fichiers sur {1} ont été lus.</translation>
        </message>
        <message>
            <source>Scan cancelled; the next one goes on where it ended.</source>
            <translation>Exploration interrompue ; la prochaine reprend où elle s’est arrêtée.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Check the path and try again.</source>
            <translation>Il n’y a pas de dossier {0}. Vérifiez le chemin et réessayez.</translation>
        </message>
        <message>
            <source>This file does not belong to the book. “export” lists the files of each book.</source>
            <translation>Ce fichier n’appartient pas au livre. « export » liste les fichiers de chaque livre.</translation>
        </message>
        <message>
            <source>A book keeps at least one of its files.</source>
            <translation>Un livre garde au moins un de ses fichiers.</translation>
        </message>
        <message>
            <source>The book has another copy of this very file, and devices cannot tell the two apart. Split both off together, or remove one.</source>
            <translation>Le livre a une autre copie de ce même fichier, et les appareils ne peuvent pas les distinguer. Séparez les deux ensemble, ou retirez-en une.</translation>
        </message>
        <message>
            <source>Name the book that stays, and at least one other book.</source>
            <translation>Nommez le livre qui reste, et au moins un autre.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Ce livre n’est pas dans le catalogue : il a été retiré, ou son fichier manque ou est endommagé.</translation>
        </message>
        <message>
            <source>There is no such list in the catalogue.</source>
            <translation>Cette liste n’existe pas dans le catalogue.</translation>
        </message>
        <message>
            <source>There is no picture of this cover.</source>
            <translation>Il n’y a pas d’image de cette couverture.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Ce fichier n’est pas dans le catalogue : il a été retiré, manque ou est endommagé.</translation>
        </message>
        <message>
            <source>The file of this book has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>Le fichier de ce livre a changé. Parcourez la bibliothèque dans BookOrbit, puis réessayez.</translation>
        </message>
        <message>
            <source>The file of this book cannot be read now. Is its disk there?</source>
            <translation>Le fichier de ce livre est illisible pour le moment. Son disque est-il là ?</translation>
        </message>
        <message>
            <source>Waits until you have pressed Sync once.</source>
            <translation>Attend que vous ayez cliqué une fois sur Synchroniser.</translation>
        </message>
        <message>
            <source>Hardcover is switched off.</source>
            <translation>Hardcover est désactivé.</translation>
        </message>
        <message numerus="yes">
            <source>%n not matched</source>
            <translation>
                <numerusform>%Ln non associé</numerusform>
                <numerusform>%Ln non associés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%Ln en échec</numerusform>
                <numerusform>%Ln en échec</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n would be sent</source>
            <translation>
                <numerusform>%Ln serait envoyé</numerusform>
                <numerusform>%Ln seraient envoyés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>%Ln envoyé</numerusform>
                <numerusform>%Ln envoyés</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything was up to date.</source>
            <translation>Tout était à jour.</translation>
        </message>
        <message>
            <source>The file could not be written there ({0}). Choose another folder.</source>
            <translation>Le fichier n’a pas pu être écrit à cet endroit ({0}). Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>A device has sent a newer place in the meantime. That one stays.</source>
            <translation>Entre-temps, un appareil a envoyé une position plus récente. Celle-ci reste.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” shows them.</source>
            <translation>Le livre {0} n’a pas d’envoi {1}. « history {2} » les montre.</translation>
        </message>
        <message>
            <source>There is no progress to reset: no device has sent a place.</source>
            <translation>Il n’y a pas de progression à réinitialiser : aucun appareil n’a envoyé de position.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Dernière lecture sur {0}.</translation>
        </message>
        <message>
            <source>Enter address, user name and password of the other server first.</source>
            <translation>Saisissez d’abord l’adresse, l’utilisateur et le mot de passe de l’autre serveur.</translation>
        </message>
        <message>
            <source>The password of the other server is not in your password store. Enter it again.</source>
            <translation>Le mot de passe de l’autre serveur n’est pas dans votre trousseau. Saisissez-le de nouveau.</translation>
        </message>
        <message>
            <source>This is the address of BookOrbit itself. Enter that of another server.</source>
            <translation>C’est l’adresse de BookOrbit lui-même. Saisissez celle d’un autre serveur.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit ends; enter it again after the next start.</source>
            <translation>Le mot de passe est gardé jusqu’à la fin de BookOrbit ; saisissez-le de nouveau au prochain démarrage.</translation>
        </message>
        <message>
            <source>Hardcover has this record no more. Search Hardcover for the right one.</source>
            <translation>Hardcover n’a plus cette fiche. Cherchez la bonne sur Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover did not answer in time. Try again.</source>
            <translation>Hardcover n’a pas répondu à temps. Réessayez.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Ask again after {0}, or approve with what the file says.</source>
            <translation>Hardcover nous demande de ralentir. Interrogez de nouveau après {0}, ou validez avec ce que dit le fichier.</translation>
        </message>
        <message>
            <source>Hardcover's limit for today is reached. Ask again after {0}, or approve with what the file says.</source>
            <translation>La limite de Hardcover pour aujourd’hui est atteinte. Interrogez de nouveau après {0}, ou validez avec ce que dit le fichier.</translation>
        </message>
        <message>
            <source>There is no book {0} that waits for review. “inbox” shows those that do.</source>
            <translation>Aucun livre {0} n’attend de vérification. « inbox » montre ceux qui attendent.</translation>
        </message>
        <message>
            <source>“{0}” was removed meanwhile. Undo the removal, or add its file again.</source>
            <translation>« {0} » a été retiré entre-temps. Annulez le retrait, ou ajoutez de nouveau son fichier.</translation>
        </message>
        <message>
            <source>Too many devices log in at once. Try again in a moment.</source>
            <translation>Trop d’appareils se connectent en même temps. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>Stopped before its end.</source>
            <translation>Arrêté avant la fin.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100 %.</source>
            <translation>Un livre est terminé à 95, 98, 99 ou 100 %.</translation>
        </message>
        <message>
            <source>Steps back are asked about, accepted or ignored.</source>
            <translation>Les retours en arrière sont demandés, acceptés ou ignorés.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Is the device connected?</source>
            <translation>Il n’y a pas de dossier {0}. L’appareil est-il branché ?</translation>
        </message>
        <message>
            <source>There is no KOReader in {0}, and no book that it opened. Choose the folder that the device appears in, or its folder “koreader”.</source>
            <translation>Il n’y a pas de KOReader dans {0}, ni de livre qu’il ait ouvert. Choisissez le dossier sous lequel l’appareil apparaît, ou son dossier « koreader ».</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>Le serveur est arrêté. Démarrez-le avant que l’appareil ne se synchronise.</translation>
        </message>
        <message>
            <source>{0} is the device itself when the device asks for it. Give it an address of this computer in your network, such as http://192.168.1.20:7200.</source>
            <translation>{0} désigne l’appareil lui-même quand c’est lui qui demande. Donnez-lui une adresse de cet ordinateur sur votre réseau, par exemple http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>There is no KOReader in {0}. Choose the folder that the device appears in, or its folder “koreader”.</source>
            <translation>Il n’y a pas de KOReader dans {0}. Choisissez le dossier sous lequel l’appareil apparaît, ou son dossier « koreader ».</translation>
        </message>
        <message>
            <source>{0} on the device cannot be read, so it is left alone. {1} Start KOReader once: it mends the file or begins a new one.</source>
            <translation>{0} est illisible sur l’appareil et reste donc tel quel. {1} Démarrez KOReader une fois : il répare le fichier ou en commence un nouveau.</translation>
        </message>
        <message>
            <source>This KOReader does not say which version it is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>Ce KOReader ne dit pas quelle est sa version. Démarrez-le une fois sur l’appareil, fermez-le, et rebranchez l’appareil.</translation>
        </message>
        <message>
            <source>Another device is in that folder now. Look at the changes again.</source>
            <translation>Un autre appareil est maintenant dans ce dossier. Revoyez les modifications.</translation>
        </message>
        <message>
            <source>BookOrbit has written nothing to this device that could be taken back.</source>
            <translation>BookOrbit n’a rien écrit sur cet appareil qui puisse être retiré.</translation>
        </message>
        <message>
            <source>KOReader has written {0} since. Putting the earlier file back would lose that; BookOrbit's own settings alone can be taken back.</source>
            <translation>KOReader a écrit {0} depuis. Remettre le fichier précédent ferait perdre cela ; il est possible de retirer les seuls réglages de BookOrbit.</translation>
        </message>
        <message>
            <source>This is not your passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Ce n’est pas votre phrase secrète. BookOrbit ▸ KOReader l’affiche, ou en définit une nouvelle.</translation>
        </message>
        <message>
            <source>The password store does not say your passphrase, and the device needs it. Enter it here once.</source>
            <translation>Le coffre à mots de passe ne donne pas votre phrase secrète, et l’appareil en a besoin. Saisissez-la ici une fois.</translation>
        </message>
        <message>
            <source>The login was changed meanwhile. Look at the changes again.</source>
            <translation>L’identifiant a été modifié entre-temps. Consultez de nouveau les modifications.</translation>
        </message>
        <message>
            <source>This computer is on no network where a device could find it. Connect it to your Wi-Fi, or name the address that devices shall use.</source>
            <translation>Cet ordinateur n’est sur aucun réseau où un appareil pourrait le trouver. Connectez-le à votre Wi-Fi, ou indiquez l’adresse que les appareils doivent utiliser.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>Rien n’a été modifié sur l’appareil. {0}</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} est un lien vers un autre fichier et reste donc tel quel. Configurez ce KOReader à la main.</translation>
        </message>
        <message>
            <source>A file on the device changed meanwhile, so nothing was written. Close KOReader there and look at the changes again.</source>
            <translation>Un fichier de l’appareil a changé entre-temps, donc rien n’a été écrit. Fermez-y KOReader et revoyez les modifications.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and KOReader has only its copy before. Start KOReader once, close it, and try again.</source>
            <translation>{0} manque sur l’appareil, et KOReader n’en a que la copie précédente. Démarrez KOReader une fois, fermez-le, et réessayez.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it cannot be put back. Change these settings in KOReader itself.</source>
            <translation>La version précédente de {0} n’est plus sur l’appareil et ne peut donc pas être remise. Modifiez ces réglages dans KOReader même.</translation>
        </message>
        <message>
            <source>Not everything could be put back. {0} Plug the device in again and try once more.</source>
            <translation>Tout n’a pas pu être remis. {0} Rebranchez l’appareil et réessayez.</translation>
        </message>
        <message>
            <source>Only a part was written to the device. {0} Plug it in again, then take the set-up back or write it once more.</source>
            <translation>Une partie seulement a été écrite sur l’appareil. {0} Rebranchez-le, puis retirez la configuration ou écrivez-la encore une fois.</translation>
        </message>
        <message>
            <source>There is no such page. Begin at the first one.</source>
            <translation>Cette page n’existe pas. Commencez par la première.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Cette bibliothèque a été écrite par un BookOrbit Desktop plus récent. Installez cette version ou utilisez un autre dossier.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be stored. Free some space: BookOrbit goes on by itself then.</source>
            <translation>Le disque de votre bibliothèque est plein, rien ne peut donc être enregistré. Libérez de l’espace : BookOrbit reprendra ensuite tout seul.</translation>
        </message>
        <message>
            <source>Another program holds the database of your library, so nothing can be stored. Close it: BookOrbit goes on by itself then.</source>
            <translation>Un autre programme bloque la base de données de votre bibliothèque, rien ne peut donc être enregistré. Fermez-le : BookOrbit reprendra ensuite tout seul.</translation>
        </message>
        <message>
            <source>BookOrbit may not write to the folder of your library, so nothing can be stored. Allow it in the folder's properties: BookOrbit goes on by itself then.</source>
            <translation>BookOrbit n’a pas le droit d’écrire dans le dossier de votre bibliothèque, rien ne peut donc être enregistré. Autorisez-le dans les propriétés du dossier : BookOrbit reprendra ensuite tout seul.</translation>
        </message>
        <message>
            <source>The disk with your library fails to read or write, so nothing can be stored. Check that it is connected and sound: BookOrbit goes on by itself then.</source>
            <translation>Le disque de votre bibliothèque a des erreurs de lecture ou d’écriture, rien ne peut donc être enregistré. Vérifiez qu’il est connecté et en bon état : BookOrbit reprendra ensuite tout seul.</translation>
        </message>
        <message>
            <source>The database of your library is damaged, so nothing can be stored. Put a copy of it back, or start BookOrbit with --set-aside to begin a new library.</source>
            <translation>La base de données de votre bibliothèque est endommagée, rien ne peut donc être enregistré. Remettez-en une copie, ou lancez BookOrbit avec --set-aside pour commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>The database of your library was deleted or replaced while BookOrbit runs, so nothing can be stored. Put it back, or quit BookOrbit and start it again.</source>
            <translation>La base de données de votre bibliothèque a été supprimée ou remplacée pendant que BookOrbit fonctionne, rien ne peut donc être enregistré. Remettez-la en place, ou quittez BookOrbit et relancez-le.</translation>
        </message>
        <message>
            <source>Storing takes too long at the moment. Try again in a minute.</source>
            <translation>L’enregistrement prend trop de temps en ce moment. Réessayez dans une minute.</translation>
        </message>
        <message>
            <source>The file {0} could not be changed ({1}). Check that you may write there, and try again.</source>
            <translation>Le fichier {0} n’a pas pu être modifié ({1}). Vérifiez que vous pouvez y écrire, et réessayez.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows n’a pas laissé BookOrbit modifier la liste des programmes lancés à l’ouverture de session ({0}).</translation>
        </message>
        <message>
            <source>The disk is full. Make room and try again.</source>
            <translation>Le disque est plein. Faites de la place et réessayez.</translation>
        </message>
        <message>
            <source>Your share of the disk is used up. Make room and try again.</source>
            <translation>Votre part du disque est épuisée. Faites de la place et réessayez.</translation>
        </message>
        <message>
            <source>The file is too large for this disk.</source>
            <translation>Le fichier est trop grand pour ce disque.</translation>
        </message>
        <message>
            <source>This drive is read-only.</source>
            <translation>Ce disque est en lecture seule.</translation>
        </message>
        <message>
            <source>BookOrbit may not change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit n’a pas le droit de modifier ce fichier ou son dossier. Vérifiez leurs permissions.</translation>
        </message>
        <message>
            <source>A file lies where the folder should be.</source>
            <translation>Un fichier se trouve là où le dossier devrait être.</translation>
        </message>
        <message>
            <source>Another program has the file open. Close it there and try again.</source>
            <translation>Un autre programme a ouvert le fichier. Fermez-le là-bas et réessayez.</translation>
        </message>
        <message>
            <source>The path is too long for this drive. Shorten the template.</source>
            <translation>Le chemin est trop long pour ce disque. Raccourcissez le modèle.</translation>
        </message>
        <message>
            <source>The system refused: {0}.</source>
            <translation>Le système a refusé : {0}.</translation>
        </message>
        <message>
            <source>The copy differs from the file: the drive did not keep what was written to it.</source>
            <translation>La copie diffère du fichier : le disque n’a pas gardé ce qui y a été écrit.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>Le fichier a changé pendant la copie. Réessayez.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to somebody else. Remove it and start again.</source>
            <translation>Le dossier {0} appartient à quelqu’un d’autre. Supprimez-le et recommencez.</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit does not know where your library is. Set HOME, or name a folder with --data-dir.</source>
            <translation>Votre dossier personnel n’est pas connu, BookOrbit ne sait donc pas où se trouve votre bibliothèque. Définissez HOME, ou indiquez un dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>Le coffre à mots de passe de votre système n’est pas disponible, et BookOrbit n’enregistre pas de secrets dans un fichier.</translation>
        </message>
        <message>
            <source>Your system's password store does not answer. Unlock it or log in again, and try again.</source>
            <translation>Le gestionnaire de mots de passe de votre système ne répond pas. Déverrouillez-le ou reconnectez-vous, puis réessayez.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>Le coffre à mots de passe de votre système est verrouillé. Déverrouillez-le et réessayez.</translation>
        </message>
        <message>
            <source>{0} could not be moved to the Trash, so its book was kept. Is it in use?</source>
            <translation>{0} n’a pas pu être mis à la corbeille, le livre a donc été gardé. Est-il en cours d’utilisation ?</translation>
        </message>
    </context>
    <context>
        <name>DateButton</name>
        <message>
            <source>Not known</source>
            <translation>Inconnue</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0} : {1}</translation>
        </message>
    </context>
    <context>
        <name>DropOverlay</name>
        <message>
            <source>Drop books or folders to add them</source>
            <translation>Déposez des livres ou des dossiers pour les ajouter</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message>
            <source>There is nothing of this kind.</source>
            <translation>Il n’y en a aucun de cette sorte.</translation>
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
            <translation>Réessayer</translation>
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
            <translation>Connectez d’abord votre compte Hardcover.</translation>
        </message>
        <message>
            <source>There is nothing to take back.</source>
            <translation>Il n’y a rien à annuler.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close this message</source>
            <translation>Fermer ce message</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Effacer</translation>
        </message>
    </context>
    <context>
        <name>StarRating</name>
        <message>
            <source>{0} of 5 stars</source>
            <translation>{0} étoiles sur 5</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>Sans note</translation>
        </message>
        <message>
            <source>Rating: {0}</source>
            <translation>Note : {0}</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Une erreur est survenue. Le fichier journal en dit plus.</translation>
        </message>
    </context>
</TS>
