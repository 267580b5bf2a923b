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
            <source>Finished work is kept.</source>
            <translation>Ce qui est terminé est conservé.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Afficher</translation>
        </message>
        <message>
            <source>Select a job to see its details.</source>
            <translation>Sélectionnez une tâche pour voir ses détails.</translation>
        </message>
        <message>
            <source>Only failed or waiting jobs can be retried.</source>
            <translation>Seules les tâches échouées ou en attente peuvent être relancées.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>No jobs since BookOrbit started. Scans, imports and syncs appear here.</source>
            <translation>Aucune tâche depuis le démarrage de BookOrbit. Explorations, imports et synchronisations apparaissent ici.</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Chargement</translation>
        </message>
        <message>
            <source>Scanning folders</source>
            <translation>Exploration des dossiers</translation>
        </message>
        <message>
            <source>Comparing copies</source>
            <translation>Comparaison des copies</translation>
        </message>
        <message>
            <source>Sync to Hardcover</source>
            <translation>Synchroniser avec Hardcover</translation>
        </message>
        <message>
            <source>Changing entries on Hardcover</source>
            <translation>Modification d’entrées sur Hardcover</translation>
        </message>
        <message>
            <source>Fetching your Hardcover shelf</source>
            <translation>Récupération de votre étagère Hardcover</translation>
        </message>
        <message>
            <source>Import from Hardcover</source>
            <translation>Importer depuis Hardcover</translation>
        </message>
        <message>
            <source>Undoing a sync</source>
            <translation>Annulation d’une synchronisation</translation>
        </message>
        <message>
            <source>Checking the relay server</source>
            <translation>Interrogation du serveur relais</translation>
        </message>
        <message>
            <source>Changing files</source>
            <translation>Modification de fichiers</translation>
        </message>
        <message>
            <source>Reading a KOReader device</source>
            <translation>Lecture d’un appareil KOReader</translation>
        </message>
        <message>
            <source>Import from a KOReader device</source>
            <translation>Importer d’un appareil KOReader</translation>
        </message>
        <message>
            <source>Working out your reading time</source>
            <translation>Calcul de votre temps de lecture</translation>
        </message>
        <message>
            <source>Sending a book</source>
            <translation>Envoi d’un livre</translation>
        </message>
        <message>
            <source>{0} ({1} times)</source>
            <translation>{0} ({1} fois)</translation>
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
            <source>Restoring {0}</source>
            <translation>Restauration de {0}</translation>
        </message>
        <message>
            <source>Reading complete files: {0}</source>
            <translation>Lecture complète des fichiers : {0}</translation>
        </message>
        <message>
            <source>Waiting for further changes before sending.</source>
            <translation>En attente d’autres modifications avant l’envoi.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} sur {1}</translation>
        </message>
        <message>
            <source>continues {0}</source>
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
            <source>Scanning your folders…</source>
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
            <source>Interrupted</source>
            <translation>Interrompu</translation>
        </message>
        <message>
            <source>Finding books opened in KOReader…</source>
            <translation>Recherche des livres ouverts dans KOReader…</translation>
        </message>
        <message>
            <source>Reading reading statistics…</source>
            <translation>Récupération des statistiques de lecture…</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0}</source>
            <translation>Lecture des données de KOReader : {0}</translation>
        </message>
        <message>
            <source>Waiting for other jobs</source>
            <translation>En attente d’autres tâches</translation>
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
            <source>Contacting Hardcover…</source>
            <translation>Connexion à Hardcover…</translation>
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
            <source>Choose a folder of books</source>
            <translation>Choisir un dossier de livres</translation>
        </message>
        <message>
            <source>Choose books</source>
            <translation>Choisir des livres</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) couldn't be read. See the Inbox for details.</source>
            <translation>
                <numerusform>%Ln fichier n’a pas pu être lu. Détails dans Réception.</numerusform>
                <numerusform>%Ln fichiers n’ont pas pu être lus. Détails dans Réception.</numerusform>
            </translation>
        </message>
        <message>
            <source>Not a book: {0}.</source>
            <translation>Pas un livre : {0}.</translation>
        </message>
        <message>
            <source>Couldn't open: {0}.</source>
            <translation>Inaccessible : {0}.</translation>
        </message>
        <message>
            <source>BookOrbit was updated. Some things work only after a restart.</source>
            <translation>BookOrbit a été mis à jour. Certaines choses ne fonctionnent qu’après un redémarrage.</translation>
        </message>
        <message>
            <source>Restart now</source>
            <translation>Redémarrer maintenant</translation>
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
            <source>More by {0}</source>
            <translation>Du même auteur : {0}</translation>
        </message>
        <message>
            <source>Shelves and tags…</source>
            <translation>Étagères et étiquettes…</translation>
        </message>
        <message>
            <source>Shelves and tags</source>
            <translation>Étagères et étiquettes</translation>
        </message>
        <message>
            <source>Show all books: {0}</source>
            <translation>Afficher tous les livres : {0}</translation>
        </message>
        <message>
            <source>Highlights and notes</source>
            <translation>Surlignages et notes</translation>
        </message>
        <message>
            <source>None yet. Import from a device over USB to see them here.</source>
            <translation>Aucun pour l’instant. Importez-les d’un appareil par USB.</translation>
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
            <source>Sessions…</source>
            <translation>Séances…</translation>
        </message>
        <message>
            <source>Reading plots…</source>
            <translation>Graphiques de lecture…</translation>
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
            <source>This book has no position to reset.</source>
            <translation>Ce livre n’a pas de position à réinitialiser.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>No file. Progress from your devices is kept.</source>
            <translation>Aucun fichier. La progression envoyée par vos appareils est conservée.</translation>
        </message>
        <message>
            <source>Technical details</source>
            <translation>Détails techniques</translation>
        </message>
        <message>
            <source>File changed since the last sync. The copy on your device is still linked.</source>
            <translation>Fichier modifié depuis la dernière synchronisation. La copie sur votre appareil reste liée.</translation>
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
            <source>Split</source>
            <translation>Séparer</translation>
        </message>
        <message>
            <source>If this file is a different book, make it a separate one.</source>
            <translation>Si ce fichier est un autre livre, faites-en un livre à part.</translation>
        </message>
        <message>
            <source>Reread file</source>
            <translation>Relire le fichier</translation>
        </message>
        <message>
            <source>The file was moved or deleted. Progress is kept.</source>
            <translation>Le fichier a été déplacé ou supprimé. La progression est conservée.</translation>
        </message>
        <message>
            <source>Each copy keeps its own position because their text can't be compared: {0}</source>
            <translation>Chaque copie garde sa propre position, car leur texte ne peut pas être comparé : {0}</translation>
        </message>
        <message>
            <source>Copies in this format keep separate positions.</source>
            <translation>Les copies dans ce format gardent des positions séparées.</translation>
        </message>
        <message>
            <source>Copies with the same text share one position.</source>
            <translation>Les copies du même texte partagent une position.</translation>
        </message>
        <message>
            <source>Not compared with other copies yet. Until then, each keeps its own position.</source>
            <translation>Pas encore comparé aux autres copies. D’ici là, chacune garde sa position.</translation>
        </message>
        <message>
            <source>Replace on Hardcover</source>
            <translation>Remplacer sur Hardcover</translation>
        </message>
        <message>
            <source>Pick…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>View on Hardcover</source>
            <translation>Voir sur Hardcover</translation>
        </message>
        <message>
            <source>View this book on hardcover.app</source>
            <translation>Voir ce livre sur hardcover.app</translation>
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
            <source>Reading history</source>
            <translation>Historique de lecture</translation>
        </message>
        <message numerus="yes">
            <source>From {0} on {1} to {2} on {3}, in %n update(s).</source>
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
            <source>Restore position</source>
            <translation>Restaurer la position</translation>
        </message>
        <message>
            <source>Select a position first.</source>
            <translation>Sélectionnez d’abord une position.</translation>
        </message>
        <message>
            <source>Your devices already get this position.</source>
            <translation>Vos appareils reçoivent déjà cette position.</translation>
        </message>
        <message>
            <source>Restore a position to send it to your devices again, exactly as it was received. The next position a device sends replaces it.</source>
            <translation>Restaurez une position pour la rendre à vos appareils, exactement telle qu’elle a été reçue. La prochaine position envoyée par un appareil la remplace.</translation>
        </message>
        <message>
            <source>Position history of “{0}”</source>
            <translation>Historique des positions de « {0} »</translation>
        </message>
        <message>
            <source>{0} can't use the form of the newest position, at {1}, and has sent none near it.</source>
            <translation>{0} ne peut pas utiliser la forme de la dernière position, à {1}, et n’en a envoyé aucune à proximité.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with a place in its own form at {2}.</source>
            <translation>{0} reçoit {1}, avec un endroit dans sa propre forme à {2}.</translation>
        </message>
        <message>
            <source>{0} gets {1}, with its newest place that isn't ahead, at {2}.</source>
            <translation>{0} reçoit {1}, avec son dernier endroit qui n’est pas au-delà, à {2}.</translation>
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
            <source>went back from {0}</source>
            <translation>retour depuis {0}</translation>
        </message>
        <message>
            <source>Current on devices</source>
            <translation>Actuelle pour les appareils</translation>
        </message>
        <message>
            <source>Position restored to {0}</source>
            <translation>Position restaurée à {0}</translation>
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
            <source>This clears the position in BookOrbit. Your device keeps its own position; BookOrbit accepts it again once it changes. Hardcover isn't changed.</source>
            <translation>Efface la position dans BookOrbit. Votre appareil garde la sienne ; BookOrbit l’accepte de nouveau dès qu’elle change. Rien ne change sur Hardcover.</translation>
        </message>
        <message>
            <source>Reset progress</source>
            <translation>Réinitialiser la progression</translation>
        </message>
        <message>
            <source>Keep position</source>
            <translation>Garder la position</translation>
        </message>
        <message>
            <source>Position set to {0}</source>
            <translation>Position réglée à {0}</translation>
        </message>
        <message>
            <source>Position kept at {0}</source>
            <translation>Position gardée à {0}</translation>
        </message>
        <message numerus="yes">
            <source>Progress reset for %n book(s)</source>
            <translation>
                <numerusform>Progression réinitialisée pour %Ln livre</numerusform>
                <numerusform>Progression réinitialisée pour %Ln livres</numerusform>
            </translation>
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
            <source>This document on your device is a different book.</source>
            <translation>Ce document de votre appareil est un autre livre.</translation>
        </message>
        <message>
            <source>unlinked by you</source>
            <translation>délié par vous</translation>
        </message>
        <message>
            <source>Relink</source>
            <translation>Lier de nouveau</translation>
        </message>
        <message>
            <source>Relink the document {0}</source>
            <translation>Lier de nouveau le document {0}</translation>
        </message>
        <message>
            <source>used by a device</source>
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
            <source>download name</source>
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
            <source>shared position</source>
            <translation>position partagée</translation>
        </message>
        <message>
            <source>own position</source>
            <translation>position propre</translation>
        </message>
        <message>
            <source>You linked it to {0}.</source>
            <translation>Vous l’avez liée à {0}.</translation>
        </message>
        <message>
            <source>{0} has it too. Because you linked it, it counts for this book.</source>
            <translation>{0} l’a aussi. Comme vous l’avez liée, elle compte pour ce livre.</translation>
        </message>
        <message>
            <source>This book and {0} have the same digest.</source>
            <translation>Ce livre et {0} ont la même empreinte.</translation>
        </message>
        <message>
            <source>Several books have the same digest, including {0}.</source>
            <translation>Plusieurs livres ont la même empreinte, dont {0}.</translation>
        </message>
        <message>
            <source>Progress for it isn't applied to either book. Link the document on the KOReader page, or merge the books if they're the same.</source>
            <translation>Sa progression n’est appliquée à aucun de ces livres. Liez le document sur la page KOReader, ou fusionnez les livres s’ils n’en font qu’un.</translation>
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
            <source>Start a re-read</source>
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
            <source>Set the status to Read or Skimmed to add a finish date.</source>
            <translation>Choisissez le statut « Lu » ou « Survolé » pour indiquer une date de fin.</translation>
        </message>
        <message>
            <source>No device has synced this book yet.</source>
            <translation>Aucun appareil n’a encore synchronisé ce livre.</translation>
        </message>
        <message>
            <source>Reset. The next new position from a device is used.</source>
            <translation>Réinitialisé. La prochaine nouvelle position d’un appareil sera utilisée.</translation>
        </message>
        <message>
            <source>Possible re-read since {0}, now at {1}.</source>
            <translation>Relecture possible depuis {0}, maintenant à {1}.</translation>
        </message>
        <message>
            <source>Your device is now at {0}, but you set this status yourself.</source>
            <translation>Votre appareil en est à {0}, mais vous avez choisi ce statut vous-même.</translation>
        </message>
        <message>
            <source>Follow device</source>
            <translation>Suivre l’appareil</translation>
        </message>
        <message>
            <source>Set by you. KOReader won't change it.</source>
            <translation>Choisi par vous. KOReader ne le change pas.</translation>
        </message>
        <message>
            <source>Let KOReader set status</source>
            <translation>Laisser KOReader choisir le statut</translation>
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
            <source>Rating cleared here. Hardcover keeps its rating.</source>
            <translation>Note effacée ici. Hardcover garde la sienne.</translation>
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
            <source>KOReader sets the status again</source>
            <translation>KOReader choisit de nouveau le statut</translation>
        </message>
        <message>
            <source>Re-read started</source>
            <translation>Relecture commencée</translation>
        </message>
        <message>
            <source>Not a re-read. BookOrbit will ask again after a month's break.</source>
            <translation>Pas une relecture. BookOrbit redemandera après un mois de pause.</translation>
        </message>
        <message>
            <source>Read for {0}</source>
            <translation>Lu pendant {0}</translation>
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
            <source>Reads</source>
            <translation>Lectures</translation>
        </message>
        <message>
            <source>No reads yet. Open the book on your device or set a status to start one.</source>
            <translation>Pas encore de lecture. Ouvrez le livre sur votre appareil ou choisissez un statut.</translation>
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
            <source>in progress, {0}</source>
            <translation>en cours, {0}</translation>
        </message>
        <message>
            <source>date unknown</source>
            <translation>date inconnue</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Appareils</translation>
        </message>
        <message>
            <source>Your note on the device: {0}</source>
            <translation>Votre note sur l’appareil : {0}</translation>
        </message>
        <message>
            <source>In collections on the device: {0}</source>
            <translation>Dans les collections de l’appareil : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) from {0} to {1}.</source>
            <translation>
                <numerusform>%Ln page vue, du {0} au {1}.</numerusform>
                <numerusform>%Ln pages vues, du {0} au {1}.</numerusform>
            </translation>
        </message>
        <message>
            <source>rated {0}</source>
            <translation>noté {0}</translation>
        </message>
        <message>
            <source>device is ahead</source>
            <translation>appareil en avance</translation>
        </message>
        <message>
            <source>possible re-read</source>
            <translation>relecture possible</translation>
        </message>
        <message>
            <source>device went back</source>
            <translation>appareil revenu en arrière</translation>
        </message>
        <message>
            <source>Hardcover: {0}</source>
            <translation>Hardcover : {0}</translation>
        </message>
        <message>
            <source>Your device is ahead. Open the book to follow it.</source>
            <translation>Votre appareil a avancé. Ouvrez le livre pour le suivre.</translation>
        </message>
        <message>
            <source>Your device went back to {0}. Open the book to accept or keep the position.</source>
            <translation>Votre appareil est revenu à {0}. Ouvrez le livre pour accepter ou garder la position.</translation>
        </message>
        <message>
            <source>Are you re-reading this book? Open it to confirm.</source>
            <translation>Relisez-vous ce livre ? Ouvrez-le pour le confirmer.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s)</source>
            <translation>
                <numerusform>%Ln livre</numerusform>
                <numerusform>%Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} read</source>
            <translation>{0} sur {1} lus</translation>
        </message>
        <message>
            <source>File missing</source>
            <translation>Fichier manquant</translation>
        </message>
        <message>
            <source>Can't be read</source>
            <translation>Illisible</translation>
        </message>
        <message>
            <source>{0}, book {1}</source>
            <translation>{0}, tome {1}</translation>
        </message>
        <message>
            <source>No authors yet. Add books to your library to see who wrote them.</source>
            <translation>Aucun auteur pour l’instant. Ajoutez des livres à votre bibliothèque pour voir qui les a écrits.</translation>
        </message>
        <message>
            <source>Find an author</source>
            <translation>Rechercher un auteur</translation>
        </message>
        <message>
            <source>All authors</source>
            <translation>Tous les auteurs</translation>
        </message>
        <message>
            <source>This author is no longer in your library.</source>
            <translation>Cet auteur n’est plus dans votre bibliothèque.</translation>
        </message>
        <message numerus="yes">
            <source>%n author(s)</source>
            <translation>
                <numerusform>%Ln auteur</numerusform>
                <numerusform>%Ln auteurs</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} read</source>
            <translation>{0} lus</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%Ln série</numerusform>
                <numerusform>%Ln séries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n single book(s)</source>
            <translation>
                <numerusform>%Ln livre hors série</numerusform>
                <numerusform>%Ln livres hors série</numerusform>
            </translation>
        </message>
        <message>
            <source>Show in library</source>
            <translation>Afficher dans la bibliothèque</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Books</source>
            <translation>Livres</translation>
        </message>
        <message>
            <source>Loading your books</source>
            <translation>Chargement de vos livres</translation>
        </message>
        <message>
            <source>Go to library</source>
            <translation>Aller à la bibliothèque</translation>
        </message>
        <message>
            <source>Nothing matches.</source>
            <translation>Aucun résultat.</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Effacer les filtres</translation>
        </message>
        <message>
            <source>Couldn't read the library. See the log file for details.</source>
            <translation>Impossible de lire la bibliothèque. Détails dans le fichier journal.</translation>
        </message>
        <message>
            <source>Book series</source>
            <translation>Séries</translation>
        </message>
        <message>
            <source>None of your books belong to a series yet. Add a series to a book with Edit.</source>
            <translation>Aucun de vos livres n’appartient encore à une série. Ajoutez une série à un livre avec « Modifier ».</translation>
        </message>
        <message>
            <source>Find a series</source>
            <translation>Rechercher une série</translation>
        </message>
        <message>
            <source>All series</source>
            <translation>Toutes les séries</translation>
        </message>
        <message>
            <source>This series is no longer in your library.</source>
            <translation>Cette série n’est plus dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tous</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Missing volumes</source>
            <translation>Tomes manquants</translation>
        </message>
        <message>
            <source>Reading: {0}</source>
            <translation>En cours : {0}</translation>
        </message>
        <message>
            <source>Next: {0}</source>
            <translation>À suivre : {0}</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>manque {0}</translation>
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation>{0} et {1}</translation>
        </message>
        <message>
            <source>{0} are missing</source>
            <translation>manquent {0}</translation>
        </message>
        <message>
            <source>Continue “{0}”</source>
            <translation>Continuer « {0} »</translation>
        </message>
        <message>
            <source>Next: “{0}”</source>
            <translation>À suivre : « {0} »</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Manquant</translation>
        </message>
        <message>
            <source>Not in your library</source>
            <translation>Absent de votre bibliothèque</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Enter a name first.</source>
            <translation>Saisissez d’abord un nom.</translation>
        </message>
        <message>
            <source>New tag</source>
            <translation>Nouvelle étiquette</translation>
        </message>
        <message>
            <source>New shelf</source>
            <translation>Nouvelle étagère</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Créer</translation>
        </message>
        <message>
            <source>“{0}” created.</source>
            <translation>« {0} » créé.</translation>
        </message>
        <message>
            <source>Matching books are added and removed automatically.</source>
            <translation>Les livres correspondants sont ajoutés et retirés automatiquement.</translation>
        </message>
        <message>
            <source>Save this filter</source>
            <translation>Enregistrer ce filtre</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Filter “{0}” saved.</source>
            <translation>Filtre « {0} » enregistré.</translation>
        </message>
        <message>
            <source>Rename “{0}”</source>
            <translation>Renommer « {0} »</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Renommer</translation>
        </message>
        <message>
            <source>Renamed to “{0}”.</source>
            <translation>Renommé en « {0} ».</translation>
        </message>
        <message>
            <source>“{0}” deleted</source>
            <translation>« {0} » supprimé</translation>
        </message>
        <message>
            <source>its books stay in your library</source>
            <translation>les livres restent dans votre bibliothèque</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added to “{0}”.</source>
            <translation>
                <numerusform>%n livre ajouté à « {0} ».</numerusform>
                <numerusform>%n livres ajoutés à « {0} ».</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” has these books already.</source>
            <translation>« {0} » contient déjà ces livres.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) tagged</source>
            <translation>
                <numerusform>%Ln livre étiqueté</numerusform>
                <numerusform>%Ln livres étiquetés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new tag(s)</source>
            <translation>
                <numerusform>%Ln nouvelle étiquette</numerusform>
                <numerusform>%Ln nouvelles étiquettes</numerusform>
            </translation>
        </message>
        <message>
            <source>Your books already have Calibre's tags.</source>
            <translation>Vos livres ont déjà les étiquettes de Calibre.</translation>
        </message>
        <message numerus="yes">
            <source>Shelves and tags changed for %n book(s)</source>
            <translation>
                <numerusform>Étagères et étiquettes modifiées pour %Ln livre</numerusform>
                <numerusform>Étagères et étiquettes modifiées pour %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Sort books by hand, or save a filter in the library.</source>
            <translation>Classez vos livres à la main, ou enregistrez un filtre dans la bibliothèque.</translation>
        </message>
        <message>
            <source>Use Calibre's tags</source>
            <translation>Étiquettes de Calibre</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>Nouvelle étiquette…</translation>
        </message>
        <message>
            <source>New shelf…</source>
            <translation>Nouvelle étagère…</translation>
        </message>
        <message>
            <source>Loading your shelves</source>
            <translation>Chargement de vos étagères</translation>
        </message>
        <message>
            <source>No shelves yet. Create one, then add books from their menu in the library.</source>
            <translation>Aucune étagère pour l’instant. Créez-en une, puis ajoutez des livres depuis leur menu dans la bibliothèque.</translation>
        </message>
        <message>
            <source>Shelves</source>
            <translation>Étagères</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>Filtres enregistrés</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Renommer…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Give books the tags they have in Calibre. Calibre isn't changed.</source>
            <translation>Donne aux livres les étiquettes qu’ils ont dans Calibre. Calibre n’est pas modifié.</translation>
        </message>
        <message>
            <source>no books yet</source>
            <translation>aucun livre</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Un problème est survenu</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <source>report</source>
            <translation>le rapport</translation>
        </message>
        <message>
            <source>Check this computer…</source>
            <translation>Vérifier cet ordinateur…</translation>
        </message>
        <message>
            <source>BookOrbit ran into an error and carried on. Everything saved is safe. If it happens again, include this report in your bug report. It contains no token or passphrase, but may name books and folders.</source>
            <translation>BookOrbit a fait une erreur et continue. Ce qui était enregistré est en sécurité. Si cela se reproduit, joignez ce rapport à votre signalement : il ne contient ni jeton ni phrase secrète, mais peut nommer des livres et des dossiers.</translation>
        </message>
        <message>
            <source>The server is stopped, so your devices can't sync.</source>
            <translation>Le serveur est arrêté : vos appareils ne peuvent pas se synchroniser.</translation>
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
            <source>%n file(s) couldn't be read</source>
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
            <source>Two devices may have the same ID</source>
            <translation>Deux appareils ont peut-être le même identifiant</translation>
        </message>
        <message>
            <source>How to fix</source>
            <translation>Comment corriger</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your devices not in your library</source>
            <translation>
                <numerusform>%Ln livre de vos appareils absent de votre bibliothèque</numerusform>
                <numerusform>%Ln livres de vos appareils absents de votre bibliothèque</numerusform>
            </translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Lier</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) went back to an earlier position</source>
            <translation>
                <numerusform>%Ln livre revenu à une position antérieure</numerusform>
                <numerusform>%Ln livres revenus à une position antérieure</numerusform>
            </translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Décider</translation>
        </message>
        <message numerus="yes">
            <source>%n possible re-read(s)</source>
            <translation>
                <numerusform>%Ln relecture possible</numerusform>
                <numerusform>%Ln relectures possibles</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover</source>
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
            <source>Hide</source>
            <translation>Masquer</translation>
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
            <source>Dashboard</source>
            <translation>Tableau de bord</translation>
        </message>
        <message>
            <source>What you're reading and what needs attention.</source>
            <translation>Vos lectures en cours et ce qui reste à traiter.</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>compte</translation>
        </message>
        <message>
            <source>doesn't count</source>
            <translation>ne compte pas</translation>
        </message>
        <message>
            <source>read</source>
            <translation>lu</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>rien</translation>
        </message>
        <message>
            <source>This week</source>
            <translation>Cette semaine</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) with reading</source>
            <translation>
                <numerusform>%n jour de lecture</numerusform>
                <numerusform>%n jours de lecture</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%Ln jour</numerusform>
                <numerusform>%Ln jours</numerusform>
            </translation>
        </message>
        <message>
            <source>with reading</source>
            <translation>avec lecture</translation>
        </message>
        <message>
            <source>Nothing read yet.</source>
            <translation>Rien de lu pour l’instant.</translation>
        </message>
        <message>
            <source>Streak</source>
            <translation>Série</translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) in a row</source>
            <translation>
                <numerusform>%n semaine d’affilée</numerusform>
                <numerusform>%n semaines d’affilée</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>longest: %n day(s)</source>
            <translation>
                <numerusform>record : %n jour</numerusform>
                <numerusform>record : %n jours</numerusform>
            </translation>
        </message>
        <message>
            <source>You read today.</source>
            <translation>Vous avez lu aujourd’hui.</translation>
        </message>
        <message>
            <source>Read a little more today to keep it.</source>
            <translation>Lisez encore un peu aujourd’hui pour la garder.</translation>
        </message>
        <message>
            <source>Read a little more to start one.</source>
            <translation>Lisez encore un peu pour en commencer une.</translation>
        </message>
        <message>
            <source>Read today to keep it.</source>
            <translation>Lisez aujourd’hui pour la garder.</translation>
        </message>
        <message>
            <source>Read today to start one.</source>
            <translation>Lisez aujourd’hui pour en commencer une.</translation>
        </message>
        <message>
            <source>Show books you finished</source>
            <translation>Afficher les livres terminés</translation>
        </message>
        <message>
            <source>Set a goal…</source>
            <translation>Fixer un objectif…</translation>
        </message>
        <message>
            <source>Change the goal</source>
            <translation>Modifier l’objectif</translation>
        </message>
        <message>
            <source>Finished in {0}</source>
            <translation>Terminés en {0}</translation>
        </message>
        <message>
            <source>Read in {0}</source>
            <translation>Lu en {0}</translation>
        </message>
        <message>
            <source>{0} of {1} books</source>
            <translation>{0} livres sur {1}</translation>
        </message>
        <message>
            <source>{0} of {1} pages</source>
            <translation>{0} pages sur {1}</translation>
        </message>
        <message>
            <source>{0} of {1} hours</source>
            <translation>{0} heures sur {1}</translation>
        </message>
        <message>
            <source>Goal reached.</source>
            <translation>Objectif atteint.</translation>
        </message>
        <message>
            <source>On pace</source>
            <translation>Dans les temps</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) ahead</source>
            <translation>
                <numerusform>%n page d’avance</numerusform>
                <numerusform>%n pages d’avance</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) behind an even pace</source>
            <translation>
                <numerusform>%n page de retard sur un rythme régulier</numerusform>
                <numerusform>%n pages de retard sur un rythme régulier</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) ahead</source>
            <translation>
                <numerusform>%n heure d’avance</numerusform>
                <numerusform>%n heures d’avance</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) behind an even pace</source>
            <translation>
                <numerusform>%n heure de retard sur un rythme régulier</numerusform>
                <numerusform>%n heures de retard sur un rythme régulier</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ahead</source>
            <translation>
                <numerusform>%n livre d’avance</numerusform>
                <numerusform>%n livres d’avance</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) behind an even pace</source>
            <translation>
                <numerusform>%n livre de retard sur un rythme régulier</numerusform>
                <numerusform>%n livres de retard sur un rythme régulier</numerusform>
            </translation>
        </message>
        <message>
            <source>Forecast: not enough reading yet</source>
            <translation>Prévision : pas encore assez de lecture</translation>
        </message>
        <message numerus="yes">
            <source>Forecast: about %n book(s)</source>
            <translation>
                <numerusform>Prévision : environ %n livre</numerusform>
                <numerusform>Prévision : environ %n livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>Objectif</translation>
        </message>
        <message>
            <source>added {0}</source>
            <translation>ajout : {0}</translation>
        </message>
        <message>
            <source>finished {0}</source>
            <translation>terminé le {0}</translation>
        </message>
        <message>
            <source>p. {0} of {1}</source>
            <translation>p. {0} sur {1}</translation>
        </message>
        <message>
            <source>View all</source>
            <translation>Tout afficher</translation>
        </message>
        <message>
            <source>Continue on your reader</source>
            <translation>Reprendre sur votre liseuse</translation>
        </message>
        <message>
            <source>Next in your series</source>
            <translation>La suite de vos séries</translation>
        </message>
        <message>
            <source>Pick up again</source>
            <translation>À reprendre</translation>
        </message>
        <message>
            <source>Recently finished</source>
            <translation>Terminés récemment</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>Ajouts récents</translation>
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
            <source>Not imported yet.</source>
            <translation>Pas encore importé.</translation>
        </message>
        <message>
            <source>Last imported {0}.</source>
            <translation>Dernier import {0}.</translation>
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
            <source>scanned {0}</source>
            <translation>lu {0}</translation>
        </message>
        <message>
            <source>not scanned yet</source>
            <translation>pas encore lu</translation>
        </message>
        <message>
            <source>Selected book</source>
            <translation>Livre sélectionné</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Ici</translation>
        </message>
        <message>
            <source>On the device</source>
            <translation>Sur l’appareil</translation>
        </message>
        <message>
            <source>Choose a book from your library…</source>
            <translation>Choisir un livre de votre bibliothèque…</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Ignorer</translation>
        </message>
        <message>
            <source>Reading {0}…</source>
            <translation>Lecture de {0}…</translation>
        </message>
        <message>
            <source>Nothing changes on the device, or here until you import.</source>
            <translation>Rien ne change sur l’appareil, ni ici avant l’import.</translation>
        </message>
        <message>
            <source>Reading device</source>
            <translation>Lecture de l’appareil</translation>
        </message>
        <message>
            <source>Reading KOReader data: {0} of {1}</source>
            <translation>Lecture des données de KOReader : {0} sur {1}</translation>
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
            <source>If you cancel, the books imported so far are kept. Import again to continue.</source>
            <translation>Si vous annulez, les livres déjà importés sont conservés. Importez de nouveau pour continuer.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Importation</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Choisir un autre dossier…</translation>
        </message>
        <message>
            <source>No book has been opened on this device yet, so there's nothing to import.</source>
            <translation>Aucun livre n’a encore été ouvert sur cet appareil. Il n’y a rien à importer.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s) will be skipped.</source>
            <translation>
                <numerusform>%Ln question sans réponse sera ignorée.</numerusform>
                <numerusform>%Ln questions sans réponse seront ignorées.</numerusform>
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
            <source>Select at least one book.</source>
            <translation>Cochez au moins un livre.</translation>
        </message>
        <message>
            <source>Something went wrong. The log file has the details.</source>
            <translation>Une erreur est survenue. Le fichier journal en dit plus.</translation>
        </message>
        <message>
            <source>Choose the memory card's folder</source>
            <translation>Choisir le dossier de la carte mémoire</translation>
        </message>
        <message>
            <source>You can import again at any time. Only new data is added; your own changes and removals are kept.</source>
            <translation>Vous pouvez importer de nouveau à tout moment. Seules les nouveautés s’ajoutent ; vos modifications et suppressions sont respectées.</translation>
        </message>
        <message>
            <source>Show library</source>
            <translation>Afficher la bibliothèque</translation>
        </message>
        <message>
            <source>Show highlights</source>
            <translation>Afficher les surlignages</translation>
        </message>
        <message>
            <source>Undo import</source>
            <translation>Annuler l’import</translation>
        </message>
        <message>
            <source>Undoes this import, except for books you changed since.</source>
            <translation>Annule cet import, sauf pour les livres modifiés depuis.</translation>
        </message>
        <message numerus="yes">
            <source>%n unanswered question(s). Import again to answer.</source>
            <translation>
                <numerusform>%Ln question sans réponse. Importez de nouveau pour répondre.</numerusform>
                <numerusform>%Ln questions sans réponse. Importez de nouveau pour répondre.</numerusform>
            </translation>
        </message>
        <message>
            <source>Several devices are connected. Choose one.</source>
            <translation>Plusieurs appareils sont connectés. Choisissez-en un.</translation>
        </message>
        <message>
            <source>Choose the device's folder</source>
            <translation>Choisir le dossier de l’appareil</translation>
        </message>
        <message>
            <source>Needs your answer</source>
            <translation>À vous de répondre</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
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
            <source>Skipped</source>
            <translation>Ignoré</translation>
        </message>
        <message>
            <source>Nothing new</source>
            <translation>Rien de nouveau</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Questions</translation>
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
            <source>Select all</source>
            <translation>Tout cocher</translation>
        </message>
        <message>
            <source>Deselect all</source>
            <translation>Tout décocher</translation>
        </message>
        <message>
            <source>Match each one to the book in your library with the same title and author.</source>
            <translation>Associer chacun au livre de votre bibliothèque qui a le même titre et le même auteur.</translation>
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
            <source>Nothing new on this device.</source>
            <translation>Rien de nouveau sur cet appareil.</translation>
        </message>
        <message>
            <source>Nothing new on this device. Books that need your decision aren't selected.</source>
            <translation>Rien de nouveau sur cet appareil. Les livres sur lesquels vous devez trancher ne sont pas cochés.</translation>
        </message>
        <message>
            <source>Fills in what's missing and keeps what you set here. Nothing changes until you import.</source>
            <translation>Complète ce qui manque et garde vos choix. Rien ne change avant l’import.</translation>
        </message>
        <message numerus="yes">
            <source>Same book for all %n</source>
            <translation>
                <numerusform>Même livre pour %Ln</numerusform>
                <numerusform>Même livre pour les %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>Select a book to see its data on the device.</source>
            <translation>Sélectionnez un livre pour voir ses données sur l’appareil.</translation>
        </message>
        <message>
            <source>Trust device clock again</source>
            <translation>Se fier de nouveau à l’horloge de l’appareil</translation>
        </message>
        <message>
            <source>Times from this device are no longer corrected.</source>
            <translation>Les heures de cet appareil ne sont plus corrigées.</translation>
        </message>
        <message>
            <source>Add memory card…</source>
            <translation>Ajouter la carte mémoire…</translation>
        </message>
        <message>
            <source>Unreadable files</source>
            <translation>Fichiers illisibles</translation>
        </message>
        <message>
            <source>Open the book once more in KOReader, then import again.</source>
            <translation>Rouvrez le livre dans KOReader, puis importez de nouveau.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on a memory card couldn't be read.</source>
            <translation>
                <numerusform>%Ln livre sur une carte mémoire n’a pas pu être lu.</numerusform>
                <numerusform>%Ln livres sur une carte mémoire n’ont pas pu être lus.</numerusform>
            </translation>
        </message>
        <message>
            <source>Earlier reads</source>
            <translation>Lectures précédentes</translation>
        </message>
        <message>
            <source>Matched by digest</source>
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
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>On device: {0}</source>
            <translation>Sur l’appareil : {0}</translation>
        </message>
        <message>
            <source>Here: {0} · On device: {1}</source>
            <translation>Ici : {0} · Sur l’appareil : {1}</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Identique</translation>
        </message>
        <message>
            <source>Keep what's here</source>
            <translation>Garder ce qui est ici</translation>
        </message>
        <message>
            <source>Add as a separate book</source>
            <translation>Ajouter comme livre à part</translation>
        </message>
        <message>
            <source>“{0}”, also on this device</source>
            <translation>« {0} », aussi sur cet appareil</translation>
        </message>
        <message>
            <source>“{0}” by {1}</source>
            <translation>« {0} » de {1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>« {0} »</translation>
        </message>
        <message>
            <source>In your library: “{0}”.</source>
            <translation>Dans votre bibliothèque : « {0} ».</translation>
        </message>
        <message>
            <source>new book</source>
            <translation>nouveau livre</translation>
        </message>
        <message>
            <source>reading time</source>
            <translation>temps de lecture</translation>
        </message>
        <message numerus="yes">
            <source>%n deleted highlight(s)</source>
            <translation>
                <numerusform>%Ln surlignage supprimé</numerusform>
                <numerusform>%Ln surlignages supprimés</numerusform>
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
            <translation>critique</translation>
        </message>
        <message>
            <source>Already the same: {0}</source>
            <translation>Déjà identique : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added</source>
            <translation>
                <numerusform>%Ln livre ajouté</numerusform>
                <numerusform>%Ln livres ajoutés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) filled in</source>
            <translation>
                <numerusform>%n livre complété</numerusform>
                <numerusform>%n livres complétés</numerusform>
            </translation>
        </message>
        <message>
            <source>When you import: {0}.</source>
            <translation>À l’importation : {0}.</translation>
        </message>
        <message>
            <source>This device's clock is {0} slow. Correct its times</source>
            <translation>L’horloge de cet appareil retarde de {0}. Corriger ses heures</translation>
        </message>
        <message>
            <source>This device's clock is {0} fast. Correct its times</source>
            <translation>L’horloge de cet appareil avance de {0}. Corriger ses heures</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) arrived at a different time than the device recorded. The device itself isn't changed.</source>
            <translation>
                <numerusform>%Ln position est arrivée à une autre heure que celle notée par l’appareil. L’appareil lui-même n’est pas modifié.</numerusform>
                <numerusform>%Ln positions sont arrivées à une autre heure que celle notée par l’appareil. L’appareil lui-même n’est pas modifié.</numerusform>
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
        <message numerus="yes">
            <source>%n book(s) imported from the device.</source>
            <translation>
                <numerusform>%Ln livre importé de l’appareil.</numerusform>
                <numerusform>%Ln livres importés de l’appareil.</numerusform>
            </translation>
        </message>
        <message>
            <source>Highlights and notes updated.</source>
            <translation>Surlignages et notes mis à jour.</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Rien de nouveau.</translation>
        </message>
        <message>
            <source>The import was interrupted. Import again to continue.</source>
            <translation>L’import a été interrompu. Importez de nouveau pour continuer.</translation>
        </message>
        <message numerus="yes">
            <source>Import undone for %n book(s).</source>
            <translation>
                <numerusform>Import annulé pour %Ln livre.</numerusform>
                <numerusform>Import annulé pour %Ln livres.</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept because you changed them since: {0}.</source>
            <translation>Conservés, car modifiés depuis : {0}.</translation>
        </message>
        <message>
            <source>Highlights and notes are kept. Remove them on the Highlights page.</source>
            <translation>Les surlignages et notes sont conservés. Retirez-les sur la page Surlignages.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) added without a file.</source>
            <translation>
                <numerusform>%Ln livre ajouté sans fichier.</numerusform>
                <numerusform>%Ln livres ajoutés sans fichier.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page view(s) added to your statistics.</source>
            <translation>
                <numerusform>%Ln page vue ajoutée à vos statistiques.</numerusform>
                <numerusform>%Ln pages vues ajoutées à vos statistiques.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) on the device linked to books.</source>
            <translation>
                <numerusform>%Ln fichier de l’appareil lié à un livre.</numerusform>
                <numerusform>%Ln fichiers de l’appareil liés à des livres.</numerusform>
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
            <source>Highlights, notes and bookmarks changed on the device: %n.</source>
            <translation>
                <numerusform>Surlignage, note ou marque-page modifié sur l’appareil : %Ln.</numerusform>
                <numerusform>Surlignages, notes et marque-pages modifiés sur l’appareil : %Ln.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Highlights, notes and bookmarks deleted on the device but kept here: %n.</source>
            <translation>
                <numerusform>Surlignage, note ou marque-page supprimé de l’appareil, gardé ici : %Ln.</numerusform>
                <numerusform>Surlignages, notes et marque-pages supprimés de l’appareil, gardés ici : %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>Times from this device are now corrected.</source>
            <translation>Les heures de cet appareil sont désormais corrigées.</translation>
        </message>
        <message>
            <source>Skipped because you removed them: {0}.</source>
            <translation>Ignorés, car vous les avez retirés : {0}.</translation>
        </message>
        <message>
            <source>{0} confident</source>
            <translation>sûr à {0}</translation>
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
            <source>No books found. Search by title or author.</source>
            <translation>Aucun livre trouvé. Cherchez par titre ou par auteur.</translation>
        </message>
        <message>
            <source>Select a book first.</source>
            <translation>Sélectionnez d’abord un livre.</translation>
        </message>
        <message>
            <source>Which book is “{0}”?</source>
            <translation>Quel livre est « {0} » ?</translation>
        </message>
        <message>
            <source>The book gets its current position, and later updates follow automatically.</source>
            <translation>Le livre reprend la position actuelle, et les suivantes sont appliquées automatiquement.</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Choisir un dossier…</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable. If it asks, let it share its storage.</source>
            <translation>Branchez l’appareil avec son câble USB. S’il le demande, autorisez le partage de son stockage.</translation>
        </message>
        <message>
            <source>Open it in your file manager once. The set-up then begins here by itself.</source>
            <translation>Ouvrez-le une fois dans le gestionnaire de fichiers. La configuration commence alors ici toute seule.</translation>
        </message>
        <message>
            <source>Still nothing? Choose its drive, or the “koreader” folder on it, yourself.</source>
            <translation>Toujours rien ? Choisissez vous-même son lecteur, ou le dossier « koreader » qui s’y trouve.</translation>
        </message>
        <message>
            <source>A device that your computer shows as a media player (MTP), such as a newer Kindle, has no drive to write to. Pair it over Wi-Fi on the KOReader page instead.</source>
            <translation>Un appareil que votre ordinateur voit comme un lecteur multimédia (MTP), par exemple un Kindle récent, n’a pas de lecteur où écrire. Associez-le plutôt par Wi-Fi sur la page KOReader.</translation>
        </message>
        <message>
            <source>Set up device</source>
            <translation>Configurer un appareil</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Appareil</translation>
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
            <source>Undo set-up…</source>
            <translation>Annuler la configuration…</translation>
        </message>
        <message>
            <source>Write to the device</source>
            <translation>Écrire sur l’appareil</translation>
        </message>
        <message>
            <source>Selected folder</source>
            <translation>Dossier sélectionné</translation>
        </message>
        <message>
            <source>No KOReader device is connected.</source>
            <translation>Aucun appareil KOReader n’est branché.</translation>
        </message>
        <message>
            <source>This device is already set up.</source>
            <translation>Cet appareil est déjà configuré.</translation>
        </message>
        <message>
            <source>These settings will change on the device. Nothing else is touched.</source>
            <translation>Ces réglages vont changer sur l’appareil. Rien d’autre n’est touché.</translation>
        </message>
        <message>
            <source>Close KOReader on the device first.</source>
            <translation>Fermez d’abord KOReader sur l’appareil.</translation>
        </message>
        <message>
            <source>Undo set-up</source>
            <translation>Annuler la configuration</translation>
        </message>
        <message>
            <source>Undoes the changes of {0}.</source>
            <translation>Annule les changements du {0}.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Device is set up</source>
            <translation>Appareil configuré</translation>
        </message>
        <message>
            <source>All settings were written and checked. Next steps:</source>
            <translation>Tous les réglages ont été écrits et vérifiés. Étapes suivantes :</translation>
        </message>
        <message>
            <source>BookOrbit's settings were removed. What KOReader wrote since is kept.</source>
            <translation>Les réglages de BookOrbit sont retirés. Ce que KOReader a écrit depuis est conservé.</translation>
        </message>
        <message>
            <source>The device is back to its earlier state.</source>
            <translation>L’appareil est revenu à son état antérieur.</translation>
        </message>
        <message>
            <source>Set-up undone</source>
            <translation>Configuration annulée</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Type it, then press Enter</source>
            <translation>Saisissez-la, puis appuyez sur Entrée</translation>
        </message>
        <message>
            <source>Reading statistics over Wi-Fi</source>
            <translation>Statistiques de lecture par Wi-Fi</translation>
        </message>
        <message>
            <source>Sync statistics when a book is closed</source>
            <translation>Synchroniser les statistiques à la fermeture d’un livre</translation>
        </message>
        <message>
            <source>Install the BookOrbit Desktop plugin</source>
            <translation>Installer le module « BookOrbit Desktop »</translation>
        </message>
        <message>
            <source>Remove the BookOrbit Desktop plugin</source>
            <translation>Supprimer le module « BookOrbit Desktop »</translation>
        </message>
        <message>
            <source>Update the BookOrbit Desktop plugin</source>
            <translation>Mettre à jour le module « BookOrbit Desktop »</translation>
        </message>
        <message>
            <source>Needs KOReader v2025.04 or newer.</source>
            <translation>Nécessite KOReader v2025.04 ou plus récent.</translation>
        </message>
        <message>
            <source>Needs KOReader v2023.10 or newer.</source>
            <translation>Nécessite KOReader v2023.10 ou plus récent.</translation>
        </message>
        <message>
            <source>Already set up on the device.</source>
            <translation>Déjà configuré sur l’appareil.</translation>
        </message>
        <message>
            <source>WebDAV needs your passphrase, and KOReader keeps it readable on the device.</source>
            <translation>WebDAV a besoin de votre phrase secrète, et KOReader la garde lisible sur l’appareil.</translation>
        </message>
        <message>
            <source>The device syncs its statistics with {0}. Tick to sync them with this computer instead.</source>
            <translation>L’appareil synchronise ses statistiques avec {0}. Cochez pour le faire avec cet ordinateur à la place.</translation>
        </message>
        <message>
            <source>Needs KOReader v2024.11 or newer.</source>
            <translation>Nécessite KOReader v2024.11 ou plus récent.</translation>
        </message>
        <message>
            <source>Tick reading statistics first.</source>
            <translation>Cochez d’abord les statistiques de lecture.</translation>
        </message>
        <message>
            <source>Sends status, rating, highlights and notes over Wi-Fi, too.</source>
            <translation>Envoie aussi statut, note, surlignages et annotations par Wi-Fi.</translation>
        </message>
        <message>
            <source>A plugin of that name is on the device, without a version.</source>
            <translation>Un module de ce nom est sur l’appareil, sans version.</translation>
        </message>
        <message>
            <source>Version {0} is on the device, {1} comes with this program.</source>
            <translation>La version {0} est sur l’appareil, la {1} est fournie avec ce programme.</translation>
        </message>
        <message>
            <source>Version {0} is on the device.</source>
            <translation>La version {0} est sur l’appareil.</translation>
        </message>
        <message>
            <source>Removes BookOrbit's settings. Everything KOReader wrote since is kept.</source>
            <translation>Retire les réglages de BookOrbit. Tout ce que KOReader a écrit depuis est conservé.</translation>
        </message>
        <message>
            <source>Stays: it has changed since.</source>
            <translation>Reste : il a changé depuis.</translation>
        </message>
        <message>
            <source>Nothing to restore</source>
            <translation>Rien à restaurer</translation>
        </message>
        <message>
            <source>The files are back to their earlier state.</source>
            <translation>Les fichiers sont revenus à leur état antérieur.</translation>
        </message>
        <message>
            <source>Writes to {0}. A copy of the current file is kept on the device.</source>
            <translation>Écrit dans {0}. Une copie du fichier actuel reste sur l’appareil.</translation>
        </message>
        <message>
            <source>Writes to {0} and {1}. Copies of the current files are kept on the device.</source>
            <translation>Écrit dans {0} et {1}. Des copies des fichiers actuels restent sur l’appareil.</translation>
        </message>
        <message>
            <source>These settings were written on {0} but have changed since. If you didn't change them, KOReader was still running: close it on the device first.</source>
            <translation>Ces réglages ont été écrits le {0} mais ont changé depuis. Si ce n’est pas vous, KOReader était encore ouvert : fermez-le d’abord sur l’appareil.</translation>
        </message>
        <message>
            <source>Will be removed (it wasn't there before).</source>
            <translation>Sera retiré (n’y était pas avant).</translation>
        </message>
        <message>
            <source>Will be restored exactly as it was.</source>
            <translation>Sera restauré exactement comme avant.</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Pas maintenant</translation>
        </message>
        <message>
            <source>Choose a rating or correct a date first.</source>
            <translation>Choisissez d’abord une note ou corrigez une date.</translation>
        </message>
        <message>
            <source>Set the status to Read or Skimmed first.</source>
            <translation>Réglez d’abord le statut sur « Lu » ou « Survolé ».</translation>
        </message>
        <message>
            <source>Not saved: “{0}” was removed from your library.</source>
            <translation>Non enregistré : « {0} » a été retiré de votre bibliothèque.</translation>
        </message>
        <message>
            <source>Saved “{0}”.</source>
            <translation>« {0} » enregistré.</translation>
        </message>
        <message>
            <source>Changed in the meantime, so it stays as it is now: {0}.</source>
            <translation>Modifié entre-temps, donc laissé tel quel : {0}.</translation>
        </message>
        <message>
            <source>Start date</source>
            <translation>Date de début</translation>
        </message>
        <message>
            <source>Finish date</source>
            <translation>Date de fin</translation>
        </message>
        <message>
            <source>done</source>
            <translation>fait</translation>
        </message>
        <message>
            <source>to do</source>
            <translation>à faire</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Premiers pas</translation>
        </message>
        <message>
            <source>Connect…</source>
            <translation>Connecter…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in your library</source>
            <translation>
                <numerusform>%n livre dans votre bibliothèque</numerusform>
                <numerusform>%n livres dans votre bibliothèque</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder or a Calibre library. Files stay where they are.</source>
            <translation>Un dossier ou une bibliothèque Calibre. Les fichiers restent à leur place.</translation>
        </message>
        <message>
            <source>Add your books</source>
            <translation>Ajoutez vos livres</translation>
        </message>
        <message>
            <source>Your device</source>
            <translation>Votre appareil</translation>
        </message>
        <message>
            <source>{0} connected</source>
            <translation>{0} connecté</translation>
        </message>
        <message>
            <source>Type in the address, pair it, or plug it in.</source>
            <translation>Saisissez l’adresse, associez l’appareil ou branchez-le.</translation>
        </message>
        <message>
            <source>Connect KOReader</source>
            <translation>Connecter KOReader</translation>
        </message>
        <message>
            <source>Hardcover connected as {0}</source>
            <translation>Hardcover connecté en tant que {0}</translation>
        </message>
        <message>
            <source>Hardcover connected</source>
            <translation>Hardcover connecté</translation>
        </message>
        <message>
            <source>Optional. Post your reading to your profile.</source>
            <translation>Facultatif. Publiez vos lectures sur votre profil.</translation>
        </message>
        <message>
            <source>Connect Hardcover</source>
            <translation>Connecter Hardcover</translation>
        </message>
        <message>
            <source>Covers of {0}</source>
            <translation>Couvertures de {0}</translation>
        </message>
        <message>
            <source>Where are your books?</source>
            <translation>Où sont vos livres ?</translation>
        </message>
        <message>
            <source>Choose your books folder or Calibre library.</source>
            <translation>Choisissez votre dossier de livres ou votre bibliothèque Calibre.</translation>
        </message>
        <message>
            <source>Reading your books</source>
            <translation>Lecture de vos livres</translation>
        </message>
        <message>
            <source>All books are listed. Covers are still loading.</source>
            <translation>Tous les livres sont là. Les couvertures arrivent.</translation>
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
            <source>You can continue while BookOrbit reads them, and add more folders at any time.</source>
            <translation>Vous pouvez continuer pendant la lecture, et ajouter d’autres dossiers à tout moment.</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>et %Ln de plus</numerusform>
                <numerusform>et %Ln de plus</numerusform>
            </translation>
        </message>
        <message>
            <source>Your device must be on the same Wi-Fi as this computer.</source>
            <translation>Votre appareil doit être sur le même Wi-Fi que cet ordinateur.</translation>
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
            <source>The server is reachable at every address. If your device can't connect, check your firewall: the KOReader page has the command.</source>
            <translation>Le serveur est joignable à chaque adresse. Si votre appareil n’arrive pas à se connecter, vérifiez votre pare-feu : la commande se trouve sur la page KOReader.</translation>
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
            <source>No books to send yet. Start reading a book or give it a status to send it.</source>
            <translation>Aucun livre à envoyer. Commencez un livre ou donnez-lui un statut pour l’envoyer.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) ready to send: {0}.</source>
            <translation>
                <numerusform>%Ln livre prêt à être envoyé : {0}.</numerusform>
                <numerusform>%Ln livres prêts à être envoyés : {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover (optional)</source>
            <translation>Hardcover (facultatif)</translation>
        </message>
        <message>
            <source>Post your reading to your hardcover.app profile. You can also do this later.</source>
            <translation>Publiez vos lectures sur votre profil hardcover.app. Vous pouvez aussi le faire plus tard.</translation>
        </message>
        <message>
            <source>Connected as {0}</source>
            <translation>Connecté en tant que {0}</translation>
        </message>
        <message>
            <source>Signed in. BookOrbit checks it before the first sync.</source>
            <translation>Connecté. BookOrbit vérifie le compte avant la première synchronisation.</translation>
        </message>
        <message>
            <source>Token saved. BookOrbit checks it before the first sync.</source>
            <translation>Jeton enregistré. BookOrbit le vérifie avant la première synchronisation.</translation>
        </message>
        <message>
            <source>Your first sync</source>
            <translation>Votre première synchronisation</translation>
        </message>
        <message>
            <source>You can review every change first and leave books out.</source>
            <translation>Vous pouvez d’abord vérifier chaque modification et écarter des livres.</translation>
        </message>
        <message>
            <source>Ready to read</source>
            <translation>Prêt à lire</translation>
        </message>
        <message>
            <source>What is left to do stays on your dashboard.</source>
            <translation>Ce qui reste à faire est affiché sur votre tableau de bord.</translation>
        </message>
        <message>
            <source>How BookOrbit runs</source>
            <translation>Fonctionnement de BookOrbit</translation>
        </message>
        <message>
            <source>You can run this guide again from Settings, About.</source>
            <translation>Vous retrouvez ce guide dans Réglages, À propos.</translation>
        </message>
        <message>
            <source>Welcome to BookOrbit</source>
            <translation>Bienvenue dans BookOrbit</translation>
        </message>
        <message>
            <source>BookOrbit keeps your reading position in step with KOReader over your Wi-Fi and, if you want, posts it to Hardcover.</source>
            <translation>BookOrbit synchronise votre position de lecture avec KOReader par votre Wi-Fi et, si vous le souhaitez, la publie sur Hardcover.</translation>
        </message>
        <message>
            <source>Your books stay where they are</source>
            <translation>Vos livres restent où ils sont</translation>
        </message>
        <message>
            <source>No file is ever changed without asking.</source>
            <translation>Aucun fichier n’est modifié sans votre accord.</translation>
        </message>
        <message>
            <source>Your devices talk only to this computer</source>
            <translation>Vos appareils ne parlent qu’à cet ordinateur</translation>
        </message>
        <message>
            <source>No cloud in between, no account to open.</source>
            <translation>Pas de cloud entre les deux, pas de compte à ouvrir.</translation>
        </message>
        <message>
            <source>Hardcover is optional</source>
            <translation>Hardcover est facultatif</translation>
        </message>
        <message>
            <source>You see what is sent before you send it.</source>
            <translation>Vous voyez ce qui est envoyé avant de l’envoyer.</translation>
        </message>
        <message>
            <source>Set-up takes about three minutes. You can skip any step.</source>
            <translation>La configuration prend environ trois minutes. Vous pouvez sauter chaque étape.</translation>
        </message>
        <message>
            <source>Skip set-up</source>
            <translation>Passer la configuration</translation>
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
            <source>Guide</source>
            <translation>Guide</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Sommaire</translation>
        </message>
        <message>
            <source>Token saved in your password store</source>
            <translation>Jeton enregistré dans votre coffre à mots de passe</translation>
        </message>
        <message>
            <source>Token used until you quit</source>
            <translation>Jeton gardé jusqu’à la fermeture</translation>
        </message>
        <message>
            <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
            <translation>Jeton de BOOKORBIT_HARDCOVER_TOKEN</translation>
        </message>
        <message>
            <source>Signed in with Hardcover</source>
            <translation>Connecté avec Hardcover</translation>
        </message>
        <message>
            <source>Signed in since {0}</source>
            <translation>Connecté depuis le {0}</translation>
        </message>
        <message>
            <source>renews by itself, and lasts until {0} even if unused</source>
            <translation>se renouvelle tout seul, et reste valable jusqu’au {0} même sans être utilisé</translation>
        </message>
        <message>
            <source>kept until you quit, as your password store didn't save it</source>
            <translation>gardé jusqu’à la fermeture, car votre coffre à mots de passe ne l’a pas enregistré</translation>
        </message>
        <message>
            <source>see who you are</source>
            <translation>voir qui vous êtes</translation>
        </message>
        <message>
            <source>look up books</source>
            <translation>rechercher des livres</translation>
        </message>
        <message>
            <source>read your library</source>
            <translation>lire votre bibliothèque</translation>
        </message>
        <message>
            <source>change your library</source>
            <translation>modifier votre bibliothèque</translation>
        </message>
        <message>
            <source>BookOrbit may {0}</source>
            <translation>BookOrbit peut {0}</translation>
        </message>
        <message>
            <source>not allowed: {0}</source>
            <translation>non autorisé : {0}</translation>
        </message>
        <message>
            <source>Use another token…</source>
            <translation>Utiliser un autre jeton…</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>Utiliser un autre compte…</translation>
        </message>
        <message>
            <source>Sign in with Hardcover…</source>
            <translation>Se connecter avec Hardcover…</translation>
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
            <source>manual sync only</source>
            <translation>synchronisation manuelle</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in couldn't be renewed. Sign in again before {0}.</source>
            <translation>Votre connexion à Hardcover n’a pas pu être renouvelée. Reconnectez-vous avant le {0}.</translation>
        </message>
        <message>
            <source>Begin anew with {0}…</source>
            <translation>Recommencer avec {0}…</translation>
        </message>
        <message>
            <source>Sign in as {0}…</source>
            <translation>Se connecter en tant que {0}…</translation>
        </message>
        <message>
            <source>Begin anew with {0}?</source>
            <translation>Recommencer avec {0} ?</translation>
        </message>
        <message>
            <source>What was sent to {0} stays there, and the log is kept. Every book is compared afresh, and nothing is sent before you have seen it. To undo an earlier sync, connect {0} again.</source>
            <translation>Ce qui a été envoyé à {0} y reste, et le journal est conservé. Chaque livre est comparé de nouveau, et rien n’est envoyé avant que vous l’ayez vu. Pour annuler une synchronisation antérieure, reconnectez {0}.</translation>
        </message>
        <message>
            <source>Begin anew</source>
            <translation>Recommencer</translation>
        </message>
        <message>
            <source>Check connection</source>
            <translation>Vérifier la connexion</translation>
        </message>
        <message>
            <source>Check token</source>
            <translation>Vérifier le jeton</translation>
        </message>
        <message>
            <source>Use a token instead…</source>
            <translation>Utiliser plutôt un jeton…</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Se déconnecter</translation>
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
            <source>Valid ({0})</source>
            <translation>Valide ({0})</translation>
        </message>
        <message>
            <source>Signed out here. Hardcover couldn't be told: remove BookOrbit from your connected apps there.</source>
            <translation>Déconnecté ici. Hardcover n’a pas pu être prévenu : retirez-y BookOrbit de vos applications connectées.</translation>
        </message>
        <message>
            <source>Signed out. Your matches and sync history are kept.</source>
            <translation>Déconnecté. Vos associations et l’historique sont conservés.</translation>
        </message>
        <message>
            <source>Token removed. Your matches and sync history are kept.</source>
            <translation>Jeton retiré. Vos associations et l’historique sont conservés.</translation>
        </message>
        <message>
            <source>Choose the matching book on Hardcover.</source>
            <translation>Choisir le livre correspondant sur Hardcover.</translation>
        </message>
        <message>
            <source>Re-match</source>
            <translation>Réassocier</translation>
        </message>
        <message>
            <source>Clear the match and search again on the next sync.</source>
            <translation>Effacer l’association et chercher de nouveau à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Confirm match</source>
            <translation>Confirmer</translation>
        </message>
        <message>
            <source>Confirm that this match by title and author is the right book.</source>
            <translation>Confirmer que cette association par titre et auteur est la bonne.</translation>
        </message>
        <message>
            <source>Exclude</source>
            <translation>Exclure</translation>
        </message>
        <message>
            <source>Hardcover ID…</source>
            <translation>Identifiant Hardcover…</translation>
        </message>
        <message>
            <source>Set the ID, slug or link used to find this book.</source>
            <translation>Définir l’identifiant, le slug ou le lien qui sert à trouver ce livre.</translation>
        </message>
        <message>
            <source>Enter page count…</source>
            <translation>Saisir le nombre de pages…</translation>
        </message>
        <message>
            <source>Hardcover progress is counted in pages.</source>
            <translation>Hardcover compte la progression en pages.</translation>
        </message>
        <message>
            <source>Sync this book</source>
            <translation>Synchroniser ce livre</translation>
        </message>
        <message>
            <source>Send changes in the selected books.</source>
            <translation>Envoyer les modifications des livres sélectionnés.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover…</source>
            <translation>Effacer aussi la note sur Hardcover…</translation>
        </message>
        <message>
            <source>For books whose rating you cleared here. Asks first.</source>
            <translation>Pour les livres dont vous avez effacé la note ici. Demande d’abord.</translation>
        </message>
        <message>
            <source>Replace the status and rating on Hardcover with those here.</source>
            <translation>Remplacer le statut et la note sur Hardcover par ceux d’ici.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Pourquoi ?</translation>
        </message>
        <message>
            <source>See how this book syncs to Hardcover and where it's stuck.</source>
            <translation>Voir comment ce livre se synchronise avec Hardcover et où il bloque.</translation>
        </message>
        <message>
            <source>Select a single book.</source>
            <translation>Sélectionnez un seul livre.</translation>
        </message>
        <message>
            <source>Include</source>
            <translation>Inclure</translation>
        </message>
        <message>
            <source>Sync with Hardcover again.</source>
            <translation>Synchroniser de nouveau avec Hardcover.</translation>
        </message>
        <message>
            <source>Stop syncing to Hardcover. Existing entries there are kept.</source>
            <translation>Ne plus synchroniser avec Hardcover. Les entrées existantes y sont conservées.</translation>
        </message>
        <message>
            <source>Sync these books</source>
            <translation>Synchroniser ces livres</translation>
        </message>
        <message>
            <source>Only for books matched by title and author alone.</source>
            <translation>Seulement pour les livres associés par titre et auteur seuls.</translation>
        </message>
        <message>
            <source>Only for books that have been synced.</source>
            <translation>Uniquement pour les livres déjà synchronisés.</translation>
        </message>
        <message>
            <source>Clear the rating here first.</source>
            <translation>Effacez d’abord la note ici.</translation>
        </message>
        <message>
            <source>Include the book first.</source>
            <translation>Incluez d’abord le livre.</translation>
        </message>
        <message>
            <source>Actions for the selected books</source>
            <translation>Actions pour les livres sélectionnés</translation>
        </message>
        <message>
            <source>Choose edition…</source>
            <translation>Choisir l’édition…</translation>
        </message>
        <message>
            <source>Choose another edition of the matched book.</source>
            <translation>Choisir une autre édition du livre associé.</translation>
        </message>
        <message>
            <source>Open the matched book in your browser.</source>
            <translation>Ouvrir le livre associé dans votre navigateur.</translation>
        </message>
        <message>
            <source>Copy IDs</source>
            <translation>Copier les identifiants</translation>
        </message>
        <message>
            <source>Copy the IDs of this book and of its Hardcover book and edition.</source>
            <translation>Copier les identifiants de ce livre, et du livre et de l’édition sur Hardcover.</translation>
        </message>
        <message>
            <source>Not matched yet. Pick a Hardcover book first.</source>
            <translation>Pas encore associé. Choisissez d’abord un livre sur Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>Copied the IDs of %n book(s).</source>
            <translation>
                <numerusform>Identifiants de %Ln livre copiés.</numerusform>
                <numerusform>Identifiants de %Ln livres copiés.</numerusform>
            </translation>
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
            <source>Connect your Hardcover account</source>
            <translation>Connecter votre compte Hardcover</translation>
        </message>
        <message>
            <source>Nothing is sent until you press Sync now and review the changes.</source>
            <translation>Rien n’est envoyé avant que vous cliquiez sur Synchroniser et vérifiiez les modifications.</translation>
        </message>
        <message>
            <source>Sign in instead</source>
            <translation>Se connecter plutôt</translation>
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
            <source>Use for this session</source>
            <translation>Utiliser pour cette session</translation>
        </message>
        <message>
            <source>Paste a token first.</source>
            <translation>Collez d’abord un jeton.</translation>
        </message>
        <message>
            <source>{0} You can use the token for this session without saving it.</source>
            <translation>{0} Vous pouvez utiliser le jeton pour cette session, sans l’enregistrer.</translation>
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
            <source>“Get a token” opens Hardcover with the four permissions selected. Give the token a name and an expiry date.</source>
            <translation>« Obtenir un jeton » ouvre Hardcover avec les quatre autorisations cochées. Donnez au jeton un nom et une date d’expiration.</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Confidentialité</translation>
        </message>
        <message>
            <source>To save the token, install and unlock a password store such as GNOME Keyring or KWallet.</source>
            <translation>Pour enregistrer le jeton, installez et déverrouillez un coffre à mots de passe tel que GNOME Keyring ou KWallet.</translation>
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
            <source>They were sent with a different privacy setting. Entries you created or edited yourself aren't changed.</source>
            <translation>Ils ont été envoyés avec une autre confidentialité. Les entrées que vous avez créées ou modifiées ne changent pas.</translation>
        </message>
        <message>
            <source>Change entries</source>
            <translation>Modifier les entrées</translation>
        </message>
        <message>
            <source>Don't change</source>
            <translation>Ne pas modifier</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Modifier</translation>
        </message>
        <message>
            <source>Undo this change</source>
            <translation>Annuler cette modification</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Checking your shelf. Nothing has changed yet.</source>
            <translation>Vérification de votre étagère. Rien n’est encore modifié.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to change on your Hardcover shelf:</source>
            <translation>
                <numerusform>%Ln livre à modifier sur votre étagère Hardcover :</numerusform>
                <numerusform>%Ln livres à modifier sur votre étagère Hardcover :</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n book(s)</source>
            <translation>
                <numerusform>Modifier %Ln livre</numerusform>
                <numerusform>Modifier %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Entries to change</source>
            <translation>Entrées à modifier</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries</source>
            <translation>Appliquer ma confidentialité à toutes mes entrées</translation>
        </message>
        <message>
            <source>No entries to change. They already have this privacy or belong to excluded books.</source>
            <translation>Aucune entrée à modifier. Elles ont déjà cette confidentialité ou appartiennent à des livres exclus.</translation>
        </message>
        <message>
            <source>Also clear the rating on Hardcover</source>
            <translation>Effacer aussi la note sur Hardcover</translation>
        </message>
        <message>
            <source>No rating to clear.</source>
            <translation>Aucune note à effacer.</translation>
        </message>
        <message>
            <source>Include ratings I gave on Hardcover</source>
            <translation>Inclure les notes données sur Hardcover</translation>
        </message>
        <message>
            <source>Also clear it on Hardcover…</source>
            <translation>L’effacer aussi sur Hardcover…</translation>
        </message>
        <message>
            <source>never</source>
            <translation>jamais</translation>
        </message>
        <message>
            <source>Books and their Hardcover status</source>
            <translation>Livres et leur état sur Hardcover</translation>
        </message>
        <message>
            <source>Page count</source>
            <translation>Nombre de pages</translation>
        </message>
        <message>
            <source>Use edition's page count</source>
            <translation>Utiliser celui de l’édition</translation>
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
            <source>Hardcover counts progress in pages. Leave empty to use the edition's page count.</source>
            <translation>Hardcover compte la progression en pages. Laissez vide pour utiliser le nombre de pages de l’édition.</translation>
        </message>
        <message>
            <source>The next sync replaces what differs on Hardcover</source>
            <translation>La prochaine synchronisation remplace ce qui diffère sur Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Match confirmed for %n book(s)</source>
            <translation>
                <numerusform>Association confirmée pour %Ln livre</numerusform>
                <numerusform>Association confirmée pour %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Match cleared. Re-matching on the next sync.</source>
            <translation>Association effacée. Nouvelle association à la prochaine synchronisation.</translation>
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
            <source>Page count saved</source>
            <translation>Nombre de pages enregistré</translation>
        </message>
        <message>
            <source>Using the edition's page count</source>
            <translation>Nombre de pages de l’édition utilisé</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Your picked match is kept until you re-match the book.</source>
            <translation>Identifiant Hardcover enregistré. Votre choix est conservé jusqu’à ce que vous réassociiez le livre.</translation>
        </message>
        <message>
            <source>Hardcover ID saved. Re-matching on the next sync.</source>
            <translation>Identifiant Hardcover enregistré. Nouvelle association à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Removing entries from Hardcover</source>
            <translation>Suppression d’entrées sur Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln livre retiré de Hardcover.</numerusform>
                <numerusform>%Ln livres retirés de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Updating your books</source>
            <translation>Mise à jour de vos livres</translation>
        </message>
        <message>
            <source>Also remove from Hardcover…</source>
            <translation>Retirer aussi de Hardcover…</translation>
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
            <source>{0}: deletes status, dates and rating on Hardcover. Your books here are kept.</source>
            <translation>{0} : supprime statut, dates et note sur Hardcover. Vos livres restent ici.</translation>
        </message>
        <message>
            <source>Remove from Hardcover</source>
            <translation>Retirer de Hardcover</translation>
        </message>
        <message>
            <source>Hardcover ID</source>
            <translation>Identifiant Hardcover</translation>
        </message>
        <message>
            <source>Link, ID, slug or ISBN</source>
            <translation>Lien, identifiant, slug ou ISBN</translation>
        </message>
        <message>
            <source>Find “{0}” on Hardcover</source>
            <translation>Trouver « {0} » sur Hardcover</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept. Re-match uses what you enter here.</source>
            <translation>Vous avez choisi cette association vous-même, elle est donc conservée. « Réassocier » utilise ce que vous saisissez ici.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. Leave empty to use {0} from the file.</source>
            <translation>La prochaine synchronisation s’en servira pour trouver le livre. Laissez vide pour utiliser {0}, indiqué dans le fichier.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book. The file isn't changed.</source>
            <translation>La prochaine synchronisation s’en servira pour trouver le livre. Le fichier n’est pas modifié.</translation>
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
            <source>Needs page count</source>
            <translation>Pages inconnues</translation>
        </message>
        <message>
            <source>Ahead</source>
            <translation>En avance</translation>
        </message>
        <message>
            <source>Show differences</source>
            <translation>Voir les différences</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Voir</translation>
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
            <source>Book</source>
            <translation>Livre</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Étape suivante</translation>
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
            <source>Sync now</source>
            <translation>Synchroniser</translation>
        </message>
        <message>
            <source>More Hardcover actions</source>
            <translation>Autres actions Hardcover</translation>
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
            <source>Check matches, fix wrong ones, leave books out.</source>
            <translation>Vérifiez les associations, corrigez les erreurs, écartez des livres.</translation>
        </message>
        <message>
            <source>Connect Hardcover to post your reading to your profile on hardcover.app. This is optional.</source>
            <translation>Connectez Hardcover pour publier vos lectures sur votre profil hardcover.app. C’est facultatif.</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Aperçu…</translation>
        </message>
        <message>
            <source>See what a sync would change before sending anything.</source>
            <translation>Voir ce qu’une synchronisation modifierait, avant tout envoi.</translation>
        </message>
        <message>
            <source>Sync everything again</source>
            <translation>Tout resynchroniser</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced, paused and unmatched books.</source>
            <translation>Comparer de nouveau chaque livre avec Hardcover, y compris les livres synchronisés, en pause ou non associés.</translation>
        </message>
        <message>
            <source>Apply my privacy to all my entries…</source>
            <translation>Appliquer ma confidentialité à toutes mes entrées…</translation>
        </message>
        <message>
            <source>Includes books already on your shelf. Asks first and can be undone.</source>
            <translation>Y compris les livres déjà sur votre étagère. Demande d’abord et peut être annulé.</translation>
        </message>
        <message>
            <source>Import from Hardcover…</source>
            <translation>Importer depuis Hardcover…</translation>
        </message>
        <message>
            <source>Fill in books without reading data here from your shelf. Nothing changes on Hardcover.</source>
            <translation>Compléter ici, depuis votre étagère, les livres sans données de lecture. Rien ne change sur Hardcover.</translation>
        </message>
        <message>
            <source>Import from a file…</source>
            <translation>Importer d’un fichier…</translation>
        </message>
        <message>
            <source>Fill in missing data from a Goodreads or StoryGraph CSV export.</source>
            <translation>Compléter les données manquantes avec un export CSV de Goodreads ou StoryGraph.</translation>
        </message>
        <message>
            <source>Open sync log</source>
            <translation>Ouvrir le journal</translation>
        </message>
        <message>
            <source>See what was sent and how Hardcover answered.</source>
            <translation>Voir ce qui a été envoyé et la réponse de Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover settings…</source>
            <translation>Réglages Hardcover…</translation>
        </message>
        <message>
            <source>Open Hardcover settings.</source>
            <translation>Ouvrir les réglages Hardcover.</translation>
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
            <source>All books</source>
            <translation>Tous les livres</translation>
        </message>
        <message>
            <source>Pick a match for each book that has none.</source>
            <translation>Choisissez une correspondance pour chaque livre qui n’en a pas.</translation>
        </message>
        <message>
            <source>Fix all ({0})</source>
            <translation>Tout associer ({0})</translation>
        </message>
        <message>
            <source>No books to sync yet. Give a book a status other than Unread to see it here.</source>
            <translation>Aucun livre à synchroniser. Donnez à un livre un statut autre que Non lu pour le voir ici.</translation>
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
            <source>Print</source>
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
            <source>Match “{0}” to…</source>
            <translation>Associer « {0} » à…</translation>
        </message>
        <message>
            <source>Leave this book as it is and go on to the next.</source>
            <translation>Laisser ce livre tel quel et passer au suivant.</translation>
        </message>
        <message>
            <source>Use without an edition</source>
            <translation>Utiliser sans édition</translation>
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
            <source>{0} · {1} of {2}</source>
            <translation>{0} · {1} sur {2}</translation>
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
            <source>Title</source>
            <translation>Titre</translation>
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
            <source>Your file and the Hardcover book</source>
            <translation>Votre fichier et le livre sur Hardcover</translation>
        </message>
        <message>
            <source>My file</source>
            <translation>Mon fichier</translation>
        </message>
        <message>
            <source>The book's cover: this edition has none.</source>
            <translation>Couverture du livre : cette édition n’en a pas.</translation>
        </message>
        <message>
            <source>Your cover</source>
            <translation>Votre couverture</translation>
        </message>
        <message>
            <source>Hardcover cover</source>
            <translation>Couverture sur Hardcover</translation>
        </message>
        <message>
            <source>{0} differs: {1}</source>
            <translation>{0} diffère : {1}</translation>
        </message>
        <message>
            <source>Title and author, or a link, ID or ISBN</source>
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
            <source>No results. Try other words, or paste a link or ISBN.</source>
            <translation>Aucun résultat. Essayez d’autres mots, ou collez un lien ou un ISBN.</translation>
        </message>
        <message>
            <source>Editions</source>
            <translation>Éditions</translation>
        </message>
        <message>
            <source>Loading editions…</source>
            <translation>Chargement des éditions…</translation>
        </message>
        <message>
            <source>Hardcover has no text edition of this book.</source>
            <translation>Hardcover n’a aucune édition écrite de ce livre.</translation>
        </message>
        <message>
            <source>Best match: same ISBN</source>
            <translation>Meilleur choix : même ISBN</translation>
        </message>
        <message>
            <source>Best match: {0}, page count, most readers</source>
            <translation>Meilleur choix : {0}, nombre de pages, le plus de lecteurs</translation>
        </message>
        <message>
            <source>Best match: most readers</source>
            <translation>Meilleur choix : le plus de lecteurs</translation>
        </message>
        <message>
            <source>Sign in with Hardcover</source>
            <translation>Se connecter avec Hardcover</translation>
        </message>
        <message>
            <source>Sign in on another device…</source>
            <translation>Se connecter sur un autre appareil…</translation>
        </message>
        <message>
            <source>address for your browser</source>
            <translation>l’adresse pour votre navigateur</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Ouvrir de nouveau</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your browser. This window then comes back by itself.</source>
            <translation>Autorisez BookOrbit dans votre navigateur. Cette fenêtre revient ensuite d’elle-même.</translation>
        </message>
        <message>
            <source>Your browser didn't open. Copy the address and open it yourself.</source>
            <translation>Votre navigateur ne s’est pas ouvert. Copiez l’adresse et ouvrez-la vous-même.</translation>
        </message>
        <message>
            <source>Sign in on another device</source>
            <translation>Se connecter sur un autre appareil</translation>
        </message>
        <message>
            <source>Address with the code as a QR code</source>
            <translation>Adresse avec le code, en code QR</translation>
        </message>
        <message>
            <source>Open {0} and enter the code, or scan it.</source>
            <translation>Ouvrez {0} et saisissez le code, ou scannez-le.</translation>
        </message>
        <message>
            <source>Waiting for you to allow it. The code is good for {0} min.</source>
            <translation>En attente de votre autorisation. Le code est encore valable {0} min.</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>No problems found.</source>
            <translation>Aucun problème.</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message numerus="yes">
            <source>%n to copy</source>
            <translation>
                <numerusform>%Ln à copier</numerusform>
                <numerusform>%Ln à copier</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n deleted on device (not restored)</source>
            <translation>
                <numerusform>%Ln supprimé sur l’appareil (non restauré)</numerusform>
                <numerusform>%Ln supprimés sur l’appareil (non restaurés)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n can't be placed on the device</source>
            <translation>
                <numerusform>%Ln impossible à placer sur l’appareil</numerusform>
                <numerusform>%Ln impossibles à placer sur l’appareil</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy highlights to device</source>
            <translation>Copier des surlignages vers un appareil</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Recherche d’appareils…</translation>
        </message>
        <message>
            <source>Restore highlights deleted on the device</source>
            <translation>Restaurer les surlignages supprimés sur l’appareil</translation>
        </message>
        <message>
            <source>For a device that was reset or cloned from another.</source>
            <translation>Pour un appareil réinitialisé ou cloné d’un autre.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug one in with its USB cable, or choose its folder.</source>
            <translation>Aucun appareil KOReader n’est connecté. Branchez-en un avec son câble USB, ou choisissez son dossier.</translation>
        </message>
        <message>
            <source>Reading the device…</source>
            <translation>Lecture de l’appareil…</translation>
        </message>
        <message>
            <source>Nothing to copy.</source>
            <translation>Rien à copier.</translation>
        </message>
        <message>
            <source>Nothing can be copied. See each book for the reason.</source>
            <translation>Rien ne peut être copié. La raison est indiquée pour chaque livre.</translation>
        </message>
        <message>
            <source>This device already has all your highlights.</source>
            <translation>Cet appareil a déjà tous vos surlignages.</translation>
        </message>
        <message numerus="yes">
            <source>Copies %n highlight(s) and note(s) to the device in KOReader's format. KOReader adds them when you open a book. Nothing else on the device changes.</source>
            <translation>
                <numerusform>Copie %Ln surlignage ou note sur l’appareil, au format de KOReader. KOReader l’ajoute quand vous ouvrez le livre. Rien d’autre ne change sur l’appareil.</numerusform>
                <numerusform>Copie %Ln surlignages et notes sur l’appareil, au format de KOReader. KOReader les ajoute quand vous ouvrez un livre. Rien d’autre ne change sur l’appareil.</numerusform>
            </translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Écriture…</translation>
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
            <source>Template</source>
            <translation>Modèle</translation>
        </message>
        <message>
            <source>Default template</source>
            <translation>Modèle par défaut</translation>
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
            <source>Exports %n highlight(s), note(s) and bookmark(s).</source>
            <translation>
                <numerusform>Exporte %Ln surlignage, note ou marque-page.</numerusform>
                <numerusform>Exporte %Ln surlignages, notes et marque-pages.</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved only to the file you choose.</source>
            <translation>Enregistré seulement dans le fichier que vous choisissez.</translation>
        </message>
        <message>
            <source>Sections: [book], [chapter], [highlight], [note], [bookmark]. Placeholders: {0}. Lines, and parts between · separators, with only empty placeholders are dropped.</source>
            <translation>Sections : [book], [chapter], [highlight], [note], [bookmark]. Variables : {0}. Les lignes, et les parties séparées par ·, dont toutes les variables sont vides sont omises.</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Rechercher…</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Chapitre</translation>
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
            <source>Colour</source>
            <translation>Couleur</translation>
        </message>
        <message>
            <source>All colours</source>
            <translation>Toutes les couleurs</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Style</translation>
        </message>
        <message>
            <source>All styles</source>
            <translation>Tous les styles</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Any notes</source>
            <translation>Avec ou sans note</translation>
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
            <source>Any time</source>
            <translation>Toutes les dates</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Trier par</translation>
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
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%Ln trouvé</numerusform>
                <numerusform>%Ln trouvés</numerusform>
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
            <source>Copy as picture</source>
            <translation>Copier comme image</translation>
        </message>
        <message>
            <source>Open book</source>
            <translation>Ouvrir le livre</translation>
        </message>
        <message>
            <source>Not linked to a book in your library yet.</source>
            <translation>Pas encore lié à un livre de votre bibliothèque.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurer</translation>
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
            <source>Author</source>
            <translation>Auteur</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Créé</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Modifié</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>The device didn't record its position in the book.</source>
            <translation>L’appareil n’a pas enregistré sa position dans le livre.</translation>
        </message>
        <message>
            <source>You wrote it on Hardcover. Change or remove it there.</source>
            <translation>Vous l’avez écrit sur Hardcover. Modifiez-le ou supprimez-le là-bas.</translation>
        </message>
        <message>
            <source>Copy to device…</source>
            <translation>Copier vers un appareil…</translation>
        </message>
        <message>
            <source>Words…</source>
            <translation>Mots…</translation>
        </message>
        <message>
            <source>The words you looked up on your devices</source>
            <translation>Les mots que vous avez cherchés sur vos appareils</translation>
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
            <source>Couldn't read the highlights. See the log file for details.</source>
            <translation>Impossible de lire les surlignages. Détails dans le fichier journal.</translation>
        </message>
        <message>
            <source>Nothing to export.</source>
            <translation>Rien à exporter.</translation>
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
            <source>%n restored.</source>
            <translation>
                <numerusform>%Ln restauré.</numerusform>
                <numerusform>%Ln restaurés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed here. Your devices keep them, but importing won't bring them back.</source>
            <translation>
                <numerusform>%Ln retiré ici. Vos appareils le gardent, mais un import ne le ramène pas.</numerusform>
                <numerusform>%Ln retirés ici. Vos appareils les gardent, mais un import ne les ramène pas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Couldn't write to %n book(s): {0}</source>
            <translation>
                <numerusform>%Ln livre n’a pas pu être écrit : {0}</numerusform>
                <numerusform>%Ln livres n’ont pas pu être écrits : {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copied. Open each book on the device to add them in KOReader.</source>
            <translation>
                <numerusform>%Ln copié. Ouvrez le livre sur l’appareil pour l’ajouter dans KOReader.</numerusform>
                <numerusform>%Ln copiés. Ouvrez chaque livre sur l’appareil pour les ajouter dans KOReader.</numerusform>
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
            <source>Send highlights with each sync</source>
            <translation>Envoyer les surlignages à chaque synchronisation</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>No highlights yet. Connect a KOReader device by USB and import from it. They stay on this computer unless you send them to Hardcover.</source>
            <translation>Pas encore de surlignage. Branchez un appareil KOReader par USB et importez ses données. Ils restent sur cet ordinateur, sauf si vous les envoyez à Hardcover.</translation>
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
            <source>Highlights, notes and bookmarks from all your devices.</source>
            <translation>Surlignages, notes et marque-pages de tous vos appareils.</translation>
        </message>
        <message>
            <source>not on Hardcover: {0}</source>
            <translation>pas sur Hardcover : {0}</translation>
        </message>
        <message>
            <source>on Hardcover, changed since</source>
            <translation>sur Hardcover, modifié depuis</translation>
        </message>
        <message>
            <source>waiting for the next sync</source>
            <translation>attend la prochaine synchronisation</translation>
        </message>
        <message>
            <source>yours on Hardcover</source>
            <translation>à vous sur Hardcover</translation>
        </message>
        <message>
            <source>removed by you on Hardcover</source>
            <translation>supprimé par vous sur Hardcover</translation>
        </message>
        <message>
            <source>taken off Hardcover</source>
            <translation>retiré de Hardcover</translation>
        </message>
        <message>
            <source>on Hardcover under another book</source>
            <translation>sur Hardcover sous un autre livre</translation>
        </message>
        <message>
            <source>Send to Hardcover</source>
            <translation>Envoyer à Hardcover</translation>
        </message>
        <message>
            <source>Update on Hardcover</source>
            <translation>Mettre à jour sur Hardcover</translation>
        </message>
        <message>
            <source>Open on Hardcover</source>
            <translation>Ouvrir sur Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>Also remove %n from Hardcover?</source>
            <translation>
                <numerusform>Retirer aussi %Ln de Hardcover ?</numerusform>
                <numerusform>Retirer aussi %Ln de Hardcover ?</numerusform>
            </translation>
        </message>
        <message>
            <source>You removed them from your list here. On Hardcover they stay, unless you remove them there too.</source>
            <translation>Ils ne sont plus dans votre liste ici. Sur Hardcover, ils restent, sauf si vous les retirez aussi là-bas.</translation>
        </message>
        <message>
            <source>Keep on Hardcover</source>
            <translation>Garder sur Hardcover</translation>
        </message>
        <message>
            <source>Send this book's highlights</source>
            <translation>Envoyer les surlignages de ce livre</translation>
        </message>
        <message numerus="yes">
            <source>%n sent to Hardcover.</source>
            <translation>
                <numerusform>%Ln envoyé à Hardcover.</numerusform>
                <numerusform>%Ln envoyés à Hardcover.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n removed from Hardcover.</source>
            <translation>
                <numerusform>%Ln retiré de Hardcover.</numerusform>
                <numerusform>%Ln retirés de Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights to Hardcover</source>
            <translation>Envoyer les surlignages à Hardcover</translation>
        </message>
        <message>
            <source>From now on</source>
            <translation>À partir de maintenant</translation>
        </message>
        <message numerus="yes">
            <source>Also the %n highlight(s) you have</source>
            <translation>
                <numerusform>Aussi le %Ln surlignage existant</numerusform>
                <numerusform>Aussi les %Ln surlignages existants</numerusform>
            </translation>
        </message>
        <message>
            <source>Send highlights</source>
            <translation>Envoyer les surlignages</translation>
        </message>
        <message>
            <source>Each sync then adds what you highlight to your books on Hardcover. Only you can read it there, unless you choose otherwise in the settings.</source>
            <translation>Chaque synchronisation ajoute alors ce que vous surlignez à vos livres sur Hardcover. Vous seul pouvez le lire, sauf si vous en décidez autrement dans les réglages.</translation>
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
            <source>Current</source>
            <translation>Actuels</translation>
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
            <source>Words you looked up</source>
            <translation>Mots que vous avez cherchés</translation>
        </message>
        <message>
            <source>Search word, sentence or book</source>
            <translation>Chercher un mot, une phrase ou un livre</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Mots</translation>
        </message>
        <message>
            <source>No words yet. KOReader's vocabulary builder sends them with its cloud sync, in the folder of the reading statistics.</source>
            <translation>Pas encore de mots. Le créateur de vocabulaire de KOReader les envoie avec sa synchronisation cloud, dans le dossier des statistiques de lecture.</translation>
        </message>
        <message>
            <source>No word matches.</source>
            <translation>Aucun mot ne correspond.</translation>
        </message>
        <message>
            <source>Clear search</source>
            <translation>Effacer la recherche</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>Exporter en CSV…</translation>
        </message>
        <message>
            <source>Export for Anki…</source>
            <translation>Exporter pour Anki…</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%Ln mot</numerusform>
                <numerusform>%Ln mots</numerusform>
            </translation>
        </message>
        <message>
            <source>Export the words</source>
            <translation>Exporter les mots</translation>
        </message>
        <message>
            <source>CSV file (*.csv)</source>
            <translation>Fichier CSV (*.csv)</translation>
        </message>
        <message>
            <source>Text file for Anki (*.txt)</source>
            <translation>Fichier texte pour Anki (*.txt)</translation>
        </message>
        <message>
            <source>From KOReader's vocabulary builder. What you delete on a device stays here.</source>
            <translation>Du créateur de vocabulaire de KOReader. Ce que vous supprimez sur un appareil reste ici.</translation>
        </message>
        <message>
            <source>Nothing has changed yet.</source>
            <translation>Rien n’est encore modifié.</translation>
        </message>
        <message>
            <source>Add books that aren't in your library, without a file</source>
            <translation>Ajouter sans fichier les livres absents de votre bibliothèque</translation>
        </message>
        <message>
            <source>Books in the file</source>
            <translation>Livres du fichier</translation>
        </message>
        <message>
            <source>If you add a matching file later, it becomes that book's file.</source>
            <translation>Si vous ajoutez plus tard le fichier correspondant, il lui sera rattaché.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) in this export of {0}.</source>
            <translation>
                <numerusform>%Ln livre dans cet export de {0}.</numerusform>
                <numerusform>%Ln livres dans cet export de {0}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Fills in missing data only. Nothing is overwritten or sent.</source>
            <translation>Complète seulement ce qui manque. Rien n’est écrasé ni envoyé.</translation>
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
            <source>Choose another file…</source>
            <translation>Choisir un autre fichier…</translation>
        </message>
        <message>
            <source>This export contains no books.</source>
            <translation>Cet export ne contient aucun livre.</translation>
        </message>
        <message>
            <source>Choose a Goodreads or StoryGraph export</source>
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
            <source>%n book(s) added.</source>
            <translation>
                <numerusform>%Ln livre ajouté.</numerusform>
                <numerusform>%Ln livres ajoutés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Skipped %n book(s) that changed meanwhile.</source>
            <translation>
                <numerusform>%Ln livre modifié entre-temps ignoré.</numerusform>
                <numerusform>%Ln livres modifiés entre-temps ignorés.</numerusform>
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
            <source>Unmatched</source>
            <translation>Sans livre ici</translation>
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
            <source>Same book as “{0}”? Matched by title and author.</source>
            <translation>Même livre que « {0} » ? Trouvé par titre et auteur.</translation>
        </message>
        <message>
            <source>{0} – {1}</source>
            <translation>{0} – {1}</translation>
        </message>
        <message>
            <source>Nothing to import. See each line for the reason.</source>
            <translation>Rien à importer. La raison est indiquée sur chaque ligne.</translation>
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
            <source>Include progress for books you're reading on Hardcover.</source>
            <translation>Inclure la progression des livres en lecture sur Hardcover.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) on your Hardcover shelf.</source>
            <translation>
                <numerusform>%Ln livre sur votre étagère Hardcover.</numerusform>
                <numerusform>%Ln livres sur votre étagère Hardcover.</numerusform>
            </translation>
        </message>
        <message>
            <source>Only fills in books without reading data here. Nothing is overwritten.</source>
            <translation>Ne complète que les livres sans données de lecture. Rien n’est écrasé.</translation>
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
            <source>Your Hardcover shelf is empty.</source>
            <translation>Votre étagère Hardcover est vide.</translation>
        </message>
        <message>
            <source>Hardcover isn't connected yet.</source>
            <translation>Hardcover n’est pas encore connecté.</translation>
        </message>
        <message>
            <source>Sync Want to Read in both directions</source>
            <translation>Synchroniser « À lire » dans les deux sens</translation>
        </message>
        <message>
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there. Your own Want to Read books are always sent.</source>
            <translation>Chaque synchronisation reprend vos livres À lire de Hardcover pour les livres sans données de lecture ici, et les retire quand vous les retirez là-bas. Les vôtres sont toujours envoyés.</translation>
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
            <source>%n book(s) left. Rescan later.</source>
            <translation>
                <numerusform>%Ln livre restant. Relisez-le plus tard.</numerusform>
                <numerusform>%Ln livres restants. Relisez-les plus tard.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” approved</source>
            <translation>« {0} » validé</translation>
        </message>
        <message>
            <source>Approving books</source>
            <translation>Validation de livres</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) approved</source>
            <translation>
                <numerusform>%Ln livre validé</numerusform>
                <numerusform>%Ln livres validés</numerusform>
            </translation>
        </message>
        <message>
            <source>No books can be approved automatically because a title or author is uncertain. Review them one by one.</source>
            <translation>Aucun livre ne peut être validé automatiquement, car un titre ou un auteur est incertain. Vérifiez-les un par un.</translation>
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
            <source>Manual</source>
            <translation>Saisie manuelle</translation>
        </message>
        <message>
            <source>{0} (manual)</source>
            <translation>{0} (saisie manuelle)</translation>
        </message>
        <message>
            <source>Not in {0}.</source>
            <translation>Absent de {0}.</translation>
        </message>
        <message>
            <source>{0} from {1}: {2}</source>
            <translation>{0} de {1} : {2}</translation>
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
            <source>Search Inbox</source>
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
            <source>Approve complete books</source>
            <translation>Valider les livres complets</translation>
        </message>
        <message>
            <source>Couldn't read the Inbox. See the log file for details.</source>
            <translation>Impossible de lire la page Réception. Détails dans le fichier journal.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) to review. Progress syncs meanwhile.</source>
            <translation>
                <numerusform>%Ln livre à vérifier. La progression reste synchronisée.</numerusform>
                <numerusform>%Ln livres à vérifier. La progression reste synchronisée.</numerusform>
            </translation>
        </message>
        <message>
            <source>Select one file.</source>
            <translation>Sélectionnez un seul fichier.</translation>
        </message>
        <message>
            <source>Approve ({0})</source>
            <translation>Valider ({0})</translation>
        </message>
        <message>
            <source>Approve using reliable details from the file and Hardcover (Ctrl+Enter)</source>
            <translation>Valider avec les données fiables du fichier et de Hardcover (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>These files were read without problems.</source>
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
            <source>New books to review and files that couldn't be read.</source>
            <translation>Nouveaux livres à vérifier et fichiers illisibles.</translation>
        </message>
        <message>
            <source>Scan your folders for changes (F5)</source>
            <translation>Explorer vos dossiers (F5)</translation>
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
            <source>Nothing here yet. Add files or a folder to get started.</source>
            <translation>Rien pour l’instant. Ajoutez des fichiers ou un dossier.</translation>
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
            <source>All done. New books and files that need you appear here.</source>
            <translation>Tout est fait. Les nouveaux livres et fichiers à traiter apparaissent ici.</translation>
        </message>
        <message>
            <source>Show added books</source>
            <translation>Afficher les livres ajoutés</translation>
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
            <source>Reread the file and search Hardcover again (F5)</source>
            <translation>Relire le fichier et chercher de nouveau sur Hardcover (F5)</translation>
        </message>
        <message>
            <source>Connect Hardcover to compare details with its catalogue.</source>
            <translation>Connectez Hardcover pour comparer avec son catalogue.</translation>
        </message>
        <message>
            <source>Not searched on Hardcover yet.</source>
            <translation>Pas encore cherché sur Hardcover.</translation>
        </message>
        <message>
            <source>Search Hardcover</source>
            <translation>Chercher sur Hardcover</translation>
        </message>
        <message>
            <source>Choose a source for each field. The file isn't changed.</source>
            <translation>Choisissez une source pour chaque champ. Le fichier n’est pas modifié.</translation>
        </message>
        <message>
            <source>Save these fields and approve the book (Ctrl+Enter)</source>
            <translation>Enregistrer ces champs et valider le livre (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>Connect Hardcover first.</source>
            <translation>Connectez d’abord Hardcover.</translation>
        </message>
        <message>
            <source>Use this cover</source>
            <translation>Utiliser cette couverture</translation>
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
            <source>Review needed</source>
            <translation>Vérification nécessaire</translation>
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
            <source>Searching Hardcover</source>
            <translation>Recherche sur Hardcover</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>À traiter</translation>
        </message>
        <message>
            <source>Nothing added</source>
            <translation>Rien d’ajouté</translation>
        </message>
        <message>
            <source>{0} already in your library</source>
            <translation>{0} déjà dans votre bibliothèque</translation>
        </message>
        <message>
            <source>{0}: unsupported file type</source>
            <translation>{0} : type de fichier non pris en charge</translation>
        </message>
        <message>
            <source>{0}: couldn't be opened</source>
            <translation>{0} : inaccessible</translation>
        </message>
        <message>
            <source>On your device, in KOReader</source>
            <translation>Sur votre appareil, dans KOReader</translation>
        </message>
        <message>
            <source>Start the server first.</source>
            <translation>Démarrez d’abord le serveur.</translation>
        </message>
        <message>
            <source>Share the catalogue (OPDS)</source>
            <translation>Partager le catalogue (OPDS)</translation>
        </message>
        <message>
            <source>Off. Devices can't browse or download your books.</source>
            <translation>Désactivé. Les appareils ne peuvent ni parcourir ni télécharger vos livres.</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Désactivé</translation>
        </message>
        <message>
            <source>Share the catalogue first.</source>
            <translation>Partagez d’abord le catalogue.</translation>
        </message>
        <message>
            <source>Books for your device</source>
            <translation>Des livres pour votre appareil</translation>
        </message>
        <message>
            <source>Browse your library and download books in KOReader, with the same user name and passphrase.</source>
            <translation>Parcourez votre bibliothèque et téléchargez des livres dans KOReader, avec les mêmes identifiants.</translation>
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
            <source>Catalogue address</source>
            <translation>Adresse du catalogue</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistiques</translation>
        </message>
        <message>
            <source>Vocabulary</source>
            <translation>Vocabulaire</translation>
        </message>
        <message>
            <source>No device has synced yet.</source>
            <translation>Aucun appareil n’a encore synchronisé.</translation>
        </message>
        <message>
            <source>KOReader's own cloud sync can keep its reading statistics here, without a plugin: they join your statistics, and all your devices share them. Use the same user name and passphrase.</source>
            <translation>La synchronisation cloud de KOReader peut déposer ici ses statistiques de lecture, sans plugin : elles rejoignent vos statistiques, et tous vos appareils les partagent. Utilisez le même nom d’utilisateur et la même phrase secrète.</translation>
        </message>
        <message>
            <source>address for statistics</source>
            <translation>adresse pour les statistiques</translation>
        </message>
        <message>
            <source>Address for statistics as a QR code</source>
            <translation>Adresse pour les statistiques en code QR</translation>
        </message>
        <message>
            <source>Address for statistics</source>
            <translation>Adresse pour les statistiques</translation>
        </message>
        <message>
            <source>Shelf in the folder “To read”</source>
            <translation>Étagère dans le dossier « To read »</translation>
        </message>
        <message>
            <source>Want to Read</source>
            <translation>À lire</translation>
        </message>
        <message>
            <source>The shelf was deleted, so the folder is empty. Choose another one.</source>
            <translation>L’étagère a été supprimée, le dossier est donc vide. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>Folders over Wi-Fi</source>
            <translation>Dossiers par Wi-Fi</translation>
        </message>
        <message>
            <source>Your books as folders for KOReader's cloud storage: “Library” by author, “To read” to take along, and “Upload”, whose books come to your Inbox. Use the same user name and passphrase.</source>
            <translation>Vos livres sous forme de dossiers pour le stockage cloud de KOReader : « Library » par auteur, « To read » à emporter, et « Upload », dont les livres arrivent dans Réception. Utilisez le même nom d’utilisateur et la même phrase secrète.</translation>
        </message>
        <message>
            <source>address of the folders</source>
            <translation>adresse des dossiers</translation>
        </message>
        <message>
            <source>Address of the folders as a QR code</source>
            <translation>Adresse des dossiers en code QR</translation>
        </message>
        <message>
            <source>Address of the folders</source>
            <translation>Adresse des dossiers</translation>
        </message>
        <message>
            <source>No device has the plugin yet.</source>
            <translation>Aucun appareil n’a encore le plugin.</translation>
        </message>
        <message>
            <source>plugin {0}</source>
            <translation>plugin {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n of its books isn't in your library</source>
            <translation>
                <numerusform>%n de ses livres n’est pas dans votre bibliothèque</numerusform>
                <numerusform>%n de ses livres ne sont pas dans votre bibliothèque</numerusform>
            </translation>
        </message>
        <message>
            <source>Status, ratings and highlights over Wi-Fi</source>
            <translation>Statut, notes et surlignages par Wi-Fi</translation>
        </message>
        <message>
            <source>A small plugin for KOReader sends status, rating, note, highlights and page views by itself when you close a book. It's installed only if you do so. Open this page in a browser to download it.</source>
            <translation>Un petit plugin pour KOReader envoie de lui-même le statut, la note, les commentaires, les surlignages et les pages vues quand vous fermez un livre. Vous seul l’installez. Ouvrez cette page dans un navigateur pour le télécharger.</translation>
        </message>
        <message>
            <source>page with the plugin</source>
            <translation>page du plugin</translation>
        </message>
        <message>
            <source>Page with the plugin as a QR code</source>
            <translation>Page du plugin en code QR</translation>
        </message>
        <message>
            <source>Page with the plugin</source>
            <translation>Page du plugin</translation>
        </message>
        <message>
            <source>Server address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <source>{0} as a QR code</source>
            <translation>{0} en code QR</translation>
        </message>
        <message>
            <source>Enter it in KOReader, or scan the code if your device can.</source>
            <translation>Saisissez-la dans KOReader, ou scannez le code si votre appareil le permet.</translation>
        </message>
        <message>
            <source>Rename device</source>
            <translation>Renommer l’appareil</translation>
        </message>
        <message>
            <source>The name is only used in BookOrbit. Leave empty to use the name the device reports.</source>
            <translation>Le nom n’apparaît que dans BookOrbit. Laissez vide pour utiliser le nom annoncé par l’appareil.</translation>
        </message>
        <message>
            <source>Mark as fixed</source>
            <translation>Marquer comme corrigé</translation>
        </message>
        <message>
            <source>It's one device</source>
            <translation>C’est un seul appareil</translation>
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
            <source>Device ID</source>
            <translation>Identifiant de l’appareil</translation>
        </message>
        <message>
            <source>Not reported</source>
            <translation>Non annoncé</translation>
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
            <source>Devices appear here after their first sync.</source>
            <translation>Les appareils apparaissent ici après leur première synchronisation.</translation>
        </message>
        <message numerus="yes">
            <source>%n more device(s). Forget some to see them.</source>
            <translation>
                <numerusform>%n autre appareil. Oubliez-en pour le voir.</numerusform>
                <numerusform>%n autres appareils. Oubliez-en pour les voir.</numerusform>
            </translation>
        </message>
        <message>
            <source>Using the name the device reports: “{0}”.</source>
            <translation>Nom annoncé par l’appareil : « {0} ».</translation>
        </message>
        <message>
            <source>Forgot “{0}”. Its progress is kept, and it reappears when it next syncs.</source>
            <translation>« {0} » oublié. Sa progression est conservée, et il réapparaît à sa prochaine synchronisation.</translation>
        </message>
        <message>
            <source>BookOrbit will tell you if it happens again.</source>
            <translation>BookOrbit vous préviendra si cela se reproduit.</translation>
        </message>
        <message>
            <source>You won't be told again.</source>
            <translation>Cela ne vous sera plus signalé.</translation>
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
            <source>Name reported: {0}</source>
            <translation>Nom annoncé : {0}</translation>
        </message>
        <message>
            <source>Previously: {0}</source>
            <translation>Auparavant : {0}</translation>
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
        <message numerus="yes">
            <source>Its clock was wrong: %n page view(s) not counted</source>
            <translation>
                <numerusform>Son horloge était fausse : %Ln page vue non comptée</numerusform>
                <numerusform>Son horloge était fausse : %Ln pages vues non comptées</numerusform>
            </translation>
        </message>
        <message>
            <source>Plugin {0}: {1}</source>
            <translation>Module {0} : {1}</translation>
        </message>
        <message>
            <source>Vocabulary over Wi-Fi: {0}</source>
            <translation>Vocabulaire par Wi-Fi : {0}</translation>
        </message>
        <message>
            <source>Statistics over Wi-Fi: {0}</source>
            <translation>Statistiques par Wi-Fi : {0}</translation>
        </message>
        <message>
            <source>Two Xteinks may look like one device here.</source>
            <translation>Deux Xteink peuvent apparaître ici comme un seul appareil.</translation>
        </message>
        <message>
            <source>Two devices have the same ID, so KOReader may not show progress from the other one.</source>
            <translation>Deux appareils ont le même identifiant : KOReader risque de ne pas proposer la progression de l’autre.</translation>
        </message>
        <message>
            <source>Two devices may have the same ID. KOReader may not show progress from the other one.</source>
            <translation>Deux appareils ont peut-être le même identifiant. KOReader risque de ne pas proposer la progression de l’autre.</translation>
        </message>
        <message>
            <source>Two readers with this ID were connected by cable. If you moved KOReader from one to the other, ignore this.</source>
            <translation>Deux liseuses avec cet identifiant ont été branchées par câble. Si vous avez déplacé KOReader de l’une à l’autre, ignorez ce message.</translation>
        </message>
        <message>
            <source>{0} syncs from two addresses, and its position in a document jumps back and forth. If you have only one such device, ignore this.</source>
            <translation>{0} se synchronise depuis deux adresses, et sa position dans un document va et vient. Si vous n’avez qu’un seul appareil de ce nom, ignorez ceci.</translation>
        </message>
        <message>
            <source>These share one ID: {0}. BookOrbit keeps their positions separate, so no progress is lost.</source>
            <translation>Ceux-ci partagent un identifiant : {0}. BookOrbit garde leurs positions séparées ; aucune progression n’est perdue.</translation>
        </message>
        <message>
            <source>Seen with these names: {0}. If you renamed the device, ignore this.</source>
            <translation>Vu sous ces noms : {0}. Si vous avez renommé l’appareil, ignorez ceci.</translation>
        </message>
        <message>
            <source>Close KOReader on one device and connect it to this computer.</source>
            <translation>Fermez KOReader sur un appareil et reliez-le à cet ordinateur.</translation>
        </message>
        <message>
            <source>In its “koreader” folder, open settings.reader.lua, delete the line with “device_id”, and save the file.</source>
            <translation>Dans le dossier « koreader », ouvrez settings.reader.lua, supprimez la ligne contenant « device_id » et enregistrez le fichier.</translation>
        </message>
        <message>
            <source>Restart KOReader. It creates a new ID.</source>
            <translation>Relancez KOReader. Il crée un nouvel identifiant.</translation>
        </message>
        <message>
            <source>Their firmware gives every Xteink the same ID, and it can't be changed. Both sync, and no progress is lost.</source>
            <translation>Leur micrologiciel donne à chaque Xteink le même identifiant, qui ne peut pas être changé. Les deux se synchronisent et aucune progression n’est perdue.</translation>
        </message>
        <message>
            <source>Or give each device its own name in KOReader's progress sync settings (KOReader 2026.03 or newer).</source>
            <translation>Ou donnez à chaque appareil son propre nom dans les réglages de synchronisation de KOReader (KOReader 2026.03 ou plus récent).</translation>
        </message>
        <message>
            <source>Book without a file</source>
            <translation>Livre sans fichier</translation>
        </message>
        <message>
            <source>Separate with semicolons</source>
            <translation>Séparer par des points-virgules</translation>
        </message>
        <message>
            <source>Add book</source>
            <translation>Ajouter le livre</translation>
        </message>
        <message>
            <source>Enter the book's title first.</source>
            <translation>Saisissez d’abord le titre du livre.</translation>
        </message>
        <message>
            <source>Which book is this?</source>
            <translation>Quel livre est-ce ?</translation>
        </message>
        <message>
            <source>It works like any other book. If you add a matching file later, it becomes this book's file.</source>
            <translation>Il fonctionne comme tout autre livre. Si vous ajoutez plus tard le fichier correspondant, il lui sera rattaché.</translation>
        </message>
        <message>
            <source>Linked to “{0}”</source>
            <translation>Lié à « {0} »</translation>
        </message>
        <message>
            <source>Unlinked. The book is back at its earlier position.</source>
            <translation>Délié. Le livre a retrouvé sa position précédente.</translation>
        </message>
        <message>
            <source>Unlinked. The book's position doesn't change.</source>
            <translation>Délié. La position dans le livre ne change pas.</translation>
        </message>
        <message>
            <source>“{0}” ignored. Its progress is still saved.</source>
            <translation>« {0} » est ignoré. Sa progression reste enregistrée.</translation>
        </message>
        <message>
            <source>“{0}” is no longer ignored.</source>
            <translation>« {0} » n’est plus ignoré.</translation>
        </message>
        <message>
            <source>“{0}” added to your library without a file.</source>
            <translation>« {0} » ajouté à votre bibliothèque, sans fichier.</translation>
        </message>
        <message>
            <source>Link to…</source>
            <translation>Lier à…</translation>
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
            <source>Possibly {0}</source>
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
            <source>Add book without a file…</source>
            <translation>Ajouter un livre sans fichier…</translation>
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
            <source>Unmatched documents</source>
            <translation>Documents sans livre</translation>
        </message>
        <message>
            <source>Your devices sent progress for files that aren't in your library. It's saved and synced between devices even if you never link them.</source>
            <translation>Vos appareils ont envoyé la progression de fichiers absents de votre bibliothèque. Elle est enregistrée et synchronisée entre appareils, même si vous ne les liez jamais.</translation>
        </message>
        <message>
            <source>All documents from your devices are linked.</source>
            <translation>Tous les documents de vos appareils sont liés.</translation>
        </message>
        <message>
            <source>Drop a file from your device on a document to check whether it's the same file.</source>
            <translation>Déposez un fichier de votre appareil sur un document pour vérifier si c’est le même.</translation>
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
            <source>Ignored</source>
            <translation>Ignoré</translation>
        </message>
        <message>
            <source>Linked by you</source>
            <translation>Liés par vous</translation>
        </message>
        <message>
            <source>No documents match your search.</source>
            <translation>Aucun document ne correspond à votre recherche.</translation>
        </message>
        <message>
            <source>No ignored documents.</source>
            <translation>Aucun document ignoré.</translation>
        </message>
        <message>
            <source>No documents linked by you yet.</source>
            <translation>Aucun document lié par vous.</translation>
        </message>
        <message>
            <source>Devices sent progress for these files. Link a file to its book to see it in your library.</source>
            <translation>Des appareils ont envoyé une progression pour ces fichiers. Associez un fichier à son livre pour la voir dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>Set up device…</source>
            <translation>Configurer un appareil…</translation>
        </message>
        <message>
            <source>BookOrbit writes the address, login and catalogue to the device, so you don't have to type them. You see every change first.</source>
            <translation>BookOrbit écrit l’adresse, l’identifiant et le catalogue sur l’appareil, pour que vous n’ayez pas à les saisir. Vous voyez d’abord chaque modification.</translation>
        </message>
        <message>
            <source>Plug the device in with its USB cable and allow file transfer if it asks.</source>
            <translation>Branchez l’appareil avec son câble USB et autorisez le transfert de fichiers s’il le demande.</translation>
        </message>
        <message>
            <source>server address</source>
            <translation>l’adresse du serveur</translation>
        </message>
        <message>
            <source>Server address as a QR code</source>
            <translation>Adresse du serveur en code QR</translation>
        </message>
        <message>
            <source>If one doesn't work, try the next.</source>
            <translation>Si l’une ne fonctionne pas, essayez la suivante.</translation>
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
            <source>Connect your device</source>
            <translation>Connecter votre appareil</translation>
        </message>
        <message>
            <source>Ways to connect</source>
            <translation>Façons de connecter</translation>
        </message>
        <message>
            <source>Connect another device</source>
            <translation>Connecter un autre appareil</translation>
        </message>
        <message>
            <source>Can't be shown</source>
            <translation>Ne peut pas être affichée</translation>
        </message>
        <message>
            <source>Hide the passphrase</source>
            <translation>Masquer la phrase secrète</translation>
        </message>
        <message>
            <source>Device and computer must be on the same Wi-Fi.</source>
            <translation>L’appareil et l’ordinateur doivent être sur le même Wi-Fi.</translation>
        </message>
        <message>
            <source>Type it in</source>
            <translation>Saisir</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>Associer</translation>
        </message>
        <message>
            <source>USB</source>
            <translation>USB</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Utilisateur</translation>
        </message>
        <message>
            <source>Change login</source>
            <translation>Changer les identifiants</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Générer</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nouvelle phrase secrète</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Inchangée</translation>
        </message>
        <message>
            <source>Your devices will need to log in again. Progress is kept.</source>
            <translation>Vos appareils devront s’identifier de nouveau. La progression est conservée.</translation>
        </message>
        <message>
            <source>Import reading data…</source>
            <translation>Importer les lectures…</translation>
        </message>
        <message>
            <source>Import reading data from {0}</source>
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
            <source>A newer BookOrbit Desktop plugin is ready: choose “Set up…”.</source>
            <translation>Un module « BookOrbit Desktop » plus récent est prêt : choisissez « Configurer… ».</translation>
        </message>
        <message>
            <source>Connected by USB</source>
            <translation>Connecté par USB</translation>
        </message>
        <message>
            <source>Import status, dates, reading time and highlights. Nothing changes on the device.</source>
            <translation>Importe le statut, les dates, le temps de lecture et les passages surlignés. Rien ne change sur l’appareil.</translation>
        </message>
        <message>
            <source>No KOReader device is connected. Plug it in with its USB cable and allow file transfer if it asks.</source>
            <translation>Aucun appareil KOReader n’est connecté. Branchez-le avec son câble USB et autorisez le transfert de fichiers s’il le demande.</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Importer un dossier…</translation>
        </message>
        <message>
            <source>Use a memory card, a device backup, or a device that wasn't detected.</source>
            <translation>Pour une carte mémoire, une copie d’appareil ou un appareil non détecté.</translation>
        </message>
        <message>
            <source>Write the address, login and catalogue to the device, so you don't have to type them.</source>
            <translation>Écrire l’adresse, les identifiants et le catalogue sur l’appareil, pour ne rien avoir à saisir.</translation>
        </message>
        <message>
            <source>Device not connecting?</source>
            <translation>L’appareil ne se connecte pas ?</translation>
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
            <source>Your devices stay in sync over your Wi-Fi.</source>
            <translation>Vos appareils restent synchronisés par votre Wi-Fi.</translation>
        </message>
        <message>
            <source>Paired devices</source>
            <translation>Appareils associés</translation>
        </message>
        <message>
            <source>They log in with a name and password of their own.</source>
            <translation>Ils se connectent avec leur propre nom et mot de passe.</translation>
        </message>
        <message>
            <source>No paired devices yet.</source>
            <translation>Aucun appareil appairé.</translation>
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
            <source>“{0}” can no longer log in.</source>
            <translation>« {0} » ne peut plus s’identifier.</translation>
        </message>
        <message numerus="yes">
            <source>%n paired device(s) can no longer log in.</source>
            <translation>
                <numerusform>%Ln appareil appairé ne peut plus s’identifier.</numerusform>
                <numerusform>%Ln appareils appairés ne peuvent plus s’identifier.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pair a device</source>
            <translation>Appairer un appareil</translation>
        </message>
        <message>
            <source>Stop pairing</source>
            <translation>Arrêter l’appairage</translation>
        </message>
        <message>
            <source>{0} left. A device wants to log in as “{1}”. Allow it?</source>
            <translation>Encore {0}. Un appareil veut s’identifier comme « {1} ». Autoriser ?</translation>
        </message>
        <message>
            <source>{0} left. Waiting for a device to register.</source>
            <translation>Encore {0}. En attente de l’inscription d’un appareil.</translation>
        </message>
        <message>
            <source>“{0}” paired.</source>
            <translation>« {0} » appairé.</translation>
        </message>
        <message>
            <source>Pairing timed out.</source>
            <translation>Délai d’appairage dépassé.</translation>
        </message>
        <message>
            <source>Pairing stopped.</source>
            <translation>Appairage arrêté.</translation>
        </message>
        <message>
            <source>The server is starting…</source>
            <translation>Le serveur démarre…</translation>
        </message>
        <message>
            <source>Turn on “Accept progress from devices” first.</source>
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
            <source>Verify with file</source>
            <translation>Vérifier avec le fichier</translation>
        </message>
        <message>
            <source>Add file to library</source>
            <translation>Ajouter le fichier à la bibliothèque</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Choisir un fichier…</translation>
        </message>
        <message>
            <source>Drop the file from your device here, or choose it below.</source>
            <translation>Déposez ici le fichier de votre appareil, ou choisissez-le ci-dessous.</translation>
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
            <source>Couldn't compare this file.</source>
            <translation>Impossible de comparer ce fichier.</translation>
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
            <source>The file is only read, not added to your library.</source>
            <translation>Le fichier est seulement lu, pas ajouté à votre bibliothèque.</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Tester la connexion</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Serveur</translation>
        </message>
        <message>
            <source>Accept progress from devices</source>
            <translation>Accepter la progression des appareils</translation>
        </message>
        <message>
            <source>Stopped. Devices send a book's position when you next read that book.</source>
            <translation>Arrêté. Les appareils envoient la position d’un livre à sa prochaine lecture.</translation>
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
            <source>If your device still can't connect, check your firewall (see below).</source>
            <translation>Si votre appareil ne se connecte toujours pas, vérifiez votre pare-feu (voir plus bas).</translation>
        </message>
        <message>
            <source>Tested {0}</source>
            <translation>Testé {0}</translation>
        </message>
        <message>
            <source>When off, devices are refused. They send a book's position when you next read that book.</source>
            <translation>Si désactivé, les appareils sont refusés. Ils envoient la position d’un livre à sa prochaine lecture.</translation>
        </message>
        <message>
            <source>Use {0} when free</source>
            <translation>Utiliser {0} dès que libre</translation>
        </message>
        <message>
            <source>On your device, open a book, then Tools ▸ Progress sync.</source>
            <translation>Sur votre appareil, ouvrez un livre, puis Outils ▸ Synchronisation de la progression.</translation>
        </message>
        <message>
            <source>Custom sync server: replace https:// with the address above.</source>
            <translation>Serveur de synchronisation personnalisé : remplacez https:// par l’adresse ci-dessus.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Login: enter the user name and passphrase.</source>
            <translation>S’inscrire / S’identifier ▸ S’identifier : saisissez l’utilisateur et la phrase secrète.</translation>
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
            <source>Start pairing here. It stays on for two minutes.</source>
            <translation>Lancez l’association ici. Elle reste active deux minutes.</translation>
        </message>
        <message>
            <source>Register / Login ▸ Register: enter any name and password, then allow it here.</source>
            <translation>S’inscrire / S’identifier ▸ S’inscrire : saisissez un nom et un mot de passe quelconques, puis autorisez-le ici.</translation>
        </message>
        <message>
            <source>In the file list: the magnifying glass ▸ OPDS catalog.</source>
            <translation>Dans la liste des fichiers : la loupe ▸ Catalogue OPDS.</translation>
        </message>
        <message>
            <source>The plus sign at the top left ▸ Add catalog: enter any catalogue name, the address above, your user name and passphrase.</source>
            <translation>Le signe plus en haut à gauche ▸ Ajouter un catalogue : saisissez un nom de catalogue, l’adresse ci-dessus, l’utilisateur et la phrase secrète.</translation>
        </message>
        <message>
            <source>Tap the catalogue, a book and a format to download it. Its progress syncs automatically.</source>
            <translation>Touchez le catalogue, un livre et un format pour le télécharger. Sa progression se synchronise automatiquement.</translation>
        </message>
        <message>
            <source>To download new books in bulk: in the catalogue, open “For catalog sync” ▸ the icon at the top left ▸ Add catalog. Long-press it in the list ▸ Edit ▸ “Sync catalog”.</source>
            <translation>Pour télécharger les nouveaux livres en lot : dans le catalogue, ouvrez « For catalog sync » ▸ l’icône en haut à gauche ▸ Ajouter un catalogue. Appuyez longuement dessus dans la liste ▸ Modifier ▸ « Synchroniser le catalogue ».</translation>
        </message>
        <message>
            <source>Tools ▸ Cloud storage ▸ the plus sign ▸ WebDAV: enter any name, the address above, your user name and passphrase.</source>
            <translation>Outils ▸ Stockage cloud ▸ le signe plus ▸ WebDAV : saisissez un nom quelconque, l’adresse ci-dessus, votre nom d’utilisateur et votre phrase secrète.</translation>
        </message>
        <message>
            <source>Tools ▸ Reading statistics ▸ Settings ▸ Cloud sync: choose that server, long-press the folder “koreader” and confirm it.</source>
            <translation>Outils ▸ Statistiques de lecture ▸ Paramètres ▸ Synchronisation cloud : choisissez ce serveur, appuyez longuement sur le dossier « koreader » et confirmez.</translation>
        </message>
        <message>
            <source>Tap “Synchronize now” there. To sync without tapping, put “Reading statistics: synchronize” on a gesture or in a profile.</source>
            <translation>Touchez-y « Synchroniser maintenant ». Pour le faire sans toucher, attribuez « Statistiques de lecture : synchroniser » à un geste ou à un profil.</translation>
        </message>
        <message>
            <source>Tap a book in “Library” to download it.</source>
            <translation>Touchez un livre dans « Library » pour le télécharger.</translation>
        </message>
        <message>
            <source>To take a shelf along, use the server's “Sync folder”: choose the folder “To read” and one on the device. Books that the device lacks are downloaded.</source>
            <translation>Pour emporter une étagère, utilisez la synchronisation de dossier du serveur : choisissez le dossier « To read » et un dossier de l’appareil. Les livres qui manquent à l’appareil sont téléchargés.</translation>
        </message>
        <message>
            <source>To send a book here, open “Upload” and upload the file there.</source>
            <translation>Pour envoyer un livre ici, ouvrez « Upload » et envoyez-y le fichier.</translation>
        </message>
        <message>
            <source>Unpack the download and copy the folder “{0}” into “koreader/plugins” on the device.</source>
            <translation>Décompressez le téléchargement et copiez le dossier « {0} » dans « koreader/plugins » sur l’appareil.</translation>
        </message>
        <message>
            <source>Restart KOReader. It needs v2025.04 or later.</source>
            <translation>Redémarrez KOReader. La version v2025.04 ou plus récente est nécessaire.</translation>
        </message>
        <message>
            <source>Tools ▸ BookOrbit Desktop: “Sync now” sends everything once. It uses the login of progress sync.</source>
            <translation>Outils ▸ BookOrbit Desktop : « Synchroniser maintenant » envoie tout une fois. Il utilise les identifiants de la synchronisation de la progression.</translation>
        </message>
        <message>
            <source>To remove it, delete that folder. Connected by cable, BookOrbit can do both for you.</source>
            <translation>Pour le retirer, supprimez ce dossier. Par câble, BookOrbit peut faire les deux pour vous.</translation>
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
            <source>No progress received yet.</source>
            <translation>Aucune progression reçue.</translation>
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
            <source>This file isn't in your library. Add it, or link the document to a book.</source>
            <translation>Ce fichier n’est pas dans votre bibliothèque. Ajoutez-le, ou liez le document à un livre.</translation>
        </message>
        <message>
            <source>Phones and computers also find it as {0}. Most e-readers can't: they need the address.</source>
            <translation>Téléphones et ordinateurs le trouvent aussi sous {0}. La plupart des liseuses ne le peuvent pas : il leur faut l’adresse.</translation>
        </message>
        <message>
            <source>Encrypted: {0}</source>
            <translation>Chiffré : {0}</translation>
        </message>
        <message>
            <source>No login attempts? Check the Wi-Fi and the address.</source>
            <translation>Aucune tentative de connexion ? Vérifiez le Wi-Fi et l’adresse.</translation>
        </message>
        <message>
            <source>{0} is on, and lets devices in.</source>
            <translation>{0} est actif et laisse entrer les appareils.</translation>
        </message>
        <message>
            <source>{0} is on. To let devices in, run:</source>
            <translation>{0} est actif. Pour laisser entrer les appareils, exécutez :</translation>
        </message>
        <message>
            <source>Allow BookOrbit on private networks in Windows Security ▸ Firewall.</source>
            <translation>Autorisez BookOrbit sur les réseaux privés dans Sécurité Windows ▸ Pare-feu.</translation>
        </message>
        <message>
            <source>Allow BookOrbit in System Settings ▸ Network ▸ Firewall.</source>
            <translation>Autorisez BookOrbit dans Réglages Système ▸ Réseau ▸ Coupe-feu.</translation>
        </message>
        <message>
            <source>{0} is reachable.</source>
            <translation>{0} est joignable.</translation>
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
            <source>Reading progress, digests and history are kept. You can undo this.</source>
            <translation>Progression, empreintes et historique sont conservés. Vous pouvez annuler.</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>Mettre à la corbeille</translation>
        </message>
        <message numerus="yes">
            <source>{0}: %n book(s)</source>
            <translation>
                <numerusform>{0} : %Ln livre</numerusform>
                <numerusform>{0} : %Ln livres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) rated</source>
            <translation>
                <numerusform>%Ln livre noté</numerusform>
                <numerusform>%Ln livres notés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) set by KOReader</source>
            <translation>
                <numerusform>%Ln livre réglé par KOReader</numerusform>
                <numerusform>%Ln livres réglés par KOReader</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” is now a separate book.</source>
            <translation>« {0} » est maintenant un livre à part.</translation>
        </message>
        <message numerus="yes">
            <source>Rating cleared for %n book(s)</source>
            <translation>
                <numerusform>Note effacée pour %Ln livre</numerusform>
                <numerusform>Note effacée pour %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing books</source>
            <translation>Retrait de livres</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) moved to Trash</source>
            <translation>
                <numerusform>%Ln livre mis à la corbeille</numerusform>
                <numerusform>%Ln livres mis à la corbeille</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) removed</source>
            <translation>
                <numerusform>%Ln livre retiré</numerusform>
                <numerusform>%Ln livres retirés</numerusform>
            </translation>
        </message>
        <message>
            <source>Merged into “{0}”.</source>
            <translation>Fusionné dans « {0} ».</translation>
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
            <source>Which of these %n books do you want to keep?</source>
            <translation>
                <numerusform>Lequel de ces %Ln livres voulez-vous garder ?</numerusform>
                <numerusform>Lequel de ces %Ln livres voulez-vous garder ?</numerusform>
            </translation>
        </message>
        <message>
            <source>The others' files, identities and reading data move to it. Nothing changes on your disk or on Hardcover. You can undo this.</source>
            <translation>Les fichiers, identités et données de lecture des autres lui sont rattachés. Rien ne change sur le disque ni sur Hardcover. Vous pouvez annuler.</translation>
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
            <source>Shelf</source>
            <translation>Étagère</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Étiquette</translation>
        </message>
        <message>
            <source>{0} stars</source>
            <translation>{0} étoiles</translation>
        </message>
        <message>
            <source>Several copies</source>
            <translation>Plusieurs exemplaires</translation>
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
            <source>No values in these books.</source>
            <translation>Aucune valeur dans ces livres.</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Chercher</translation>
        </message>
        <message>
            <source>Active filters</source>
            <translation>Filtres actifs</translation>
        </message>
        <message>
            <source>Clear all</source>
            <translation>Tout effacer</translation>
        </message>
        <message>
            <source>Save filter…</source>
            <translation>Enregistrer le filtre…</translation>
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
            <source>Your library is empty. Add a folder or drop books here.</source>
            <translation>Votre bibliothèque est vide. Ajoutez un dossier ou déposez des livres ici.</translation>
        </message>
        <message>
            <source>No books match these filters.</source>
            <translation>Aucun livre ne correspond à ces filtres.</translation>
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
            <source>Cover size</source>
            <translation>Taille des couvertures</translation>
        </message>
        <message>
            <source>Cover size (Ctrl and the mouse wheel)</source>
            <translation>Taille des couvertures (Ctrl et molette)</translation>
        </message>
        <message>
            <source>Last read</source>
            <translation>Lu en dernier</translation>
        </message>
        <message>
            <source>{0}, {1} being read</source>
            <translation>{0}, {1} en lecture</translation>
        </message>
        <message>
            <source>Your books and your progress in each.</source>
            <translation>Vos livres et votre progression dans chacun.</translation>
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
            <source>Scanned books are kept. The next scan continues from there.</source>
            <translation>Les livres lus sont conservés. La prochaine exploration reprendra là.</translation>
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
            <source>Selected books</source>
            <translation>Livres sélectionnés</translation>
        </message>
        <message>
            <source>Clear selection (Esc)</source>
            <translation>Annuler la sélection (Échap)</translation>
        </message>
        <message>
            <source>Exclude from Hardcover</source>
            <translation>Exclure de Hardcover</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Fusionner…</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) selected</source>
            <translation>
                <numerusform>%n livre sélectionné</numerusform>
                <numerusform>%n livres sélectionnés</numerusform>
            </translation>
        </message>
        <message>
            <source>Select 2 to 20 copies of the same book.</source>
            <translation>Sélectionnez de 2 à 20 exemplaires du même livre.</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Suggestions</translation>
        </message>
        <message>
            <source>cancelled; the others weren't changed</source>
            <translation>annulé ; les autres n’ont pas changé</translation>
        </message>
        <message>
            <source>Demo: nothing leaves this computer.</source>
            <translation>Démo : rien ne quitte cet ordinateur.</translation>
        </message>
        <message>
            <source>“{0}” saved</source>
            <translation>« {0} » enregistré</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) changed</source>
            <translation>
                <numerusform>%Ln livre modifié</numerusform>
                <numerusform>%Ln livres modifiés</numerusform>
            </translation>
        </message>
        <message>
            <source>No changes needed.</source>
            <translation>Aucune modification nécessaire.</translation>
        </message>
        <message>
            <source>These books have no details from Hardcover to refresh. Compare them online first.</source>
            <translation>Ces livres n’ont aucune donnée de Hardcover à actualiser. Comparez-les d’abord en ligne.</translation>
        </message>
        <message>
            <source>Already up to date with Hardcover</source>
            <translation>Déjà à jour avec Hardcover</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) no longer matched</source>
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
            <source>Also use this match for syncing</source>
            <translation>Utiliser aussi cette association pour la synchronisation</translation>
        </message>
        <message>
            <source>Search again…</source>
            <translation>Chercher de nouveau…</translation>
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
            <source>Apply</source>
            <translation>Appliquer</translation>
        </message>
        <message>
            <source>Hardcover has no cover for this edition. Choose another edition.</source>
            <translation>Hardcover n’a pas de couverture pour cette édition. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>Choose at least one field from Hardcover first.</source>
            <translation>Choisissez d’abord au moins un champ de Hardcover.</translation>
        </message>
        <message>
            <source>No details available.</source>
            <translation>Aucune donnée.</translation>
        </message>
        <message>
            <source>Use all from Hardcover</source>
            <translation>Tout prendre de Hardcover</translation>
        </message>
        <message>
            <source>Keep all mine</source>
            <translation>Tout garder</translation>
        </message>
        <message>
            <source>You locked this field. Edit the book to unlock it.</source>
            <translation>Vous avez verrouillé ce champ. Modifiez le livre pour le déverrouiller.</translation>
        </message>
        <message>
            <source>Hardcover has no cover for it.</source>
            <translation>Hardcover n’en a pas de couverture.</translation>
        </message>
        <message>
            <source>Choose image…</source>
            <translation>Choisir une image…</translation>
        </message>
        <message>
            <source>From Hardcover…</source>
            <translation>Depuis Hardcover…</translation>
        </message>
        <message>
            <source>Use file's cover</source>
            <translation>Utiliser celle du fichier</translation>
        </message>
        <message>
            <source>Use Calibre's cover</source>
            <translation>Utiliser celle de Calibre</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Choisie par vous</translation>
        </message>
        <message>
            <source>Already Calibre's cover.</source>
            <translation>C’est déjà la couverture de Calibre.</translation>
        </message>
        <message>
            <source>Already the file's cover.</source>
            <translation>C’est déjà la couverture du fichier.</translation>
        </message>
        <message>
            <source>Images ({0})</source>
            <translation>Images ({0})</translation>
        </message>
        <message>
            <source>Choose image</source>
            <translation>Choisir une image</translation>
        </message>
        <message>
            <source>You can also drop an image here.</source>
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
            <source>The file has no cover, so BookOrbit made one from the title.</source>
            <translation>Le fichier n’a pas de couverture ; BookOrbit en a créé une avec le titre.</translation>
        </message>
        <message>
            <source>Edit “{0}”</source>
            <translation>Modifier « {0} »</translation>
        </message>
        <message>
            <source>You picked this match yourself, so it's kept.</source>
            <translation>Vous avez choisi cette association vous-même, elle est donc conservée.</translation>
        </message>
        <message>
            <source>The next sync will use this to find the book on Hardcover.</source>
            <translation>La prochaine synchronisation s’en servira pour trouver le livre sur Hardcover.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from Calibre.</source>
            <translation>Laissez vide pour utiliser {0}, de Calibre.</translation>
        </message>
        <message>
            <source>Leave empty to use {0} from the file.</source>
            <translation>Laissez vide pour utiliser {0}, du fichier.</translation>
        </message>
        <message>
            <source>The file isn't changed.</source>
            <translation>Le fichier n’est pas modifié.</translation>
        </message>
        <message>
            <source>Lock {0}</source>
            <translation>Verrouiller {0}</translation>
        </message>
        <message>
            <source>Locked. Only you can change it. Click to unlock.</source>
            <translation>Verrouillé. Vous seul pouvez le modifier. Cliquez pour déverrouiller.</translation>
        </message>
        <message>
            <source>Lock so that the file and Hardcover can't change it.</source>
            <translation>Verrouiller pour que ni le fichier ni Hardcover ne le modifient.</translation>
        </message>
        <message>
            <source>Unlock {0}</source>
            <translation>Déverrouiller {0}</translation>
        </message>
        <message>
            <source>Use Calibre's value for {0}</source>
            <translation>Utiliser la valeur de Calibre pour {0}</translation>
        </message>
        <message>
            <source>Use the file's value for {0}</source>
            <translation>Utiliser la valeur du fichier pour {0}</translation>
        </message>
        <message>
            <source>Series in your library</source>
            <translation>Séries de votre bibliothèque</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) done</source>
            <translation>
                <numerusform>%Ln fichier traité</numerusform>
                <numerusform>%Ln fichiers traités</numerusform>
            </translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Annulé.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) unchanged</source>
            <translation>
                <numerusform>%Ln fichier inchangé</numerusform>
                <numerusform>%Ln fichiers inchangés</numerusform>
            </translation>
        </message>
        <message>
            <source>Organise files</source>
            <translation>Ranger les fichiers</translation>
        </message>
        <message>
            <source>Changing files changes how KOReader recognises them. BookOrbit keeps your progress, and you can undo the change.</source>
            <translation>Modifier les fichiers change la façon dont KOReader les reconnaît. BookOrbit conserve votre progression, et vous pouvez annuler la modification.</translation>
        </message>
        <message>
            <source>Fields: {0}. Text in [brackets] is dropped if a field in it is empty.</source>
            <translation>Champs : {0}. Le texte entre [crochets] est omis si un de ses champs est vide.</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Action</translation>
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
            <source>In its current folder</source>
            <translation>Dans son dossier actuel</translation>
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
            <source>Changing files changes how KOReader recognises them. BookOrbit recognises the old and the new file, so your progress is kept. A backup of each file is kept until you delete it in Settings, Library.</source>
            <translation>Modifier les fichiers change la façon dont KOReader les reconnaît. BookOrbit reconnaît l’ancien et le nouveau fichier, votre progression est donc conservée. Une sauvegarde de chaque fichier est gardée jusqu’à ce que vous la supprimiez dans Réglages, Bibliothèque.</translation>
        </message>
        <message>
            <source>Writes the cover you chose. The file's own cover is already in it.</source>
            <translation>Écrit la couverture que vous avez choisie. Celle du fichier y est déjà.</translation>
        </message>
        <message>
            <source>Also write:</source>
            <translation>Écrire aussi :</translation>
        </message>
        <message numerus="yes">
            <source>Write into %n file(s)</source>
            <translation>
                <numerusform>Écrire dans %Ln fichier</numerusform>
                <numerusform>Écrire dans %Ln fichiers</numerusform>
            </translation>
        </message>
        <message>
            <source>including its KOReader data</source>
            <translation>avec ses données KOReader</translation>
        </message>
        <message>
            <source>{0}: {1} → {2}</source>
            <translation>{0} : {1} → {2}</translation>
        </message>
        <message>
            <source>{0} × {1} pixels</source>
            <translation>{0} × {1} pixels</translation>
        </message>
        <message>
            <source>Checking your files…</source>
            <translation>Vérification de vos fichiers…</translation>
        </message>
        <message>
            <source>Undo last change</source>
            <translation>Annuler la dernière modification</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) to change</source>
            <translation>
                <numerusform>%Ln fichier à modifier</numerusform>
                <numerusform>%Ln fichiers à modifier</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to change</source>
            <translation>Rien à modifier</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) skipped (see reasons)</source>
            <translation>
                <numerusform>%Ln fichier ignoré (voir la raison)</numerusform>
                <numerusform>%Ln fichiers ignorés (voir les raisons)</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>Rien à faire.</translation>
        </message>
        <message numerus="yes">
            <source>Restores %n file(s).</source>
            <translation>
                <numerusform>Restaure %Ln fichier.</numerusform>
                <numerusform>Restaure %Ln fichiers.</numerusform>
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
            <source>Start numbering at</source>
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
            <source>Lock changed fields</source>
            <translation>Verrouiller les champs modifiés</translation>
        </message>
        <message>
            <source>Prevents files and Hardcover from changing them.</source>
            <translation>Empêche les fichiers et Hardcover de les modifier.</translation>
        </message>
        <message>
            <source>Select at least one field to change.</source>
            <translation>Cochez au moins un champ à modifier.</translation>
        </message>
        <message>
            <source>Correct the marked fields first.</source>
            <translation>Corrigez d’abord les champs signalés.</translation>
        </message>
        <message>
            <source>Numbered in list order.</source>
            <translation>Numérotés dans l’ordre de la liste.</translation>
        </message>
        <message>
            <source>Changes the selected fields in all of these books. The files aren't changed.</source>
            <translation>Modifie les champs cochés dans tous ces livres. Les fichiers ne sont pas modifiés.</translation>
        </message>
        <message>
            <source>Number in series</source>
            <translation>Numéro dans la série</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>{0} is missing.</source>
            <translation>Champ manquant : {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%Ln de plus</numerusform>
                <numerusform>%Ln de plus</numerusform>
            </translation>
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
            <source>Not in Calibre</source>
            <translation>Absent de Calibre</translation>
        </message>
        <message>
            <source>Not in the file</source>
            <translation>Absent du fichier</translation>
        </message>
        <message>
            <source>In Calibre: {0}</source>
            <translation>Dans Calibre : {0}</translation>
        </message>
        <message>
            <source>in the file: {0}</source>
            <translation>dans le fichier : {0}</translation>
        </message>
        <message>
            <source>not in the file</source>
            <translation>absent du fichier</translation>
        </message>
        <message>
            <source>Year, or date as YYYY-MM-DD</source>
            <translation>Année, ou date AAAA-MM-JJ</translation>
        </message>
        <message>
            <source>Such as en or pt-BR</source>
            <translation>Par exemple en ou pt-BR</translation>
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
            <source>{0} connected for the first time.</source>
            <translation>{0} s’est connecté pour la première fois.</translation>
        </message>
        <message>
            <source>New device</source>
            <translation>Nouvel appareil</translation>
        </message>
        <message>
            <source>Two devices have the same ID</source>
            <translation>Deux appareils ont le même identifiant</translation>
        </message>
        <message>
            <source>See how to give one of them its own ID.</source>
            <translation>Voyez comment donner à l’un d’eux son propre identifiant.</translation>
        </message>
        <message>
            <source>Hardcover is paused</source>
            <translation>Hardcover est en pause</translation>
        </message>
        <message>
            <source>Your device sent progress for “{0}”, which isn't in your library. Link it to a book.</source>
            <translation>Votre appareil a envoyé la progression de « {0} », absent de votre bibliothèque. Liez-le à un livre.</translation>
        </message>
        <message numerus="yes">
            <source>Link %n document(s) to books, or add their files.</source>
            <translation>
                <numerusform>Liez %Ln document à un livre ou ajoutez le fichier.</numerusform>
                <numerusform>Liez %Ln documents à des livres ou ajoutez les fichiers.</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown book on a device</source>
            <translation>Livre inconnu sur un appareil</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Lier…</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent to Hardcover. BookOrbit will try again.</source>
            <translation>
                <numerusform>%Ln livre n’a pas pu être envoyé à Hardcover. BookOrbit réessaiera.</numerusform>
                <numerusform>%Ln livres n’ont pas pu être envoyés à Hardcover. BookOrbit réessaiera.</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync finished with problems</source>
            <translation>Synchronisation terminée avec des problèmes</translation>
        </message>
        <message>
            <source>The file of “{0}” was moved or deleted. Progress is kept.</source>
            <translation>Le fichier de « {0} » a été déplacé ou supprimé. La progression est conservée.</translation>
        </message>
        <message numerus="yes">
            <source>%n files were moved or deleted. Their progress is kept.</source>
            <translation>
                <numerusform>%Ln fichier a été déplacé ou supprimé. La progression est conservée.</numerusform>
                <numerusform>%Ln fichiers ont été déplacés ou supprimés. La progression est conservée.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{0}” keeps its position until you choose which one to use.</source>
            <translation>« {0} » garde sa position jusqu’à ce que vous choisissiez laquelle utiliser.</translation>
        </message>
        <message>
            <source>A device went back</source>
            <translation>Un appareil est revenu en arrière</translation>
        </message>
        <message>
            <source>BookOrbit can save changes again.</source>
            <translation>BookOrbit peut de nouveau tout enregistrer.</translation>
        </message>
        <message>
            <source>Your library</source>
            <translation>Votre bibliothèque</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Sauvegardes</translation>
        </message>
        <message>
            <source>Backups work again.</source>
            <translation>Les sauvegardes fonctionnent à nouveau.</translation>
        </message>
        <message>
            <source>Open web page</source>
            <translation>Ouvrir la page web</translation>
        </message>
        <message>
            <source>BookOrbit {0} is available.</source>
            <translation>BookOrbit {0} est disponible.</translation>
        </message>
        <message>
            <source>Should BookOrbit ask {0} once a week whether there is a new version?</source>
            <translation>BookOrbit doit-il demander une fois par semaine à {0} s’il existe une nouvelle version ?</translation>
        </message>
        <message>
            <source>Yes, once a week</source>
            <translation>Oui, une fois par semaine</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Non</translation>
        </message>
        <message>
            <source>Find pages, actions and books</source>
            <translation>Trouver pages, actions et livres</translation>
        </message>
        <message>
            <source>Search for a page, action or book</source>
            <translation>Rechercher une page, une action ou un livre</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Résultats</translation>
        </message>
        <message>
            <source>No results. Try the first letters of a title or author.</source>
            <translation>Aucun résultat. Essayez les premières lettres d’un titre ou d’un auteur.</translation>
        </message>
        <message>
            <source>Preview sync</source>
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
            <source>Open reading journal…</source>
            <translation>Ouvrir le journal de lecture…</translation>
        </message>
        <message>
            <source>Show activity</source>
            <translation>Afficher l’activité</translation>
        </message>
        <message>
            <source>Help: open guide</source>
            <translation>Aide : ouvrir le guide</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>Version {0}</source>
            <translation>Version {0}</translation>
        </message>
        <message>
            <source>Open setup guide</source>
            <translation>Ouvrir le guide de configuration</translation>
        </message>
        <message>
            <source>Your reading position, on every KOReader device and on Hardcover.</source>
            <translation>Votre position de lecture, sur chaque appareil KOReader et sur Hardcover.</translation>
        </message>
        <message>
            <source>Read licence</source>
            <translation>Lire la licence</translation>
        </message>
        <message>
            <source>Open guide</source>
            <translation>Ouvrir le guide</translation>
        </message>
        <message>
            <source>Licence and help</source>
            <translation>Licence et aide</translation>
        </message>
        <message>
            <source>Help by task and by problem. Works offline.</source>
            <translation>De l’aide par tâche et par problème, en anglais. Fonctionne hors ligne.</translation>
        </message>
        <message>
            <source>Free software</source>
            <translation>Logiciel libre</translation>
        </message>
        <message>
            <source>GNU Affero General Public License, version 3 or later. No warranty.</source>
            <translation>Licence publique générale GNU Affero, version 3 ou ultérieure. Fourni sans aucune garantie.</translation>
        </message>
        <message>
            <source>Run the setup guide again.</source>
            <translation>Reprendre le guide de configuration.</translation>
        </message>
        <message>
            <source>New versions</source>
            <translation>Nouvelles versions</translation>
        </message>
        <message>
            <source>Once a week BookOrbit then asks {0} for the number of the newest version. It tells nothing about you, your books or this computer.</source>
            <translation>BookOrbit demande alors une fois par semaine à {0} le numéro de la dernière version. Il ne dit rien de vous, de vos livres ni de cet ordinateur.</translation>
        </message>
        <message>
            <source>Tell me about new versions</source>
            <translation>M’informer des nouvelles versions</translation>
        </message>
        <message>
            <source>Look now</source>
            <translation>Vérifier maintenant</translation>
        </message>
        <message>
            <source>Newest version</source>
            <translation>Dernière version</translation>
        </message>
        <message>
            <source>Not asked yet.</source>
            <translation>Pas encore demandé.</translation>
        </message>
        <message>
            <source>This is the newest version. Asked {0}.</source>
            <translation>C’est la dernière version. Vérifié : {0}.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Restaurer une sauvegarde</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Sauvegarde</translation>
        </message>
        <message>
            <source>Restore and restart</source>
            <translation>Restaurer et redémarrer</translation>
        </message>
        <message>
            <source>Your library as it is now is kept as another backup, so you can undo this. BookOrbit restarts with the restored library.</source>
            <translation>Votre bibliothèque actuelle est gardée comme une autre sauvegarde, vous pouvez donc revenir en arrière. BookOrbit redémarre avec la bibliothèque restaurée.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Vérification…</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>Sauvegarder maintenant</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Restaurer…</translation>
        </message>
        <message>
            <source>Backup folder</source>
            <translation>Dossier des sauvegardes</translation>
        </message>
        <message>
            <source>Replaces your library. You see what would change first.</source>
            <translation>Remplace votre bibliothèque. Vous voyez d’abord ce qui changerait.</translation>
        </message>
        <message>
            <source>Backups go to {0} from now on.</source>
            <translation>Les sauvegardes vont désormais dans {0}.</translation>
        </message>
        <message>
            <source>“backups” in the data folder</source>
            <translation>« backups » dans le dossier de données</translation>
        </message>
        <message>
            <source>There is no backup yet.</source>
            <translation>Il n’y a pas encore de sauvegarde.</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>Sauvegarde…</translation>
        </message>
        <message>
            <source>Backup made.</source>
            <translation>Sauvegarde effectuée.</translation>
        </message>
        <message>
            <source>Choose a folder for backups</source>
            <translation>Choisir un dossier pour les sauvegardes</translation>
        </message>
        <message>
            <source>Books: {0} now, {1} in the backup</source>
            <translation>Livres : {0} maintenant, {1} dans la sauvegarde</translation>
        </message>
        <message>
            <source>Positions: {0} now, {1} in the backup</source>
            <translation>Positions : {0} maintenant, {1} dans la sauvegarde</translation>
        </message>
        <message>
            <source>Reads: {0} now, {1} in the backup</source>
            <translation>Lectures : {0} maintenant, {1} dans la sauvegarde</translation>
        </message>
        <message>
            <source>Highlights: {0} now, {1} in the backup</source>
            <translation>Surlignages : {0} maintenant, {1} dans la sauvegarde</translation>
        </message>
        <message>
            <source>Newest push: {0} now, {1} in the backup</source>
            <translation>Dernière réception : {0} maintenant, {1} dans la sauvegarde</translation>
        </message>
        <message>
            <source>No backup yet. BookOrbit makes one every day while it runs.</source>
            <translation>Pas encore de sauvegarde. BookOrbit en fait une chaque jour tant qu’il fonctionne.</translation>
        </message>
        <message>
            <source>Last backup: {0}. BookOrbit makes one every day while it runs.</source>
            <translation>Dernière sauvegarde : {0}. BookOrbit en fait une chaque jour tant qu’il fonctionne.</translation>
        </message>
        <message>
            <source>Log level</source>
            <translation>Niveau de détail</translation>
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
            <source>Saved {0}. It contains no token or passphrase, but the log lists your books.</source>
            <translation>{0} enregistré. Il ne contient ni jeton ni phrase secrète, mais le journal nomme vos livres.</translation>
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
            <source>“Everything” helps to find problems but makes the log grow faster.</source>
            <translation>« Tout » aide à trouver les problèmes, mais le journal grossit plus vite.</translation>
        </message>
        <message>
            <source>Log folder</source>
            <translation>Dossier du journal</translation>
        </message>
        <message>
            <source>A record of events, without your token or passphrase.</source>
            <translation>Les événements, sans votre jeton ni votre phrase secrète.</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnostic</translation>
        </message>
        <message>
            <source>Log, settings and versions in one zip file, without secrets. Nothing is sent.</source>
            <translation>Journal, réglages et versions dans un fichier zip, sans les secrets. Rien n’est envoyé.</translation>
        </message>
        <message>
            <source>Something doesn't work?</source>
            <translation>Quelque chose ne fonctionne pas ?</translation>
        </message>
        <message>
            <source>Looks at the port, the firewall, the password store, the database, folders and backups.</source>
            <translation>Examine le port, le pare-feu, le coffre à mots de passe, la base de données, les dossiers et les sauvegardes.</translation>
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
            <source>Library, progress and covers.</source>
            <translation>Bibliothèque, progression et couvertures.</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importer…</translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>Tout exporter</translation>
        </message>
        <message>
            <source>Everything BookOrbit knows in one JSON file, or a list for Goodreads and others. No secrets.</source>
            <translation>Tout ce que BookOrbit sait dans un fichier JSON, ou une liste pour Goodreads et d’autres. Sans secrets.</translation>
        </message>
        <message>
            <source>Import everything</source>
            <translation>Tout importer</translation>
        </message>
        <message>
            <source>Load a complete export into an empty library. BookOrbit restarts afterwards.</source>
            <translation>Un export complet, dans une bibliothèque vide. BookOrbit redémarre avec lui.</translation>
        </message>
        <message>
            <source>Exported to {0}.</source>
            <translation>Exporté dans {0}.</translation>
        </message>
        <message>
            <source>Everything (*.json)</source>
            <translation>Tout (*.json)</translation>
        </message>
        <message>
            <source>List for Goodreads (*.csv)</source>
            <translation>Liste pour Goodreads (*.csv)</translation>
        </message>
        <message>
            <source>Check this computer</source>
            <translation>Vérifier cet ordinateur</translation>
        </message>
        <message>
            <source>result</source>
            <translation>le résultat</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Vérifier de nouveau</translation>
        </message>
        <message>
            <source>{0} – {1}: {2}</source>
            <translation>{0} – {1} : {2}</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Problème</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) need[s] attention.</source>
            <translation>
                <numerusform>%n point demande votre attention.</numerusform>
                <numerusform>%n points demandent votre attention.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Everything works. %n note(s) for you.</source>
            <translation>
                <numerusform>Tout fonctionne. %n remarque pour vous.</numerusform>
                <numerusform>Tout fonctionne. %n remarques pour vous.</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Tout est en ordre.</translation>
        </message>
        <message>
            <source>Start BookOrbit when I log in</source>
            <translation>Démarrer BookOrbit à l’ouverture de session</translation>
        </message>
        <message>
            <source>Starts in the tray so your devices can always sync.</source>
            <translation>Démarre dans la zone de notification, pour que vos appareils puissent toujours se synchroniser.</translation>
        </message>
        <message>
            <source>Not available in the demo, which is deleted when you quit.</source>
            <translation>Indisponible dans la démo, qui est supprimée à la fermeture.</translation>
        </message>
        <message>
            <source>Keep running in the tray when I close the window</source>
            <translation>Rester dans la zone de notification quand je ferme la fenêtre</translation>
        </message>
        <message>
            <source>When off, closing the window quits BookOrbit and devices can't sync until you start it again.</source>
            <translation>Si désactivé, fermer la fenêtre quitte BookOrbit et les appareils ne se synchronisent qu’au prochain démarrage.</translation>
        </message>
        <message>
            <source>This desktop has no tray, so closing the window quits BookOrbit.</source>
            <translation>Ce bureau n’a pas de zone de notification : fermer la fenêtre quitte BookOrbit.</translation>
        </message>
        <message>
            <source>Books, pages or hours in a year or month. The dashboard shows how you're doing.</source>
            <translation>Livres, pages ou heures par an ou par mois. Le tableau de bord montre où vous en êtes.</translation>
        </message>
        <message>
            <source>Reading goal</source>
            <translation>Objectif de lecture</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a year…</source>
            <translation>
                <numerusform>%n page par an…</numerusform>
                <numerusform>%n pages par an…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) a month…</source>
            <translation>
                <numerusform>%n page par mois…</numerusform>
                <numerusform>%n pages par mois…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a year…</source>
            <translation>
                <numerusform>%n heure par an…</numerusform>
                <numerusform>%n heures par an…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) a month…</source>
            <translation>
                <numerusform>%n heure par mois…</numerusform>
                <numerusform>%n heures par mois…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a year…</source>
            <translation>
                <numerusform>%n livre par an…</numerusform>
                <numerusform>%n livres par an…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) a month…</source>
            <translation>
                <numerusform>%n livre par mois…</numerusform>
                <numerusform>%n livres par mois…</numerusform>
            </translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Thème</translation>
        </message>
        <message>
            <source>System follows your desktop.</source>
            <translation>« Système » suit votre bureau.</translation>
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
            <source>Tray icon</source>
            <translation>Icône de la zone de notification</translation>
        </message>
        <message>
            <source>Choose the one that your panel shows best.</source>
            <translation>Choisissez celle que votre panneau affiche le mieux.</translation>
        </message>
        <message>
            <source>In colour</source>
            <translation>En couleur</translation>
        </message>
        <message>
            <source>Dark, for light panels</source>
            <translation>Sombre, pour les panneaux clairs</translation>
        </message>
        <message>
            <source>Light, for dark panels</source>
            <translation>Claire, pour les panneaux sombres</translation>
        </message>
        <message>
            <source>A day of reading begins at</source>
            <translation>Une journée de lecture commence à</translation>
        </message>
        <message>
            <source>What you read before that hour counts for the day before. Dates sent to Hardcover stay as they are.</source>
            <translation>Ce que vous lisez avant cette heure compte pour la veille. Les dates envoyées à Hardcover restent telles quelles.</translation>
        </message>
        <message>
            <source>Startup and closing</source>
            <translation>Démarrage et fermeture</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Goals</source>
            <translation>Objectifs</translation>
        </message>
        <message>
            <source>No goal</source>
            <translation>Aucun objectif</translation>
        </message>
        <message>
            <source>What to count</source>
            <translation>Ce qui est compté</translation>
        </message>
        <message>
            <source>books</source>
            <translation>livres</translation>
        </message>
        <message>
            <source>pages</source>
            <translation>pages</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>heures</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Période</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>par an</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>par mois</translation>
        </message>
        <message>
            <source>Minutes for a day to count</source>
            <translation>Minutes pour qu’un jour compte</translation>
        </message>
        <message>
            <source>Create a token that can read them…</source>
            <translation>Créer un jeton qui peut les lire…</translation>
        </message>
        <message>
            <source>Signing in doesn't let BookOrbit read your goals on Hardcover.</source>
            <translation>La connexion ne permet pas à BookOrbit de lire vos objectifs sur Hardcover.</translation>
        </message>
        <message>
            <source>Your token can't read your goals on Hardcover.</source>
            <translation>Votre jeton ne peut pas lire vos objectifs sur Hardcover.</translation>
        </message>
        <message>
            <source>On Hardcover:</source>
            <translation>Sur Hardcover :</translation>
        </message>
        <message>
            <source>You have no reading goal on Hardcover just now.</source>
            <translation>Vous n’avez pas d’objectif de lecture sur Hardcover en ce moment.</translation>
        </message>
        <message>
            <source>Couldn't read your goals on Hardcover.</source>
            <translation>Impossible de lire vos objectifs sur Hardcover.</translation>
        </message>
        <message>
            <source>How much do you want to read?</source>
            <translation>Combien voulez-vous lire ?</translation>
        </message>
        <message>
            <source>From how many minutes on does a day count for your streak?</source>
            <translation>À partir de combien de minutes un jour compte-t-il pour votre série ?</translation>
        </message>
        <message>
            <source>until {0}</source>
            <translation>jusqu’au {0}</translation>
        </message>
        <message>
            <source>Allow Readest in a browser</source>
            <translation>Autoriser Readest dans un navigateur</translation>
        </message>
        <message>
            <source>Its page at {0} may then sync with this computer, with your login. It needs the encrypted address. Readest's apps need neither.</source>
            <translation>Sa page {0} peut alors se synchroniser avec cet ordinateur, avec vos identifiants. Elle a besoin de l’adresse chiffrée. Les applications Readest n’ont besoin ni de l’un ni de l’autre.</translation>
        </message>
        <message>
            <source>Devices with your user name and passphrase can browse your library and download books.</source>
            <translation>Les appareils munis de vos identifiants peuvent parcourir votre bibliothèque et télécharger des livres.</translation>
        </message>
        <message>
            <source>A book is finished at</source>
            <translation>Un livre est terminé à</translation>
        </message>
        <message>
            <source>From there on it counts as Read. In scroll mode KOReader never reaches 100%.</source>
            <translation>À partir de là, il compte comme Lu. En mode défilement, KOReader n’atteint jamais 100 %.</translation>
        </message>
        <message>
            <source>When a device goes back in a book</source>
            <translation>Quand un appareil revient en arrière dans un livre</translation>
        </message>
        <message>
            <source>By more than a page or two. Devices always get the last position sent, and progress on Hardcover is never lowered.</source>
            <translation>De plus d’une page ou deux. Les appareils reçoivent toujours la dernière position envoyée, et la progression sur Hardcover n’est jamais réduite.</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Me demander</translation>
        </message>
        <message>
            <source>Keep the furthest position</source>
            <translation>Garder la position la plus avancée</translation>
        </message>
        <message>
            <source>Allow devices with public addresses</source>
            <translation>Autoriser les appareils avec une adresse publique</translation>
        </message>
        <message>
            <source>Anyone on the internet who reaches this computer can then try to log in. Only https is encrypted.</source>
            <translation>Toute personne qui atteint cet ordinateur depuis Internet peut alors tenter de se connecter. Seul https est chiffré.</translation>
        </message>
        <message>
            <source>Announce a name on the home network</source>
            <translation>Annoncer un nom sur le réseau domestique</translation>
        </message>
        <message>
            <source>Phones and computers then find bookorbit.local. Most e-readers can't: they need the address.</source>
            <translation>Téléphones et ordinateurs trouvent alors bookorbit.local. La plupart des liseuses ne le peuvent pas : il leur faut l’adresse.</translation>
        </message>
        <message>
            <source>Serve an encrypted address too (https)</source>
            <translation>Proposer aussi une adresse chiffrée (https)</translation>
        </message>
        <message>
            <source>Nobody on the Wi-Fi can read along then. KOReader doesn't check certificates, so it doesn't notice a server that pretends to be this one. Browsers warn.</source>
            <translation>Personne ne peut alors lire les échanges sur le Wi-Fi. KOReader ne vérifie pas les certificats et ne remarque donc pas un serveur qui se ferait passer pour celui-ci. Les navigateurs avertissent.</translation>
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
            <source>All networks</source>
            <translation>Tous les réseaux</translation>
        </message>
        <message>
            <source>This computer only</source>
            <translation>Cet ordinateur seulement</translation>
        </message>
        <message>
            <source>The server is stopped. The new port is used when it starts.</source>
            <translation>Le serveur est arrêté. Le nouveau port sera utilisé à son démarrage.</translation>
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
            <source>Reading progress</source>
            <translation>Progression de lecture</translation>
        </message>
        <message>
            <source>Change the address on your devices, too.</source>
            <translation>Changez aussi l’adresse sur vos appareils.</translation>
        </message>
        <message>
            <source>Networks that devices can connect from.</source>
            <translation>Réseaux depuis lesquels les appareils peuvent se connecter.</translation>
        </message>
        <message>
            <source>Use your own certificate…</source>
            <translation>Utiliser votre certificat…</translation>
        </message>
        <message>
            <source>Make a new certificate</source>
            <translation>Créer un nouveau certificat</translation>
        </message>
        <message>
            <source>Choose the certificate (PEM)</source>
            <translation>Choisissez le certificat (PEM)</translation>
        </message>
        <message>
            <source>Choose its private key (PEM)</source>
            <translation>Choisissez sa clé privée (PEM)</translation>
        </message>
        <message>
            <source>This certificate works until BookOrbit quits. {0}</source>
            <translation>Ce certificat sert jusqu’à ce que vous quittiez BookOrbit. {0}</translation>
        </message>
        <message>
            <source>Certificate, valid until {0}. SHA-256: {1}</source>
            <translation>Certificat valable jusqu’au {0}. SHA-256 : {1}</translation>
        </message>
        <message>
            <source>It ends soon. Choose a renewed one, or make a new certificate.</source>
            <translation>Il expire bientôt. Choisissez-en un renouvelé, ou créez un nouveau certificat.</translation>
        </message>
        <message>
            <source>Delete backups…</source>
            <translation>Supprimer les sauvegardes…</translation>
        </message>
        <message>
            <source>Backups of changed files</source>
            <translation>Sauvegardes des fichiers modifiés</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s), {0}. Needed to undo changes.</source>
            <translation>
                <numerusform>%Ln fichier, {0}. Nécessaire pour annuler.</numerusform>
                <numerusform>%Ln fichiers, {0}. Nécessaires pour annuler.</numerusform>
            </translation>
        </message>
        <message>
            <source>No backups.</source>
            <translation>Aucune sauvegarde.</translation>
        </message>
        <message>
            <source>Delete the backups?</source>
            <translation>Supprimer les sauvegardes ?</translation>
        </message>
        <message>
            <source>You won't be able to undo changes to your files. The files and your reading progress aren't affected.</source>
            <translation>Vous ne pourrez plus annuler les modifications de vos fichiers. Les fichiers et votre progression ne sont pas touchés.</translation>
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
            <source>Backups deleted.</source>
            <translation>Sauvegardes supprimées.</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>Retirer {0}</translation>
        </message>
        <message>
            <source>Watched for changes.</source>
            <translation>Surveillé.</translation>
        </message>
        <message>
            <source>Scanned every 15 minutes because your system doesn't report all changes here.</source>
            <translation>Exploré toutes les 15 minutes, car votre système n’y signale pas tous les changements.</translation>
        </message>
        <message>
            <source>Not available. Its books are kept. Connect the drive to continue.</source>
            <translation>Indisponible. Ses livres sont conservés. Branchez le disque pour continuer.</translation>
        </message>
        <message>
            <source>Scanned when BookOrbit starts or when you press Scan now.</source>
            <translation>Exploré au démarrage de BookOrbit ou quand vous cliquez sur Explorer maintenant.</translation>
        </message>
        <message>
            <source>Watch folders for changes</source>
            <translation>Surveiller les dossiers</translation>
        </message>
        <message>
            <source>New, changed and renamed books appear in your library within seconds.</source>
            <translation>Les livres nouveaux, modifiés ou renommés apparaissent en quelques secondes.</translation>
        </message>
        <message>
            <source>Review new books first</source>
            <translation>Vérifier d’abord les nouveaux livres</translation>
        </message>
        <message>
            <source>New books stay in the Inbox until you approve them. Devices can already download and sync them. When off, only books without a title or author need review.</source>
            <translation>Les nouveaux livres restent dans Réception jusqu’à ce que vous les validiez. Les appareils peuvent déjà les télécharger et les synchroniser. Si désactivé, seuls les livres sans titre ou sans auteur sont à vérifier.</translation>
        </message>
        <message>
            <source>Allow organising files</source>
            <translation>Autoriser le rangement des fichiers</translation>
        </message>
        <message>
            <source>Copy or move files into folders using a template. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Copier ou déplacer les fichiers dans des dossiers selon un modèle, avec aperçu et annulation. Modifier les fichiers change la façon dont KOReader les reconnaît.</translation>
        </message>
        <message>
            <source>Allow writing metadata into files</source>
            <translation>Autoriser l’écriture des métadonnées</translation>
        </message>
        <message>
            <source>Write title, authors, series and other fields you select into EPUBs. You see a preview first and can undo it. Changing files changes how KOReader recognises them.</source>
            <translation>Écrire titre, auteurs, série et d’autres champs choisis dans les EPUB, avec aperçu et annulation. Modifier les fichiers change la façon dont KOReader les reconnaît.</translation>
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
            <source>Scan now</source>
            <translation>Explorer maintenant</translation>
        </message>
        <message>
            <source>No folders yet. Add one to see its books. Your files stay where they are.</source>
            <translation>Pas encore de dossier. Ajoutez-en un pour voir ses livres. Vos fichiers restent où ils sont.</translation>
        </message>
        <message>
            <source>Turn this on above first.</source>
            <translation>Activez-le d’abord ci-dessus.</translation>
        </message>
        <message>
            <source>Add a folder first.</source>
            <translation>Ajoutez d’abord un dossier.</translation>
        </message>
        <message>
            <source>Remove this folder?</source>
            <translation>Retirer ce dossier ?</translation>
        </message>
        <message>
            <source>{0}

Its files stay where they are, and its books stay in your library with their progress. BookOrbit just stops watching the folder.</source>
            <translation>{0}

Les fichiers restent où ils sont, et ses livres restent dans votre bibliothèque avec leur progression. BookOrbit cesse seulement de surveiller le dossier.</translation>
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
            <source>Folder removed: {0}</source>
            <translation>Dossier retiré : {0}</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Dossiers</translation>
        </message>
        <message>
            <source>Books in these folders and their subfolders appear in your library. Their files aren't changed.</source>
            <translation>Les livres de ces dossiers et de leurs sous-dossiers apparaissent dans votre bibliothèque. Leurs fichiers ne sont pas modifiés.</translation>
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
            <source>Fill in missing statuses, ratings and dates from a CSV export. You can review every line first.</source>
            <translation>Complétez statuts, notes et dates manquants avec un export CSV. Vous pouvez vérifier chaque ligne avant.</translation>
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
            <source>This library has no matching column.</source>
            <translation>Cette bibliothèque n’a pas de colonne adaptée.</translation>
        </message>
        <message>
            <source>Several columns match. Choose one.</source>
            <translation>Plusieurs colonnes conviennent. Choisissez-en une.</translation>
        </message>
        <message>
            <source>Values not recognised and skipped: {0}.</source>
            <translation>Valeurs non reconnues et ignorées : {0}.</translation>
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
            <source>For books without a status. Your own changes are kept.</source>
            <translation>Pour les livres sans statut. Vos modifications sont conservées.</translation>
        </message>
        <message>
            <source>For books without a finish date.</source>
            <translation>Pour les livres sans date de fin.</translation>
        </message>
        <message>
            <source>For books without a rating.</source>
            <translation>Pour les livres sans note.</translation>
        </message>
        <message>
            <source>Send changes automatically</source>
            <translation>Envoi automatique</translation>
        </message>
        <message>
            <source>When off, automatic sync is paused. Sync now still works.</source>
            <translation>Si désactivé, la synchronisation automatique est en pause. « Synchroniser » fonctionne toujours.</translation>
        </message>
        <message>
            <source>Status changes</source>
            <translation>Changements de statut</translation>
        </message>
        <message>
            <source>Send changes to a book's reading status.</source>
            <translation>Envoyer les changements de statut de lecture.</translation>
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
            <source>Each sync adds your Want to Read books from Hardcover to matching books without reading data here, and clears them when you remove them there.</source>
            <translation>Chaque synchronisation reprend vos livres À lire de Hardcover pour les livres sans données de lecture ici, et les retire quand vous les retirez là-bas.</translation>
        </message>
        <message>
            <source>Nothing is sent automatically while “Send changes automatically” is off.</source>
            <translation>Rien n’est envoyé automatiquement tant que « Envoi automatique » est désactivé.</translation>
        </message>
        <message>
            <source>Automatic sync</source>
            <translation>Synchronisation automatique</translation>
        </message>
        <message>
            <source>Starts after your first sync. Unread books aren't sent.</source>
            <translation>Commence après votre première synchronisation. Les livres non lus ne sont pas envoyés.</translation>
        </message>
        <message>
            <source>Who can see your books</source>
            <translation>Qui voit vos livres</translation>
        </message>
        <message>
            <source>Applies to books sent from now on. Entries you created yourself aren't changed.</source>
            <translation>Pour les livres envoyés à partir de maintenant. Les entrées que vous avez créées ne changent pas.</translation>
        </message>
        <message>
            <source>Your highlights and notes as quotes on your books' pages.</source>
            <translation>Vos surlignages et notes comme citations sur les pages de vos livres.</translation>
        </message>
        <message>
            <source>Finished book</source>
            <translation>Livre terminé</translation>
        </message>
        <message>
            <source>Includes stars to rate it.</source>
            <translation>Avec des étoiles pour le noter.</translation>
        </message>
        <message>
            <source>When a device syncs for the first time.</source>
            <translation>Quand un appareil se synchronise pour la première fois.</translation>
        </message>
        <message>
            <source>Once, with steps to fix it.</source>
            <translation>Une fois, avec la marche à suivre.</translation>
        </message>
        <message>
            <source>Hardcover token problem</source>
            <translation>Problème de jeton Hardcover</translation>
        </message>
        <message>
            <source>When your token is refused or about to expire. Sync pauses until you replace a refused token.</source>
            <translation>Quand votre jeton est refusé ou expire bientôt. S’il est refusé, la synchronisation est en pause jusqu’à son remplacement.</translation>
        </message>
        <message>
            <source>A device sent an unknown book</source>
            <translation>Un appareil a envoyé un livre inconnu</translation>
        </message>
        <message>
            <source>Several are combined into one notification.</source>
            <translation>Plusieurs sont regroupés en une seule notification.</translation>
        </message>
        <message>
            <source>A sync finished with problems</source>
            <translation>Une synchronisation a eu des problèmes</translation>
        </message>
        <message>
            <source>When books couldn't be matched or sent.</source>
            <translation>Quand des livres n’ont pas pu être associés ou envoyés.</translation>
        </message>
        <message>
            <source>Book file missing</source>
            <translation>Fichier de livre manquant</translation>
        </message>
        <message>
            <source>When a file was moved or deleted. Progress is kept.</source>
            <translation>Quand un fichier a été déplacé ou supprimé. La progression est conservée.</translation>
        </message>
        <message>
            <source>KOReader device connected by USB</source>
            <translation>Appareil KOReader connecté par USB</translation>
        </message>
        <message>
            <source>When its reading data can be imported. Nothing is read until you start an import.</source>
            <translation>Quand ses lectures peuvent être importées. Rien n’est lu avant que vous lanciez un import.</translation>
        </message>
        <message>
            <source>A device went back in a book</source>
            <translation>Un appareil est revenu en arrière dans un livre</translation>
        </message>
        <message>
            <source>Once per book, if BookOrbit asks you what to do.</source>
            <translation>Une fois par livre, si BookOrbit vous demande quoi faire.</translation>
        </message>
        <message>
            <source>Use quiet hours</source>
            <translation>Utiliser les heures calmes</translation>
        </message>
        <message>
            <source>No notifications are shown. You can still see everything in the window.</source>
            <translation>Aucune notification. Vous voyez toujours tout dans la fenêtre.</translation>
        </message>
        <message>
            <source>Can span midnight.</source>
            <translation>Peut passer minuit.</translation>
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
            <source>Notify me about</source>
            <translation>M’avertir de</translation>
        </message>
        <message>
            <source>You're never notified about individual progress updates.</source>
            <translation>Vous n’êtes jamais averti de chaque progression.</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Heures calmes</translation>
        </message>
        <message>
            <source>Turn on “Use quiet hours” first.</source>
            <translation>Activez d’abord « Utiliser les heures calmes ».</translation>
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
            <source>Highlights to send</source>
            <translation>Surlignages à envoyer</translation>
        </message>
        <message>
            <source>Books whose highlights are sent</source>
            <translation>Livres dont les surlignages sont envoyés</translation>
        </message>
        <message>
            <source>Who can read them</source>
            <translation>Qui peut les lire</translation>
        </message>
        <message>
            <source>Only you</source>
            <translation>Vous seul</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Tout le monde</translation>
        </message>
        <message>
            <source>Also where the book itself is more private</source>
            <translation>Aussi quand le livre lui-même est plus privé</translation>
        </message>
        <message>
            <source>When off, a highlight is never seen by more people than its book.</source>
            <translation>Désactivé, un surlignage n’est jamais vu par plus de personnes que son livre.</translation>
        </message>
        <message>
            <source>Mark them as spoilers</source>
            <translation>Les marquer comme divulgâcheurs</translation>
        </message>
        <message>
            <source>Hardcover hides them until a reader asks. Applies to highlights sent from now on.</source>
            <translation>Hardcover les masque jusqu’à ce qu’on demande à les voir. Pour les surlignages envoyés à partir de maintenant.</translation>
        </message>
        <message>
            <source>Remove what you delete on your devices</source>
            <translation>Retirer ce que vous supprimez sur vos appareils</translation>
        </message>
        <message>
            <source>When off, highlights stay on Hardcover until you remove them there or here.</source>
            <translation>Désactivé, les surlignages restent sur Hardcover jusqu’à ce que vous les retiriez là-bas ou ici.</translation>
        </message>
        <message>
            <source>Show what you write on Hardcover</source>
            <translation>Afficher ce que vous écrivez sur Hardcover</translation>
        </message>
        <message>
            <source>Each sync adds quotes and notes from Hardcover to Highlights. They can't be changed here.</source>
            <translation>Chaque synchronisation ajoute aux surlignages les citations et notes de Hardcover. Elles ne se modifient pas ici.</translation>
        </message>
        <message>
            <source>With each sync, after statuses and progress.</source>
            <translation>À chaque synchronisation, après les statuts et la progression.</translation>
        </message>
        <message>
            <source>You can also choose a book by itself: right-click one of its highlights.</source>
            <translation>Vous pouvez aussi choisir un livre seul : clic droit sur un de ses surlignages.</translation>
        </message>
        <message>
            <source>Applies to highlights sent from now on.</source>
            <translation>Pour les surlignages envoyés à partir de maintenant.</translation>
        </message>
        <message>
            <source>Let others read your highlights and notes?</source>
            <translation>Laisser d’autres lire vos surlignages et notes ?</translation>
        </message>
        <message>
            <source>What is sent from now on can be read by others on Hardcover, with your notes. Books that you keep more private there stay so.</source>
            <translation>Ce qui est envoyé à partir de maintenant peut être lu par d’autres sur Hardcover, avec vos notes. Les livres que vous y gardez plus privés le restent.</translation>
        </message>
        <message>
            <source>Let others read them</source>
            <translation>Laisser d’autres les lire</translation>
        </message>
        <message>
            <source>Keep them private</source>
            <translation>Les garder privés</translation>
        </message>
        <message>
            <source>Only books you choose</source>
            <translation>Seulement les livres que vous choisissez</translation>
        </message>
        <message>
            <source>Highlights without notes</source>
            <translation>Surlignages sans notes</translation>
        </message>
        <message>
            <source>Only highlights with a note</source>
            <translation>Seulement les surlignages avec une note</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Relais</translation>
        </message>
        <message>
            <source>Syncs with another progress server while this computer is on. Devices that use that server stay up to date even when this computer is asleep or you're away.</source>
            <translation>Synchronise avec un autre serveur de progression tant que cet ordinateur est allumé. Les appareils qui l’utilisent restent à jour, même quand cet ordinateur dort ou que vous êtes ailleurs.</translation>
        </message>
        <message>
            <source>Use relay</source>
            <translation>Utiliser le relais</translation>
        </message>
        <message>
            <source>Without https://, others on the network can read your user name and password. Use it only on your home network.</source>
            <translation>Sans https://, d’autres sur le réseau peuvent lire votre nom et votre mot de passe. À réserver à votre réseau domestique.</translation>
        </message>
        <message>
            <source>Save and use</source>
            <translation>Enregistrer et utiliser</translation>
        </message>
        <message>
            <source>Saved. Type to replace it.</source>
            <translation>Enregistré. Saisissez pour le remplacer.</translation>
        </message>
        <message>
            <source>Enter a server address and login first.</source>
            <translation>Saisissez d’abord l’adresse du serveur et vos identifiants.</translation>
        </message>
        <message>
            <source>Last sent: {0}</source>
            <translation>Dernier envoi : {0}</translation>
        </message>
        <message>
            <source>Last received: {0}</source>
            <translation>Dernière réception : {0}</translation>
        </message>
        <message>
            <source>Last checked: {0}</source>
            <translation>Dernière vérification : {0}</translation>
        </message>
        <message>
            <source>Not synced yet.</source>
            <translation>Pas encore synchronisé.</translation>
        </message>
        <message>
            <source>Contacting the server…</source>
            <translation>Connexion au serveur…</translation>
        </message>
        <message>
            <source>Connected. Your login was accepted.</source>
            <translation>Connecté. Vos identifiants sont acceptés.</translation>
        </message>
        <message>
            <source>Saved. The relay is on.</source>
            <translation>Enregistré. Le relais est actif.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) sent</source>
            <translation>
                <numerusform>%Ln position envoyée</numerusform>
                <numerusform>%Ln positions envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s) received</source>
            <translation>
                <numerusform>%Ln position reçue</numerusform>
                <numerusform>%Ln positions reçues</numerusform>
            </translation>
        </message>
        <message>
            <source>Both servers are in sync.</source>
            <translation>Les deux serveurs sont synchronisés.</translation>
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
            <source>It will be able to read and update your progress. If it shows “Allow it on your computer”, tap Register again.</source>
            <translation>Il pourra lire et modifier votre progression. S’il affiche « Allow it on your computer », touchez de nouveau S’inscrire.</translation>
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
            <source>Go to {0}</source>
            <translation>Aller à la page {0}</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Suivant</translation>
        </message>
        <message>
            <source>Add a folder of books</source>
            <translation>Ajouter un dossier de livres</translation>
        </message>
        <message>
            <source>Search your books</source>
            <translation>Rechercher dans vos livres</translation>
        </message>
        <message>
            <source>Scan folders for changes</source>
            <translation>Explorer les dossiers</translation>
        </message>
        <message>
            <source>Undo the last change</source>
            <translation>Annuler la dernière modification</translation>
        </message>
        <message>
            <source>Show keyboard shortcuts</source>
            <translation>Afficher les raccourcis clavier</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Fermer la fenêtre</translation>
        </message>
        <message>
            <source>Close the open message, panel or details</source>
            <translation>Fermer le message, le panneau ou les détails ouverts</translation>
        </message>
        <message>
            <source>Show book details</source>
            <translation>Afficher les détails d’un livre</translation>
        </message>
        <message>
            <source>On the Hardcover page: use the book's suggested action</source>
            <translation>Sur la page Hardcover : lancer l’action proposée pour le livre</translation>
        </message>
        <message>
            <source>In the Inbox: approve</source>
            <translation>Dans Réception : valider</translation>
        </message>
        <message>
            <source>When reviewing a book: reread the file and search Hardcover again</source>
            <translation>Pendant la vérification : relire le fichier et chercher de nouveau sur Hardcover</translation>
        </message>
        <message>
            <source>Move between books</source>
            <translation>Passer d’un livre à l’autre</translation>
        </message>
        <message>
            <source>Rate from 1 to 5 stars; 0 clears the rating</source>
            <translation>Noter de 1 à 5 étoiles ; 0 efface la note</translation>
        </message>
        <message>
            <source>Remove the selected books</source>
            <translation>Retirer les livres sélectionnés</translation>
        </message>
        <message>
            <source>On the Highlights page: remove selected highlights</source>
            <translation>Sur la page Surlignages : retirer la sélection</translation>
        </message>
        <message>
            <source>Copy the selected highlights</source>
            <translation>Copier les surlignages sélectionnés</translation>
        </message>
        <message>
            <source>Type any letter to search</source>
            <translation>Tapez une lettre pour rechercher</translation>
        </message>
        <message>
            <source>Show actions for the selected books</source>
            <translation>Afficher les actions pour les livres sélectionnés</translation>
        </message>
        <message>
            <source>Sync log</source>
            <translation>Journal</translation>
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
            <source>%n file(s) need[s] attention</source>
            <translation>
                <numerusform>%Ln fichier à traiter</numerusform>
                <numerusform>%Ln fichiers à traiter</numerusform>
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
            <source>Restore backup</source>
            <translation>Restaurer la sauvegarde</translation>
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
            <source>Setting it aside moves it to a new folder next to it. Nothing is deleted.</source>
            <translation>La mettre de côté la déplace dans un nouveau dossier voisin. Rien n’est supprimé.</translation>
        </message>
        <message>
            <source>BookOrbit can’t start</source>
            <translation>BookOrbit ne peut pas démarrer</translation>
        </message>
        <message>
            <source>Your old library is now in {0}. BookOrbit will start with a new one.</source>
            <translation>Votre ancienne bibliothèque est maintenant dans {0}. BookOrbit en commence une nouvelle.</translation>
        </message>
        <message>
            <source>Old library set aside</source>
            <translation>Votre ancienne bibliothèque est mise de côté</translation>
        </message>
        <message>
            <source>Your library database, {0}, is empty.</source>
            <translation>La base de données de votre bibliothèque, {0}, est vide.</translation>
        </message>
        <message>
            <source>Your library database, {0}, is damaged. BookOrbit hasn't changed it.</source>
            <translation>La base de données de votre bibliothèque, {0}, est endommagée. BookOrbit ne l’a pas modifiée.</translation>
        </message>
        <message>
            <source>Restore a backup, or set the library aside and start a new one.</source>
            <translation>Restaurez une sauvegarde, ou mettez la bibliothèque de côté et commencez-en une nouvelle.</translation>
        </message>
        <message numerus="yes">
            <source>The newest backup is from {0} and has %n book(s).</source>
            <translation>
                <numerusform>La sauvegarde la plus récente date du {0} et contient %n livre.</numerusform>
                <numerusform>La sauvegarde la plus récente date du {0} et contient %n livres.</numerusform>
            </translation>
        </message>
        <message>
            <source>It has no positions.</source>
            <translation>Elle ne contient aucune position.</translation>
        </message>
        <message>
            <source>Its newest position is from {0}; what came later is missing.</source>
            <translation>Sa position la plus récente date du {0} ; ce qui est venu après manque.</translation>
        </message>
        <message>
            <source>Reading of {0}</source>
            <translation>Lecture de {0}</translation>
        </message>
        <message>
            <source>Position over time</source>
            <translation>Position au fil du temps</translation>
        </message>
        <message>
            <source>Sessions</source>
            <translation>Séances</translation>
        </message>
        <message>
            <source>Pages a minute</source>
            <translation>Pages par minute</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s)</source>
            <translation>
                <numerusform>%n séance</numerusform>
                <numerusform>%n séances</numerusform>
            </translation>
        </message>
        <message>
            <source>No page views for this book yet. Import your device's statistics over USB.</source>
            <translation>Aucune page vue pour ce livre pour l’instant. Importez les statistiques de votre appareil par USB.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>No position yet.</source>
            <translation>Aucune position pour l’instant.</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutes</translation>
        </message>
        <message>
            <source>No sessions yet.</source>
            <translation>Aucune séance pour l’instant.</translation>
        </message>
        <message>
            <source>{0} pages a minute</source>
            <translation>{0} pages par minute</translation>
        </message>
        <message>
            <source>{0} on average</source>
            <translation>{0} en moyenne</translation>
        </message>
        <message>
            <source>No pace yet.</source>
            <translation>Aucun rythme pour l’instant.</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Tous les statuts</translation>
        </message>
        <message>
            <source>All genres</source>
            <translation>Tous les genres</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Mesure</translation>
        </message>
        <message>
            <source>Show time</source>
            <translation>Afficher le temps</translation>
        </message>
        <message>
            <source>Show pages</source>
            <translation>Afficher les pages</translation>
        </message>
        <message>
            <source>Reading journal</source>
            <translation>Journal de lecture</translation>
        </message>
        <message>
            <source>Add session…</source>
            <translation>Ajouter une séance…</translation>
        </message>
        <message>
            <source>Correct…</source>
            <translation>Corriger…</translation>
        </message>
        <message>
            <source>Show older sessions</source>
            <translation>Afficher les séances plus anciennes</translation>
        </message>
        <message>
            <source>No sessions yet. Read a little on your device, or add one.</source>
            <translation>Aucune séance pour l’instant. Lisez un peu sur votre appareil ou ajoutez-en une.</translation>
        </message>
        <message>
            <source>Select a session first.</source>
            <translation>Sélectionnez d’abord une séance.</translation>
        </message>
        <message>
            <source>Session added.</source>
            <translation>Séance ajoutée.</translation>
        </message>
        <message>
            <source>Session corrected.</source>
            <translation>Séance corrigée.</translation>
        </message>
        <message>
            <source>Session deleted.</source>
            <translation>Séance supprimée.</translation>
        </message>
        <message>
            <source>Export the reading journal</source>
            <translation>Exporter le journal de lecture</translation>
        </message>
        <message>
            <source>JSON file (*.json)</source>
            <translation>Fichier JSON (*.json)</translation>
        </message>
        <message numerus="yes">
            <source>%n session(s) exported to {0}</source>
            <translation>
                <numerusform>%n séance exportée vers {0}</numerusform>
                <numerusform>%n séances exportées vers {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>Corrections are kept beside what your devices recorded, and survive new imports.</source>
            <translation>Les corrections sont conservées à côté de ce que vos appareils ont enregistré et survivent aux nouvelles importations.</translation>
        </message>
        <message>
            <source>Sessions of “{0}”</source>
            <translation>Séances de « {0} »</translation>
        </message>
        <message>
            <source>Correct session</source>
            <translation>Corriger la séance</translation>
        </message>
        <message>
            <source>Add session</source>
            <translation>Ajouter une séance</translation>
        </message>
        <message>
            <source>Another book…</source>
            <translation>Un autre livre…</translation>
        </message>
        <message>
            <source>Title, such as that of a paper book</source>
            <translation>Titre, par exemple d’un livre papier</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Jour</translation>
        </message>
        <message>
            <source>HH:MM</source>
            <translation>HH:MM</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Début</translation>
        </message>
        <message>
            <source>Optional</source>
            <translation>Facultatif</translation>
        </message>
        <message>
            <source>Read on</source>
            <translation>Lu sur</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Papier</translation>
        </message>
        <message>
            <source>Calendar</source>
            <translation>Calendrier</translation>
        </message>
        <message>
            <source>Hours of the week</source>
            <translation>Heures de la semaine</translation>
        </message>
        <message>
            <source>Year in review…</source>
            <translation>Bilan de l’année…</translation>
        </message>
        <message numerus="yes">
            <source>Not counted, because a device's clock was wrong: %n page view(s) ({0})</source>
            <translation>
                <numerusform>Non comptée, car l’horloge d’un appareil était fausse : %Ln page vue ({0})</numerusform>
                <numerusform>Non comptées, car l’horloge d’un appareil était fausse : %Ln pages vues ({0})</numerusform>
            </translation>
        </message>
        <message>
            <source>No reading yet. Connect your KOReader device by USB to import its statistics, or let it sync. Your first plot appears after a few pages.</source>
            <translation>Aucune lecture pour l’instant. Connectez votre appareil KOReader par USB pour importer ses statistiques, ou laissez-le synchroniser. Le premier graphique apparaît après quelques pages.</translation>
        </message>
        <message>
            <source>Nothing you read fits these filters.</source>
            <translation>Aucune de vos lectures ne correspond à ces filtres.</translation>
        </message>
        <message>
            <source>Loading your reading</source>
            <translation>Chargement de vos lectures</translation>
        </message>
        <message>
            <source>What your reading looks like, from all your devices.</source>
            <translation>À quoi ressemble votre lecture, sur tous vos appareils.</translation>
        </message>
        <message>
            <source>Nothing read.</source>
            <translation>Rien lu.</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durée</translation>
        </message>
        <message>
            <source>A document that isn't in your library</source>
            <translation>Un document absent de votre bibliothèque</translation>
        </message>
        <message>
            <source>{0} this year</source>
            <translation>{0} cette année</translation>
        </message>
        <message>
            <source>{0} this month</source>
            <translation>{0} ce mois-ci</translation>
        </message>
        <message>
            <source>{0} pages an hour</source>
            <translation>{0} pages par heure</translation>
        </message>
        <message>
            <source>{0} h</source>
            <translation>{0} h</translation>
        </message>
        <message>
            <source>Less</source>
            <translation>Moins</translation>
        </message>
        <message>
            <source>More actions for {0}</source>
            <translation>Autres actions pour {0}</translation>
        </message>
        <message>
            <source>Show as table…</source>
            <translation>Afficher en tableau…</translation>
        </message>
        <message>
            <source>Save as {0}…</source>
            <translation>Enregistrer en {0}…</translation>
        </message>
        <message>
            <source>Nothing read in {0}.</source>
            <translation>Rien lu en {0}.</translation>
        </message>
        <message>
            <source>{0}, {1}–{2}</source>
            <translation>{0}, {1}–{2}</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Most on {0}</source>
            <translation>Le plus : {0}</translation>
        </message>
        <message>
            <source>No reading times yet.</source>
            <translation>Aucune heure de lecture pour l’instant.</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Langues</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formats</translation>
        </message>
        <message>
            <source>Length of finished books</source>
            <translation>Longueur des livres finis</translation>
        </message>
        <message>
            <source>Stars</source>
            <translation>Étoiles</translation>
        </message>
        <message>
            <source>Where you stopped</source>
            <translation>Où vous avez arrêté</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Lu</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) finished</source>
            <translation>
                <numerusform>%n livre fini</numerusform>
                <numerusform>%n livres finis</numerusform>
            </translation>
        </message>
        <message>
            <source>Months</source>
            <translation>Mois</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mois</translation>
        </message>
        <message>
            <source>Books finished</source>
            <translation>Livres finis</translation>
        </message>
        <message>
            <source>Most in {0}</source>
            <translation>Le plus : {0}</translation>
        </message>
        <message>
            <source>{0} min and {1} pages a day</source>
            <translation>{0} min et {1} pages par jour</translation>
        </message>
        <message>
            <source>Seven-day pace</source>
            <translation>Rythme sur sept jours</translation>
        </message>
        <message>
            <source>A day</source>
            <translation>Par jour</translation>
        </message>
        <message>
            <source>Minutes a day</source>
            <translation>Minutes par jour</translation>
        </message>
        <message>
            <source>Pages a day</source>
            <translation>Pages par jour</translation>
        </message>
        <message>
            <source>Now: {0}</source>
            <translation>Maintenant : {0}</translation>
        </message>
        <message>
            <source>Read on a few days to see your pace.</source>
            <translation>Lisez quelques jours pour voir votre rythme.</translation>
        </message>
        <message numerus="yes">
            <source>%n more in the table</source>
            <translation>
                <numerusform>%n de plus dans le tableau</numerusform>
                <numerusform>%n de plus dans le tableau</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to show yet.</source>
            <translation>Rien à afficher pour l’instant.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) with a date</source>
            <translation>
                <numerusform>%n livre avec une date</numerusform>
                <numerusform>%n livres avec une date</numerusform>
            </translation>
        </message>
        <message>
            <source>No finished books with a date yet.</source>
            <translation>Aucun livre terminé avec une date pour l’instant.</translation>
        </message>
        <message>
            <source>No books to count yet.</source>
            <translation>Aucun livre à compter pour l’instant.</translation>
        </message>
        <message>
            <source>Days to finish</source>
            <translation>Jours pour finir</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Jours</translation>
        </message>
        <message>
            <source>{0} days on average</source>
            <translation>{0} jours en moyenne</translation>
        </message>
        <message numerus="yes">
            <source>%n to read</source>
            <translation>
                <numerusform>%n à lire</numerusform>
                <numerusform>%n à lire</numerusform>
            </translation>
        </message>
        <message>
            <source>Library and backlog</source>
            <translation>Bibliothèque et pile à lire</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>À lire</translation>
        </message>
        <message>
            <source>No books yet.</source>
            <translation>Pas encore de livres.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Heures</translation>
        </message>
        <message>
            <source>{0}%</source>
            <translation>{0} %</translation>
        </message>
        <message>
            <source>Copy table</source>
            <translation>Copier le tableau</translation>
        </message>
        <message>
            <source>Saved to {0}.</source>
            <translation>Enregistré dans {0}.</translation>
        </message>
        <message>
            <source>Save as {0}</source>
            <translation>Enregistrer en {0}</translation>
        </message>
        <message>
            <source>Year in review</source>
            <translation>Bilan de l’année</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Page précédente</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Page suivante</translation>
        </message>
        <message>
            <source>Nothing was read or finished in this year.</source>
            <translation>Rien n’a été lu ni fini cette année-là.</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>Copier l’image</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Enregistrer l’image…</translation>
        </message>
        <message>
            <source>Save PDF…</source>
            <translation>Enregistrer le PDF…</translation>
        </message>
        <message>
            <source>Page {0} of {1}</source>
            <translation>Page {0} sur {1}</translation>
        </message>
        <message>
            <source>Your {0} in books</source>
            <translation>Votre {0} en livres</translation>
        </message>
        <message>
            <source>Month by month</source>
            <translation>Mois par mois</translation>
        </message>
        <message>
            <source>Your authors</source>
            <translation>Vos auteurs</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Records</translation>
        </message>
        <message>
            <source>All your books</source>
            <translation>Tous vos livres</translation>
        </message>
        <message>
            <source>of reading</source>
            <translation>de lecture</translation>
        </message>
        <message>
            <source>page read</source>
            <translation>page lue</translation>
        </message>
        <message>
            <source>pages read</source>
            <translation>pages lues</translation>
        </message>
        <message>
            <source>in a row</source>
            <translation>d’affilée</translation>
        </message>
        <message>
            <source>book finished</source>
            <translation>livre fini</translation>
        </message>
        <message>
            <source>books finished</source>
            <translation>livres finis</translation>
        </message>
        <message>
            <source>your longest day: {0}</source>
            <translation>votre plus longue journée : {0}</translation>
        </message>
        <message>
            <source>the first, on {0}</source>
            <translation>le premier, le {0}</translation>
        </message>
        <message>
            <source>the last, on {0}</source>
            <translation>le dernier, le {0}</translation>
        </message>
        <message>
            <source>the fastest</source>
            <translation>le plus rapide</translation>
        </message>
        <message>
            <source>with you the longest</source>
            <translation>le plus longtemps avec vous</translation>
        </message>
        <message>
            <source>the longest</source>
            <translation>le plus long</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s)</source>
            <translation>
                <numerusform>%Ln appareil</numerusform>
                <numerusform>%Ln appareils</numerusform>
            </translation>
        </message>
        <message>
            <source>last sync {0}</source>
            <translation>dernière synchronisation : {0}</translation>
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
            <source>Show finished, waiting and failed jobs</source>
            <translation>Afficher les tâches terminées, en attente ou échouées</translation>
        </message>
        <message>
            <source>signed in until {0}</source>
            <translation>connecté jusqu’au {0}</translation>
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
            <source>Get a new token</source>
            <translation>Créer un nouveau jeton</translation>
        </message>
        <message>
            <source>Show or hide the books in this sync.</source>
            <translation>Afficher ou masquer les livres de cette synchronisation.</translation>
        </message>
        <message>
            <source>Compare every book with Hardcover again, including synced books.</source>
            <translation>Comparer de nouveau chaque livre avec Hardcover, même synchronisé.</translation>
        </message>
        <message>
            <source>The sync you asked for starts when this one ends.</source>
            <translation>La synchronisation demandée commencera à la fin de celle-ci.</translation>
        </message>
        <message>
            <source>Finding your books. Nothing has been sent yet.</source>
            <translation>Recherche de vos livres. Rien n’a encore été envoyé.</translation>
        </message>
        <message>
            <source>Undo this sync?</source>
            <translation>Annuler cette synchronisation ?</translation>
        </message>
        <message>
            <source>This restores what the sync changed on Hardcover and removes entries it created. Your books here aren't changed.</source>
            <translation>Restaure ce que la synchronisation a modifié sur Hardcover et supprime les entrées qu’elle a créées. Vos livres ici ne changent pas.</translation>
        </message>
        <message>
            <source>Couldn't undo the sync yet</source>
            <translation>La synchronisation n’a pas encore pu être annulée</translation>
        </message>
        <message>
            <source>Stops after the current book.</source>
            <translation>S’arrête après le livre en cours.</translation>
        </message>
        <message>
            <source>If you cancel, the remaining books keep the synced changes.</source>
            <translation>Si vous annulez, les autres livres gardent les modifications synchronisées.</translation>
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
            <source>Nothing will be sent.</source>
            <translation>Rien ne sera envoyé.</translation>
        </message>
        <message numerus="yes">
            <source>Send %n book(s)</source>
            <translation>
                <numerusform>Envoyer %Ln livre</numerusform>
                <numerusform>Envoyer %Ln livres</numerusform>
            </translation>
        </message>
        <message>
            <source>Books you leave out stay excluded until you include them.</source>
            <translation>Les livres écartés restent exclus jusqu’à ce que vous les incluiez.</translation>
        </message>
        <message>
            <source>Sync log entry</source>
            <translation>Entrée du journal de synchronisation</translation>
        </message>
        <message>
            <source>This entry isn't linked to a book in your library.</source>
            <translation>Cette entrée n’est liée à aucun livre de votre bibliothèque.</translation>
        </message>
        <message>
            <source>This book is no longer in your library.</source>
            <translation>Ce livre n’est plus dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>This entry has no Hardcover book.</source>
            <translation>Cette entrée n’a pas de livre sur Hardcover.</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sens</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>{0}, not counting searches shared by several books.</source>
            <translation>{0}, hors recherches communes à plusieurs livres.</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Requêtes</translation>
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
            <source>Only “{0}”. Click to show all books.</source>
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
            <source>Entire sync</source>
            <translation>Toute la synchronisation</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s)</source>
            <translation>
                <numerusform>%Ln requête</numerusform>
                <numerusform>%Ln requêtes</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading list</source>
            <translation>Liste de lecture</translation>
        </message>
        <message>
            <source>USB import</source>
            <translation>Import USB</translation>
        </message>
        <message>
            <source>Clear older than…</source>
            <translation>Effacer les anciennes…</translation>
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
            <source>%n line(s)</source>
            <translation>
                <numerusform>%Ln ligne</numerusform>
                <numerusform>%Ln lignes</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing to clear.</source>
            <translation>Rien à effacer.</translation>
        </message>
        <message>
            <source>Export the sync log</source>
            <translation>Exporter le journal de synchronisation</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tableaux (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s) cleared.</source>
            <translation>
                <numerusform>%Ln ligne effacée.</numerusform>
                <numerusform>%Ln lignes effacées.</numerusform>
            </translation>
        </message>
        <message>
            <source>No sync log entries yet. Connect a device or sync to Hardcover to see activity here.</source>
            <translation>Le journal est encore vide. Connectez un appareil ou synchronisez avec Hardcover.</translation>
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
            <source>What your devices and Hardcover synced, and what went wrong.</source>
            <translation>Ce qui a été synchronisé avec vos appareils et Hardcover, et ce qui a échoué.</translation>
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
            <source>All lines</source>
            <translation>Toutes les lignes</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Effacer</translation>
        </message>
        <message>
            <source>Keep log</source>
            <translation>Garder le journal</translation>
        </message>
        <message>
            <source>Counting lines…</source>
            <translation>Comptage des lignes…</translation>
        </message>
        <message>
            <source>No lines are that old.</source>
            <translation>Aucune ligne n’est aussi ancienne.</translation>
        </message>
        <message numerus="yes">
            <source>%n Hardcover line(s) will be permanently deleted.</source>
            <translation>
                <numerusform>%Ln ligne sur Hardcover sera supprimée définitivement.</numerusform>
                <numerusform>%Ln lignes sur Hardcover seront supprimées définitivement.</numerusform>
            </translation>
        </message>
        <message>
            <source>Device history and the data needed to undo syncs are kept. Lines older than {0} days are deleted automatically.</source>
            <translation>L’historique des appareils et les données d’annulation sont conservés. Les lignes de plus de {0} jours sont supprimées automatiquement.</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>vers {0}</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>pas encore confirmé</translation>
        </message>
        <message>
            <source>Getting ready…</source>
            <translation>Préparation…</translation>
        </message>
        <message>
            <source>Sending highlights of {0}</source>
            <translation>Envoi des surlignages de {0}</translation>
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
            <source>{0} unchanged</source>
            <translation>{0} inchangés</translation>
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
        <message numerus="yes">
            <source>%n quote(s)</source>
            <translation>
                <numerusform>%Ln citation</numerusform>
                <numerusform>%Ln citations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) couldn't be sent. The list says why.</source>
            <translation>
                <numerusform>%n livre n’a pas pu être envoyé. La liste dit pourquoi.</numerusform>
                <numerusform>%n livres n’ont pas pu être envoyés. La liste dit pourquoi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] a match. Choose “Fix matches”.</source>
            <translation>
                <numerusform>%n livre n’a pas de correspondance. Choisissez « Corriger ».</numerusform>
                <numerusform>%n livres n’ont pas de correspondance. Choisissez « Corriger ».</numerusform>
            </translation>
        </message>
        <message>
            <source>What was sent stays. The next sync sends the rest.</source>
            <translation>Ce qui est envoyé le reste. La prochaine synchronisation enverra le reste.</translation>
        </message>
        <message>
            <source>Hardcover is up to date.</source>
            <translation>Hardcover est à jour.</translation>
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
            <source>Books to send</source>
            <translation>Livres à envoyer</translation>
        </message>
        <message>
            <source>Replace on Hardcover…</source>
            <translation>Remplacer sur Hardcover…</translation>
        </message>
        <message>
            <source>Show quotes…</source>
            <translation>Afficher les citations…</translation>
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
            <source>Differs on Hardcover</source>
            <translation>Diffère sur Hardcover</translation>
        </message>
        <message>
            <source>No books to send in this view.</source>
            <translation>Aucun livre à envoyer dans cette vue.</translation>
        </message>
        <message>
            <source>What Hardcover has stays, unless you replace it.</source>
            <translation>Ce que Hardcover a reste, sauf si vous le remplacez.</translation>
        </message>
        <message>
            <source>Clear the books you don't want to send.</source>
            <translation>Décochez les livres que vous ne voulez pas envoyer.</translation>
        </message>
        <message>
            <source>Nothing to send.</source>
            <translation>Rien à envoyer.</translation>
        </message>
        <message numerus="yes">
            <source>Replace what Hardcover has for %n book(s)?</source>
            <translation>
                <numerusform>Remplacer ce que Hardcover a pour %Ln livre ?</numerusform>
                <numerusform>Remplacer ce que Hardcover a pour %Ln livres ?</numerusform>
            </translation>
        </message>
        <message>
            <source>Status and rating there become those here. Dates and finished reads there stay.</source>
            <translation>Le statut et la note y deviennent ceux d’ici. Les dates et les lectures terminées y restent.</translation>
        </message>
        <message>
            <source>Quotes to send</source>
            <translation>Citations à envoyer</translation>
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
            <source>Restoring Hardcover…</source>
            <translation>Restauration de Hardcover…</translation>
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
            <source>%n book(s) restored.</source>
            <translation>
                <numerusform>%Ln livre restauré.</numerusform>
                <numerusform>%Ln livres restaurés.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) taken back.</source>
            <translation>
                <numerusform>%Ln citation annulée.</numerusform>
                <numerusform>%Ln citations annulées.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) kept the synced changes.</source>
            <translation>
                <numerusform>%Ln livre a gardé les modifications synchronisées.</numerusform>
                <numerusform>%Ln livres ont gardé les modifications synchronisées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Couldn't sync</source>
            <translation>Synchronisation impossible</translation>
        </message>
        <message>
            <source>Stopping after the current request…</source>
            <translation>Arrêt après la requête en cours…</translation>
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
            <source>Currently reading</source>
            <translation>En cours de lecture</translation>
        </message>
        <message>
            <source>Copy server address</source>
            <translation>Copier l’adresse du serveur</translation>
        </message>
        <message>
            <source>Accept KOReader progress</source>
            <translation>Accepter la progression KOReader</translation>
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
            <source>See the KOReader page for details about the server.</source>
            <translation>La page KOReader donne des détails sur le serveur.</translation>
        </message>
        <message>
            <source>Start the server to get its address.</source>
            <translation>Démarrez le serveur pour obtenir son adresse.</translation>
        </message>
        <message>
            <source>Pair a device (2 min)</source>
            <translation>Appairer un appareil (2 min)</translation>
        </message>
        <message>
            <source>No books in progress.</source>
            <translation>Aucun livre en cours.</translation>
        </message>
        <message>
            <source>BookOrbit is still running</source>
            <translation>BookOrbit reste actif</translation>
        </message>
        <message>
            <source>Your devices can still sync. To quit BookOrbit, choose Quit in this icon's menu.</source>
            <translation>Vos appareils peuvent toujours se synchroniser. Pour quitter BookOrbit, choisissez Quitter dans le menu de cette icône.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) need[s] attention</source>
            <translation>
                <numerusform>%n livre à vérifier</numerusform>
                <numerusform>%n livres à vérifier</numerusform>
            </translation>
        </message>
        <message>
            <source>Sync to Hardcover is paused</source>
            <translation>La synchronisation avec Hardcover est en pause</translation>
        </message>
        <message>
            <source>Undoing…</source>
            <translation>Annulation…</translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%Ln étoile</numerusform>
                <numerusform>%Ln étoiles</numerusform>
            </translation>
        </message>
        <message>
            <source>Search online and compare…</source>
            <translation>Chercher en ligne et comparer…</translation>
        </message>
        <message>
            <source>Select a single book to compare.</source>
            <translation>Sélectionnez un seul livre pour le comparer.</translation>
        </message>
        <message>
            <source>Refresh from Hardcover</source>
            <translation>Actualiser depuis Hardcover</translation>
        </message>
        <message>
            <source>KOReader already sets the status of these books.</source>
            <translation>KOReader choisit déjà le statut de ces livres.</translation>
        </message>
        <message>
            <source>No device has synced these books yet.</source>
            <translation>Aucun appareil n’a encore synchronisé ces livres.</translation>
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
            <source>Turn this on in Settings, Library.</source>
            <translation>Activez cette option dans Réglages, Bibliothèque.</translation>
        </message>
        <message>
            <source>Go to series</source>
            <translation>Aller à la série</translation>
        </message>
        <message>
            <source>Select a single book of a series.</source>
            <translation>Sélectionnez un seul livre d’une série.</translation>
        </message>
        <message>
            <source>Go to author</source>
            <translation>Aller à l’auteur</translation>
        </message>
        <message>
            <source>Select a single book with an author.</source>
            <translation>Sélectionnez un seul livre ayant un auteur.</translation>
        </message>
        <message>
            <source>These books are already excluded.</source>
            <translation>Ces livres sont déjà exclus.</translation>
        </message>
        <message>
            <source>Include in Hardcover sync</source>
            <translation>Inclure dans la synchronisation Hardcover</translation>
        </message>
        <message>
            <source>None of these books are excluded.</source>
            <translation>Aucun de ces livres n’est exclu.</translation>
        </message>
        <message>
            <source>Give a book a status other than Unread to sync it to Hardcover.</source>
            <translation>Donnez à un livre un statut autre que Non lu pour le synchroniser avec Hardcover.</translation>
        </message>
        <message>
            <source>Copy {0}</source>
            <translation>Copier {0}</translation>
        </message>
        <message>
            <source>Nothing to copy yet.</source>
            <translation>Rien à copier pour l’instant.</translation>
        </message>
        <message>
            <source>Discard your changes?</source>
            <translation>Abandonner vos modifications ?</translation>
        </message>
        <message>
            <source>What you changed here hasn't been saved.</source>
            <translation>Ce que vous avez modifié ici n’est pas enregistré.</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <source>Keep editing</source>
            <translation>Continuer la modification</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
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
            <source>Skimmed</source>
            <translation>Survolé</translation>
        </message>
        <message>
            <source>Abandoned</source>
            <translation>Abandonné</translation>
        </message>
        <message>
            <source>Saved filter</source>
            <translation>Filtre</translation>
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
            <source>{0} (reversed)</source>
            <translation>{0} (inversé)</translation>
        </message>
        <message>
            <source>picked by you</source>
            <translation>choisi par vous</translation>
        </message>
        <message>
            <source>by Hardcover ID</source>
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
            <source>by an external ID</source>
            <translation>par un identifiant externe</translation>
        </message>
        <message>
            <source>on your shelf</source>
            <translation>sur votre étagère</translation>
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
        <message>
            <source>Yesterday</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} min</translation>
        </message>
        <message>
            <source>{0} h {1} min</source>
            <translation>{0} h {1} min</translation>
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
            <source>Sign in again</source>
            <translation>Se reconnecter</translation>
        </message>
        <message>
            <source>Create a new token</source>
            <translation>Créer un nouveau jeton</translation>
        </message>
        <message>
            <source>Document {0}</source>
            <translation>Document {0}</translation>
        </message>
        <message>
            <source>about {0} left</source>
            <translation>encore {0} environ</translation>
        </message>
        <message>
            <source>Not enough reading yet to tell when you'll finish it.</source>
            <translation>Pas encore assez de lecture pour dire quand vous le terminerez.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace.</source>
            <translation>Terminé vers le {0} à votre rythme.</translation>
        </message>
        <message>
            <source>Finished around {0} at your pace, most likely between {1} and {2}.</source>
            <translation>Terminé vers le {0} à votre rythme, très probablement entre le {1} et le {2}.</translation>
        </message>
        <message>
            <source>The backup wasn't restored. Your library is as it was.</source>
            <translation>La sauvegarde n’a pas été restaurée. Votre bibliothèque est comme avant.</translation>
        </message>
        <message>
            <source>Nothing was imported. Your library is as it was.</source>
            <translation>Rien n’a été importé. Votre bibliothèque est inchangée.</translation>
        </message>
        <message>
            <source>Another BookOrbit is using {0} and isn't responding. Close it and try again.</source>
            <translation>Un autre BookOrbit utilise {0} et ne répond pas. Fermez-le et réessayez.</translation>
        </message>
        <message>
            <source>BookOrbit is running on {0}, so its library stays. Quit it and try again.</source>
            <translation>BookOrbit utilise {0} en ce moment, sa bibliothèque reste donc en place. Quittez-le et réessayez.</translation>
        </message>
        <message>
            <source>The backup was restored. What was there before is in {0}.</source>
            <translation>La sauvegarde a été restaurée. Ce qui était là avant se trouve dans {0}.</translation>
        </message>
        <message>
            <source>Everything was imported. The empty library is kept in {0}.</source>
            <translation>Tout a été importé. La bibliothèque vide est conservée dans {0}.</translation>
        </message>
        <message>
            <source>BookOrbit is running but doesn't respond. Quit it, or end its process, and start it again.</source>
            <translation>BookOrbit est lancé mais ne répond pas. Quittez-le, ou arrêtez son processus, puis relancez-le.</translation>
        </message>
        <message>
            <source>No display was found to open books in. Add them with “scan” instead.</source>
            <translation>Aucun écran n’a été trouvé pour ouvrir des livres. Ajoutez-les plutôt avec « scan ».</translation>
        </message>
        <message>
            <source>BookOrbit is already running on {0}. Close it, or use another --data-dir.</source>
            <translation>BookOrbit utilise déjà {0}. Fermez-le, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The name can't be announced on this network, so use the address. Another program may be using UDP port 5353.</source>
            <translation>Impossible d’annoncer le nom sur ce réseau : utilisez l’adresse. Un autre programme se sert peut-être du port UDP 5353.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}. Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit n’a pas le droit d’écrire dans {0}. Autorisez-le dans les propriétés du dossier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} is full. Free some space and start again, or choose another folder with --data-dir.</source>
            <translation>Le disque où se trouve {0} est plein. Libérez de la place et relancez BookOrbit, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors. Check that it's connected and healthy.</source>
            <translation>Le disque où se trouve {0} a des erreurs de lecture ou d’écriture. Vérifiez qu’il est connecté et en bon état.</translation>
        </message>
        <message>
            <source>{0} is not a folder. Move it away, or choose another folder with --data-dir.</source>
            <translation>{0} n’est pas un dossier. Déplacez ce fichier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is empty. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>La base de données de votre bibliothèque, {0}, est vide. Restaurez une sauvegarde, ou démarrez avec --set-aside pour la mettre de côté et commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>Your library's database, {0}, is damaged; BookOrbit has left it as it is. Restore a backup, or start with --set-aside to move it away and begin a new library.</source>
            <translation>La base de données de votre bibliothèque, {0}, est endommagée ; BookOrbit ne l’a pas modifiée. Restaurez une sauvegarde, ou démarrez avec --set-aside pour la mettre de côté et commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>BookOrbit couldn't upgrade {0} and left it unchanged. Install the version you used before, and report this with the log file.</source>
            <translation>BookOrbit n’a pas pu mettre {0} à niveau ; rien n’a changé. Installez la version précédente et signalez ce problème avec le fichier journal.</translation>
        </message>
        <message>
            <source>Another program is using {0}. Close that program and start again.</source>
            <translation>Un autre programme utilise {0}. Fermez-le, puis relancez BookOrbit.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read {0}. Allow it in the file’s properties, or choose another folder with --data-dir.</source>
            <translation>BookOrbit n’a pas le droit de lire {0}. Autorisez-le dans les propriétés du fichier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The output could not be written ({0}). Write it to another place, and start the command again.</source>
            <translation>La sortie n’a pas pu être écrite ({0}). Écrivez-la ailleurs, et relancez la commande.</translation>
        </message>
        <message>
            <source>Standard input is not text in UTF-8. Nothing was changed.</source>
            <translation>L’entrée standard n’est pas du texte en UTF-8. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>This file isn't the database its name suggests.</source>
            <translation>Ce fichier n’est pas la base de données que son nom annonce.</translation>
        </message>
        <message>
            <source>This database is damaged. The previous one is kept.</source>
            <translation>Cette base de données est endommagée. La précédente est conservée.</translation>
        </message>
        <message>
            <source>This vocabulary can't be read: {0}.</source>
            <translation>Ce vocabulaire est illisible : {0}.</translation>
        </message>
        <message>
            <source>This is not a regular file.</source>
            <translation>Ce n’est pas un fichier ordinaire.</translation>
        </message>
        <message>
            <source>Couldn't read the file: {0}.</source>
            <translation>Impossible de lire le fichier : {0}.</translation>
        </message>
        <message>
            <source>The file doesn't exist.</source>
            <translation>Le fichier n’existe pas.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file. Check its permissions.</source>
            <translation>BookOrbit n’a pas le droit de lire ce fichier. Vérifiez ses permissions.</translation>
        </message>
        <message>
            <source>This file is larger than {0} bytes.</source>
            <translation>Ce fichier dépasse {0} octets.</translation>
        </message>
        <message>
            <source>This file is empty.</source>
            <translation>Ce fichier est vide.</translation>
        </message>
        <message>
            <source>Its backup copy was read instead. {0}</source>
            <translation>Sa copie de sauvegarde a été lue à la place. {0}</translation>
        </message>
        <message>
            <source>This file is neither KOReader's statistics nor the database of KoInsight.</source>
            <translation>Ce fichier n’est ni la statistique de KOReader ni la base de données de KoInsight.</translation>
        </message>
        <message>
            <source>Line {0}, column {1}: {2}</source>
            <translation>Ligne {0}, colonne {1} : {2}</translation>
        </message>
        <message>
            <source>No table found.</source>
            <translation>Aucune table trouvée.</translation>
        </message>
        <message>
            <source>Unknown escape sequence.</source>
            <translation>Séquence d’échappement inconnue.</translation>
        </message>
        <message>
            <source>Unexpected text after the value.</source>
            <translation>Texte inattendu après la valeur.</translation>
        </message>
        <message>
            <source>Only tables, strings, numbers, true, false and nil are allowed.</source>
            <translation>Seuls les tables, chaînes, nombres, true, false et nil sont autorisés.</translation>
        </message>
        <message>
            <source>Too many values (more than {0}).</source>
            <translation>Trop de valeurs (plus de {0}).</translation>
        </message>
        <message>
            <source>Tables are nested more than {0} levels deep.</source>
            <translation>Les tables sont imbriquées sur plus de {0} niveaux.</translation>
        </message>
        <message>
            <source>Expected “=”.</source>
            <translation>« = » attendu.</translation>
        </message>
        <message>
            <source>Unterminated string.</source>
            <translation>Chaîne non terminée.</translation>
        </message>
        <message>
            <source>Too many escape sequences (more than {0}).</source>
            <translation>Trop de séquences d’échappement (plus de {0}).</translation>
        </message>
        <message>
            <source>Escape sequence isn't a valid character.</source>
            <translation>La séquence d’échappement n’est pas un caractère valide.</translation>
        </message>
        <message>
            <source>Expected a value.</source>
            <translation>Valeur attendue.</translation>
        </message>
        <message>
            <source>Unterminated long string.</source>
            <translation>Chaîne longue non terminée.</translation>
        </message>
        <message>
            <source>Invalid number.</source>
            <translation>Nombre invalide.</translation>
        </message>
        <message>
            <source>Expected “,” or “}”.</source>
            <translation>« , » ou « } » attendu.</translation>
        </message>
        <message>
            <source>Invalid table key.</source>
            <translation>Clé de table invalide.</translation>
        </message>
        <message>
            <source>Expected “]” after the key.</source>
            <translation>« ] » attendu après la clé.</translation>
        </message>
        <message>
            <source>Invalid escape sequence.</source>
            <translation>Séquence d’échappement invalide.</translation>
        </message>
        <message>
            <source>Page views skipped because their time or page is impossible: {0}.</source>
            <translation>Pages vues ignorées, car leur heure ou leur page est impossible : {0}.</translation>
        </message>
        <message>
            <source>“{0}” is missing.</source>
            <translation>« {0} » manque.</translation>
        </message>
        <message>
            <source>“{0}” must be 32 hexadecimal digits.</source>
            <translation>« {0} » doit comporter 32 chiffres hexadécimaux.</translation>
        </message>
        <message>
            <source>Send at most {0} books at a time.</source>
            <translation>Envoyez au plus {0} livres à la fois.</translation>
        </message>
        <message>
            <source>What it says besides its highlights is too long.</source>
            <translation>Ce qu’il indique en dehors de ses surlignages est trop long.</translation>
        </message>
        <message>
            <source>It has no digest.</source>
            <translation>Il n’a pas d’empreinte.</translation>
        </message>
        <message>
            <source>It has no title.</source>
            <translation>Il n’a pas de titre.</translation>
        </message>
        <message>
            <source>It has neither a digest nor a title, or no page views.</source>
            <translation>Il n’a ni empreinte ni titre, ou pas de pages vues.</translation>
        </message>
        <message>
            <source>Too many folders here; the rest were skipped.</source>
            <translation>Trop de dossiers ; les autres ont été ignorés.</translation>
        </message>
        <message>
            <source>This file is damaged: it has more than {0} annotations.</source>
            <translation>Ce fichier est endommagé : il contient plus de {0} annotations.</translation>
        </message>
        <message>
            <source>This database is damaged. Page views recovered: {0}.</source>
            <translation>Cette base est endommagée. Pages vues récupérées : {0}.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: it has no table of books.</source>
            <translation>Ce fichier n’est pas une base de statistiques de KOReader : il n’a pas de table des livres.</translation>
        </message>
        <message>
            <source>This file isn't a KOReader statistics database: a column in it is called “rowid”.</source>
            <translation>Ce fichier n’est pas une base de statistiques de KOReader : une de ses colonnes s’appelle « rowid ».</translation>
        </message>
        <message>
            <source>This statistics database is too damaged to read: {0}.</source>
            <translation>Cette base de statistiques est trop endommagée pour être lue : {0}.</translation>
        </message>
        <message>
            <source>There is no book {0}. “list” shows the books and their numbers.</source>
            <translation>Il n’y a pas de livre {0}. « list » affiche les livres et leurs numéros.</translation>
        </message>
        <message>
            <source>This template is too long. The limit is {0} characters.</source>
            <translation>Ce modèle est trop long. La limite est de {0} caractères.</translation>
        </message>
        <message numerus="yes">
            <source>A template can have up to %n folder(s). Remove some slashes.</source>
            <translation>
                <numerusform>Un modèle a au plus %Ln dossier. Retirez des barres obliques.</numerusform>
                <numerusform>Un modèle a au plus %Ln dossiers. Retirez des barres obliques.</numerusform>
            </translation>
        </message>
        <message>
            <source>Add {0} to the template. Without it, many books would get the same name.</source>
            <translation>Ajoutez {0} au modèle. Sans cela, de nombreux livres porteraient le même nom.</translation>
        </message>
        <message>
            <source>A folder has no name. Remove the extra slash, or add a name after the last one.</source>
            <translation>Un dossier n’a pas de nom. Retirez la barre oblique en trop, ou ajoutez un nom après la dernière.</translation>
        </message>
        <message>
            <source>Square brackets must open and close within the same folder or file name.</source>
            <translation>Les crochets doivent s’ouvrir et se fermer dans le même nom de dossier ou de fichier.</translation>
        </message>
        <message>
            <source>Unknown field {0}. Available fields: {1}.</source>
            <translation>Champ inconnu {0}. Champs disponibles : {1}.</translation>
        </message>
        <message>
            <source>Use / between folders on every system.</source>
            <translation>Séparez les dossiers par /, quel que soit le système.</translation>
        </message>
        <message>
            <source>Put fields in braces, such as {0}.</source>
            <translation>Mettez les champs entre accolades, comme {0}.</translation>
        </message>
        <message>
            <source>Square brackets can't contain a slash. Close the bracket before it.</source>
            <translation>Les crochets ne peuvent pas contenir de barre oblique. Fermez le crochet avant.</translation>
        </message>
        <message>
            <source>read from {0} to {1}</source>
            <translation>lu de {0} à {1}</translation>
        </message>
        <message>
            <source>read from {0} to {1} (page {2})</source>
            <translation>lu de {0} à {1} (page {2})</translation>
        </message>
        <message>
            <source>page: {0} → {1}</source>
            <translation>page : {0} → {1}</translation>
        </message>
        <message>
            <source>status: {0} → {1}</source>
            <translation>statut : {0} → {1}</translation>
        </message>
        <message>
            <source>rating: {0} → {1}</source>
            <translation>note : {0} → {1}</translation>
        </message>
        <message>
            <source>privacy: {0} → {1}</source>
            <translation>confidentialité : {0} → {1}</translation>
        </message>
        <message>
            <source>start date: {0} → {1}</source>
            <translation>début : {0} → {1}</translation>
        </message>
        <message>
            <source>finish date: {0} → {1}</source>
            <translation>fin : {0} → {1}</translation>
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
            <source>saved ID: {0} → {1}</source>
            <translation>identifiant enregistré : {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1}</source>
            <translation>progression : {0} → {1}</translation>
        </message>
        <message>
            <source>progress: {0} → {1} (page {2})</source>
            <translation>progression : {0} → {1} (page {2})</translation>
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
            <source>started at {0}</source>
            <translation>commencé à {0}</translation>
        </message>
        <message>
            <source>stayed at {0}</source>
            <translation>resté à {0}</translation>
        </message>
        <message>
            <source>went back from {0} to {1}</source>
            <translation>revenu de {0} à {1}</translation>
        </message>
        <message>
            <source>started at {0} (page {1})</source>
            <translation>commencé à {0} (page {1})</translation>
        </message>
        <message>
            <source>now at {0} (page {1})</source>
            <translation>maintenant à {0} (page {1})</translation>
        </message>
        <message>
            <source>went back from {0} to {1} (page {2})</source>
            <translation>revenu de {0} à {1} (page {2})</translation>
        </message>
        <message>
            <source>progress removed</source>
            <translation>progression supprimée</translation>
        </message>
        <message>
            <source>started at page {0}</source>
            <translation>commencé à la page {0}</translation>
        </message>
        <message>
            <source>rating removed</source>
            <translation>note supprimée</translation>
        </message>
        <message>
            <source>privacy set to {0}</source>
            <translation>confidentialité : {0}</translation>
        </message>
        <message>
            <source>start date removed</source>
            <translation>date de début supprimée</translation>
        </message>
        <message>
            <source>started on {0}</source>
            <translation>commencé le {0}</translation>
        </message>
        <message>
            <source>finish date removed</source>
            <translation>date de fin supprimée</translation>
        </message>
        <message>
            <source>finished on {0}</source>
            <translation>terminé le {0}</translation>
        </message>
        <message>
            <source>match removed</source>
            <translation>correspondance supprimée</translation>
        </message>
        <message>
            <source>matched with {0}</source>
            <translation>associé à {0}</translation>
        </message>
        <message>
            <source>edition removed</source>
            <translation>édition supprimée</translation>
        </message>
        <message>
            <source>page count removed</source>
            <translation>nombre de pages supprimé</translation>
        </message>
        <message>
            <source>page count set to {0}</source>
            <translation>nombre de pages fixé à {0}</translation>
        </message>
        <message>
            <source>saved ID removed</source>
            <translation>identifiant enregistré supprimé</translation>
        </message>
        <message>
            <source>saved ID set to {0}</source>
            <translation>identifiant enregistré : {0}</translation>
        </message>
        <message>
            <source>Matched, but this edition has no page count, so progress can't be sent. Status, dates and rating were. Choose an edition with pages.</source>
            <translation>Associé, mais cette édition n’a pas de nombre de pages : la progression ne peut pas être envoyée. Statut, dates et note l’ont été. Choisissez une édition avec des pages.</translation>
        </message>
        <message>
            <source>Choose “Replace on Hardcover” to send what is here instead.</source>
            <translation>Choisissez « Remplacer sur Hardcover » pour envoyer à la place ce qui est ici.</translation>
        </message>
        <message>
            <source>Hardcover is ahead of this library. Nothing there is ever lowered.</source>
            <translation>Hardcover est en avance sur cette bibliothèque. Rien n’y est jamais rétrogradé.</translation>
        </message>
        <message>
            <source>Matched to “{0}” by title and author only. Is it the right book?</source>
            <translation>Associé à « {0} » par le titre et l’auteur seulement. Est-ce le bon livre ?</translation>
        </message>
        <message numerus="yes">
            <source>Paused after %n failure(s).</source>
            <translation>
                <numerusform>En pause après %Ln échec.</numerusform>
                <numerusform>En pause après %Ln échecs.</numerusform>
            </translation>
        </message>
        <message>
            <source>Set a status other than Unread to send it.</source>
            <translation>Choisissez un statut autre que Non lu pour l’envoyer.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover. Choose Include to send it again.</source>
            <translation>Vous avez exclu ce livre de Hardcover. Choisissez « Inclure » pour l’envoyer de nouveau.</translation>
        </message>
        <message>
            <source>The next sync will look for it on Hardcover.</source>
            <translation>La prochaine synchronisation le cherchera sur Hardcover.</translation>
        </message>
        <message>
            <source>The matched edition's page count ({0}) can't be right, so progress isn't sent.</source>
            <translation>Le nombre de pages de l’édition associée ({0}) ne peut pas être juste : la progression n’est pas envoyée.</translation>
        </message>
        <message>
            <source>Choose another edition, or enter the page count.</source>
            <translation>Choisissez une autre édition ou saisissez le nombre de pages.</translation>
        </message>
        <message>
            <source>Waiting to send: {0}.</source>
            <translation>En attente d’envoi : {0}.</translation>
        </message>
        <message>
            <source>Up to date on Hardcover.</source>
            <translation>À jour sur Hardcover.</translation>
        </message>
        <message>
            <source>Choose Sync now to try again.</source>
            <translation>Choisissez « Synchroniser » pour réessayer.</translation>
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
            <source>not set</source>
            <translation>non défini</translation>
        </message>
        <message>
            <source>You rated it {0} here. Clear that rating first.</source>
            <translation>Vous l’avez noté {0} ici. Effacez d’abord cette note.</translation>
        </message>
        <message>
            <source>It is not on your Hardcover shelf.</source>
            <translation>Il n’est pas sur votre étagère Hardcover.</translation>
        </message>
        <message>
            <source>It has no rating on Hardcover.</source>
            <translation>Il n’a pas de note sur Hardcover.</translation>
        </message>
        <message>
            <source>You rated it {0} on Hardcover yourself; that rating stays.</source>
            <translation>Vous l’avez noté {0} vous-même sur Hardcover ; cette note reste.</translation>
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
            <source>Your token can't read private notes, so the entry stays.</source>
            <translation>Votre jeton ne peut pas lire les notes privées : l’entrée reste.</translation>
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
            <source>It has more reads than BookOrbit can check; the entry stays.</source>
            <translation>Elle a plus de lectures que BookOrbit ne peut en vérifier ; l’entrée reste.</translation>
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
            <source>You set {0} on Hardcover; that stays.</source>
            <translation>Vous avez choisi {0} sur Hardcover ; cela reste.</translation>
        </message>
        <message>
            <source>The rating on Hardcover is {0}; it stays.</source>
            <translation>La note sur Hardcover est {0} ; elle reste.</translation>
        </message>
        <message>
            <source>The status on Hardcover is {0}; it stays.</source>
            <translation>Le statut sur Hardcover est {0} ; il reste.</translation>
        </message>
        <message>
            <source>Hardcover has a different entry now; it stays.</source>
            <translation>Hardcover a maintenant une autre entrée ; elle reste.</translation>
        </message>
        <message>
            <source>It's unclear whether you or BookOrbit added this book to your shelf; it stays.</source>
            <translation>On ne sait pas qui, de vous ou de BookOrbit, a mis ce livre sur votre étagère ; il reste.</translation>
        </message>
        <message>
            <source>You've changed the status on Hardcover since; it stays.</source>
            <translation>Vous avez changé le statut sur Hardcover depuis ; il reste.</translation>
        </message>
        <message>
            <source>You've changed the rating on Hardcover since; it stays.</source>
            <translation>Vous avez changé la note sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>You've changed the privacy on Hardcover since; it stays.</source>
            <translation>Vous avez changé la confidentialité sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>You've changed a read on Hardcover since; it stays.</source>
            <translation>Vous avez changé une lecture sur Hardcover depuis ; elle reste.</translation>
        </message>
        <message>
            <source>It has more reads than BookOrbit can check; they all stay.</source>
            <translation>Elle a plus de lectures que BookOrbit ne peut en vérifier ; toutes restent.</translation>
        </message>
        <message>
            <source>by the ID in the book</source>
            <translation>par l’identifiant du livre</translation>
        </message>
        <message>
            <source>by an ID on another site</source>
            <translation>par un identifiant d’un autre site</translation>
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
            <source>read removed</source>
            <translation>lecture retirée</translation>
        </message>
        <message>
            <source>match confirmed</source>
            <translation>association confirmée</translation>
        </message>
        <message>
            <source>removed from your shelf</source>
            <translation>retiré de votre étagère</translation>
        </message>
        <message>
            <source>added to your shelf</source>
            <translation>ajouté à votre étagère</translation>
        </message>
        <message>
            <source>read added</source>
            <translation>lecture ajoutée</translation>
        </message>
        <message>
            <source>recognised by another digest</source>
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
            <source>status and rating on Hardcover may be replaced</source>
            <translation>le statut et la note sur Hardcover peuvent être remplacés</translation>
        </message>
        <message>
            <source>status and rating on Hardcover stay</source>
            <translation>le statut et la note sur Hardcover restent</translation>
        </message>
        <message>
            <source>“{0}” isn't a Hardcover book. Paste its link, its number, edition:NUMBER or an ISBN.</source>
            <translation>« {0} » n’est pas un livre de Hardcover. Collez son lien, son numéro, edition:NUMÉRO ou un ISBN.</translation>
        </message>
        <message>
            <source>the record is the comic, not the novel</source>
            <translation>la fiche est la bande dessinée, pas le roman</translation>
        </message>
        <message>
            <source>the record is the novel, not the comic</source>
            <translation>la fiche est le roman, pas la bande dessinée</translation>
        </message>
        <message>
            <source>the author is different</source>
            <translation>l’auteur est différent</translation>
        </message>
        <message>
            <source>the ISBN belongs to “{0}”</source>
            <translation>l’ISBN appartient à « {0} »</translation>
        </message>
        <message>
            <source>the ISBN is mistyped and belongs to “{0}”</source>
            <translation>l’ISBN contient une erreur et appartient à « {0} »</translation>
        </message>
        <message>
            <source>the saved ID belongs to “{0}”</source>
            <translation>l’identifiant enregistré appartient à « {0} »</translation>
        </message>
        <message>
            <source>this file has no usable title</source>
            <translation>ce fichier n’a pas de titre exploitable</translation>
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
            <source>the author is written in another script</source>
            <translation>l’auteur est écrit dans un autre alphabet</translation>
        </message>
        <message>
            <source>the edition is different (such as deluxe or omnibus)</source>
            <translation>l’édition est différente (par exemple deluxe ou omnibus)</translation>
        </message>
        <message>
            <source>the record is numbered differently (issues, volumes or books)</source>
            <translation>la fiche est numérotée autrement (numéros, tomes ou livres)</translation>
        </message>
        <message>
            <source>there may be several comics of this story</source>
            <translation>il existe peut-être plusieurs bandes dessinées de cette histoire</translation>
        </message>
        <message>
            <source>the record does not say that it is a comic</source>
            <translation>la fiche ne dit pas que c’est une bande dessinée</translation>
        </message>
        <message>
            <source>neither names an author</source>
            <translation>aucun des deux n’indique d’auteur</translation>
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
            <source>Another highlight of this book has the same text.</source>
            <translation>Un autre surlignage de ce livre a le même texte.</translation>
        </message>
        <message>
            <source>quote, page {0}: {1}</source>
            <translation>citation, page {0} : {1}</translation>
        </message>
        <message>
            <source>It has no text.</source>
            <translation>Il n’a pas de texte.</translation>
        </message>
        <message>
            <source>It's longer than {0} characters. Send a shorter one.</source>
            <translation>Il dépasse {0} caractères. Envoyez-en un plus court.</translation>
        </message>
        <message>
            <source>Sending highlights to Hardcover is off.</source>
            <translation>L’envoi des surlignages à Hardcover est désactivé.</translation>
        </message>
        <message>
            <source>You didn't choose this book for sending highlights.</source>
            <translation>Vous n’avez pas choisi ce livre pour l’envoi des surlignages.</translation>
        </message>
        <message>
            <source>It has no note, and only notes are sent.</source>
            <translation>Il n’a pas de note, et seules les notes sont envoyées.</translation>
        </message>
        <message>
            <source>You made it before you turned sending on.</source>
            <translation>Vous l’avez fait avant d’activer l’envoi.</translation>
        </message>
        <message>
            <source>Changed since. The next sync sends the change.</source>
            <translation>Modifié depuis. La prochaine synchronisation enverra la modification.</translation>
        </message>
        <message>
            <source>It was removed from Hardcover again.</source>
            <translation>Il a été retiré de Hardcover.</translation>
        </message>
        <message>
            <source>You removed it from your highlights.</source>
            <translation>Vous l’avez retiré de vos surlignages.</translation>
        </message>
        <message>
            <source>quote removed: {0}</source>
            <translation>citation retirée : {0}</translation>
        </message>
        <message>
            <source>quote changed: {0} → {1}</source>
            <translation>citation modifiée : {0} → {1}</translation>
        </message>
        <message>
            <source>quote with note, page {0}: {1}</source>
            <translation>citation avec note, page {0} : {1}</translation>
        </message>
        <message>
            <source>The next sync removes it from Hardcover.</source>
            <translation>La prochaine synchronisation le retirera de Hardcover.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover; that stays.</source>
            <translation>Vous l’avez écrit ou modifié sur Hardcover ; cela reste.</translation>
        </message>
        <message>
            <source>It stands under the book that you had matched before.</source>
            <translation>Il se trouve sous le livre que vous aviez associé avant.</translation>
        </message>
        <message>
            <source>You removed it on Hardcover, so it isn't sent again by itself.</source>
            <translation>Vous l’avez supprimé sur Hardcover, il n’est donc pas renvoyé de lui-même.</translation>
        </message>
        <message>
            <source>No device has it any more.</source>
            <translation>Aucun appareil ne l’a plus.</translation>
        </message>
        <message>
            <source>quote with note: {0}</source>
            <translation>citation avec note : {0}</translation>
        </message>
        <message>
            <source>quote: {0}</source>
            <translation>citation : {0}</translation>
        </message>
        <message>
            <source>The next sync sends it.</source>
            <translation>La prochaine synchronisation l’enverra.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) added</source>
            <translation>
                <numerusform>%Ln citation ajoutée</numerusform>
                <numerusform>%Ln citations ajoutées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) changed</source>
            <translation>
                <numerusform>%Ln citation modifiée</numerusform>
                <numerusform>%Ln citations modifiées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) removed</source>
            <translation>
                <numerusform>%Ln citation retirée</numerusform>
                <numerusform>%Ln citations retirées</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover has more than one open read of this book; the newest is updated.</source>
            <translation>Hardcover a plusieurs lectures ouvertes de ce livre ; la plus récente est mise à jour.</translation>
        </message>
        <message>
            <source>This read is finished on Hardcover and stays finished.</source>
            <translation>Cette lecture est terminée sur Hardcover et le reste.</translation>
        </message>
        <message>
            <source>Hardcover is ahead, at {0}; progress is never lowered.</source>
            <translation>Hardcover est plus loin, à {0} ; la progression n’est jamais réduite.</translation>
        </message>
        <message>
            <source>You changed the page on Hardcover; it stays until you read further.</source>
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
            <source>You have the audiobook on Hardcover; its status and progress there are left alone.</source>
            <translation>Vous avez le livre audio sur Hardcover ; son statut et sa progression n’y sont pas modifiés.</translation>
        </message>
        <message>
            <source>a new read at {0}</source>
            <translation>une nouvelle lecture à {0}</translation>
        </message>
        <message>
            <source>You undid the updates to this read.</source>
            <translation>Vous avez annulé les modifications de cette lecture.</translation>
        </message>
        <message>
            <source>New progress will be sent.</source>
            <translation>La nouvelle progression sera envoyée.</translation>
        </message>
        <message>
            <source>This book already has a status here; it stays.</source>
            <translation>Ce livre a déjà un statut ici ; il reste.</translation>
        </message>
        <message>
            <source>This book already has a rating or position here; it stays.</source>
            <translation>Ce livre a déjà une note ou une position ici ; elle reste.</translation>
        </message>
        <message>
            <source>Ready to import.</source>
            <translation>Prêt à importer.</translation>
        </message>
        <message>
            <source>This Hardcover status isn't imported.</source>
            <translation>Ce statut de Hardcover n’est pas importé.</translation>
        </message>
        <message>
            <source>Not in your library.</source>
            <translation>Absent de votre bibliothèque.</translation>
        </message>
        <message>
            <source>Several books in your library could be this one.</source>
            <translation>Plusieurs livres de votre bibliothèque pourraient être celui-ci.</translation>
        </message>
        <message>
            <source>Matched by title and author. Check it first.</source>
            <translation>Associé par le titre et l’auteur. Vérifiez d’abord.</translation>
        </message>
        <message>
            <source>Already the same on both sides.</source>
            <translation>Déjà identique des deux côtés.</translation>
        </message>
        <message>
            <source>Two entries on Hardcover could be this book.</source>
            <translation>Deux entrées sur Hardcover pourraient être ce livre.</translation>
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
            <source>This book is no longer on your Hardcover shelf and stays off it. Use Re-match to put it back.</source>
            <translation>Ce livre n’est plus sur votre étagère Hardcover et n’y revient pas. Utilisez « Réassocier » pour l’y remettre.</translation>
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
            <source>No Hardcover token yet.</source>
            <translation>Pas encore de jeton Hardcover.</translation>
        </message>
        <message>
            <source>Automatic sync is off.</source>
            <translation>La synchronisation automatique est désactivée.</translation>
        </message>
        <message>
            <source>Sync is paused until {0}.</source>
            <translation>La synchronisation est en pause jusqu’à {0}.</translation>
        </message>
        <message>
            <source>Automatic sync starts after the first sync you confirm.</source>
            <translation>La synchronisation automatique commence après la première que vous confirmez.</translation>
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
            <source>Can't reach Hardcover. Will retry later.</source>
            <translation>Hardcover est injoignable. Nouvel essai plus tard.</translation>
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
            <source>Fills in what's missing; everything else stays.</source>
            <translation>Complète ce qui manque ; le reste ne change pas.</translation>
        </message>
        <message>
            <source>You're reading this book now. If the finished read in the file is this one, mark it Read.</source>
            <translation>Vous lisez ce livre en ce moment. Si la lecture terminée du fichier est celle-ci, marquez-le Lu.</translation>
        </message>
        <message>
            <source>Same ISBN, different title. Check it first.</source>
            <translation>Même ISBN, titre différent. Vérifiez d’abord.</translation>
        </message>
        <message>
            <source>This line has no supported status, rating or dates.</source>
            <translation>Cette ligne n’a ni statut pris en charge, ni note, ni dates.</translation>
        </message>
        <message>
            <source>Two lines in the file could be this book.</source>
            <translation>Deux lignes du fichier pourraient être ce livre.</translation>
        </message>
        <message>
            <source>This book already has a rating here; it stays.</source>
            <translation>Ce livre a déjà une note ici ; elle reste.</translation>
        </message>
        <message>
            <source>Another line in the file is a better match for this book.</source>
            <translation>Une autre ligne du fichier correspond mieux à ce livre.</translation>
        </message>
        <message>
            <source>Duplicate of an earlier line.</source>
            <translation>Doublon d’une ligne précédente.</translation>
        </message>
        <message>
            <source>This line doesn't name a book.</source>
            <translation>Cette ligne ne nomme aucun livre.</translation>
        </message>
        <message>
            <source>Not in your library. It will become an entry without a file.</source>
            <translation>Absent de votre bibliothèque. Il deviendra une entrée sans fichier.</translation>
        </message>
        <message>
            <source>A device name can have up to {0} characters. Choose a shorter one.</source>
            <translation>Un nom d’appareil peut compter jusqu’à {0} caractères. Choisissez-en un plus court.</translation>
        </message>
        <message>
            <source>Use the file from the device itself. A copy rewritten by calibre or another program has a different digest.</source>
            <translation>Prenez le fichier sur l’appareil même. Une copie réécrite par calibre ou un autre programme a une autre empreinte.</translation>
        </message>
        <message>
            <source>It's “{0}” in your library. Link it.</source>
            <translation>C’est « {0} » dans votre bibliothèque. Liez-le.</translation>
        </message>
        <message>
            <source>This file has the same text as “{0}” but a different digest: your device keeps the digest from when it first opened the book. If this is the text you read there, link it.</source>
            <translation>Ce fichier a le même texte que « {0} », mais une autre empreinte : votre appareil garde celle de la première ouverture du livre. Si c’est le texte que vous y lisez, liez-le.</translation>
        </message>
        <message>
            <source>It isn't in your library. Add it, or create an entry without a file.</source>
            <translation>Il n’est pas dans votre bibliothèque. Ajoutez-le, ou créez une entrée sans fichier.</translation>
        </message>
        <message>
            <source>Same text, different metadata: it's “{0}” in your library. Link it.</source>
            <translation>Même texte, autres métadonnées : c’est « {0} » dans votre bibliothèque. Liez-le.</translation>
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
            <source>Accounts are created on your computer. Tap Login and use the name and passphrase shown in BookOrbit.</source>
            <translation>Les comptes se créent sur votre ordinateur. Touchez « S’identifier » et saisissez le nom et la phrase secrète affichés dans BookOrbit.</translation>
        </message>
        <message>
            <source>Pairing works only on your home network. Connect this device to the same Wi-Fi as your computer, then tap Register again.</source>
            <translation>L’appairage ne marche que sur votre réseau domestique. Connectez cet appareil au même Wi-Fi que votre ordinateur, puis touchez de nouveau S’inscrire.</translation>
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
            <source>This pairing request has expired. Start pairing again, then tap Register on the device.</source>
            <translation>Cette demande d’appairage a expiré. Relancez l’appairage, puis touchez S’inscrire sur l’appareil.</translation>
        </message>
        <message>
            <source>Enter a port up to {0}. KOReader usually uses 7200.</source>
            <translation>Saisissez un port jusqu’à {0}. KOReader utilise d’habitude 7200.</translation>
        </message>
        <message>
            <source>“{0}” isn't the address of a web page. Enter it without a path, such as {1}.</source>
            <translation>« {0} » n’est pas l’adresse d’une page web. Saisissez-la sans chemin, par exemple {1}.</translation>
        </message>
        <message>
            <source>Enter a name such as books.example.org, without http:// or a port.</source>
            <translation>Saisissez un nom comme books.example.org, sans http:// ni port.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to {0}, such as 7200.</source>
            <translation>Saisissez un port de 1 à {0}, par exemple 7200.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}, so devices can't reach it. Choose another address in Settings ▸ KOReader.</source>
            <translation>Cet ordinateur n’a plus l’adresse {0} : les appareils ne peuvent pas l’atteindre. Choisissez-en une autre dans Réglages ▸ KOReader.</translation>
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
            <source>Your device's file has {0} pages, this book has {1}.</source>
            <translation>Le fichier de votre appareil a {0} pages, ce livre en a {1}.</translation>
        </message>
        <message>
            <source>Same title.</source>
            <translation>Même titre.</translation>
        </message>
        <message>
            <source>Similar title.</source>
            <translation>Titre proche.</translation>
        </message>
        <message>
            <source>Slightly similar title.</source>
            <translation>Titre un peu proche.</translation>
        </message>
        <message>
            <source>Same author.</source>
            <translation>Même auteur.</translation>
        </message>
        <message>
            <source>Similar author.</source>
            <translation>Auteur proche.</translation>
        </message>
        <message>
            <source>Different author.</source>
            <translation>Auteur différent.</translation>
        </message>
        <message>
            <source>Slightly similar author.</source>
            <translation>Auteur un peu proche.</translation>
        </message>
        <message>
            <source>Your device's file has fixed pages, like a PDF; this book has no such file.</source>
            <translation>Le fichier de votre appareil a des pages fixes, comme un PDF ; ce livre n’a pas de fichier de ce type.</translation>
        </message>
        <message>
            <source>Your device's file has reflowable text; this book's files have fixed pages.</source>
            <translation>Le fichier de votre appareil a un texte fluide ; les fichiers de ce livre ont des pages fixes.</translation>
        </message>
        <message>
            <source>The pace fits: {0} pages an hour.</source>
            <translation>Le rythme correspond : {0} pages par heure.</translation>
        </message>
        <message>
            <source>For this book that would be {0} pages an hour, faster than anyone reads.</source>
            <translation>Pour ce livre, ce seraient {0} pages par heure : personne ne lit si vite.</translation>
        </message>
        <message>
            <source>Different volume.</source>
            <translation>Tome différent.</translation>
        </message>
        <message>
            <source>The file name resembles the title.</source>
            <translation>Le nom du fichier ressemble au titre.</translation>
        </message>
        <message numerus="yes">
            <source>The page count fits: %n.</source>
            <translation>
                <numerusform>Le nombre de pages correspond : %Ln.</numerusform>
                <numerusform>Le nombre de pages correspond : %Ln.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file name contains the title and author.</source>
            <translation>Le nom du fichier contient le titre et l’auteur.</translation>
        </message>
        <message>
            <source>This is a Calibre library. BookOrbit uses its titles, series and identifiers.</source>
            <translation>C’est une bibliothèque Calibre. BookOrbit utilise ses titres, séries et identifiants.</translation>
        </message>
        <message>
            <source>This Calibre library has no suitable column #{0}. Choose another one.</source>
            <translation>Cette bibliothèque Calibre n’a pas de colonne #{0} adaptée. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>There is already a shelf called “{0}”. Choose another name.</source>
            <translation>Il existe déjà une étagère nommée « {0} ». Choisissez un autre nom.</translation>
        </message>
        <message>
            <source>There is no shelf called “{0}”. “shelf list” shows your shelves.</source>
            <translation>Il n’y a pas d’étagère nommée « {0} ». « shelf list » affiche vos étagères.</translation>
        </message>
        <message>
            <source>This shelf or tag no longer exists.</source>
            <translation>Cette étagère ou étiquette n’existe plus.</translation>
        </message>
        <message>
            <source>“{0}” is a saved filter: it shows the books that match. Choose a shelf instead.</source>
            <translation>« {0} » est un filtre enregistré : il affiche les livres correspondants. Choisissez plutôt une étagère.</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>Saisissez un nom.</translation>
        </message>
        <message>
            <source>There is already a tag called “{0}”. Choose another name.</source>
            <translation>Il existe déjà une étiquette nommée « {0} ». Choisissez un autre nom.</translation>
        </message>
        <message>
            <source>There is already a saved filter called “{0}”. Choose another name.</source>
            <translation>Il existe déjà un filtre enregistré nommé « {0} ». Choisissez un autre nom.</translation>
        </message>
        <message>
            <source>There is no tag called “{0}”. “tag list” shows your tags.</source>
            <translation>Il n’y a pas d’étiquette nommée « {0} ». « tag list » affiche vos étiquettes.</translation>
        </message>
        <message>
            <source>A book needs a title. Enter one, or use the one in the file.</source>
            <translation>Un livre a besoin d’un titre. Saisissez-en un, ou utilisez celui du fichier.</translation>
        </message>
        <message>
            <source>Too long: {0} characters, the limit is {1}. Shorten it.</source>
            <translation>Trop long : {0} caractères, la limite est {1}. Raccourcissez.</translation>
        </message>
        <message>
            <source>This field needs text. Enter some words.</source>
            <translation>Ce champ attend du texte. Saisissez des mots.</translation>
        </message>
        <message>
            <source>This field is a list. Separate entries with semicolons.</source>
            <translation>Ce champ est une liste. Séparez les éléments par des points-virgules.</translation>
        </message>
        <message>
            <source>Too many entries: {0}, the limit is {1}. Remove some.</source>
            <translation>Trop d’éléments : {0}, la limite est {1}. Retirez-en.</translation>
        </message>
        <message>
            <source>Enter a series number from 0 to 100,000, such as 2 or 1.5.</source>
            <translation>Saisissez un numéro de série de 0 à 100 000, comme 2 ou 1,5.</translation>
        </message>
        <message>
            <source>Enter a page count from 1 to 100,000.</source>
            <translation>Saisissez un nombre de pages de 1 à 100 000.</translation>
        </message>
        <message>
            <source>Unknown language “{0}”. Enter a language code, such as en or pt-BR.</source>
            <translation>Langue inconnue : « {0} ». Saisissez un code de langue, comme en ou pt-BR.</translation>
        </message>
        <message>
            <source>Enter a year or a date as YYYY-MM or YYYY-MM-DD, such as 1813 or 2020-09-15.</source>
            <translation>Saisissez une année ou une date AAAA-MM ou AAAA-MM-JJ, comme 1813 ou 2020-09-15.</translation>
        </message>
        <message>
            <source>“{0}” isn't a valid ISBN. Check its 10 or 13 digits against the book.</source>
            <translation>« {0} » n’est pas un ISBN valide. Comparez ses 10 ou 13 chiffres avec le livre.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing new in %n file(s).</source>
            <translation>
                <numerusform>Rien de nouveau dans %Ln fichier.</numerusform>
                <numerusform>Rien de nouveau dans %Ln fichiers.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0}.</source>
            <translation>{0}.</translation>
        </message>
        <message>
            <source>No book files found.</source>
            <translation>Aucun fichier de livre trouvé.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) changed</source>
            <translation>
                <numerusform>%Ln fichier modifié</numerusform>
                <numerusform>%Ln fichiers modifiés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) moved</source>
            <translation>
                <numerusform>%Ln fichier déplacé</numerusform>
                <numerusform>%Ln fichiers déplacés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) missing</source>
            <translation>
                <numerusform>%Ln fichier manquant</numerusform>
                <numerusform>%Ln fichiers manquants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%Ln fichier ajouté</numerusform>
                <numerusform>%Ln fichiers ajoutés</numerusform>
            </translation>
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
            <source>one of the two contains several volumes</source>
            <translation>l’un des deux contient plusieurs tomes</translation>
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
            <source>the record is the whole work, this is one part</source>
            <translation>la fiche est l’œuvre entière, ceci en est une partie</translation>
        </message>
        <message>
            <source>the number in the title is different</source>
            <translation>le numéro dans le titre est différent</translation>
        </message>
        <message>
            <source>only the series matches</source>
            <translation>seule la série correspond</translation>
        </message>
        <message>
            <source>the subtitle is different</source>
            <translation>le sous-titre est différent</translation>
        </message>
        <message>
            <source>the record's title is longer</source>
            <translation>le titre de la fiche est plus long</translation>
        </message>
        <message>
            <source>the record lacks the second part of the title</source>
            <translation>il manque à la fiche la seconde partie du titre</translation>
        </message>
        <message>
            <source>The web site doesn't name a version. Try again later.</source>
            <translation>Le site web n’indique aucune version. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Enter quiet hours between 00:00 and 23:59.</source>
            <translation>Saisissez des heures calmes entre 00:00 et 23:59.</translation>
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
            <source>skimmed</source>
            <translation>survolé</translation>
        </message>
        <message>
            <source>abandoned</source>
            <translation>abandonné</translation>
        </message>
        <message>
            <source>You're already reading this book. Mark it Read first.</source>
            <translation>Vous lisez déjà ce livre. Marquez-le d’abord comme Lu.</translation>
        </message>
        <message>
            <source>Enter a rating from 0.5 to 5 in half steps, such as 3.5.</source>
            <translation>Saisissez une note de 0,5 à 5 par demi-points, par exemple 3,5.</translation>
        </message>
        <message>
            <source>To add dates, set the status to Reading or Read first.</source>
            <translation>Pour ajouter des dates, choisissez d’abord le statut En lecture ou Lu.</translation>
        </message>
        <message>
            <source>To add a finish date, set the status to Read or Skimmed first.</source>
            <translation>Pour ajouter une date de fin, choisissez d’abord le statut Lu ou Survolé.</translation>
        </message>
        <message>
            <source>The date can't be in the future.</source>
            <translation>La date ne peut pas être dans le futur.</translation>
        </message>
        <message>
            <source>The finish date can't be before the start date.</source>
            <translation>La date de fin ne peut pas précéder la date de début.</translation>
        </message>
        <message>
            <source>Choose a book or enter a title.</source>
            <translation>Choisissez un livre ou saisissez un titre.</translation>
        </message>
        <message>
            <source>A title has at most {0} characters.</source>
            <translation>Un titre compte au plus {0} caractères.</translation>
        </message>
        <message>
            <source>A session lasts from 1 minute to 24 hours.</source>
            <translation>Une séance dure de 1 minute à 24 heures.</translation>
        </message>
        <message>
            <source>Enter from 0 to {0} pages.</source>
            <translation>Saisissez de 0 à {0} pages.</translation>
        </message>
        <message>
            <source>A session can't begin before 1970.</source>
            <translation>Une séance ne peut pas commencer avant 1970.</translation>
        </message>
        <message>
            <source>A session can't end in the future.</source>
            <translation>Une séance ne peut pas se terminer dans le futur.</translation>
        </message>
        <message>
            <source>Enter an address that starts with https:// or http://, such as https://sync.example.org.</source>
            <translation>Saisissez une adresse commençant par https:// ou http://, comme https://sync.example.org.</translation>
        </message>
        <message>
            <source>Remove the name, password or question mark from the address. Enter name and password below.</source>
            <translation>Retirez de l’adresse le nom, le mot de passe ou le point d’interrogation. Saisissez nom et mot de passe dessous.</translation>
        </message>
        <message>
            <source>This isn't a web address. Enter one such as https://sync.example.org.</source>
            <translation>Ce n’est pas une adresse web. Saisissez-en une, comme https://sync.example.org.</translation>
        </message>
        <message>
            <source>This device's clock seems to be right.</source>
            <translation>L’horloge de cet appareil semble à l’heure.</translation>
        </message>
        <message>
            <source>“{0}” isn't on the device. Use --dry-run to list its books.</source>
            <translation>« {0} » n’est pas sur l’appareil. Utilisez --dry-run pour lister ses livres.</translation>
        </message>
        <message>
            <source>“{0}” is already in your library.</source>
            <translation>« {0} » est déjà dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>Not here yet.</source>
            <translation>Pas encore ici.</translation>
        </message>
        <message>
            <source>Another book already has this digest and keeps it.</source>
            <translation>Un autre livre a déjà cette empreinte et la garde.</translation>
        </message>
        <message>
            <source>Each one counts once, whichever device it comes from.</source>
            <translation>Chacune compte une fois, quel que soit l’appareil d’où elle vient.</translation>
        </message>
        <message>
            <source>The device has deleted its page views. The total time is kept, without days.</source>
            <translation>L’appareil a supprimé ses pages vues. Le temps total est conservé, sans les jours.</translation>
        </message>
        <message>
            <source>Highlights no longer on the device are kept here and marked as such.</source>
            <translation>Les surlignages qui ne sont plus sur l’appareil sont gardés ici et signalés.</translation>
        </message>
        <message>
            <source>Future progress for this file will count for this book.</source>
            <translation>La progression future de ce fichier comptera pour ce livre.</translation>
        </message>
        <message>
            <source>You removed this digest from the book; it stays removed.</source>
            <translation>Vous avez retiré cette empreinte du livre ; elle reste retirée.</translation>
        </message>
        <message>
            <source>Changed on the device since the last import.</source>
            <translation>Modifié sur l’appareil depuis le dernier import.</translation>
        </message>
        <message>
            <source>Some files couldn't be read completely. The scan lists them.</source>
            <translation>Certains fichiers n’ont pas pu être lus en entier. L’exploration les liste.</translation>
        </message>
        <message>
            <source>You linked it to this book.</source>
            <translation>Vous l’avez lié à ce livre.</translation>
        </message>
        <message>
            <source>The scan of this device was stopped early, so this list may be incomplete.</source>
            <translation>La lecture de cet appareil a été arrêtée avant la fin : cette liste est peut-être incomplète.</translation>
        </message>
        <message>
            <source>{0} from before 2007 or after tomorrow: the device's clock was wrong. An import keeps them, but counts them on no day.</source>
            <translation>{0} d’avant 2007 ou d’après demain : l’horloge de l’appareil était fausse. Une importation les garde, mais ne les compte aucun jour.</translation>
        </message>
        <message>
            <source>This device records no statistics: they are turned off in KOReader.</source>
            <translation>Cet appareil n’enregistre pas de statistiques : elles sont désactivées dans KOReader.</translation>
        </message>
        <message>
            <source>This device records no statistics for finished books.</source>
            <translation>Cet appareil n’enregistre pas de statistiques pour les livres terminés.</translation>
        </message>
        <message>
            <source>{0} belong to a book that KOReader no longer knows; an import keeps that time.</source>
            <translation>{0} appartiennent à un livre que KOReader ne connaît plus ; une importation conserve ce temps.</translation>
        </message>
        <message>
            <source>Several books in your library have its digest. Which one is it?</source>
            <translation>Plusieurs livres de votre bibliothèque ont son empreinte. Lequel est-ce ?</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”. Is it that book?</source>
            <translation>Il a l’empreinte de « {0} ». Est-ce ce livre ?</translation>
        </message>
        <message>
            <source>You removed this book; it stays removed unless you tick it.</source>
            <translation>Vous avez retiré ce livre ; il le reste si vous ne le cochez pas.</translation>
        </message>
        <message>
            <source>It has the digest of “{0}”, which you removed. Is it that book?</source>
            <translation>Il a l’empreinte de « {0} », que vous avez retiré. Est-ce ce livre ?</translation>
        </message>
        <message>
            <source>Same title and author, but a different file. Is it the same book?</source>
            <translation>Même titre et même auteur, mais un autre fichier. Est-ce le même livre ?</translation>
        </message>
        <message>
            <source>You removed a book with this title; it stays removed unless you tick it.</source>
            <translation>Vous avez retiré un livre de ce titre ; il le reste si vous ne le cochez pas.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} slow.</source>
            <translation>Les heures sont corrigées comme convenu : l’horloge de l’appareil retarde de {0}.</translation>
        </message>
        <message>
            <source>Times are corrected, as you agreed: the device's clock is {0} fast.</source>
            <translation>Les heures sont corrigées comme convenu : l’horloge de l’appareil avance de {0}.</translation>
        </message>
        <message>
            <source>This device ignores page views under {0} seconds and counts at most {1} seconds for longer ones.</source>
            <translation>Cet appareil ignore les pages vues de moins de {0} secondes et compte au plus {1} secondes pour les plus longues.</translation>
        </message>
        <message>
            <source>You skipped this book before.</source>
            <translation>Vous avez déjà ignoré ce livre.</translation>
        </message>
        <message>
            <source>This and “{0}” have the same digest on the device. Are they the same book?</source>
            <translation>Celui-ci et « {0} » ont la même empreinte sur l’appareil. Est-ce le même livre ?</translation>
        </message>
        <message>
            <source>Another file on the device has the same title and author. Are they the same book?</source>
            <translation>Un autre fichier de l’appareil a le même titre et le même auteur. Est-ce le même livre ?</translation>
        </message>
        <message>
            <source>It has no title, so it couldn't be recognised later.</source>
            <translation>Il n’a pas de titre et ne pourrait donc pas être reconnu plus tard.</translation>
        </message>
        <message>
            <source>Opened only briefly.</source>
            <translation>Ouvert brièvement.</translation>
        </message>
        <message>
            <source>It's in your library.</source>
            <translation>Il est dans votre bibliothèque.</translation>
        </message>
        <message>
            <source>You skipped or removed this before; that stays.</source>
            <translation>Vous l’avez déjà ignoré ou retiré ; cela reste ainsi.</translation>
        </message>
        <message>
            <source>Nothing recorded here yet.</source>
            <translation>Rien n’est encore enregistré ici.</translation>
        </message>
        <message>
            <source>You read another file of this book later; that one counts.</source>
            <translation>Vous avez lu plus tard un autre fichier de ce livre ; c’est lui qui compte.</translation>
        </message>
        <message>
            <source>Already recorded here; it stays.</source>
            <translation>Déjà enregistré ici ; cela reste.</translation>
        </message>
        <message>
            <source>There are several reads here, and it's unclear which one this is.</source>
            <translation>Il y a plusieurs lectures ici, sans qu’on sache laquelle c’est.</translation>
        </message>
        <message>
            <source>No read here covers this day.</source>
            <translation>Aucune lecture ici ne couvre ce jour.</translation>
        </message>
        <message>
            <source>The page views before this read cover the whole book.</source>
            <translation>Les pages vues avant cette lecture couvrent tout le livre.</translation>
        </message>
        <message>
            <source>You set no status here; the device has one.</source>
            <translation>Vous n’avez choisi aucun statut ici ; l’appareil en a un.</translation>
        </message>
        <message>
            <source>The page views cover the whole book, but it wasn't marked as finished on the device.</source>
            <translation>Les pages vues couvrent tout le livre, mais il n’a pas été marqué comme terminé sur l’appareil.</translation>
        </message>
        <message>
            <source>The device is at the end, but the book wasn't marked as finished there.</source>
            <translation>L’appareil est à la fin, mais le livre n’y a pas été marqué comme terminé.</translation>
        </message>
        <message>
            <source>The position recorded here stays.</source>
            <translation>La position enregistrée ici reste.</translation>
        </message>
        <message>
            <source>The first day with page views.</source>
            <translation>Le premier jour avec des pages vues.</translation>
        </message>
        <message>
            <source>Approximate: the last day the status, rating or note changed on the device.</source>
            <translation>Approximatif : le dernier jour où le statut, la note ou l’avis ont changé sur l’appareil.</translation>
        </message>
        <message>
            <source>The last day the page views reach the end.</source>
            <translation>Le dernier jour où les pages vues atteignent la fin.</translation>
        </message>
        <message>
            <source>You want to read it, and have already started on the device.</source>
            <translation>Vous voulez le lire, et l’avez déjà commencé sur l’appareil.</translation>
        </message>
        <message>
            <source>You set the status here; it stays.</source>
            <translation>Vous avez choisi le statut ici ; il reste.</translation>
        </message>
        <message>
            <source>Finished here; that stays.</source>
            <translation>Terminé ici ; cela reste.</translation>
        </message>
        <message>
            <source>The device has shown this since before this read began.</source>
            <translation>L’appareil l’indique depuis avant le début de cette lecture.</translation>
        </message>
        <message>
            <source>This rating came from the device, where it has changed since.</source>
            <translation>Cette note venait de l’appareil, où elle a changé depuis.</translation>
        </message>
        <message>
            <source>You read this file later than the one used so far.</source>
            <translation>Vous avez lu ce fichier plus tard que celui utilisé jusqu’ici.</translation>
        </message>
        <message>
            <source>You read on on the device since the last import.</source>
            <translation>Vous avez continué à lire sur l’appareil depuis le dernier import.</translation>
        </message>
        <message>
            <source>You finished it here before that day.</source>
            <translation>Vous l’avez terminé ici avant ce jour.</translation>
        </message>
        <message>
            <source>You started it here after that day.</source>
            <translation>Vous l’avez commencé ici après ce jour.</translation>
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
            <source>Catalogue login</source>
            <translation>Identifiants du catalogue</translation>
        </message>
        <message>
            <source>Cloud storage</source>
            <translation>Stockage cloud</translation>
        </message>
        <message>
            <source>Statistics sync</source>
            <translation>Synchronisation des statistiques</translation>
        </message>
        <message>
            <source>Statistics login</source>
            <translation>Identifiants des statistiques</translation>
        </message>
        <message>
            <source>Reading statistics</source>
            <translation>Statistiques de lecture</translation>
        </message>
        <message>
            <source>Copy of the last sync</source>
            <translation>Copie de la dernière synchronisation</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>BookOrbit Desktop plugin</source>
            <translation>Module « BookOrbit Desktop »</translation>
        </message>
        <message>
            <source>The plugin's own files</source>
            <translation>Les fichiers du module</translation>
        </message>
        <message>
            <source>The device sends its progress to this computer.</source>
            <translation>L’appareil envoie sa progression à cet ordinateur.</translation>
        </message>
        <message>
            <source>The device logs in with your user name.</source>
            <translation>L’appareil s’identifie avec votre nom d’utilisateur.</translation>
        </message>
        <message>
            <source>KOReader derives it from your passphrase and stores it unencrypted on the device, as it does when you log in there yourself.</source>
            <translation>KOReader la tire de votre phrase secrète et l’enregistre non chiffrée sur l’appareil, comme quand vous vous y identifiez vous-même.</translation>
        </message>
        <message>
            <source>Books are recognised by their content, whatever their file name.</source>
            <translation>Les livres sont reconnus à leur contenu, quel que soit le nom du fichier.</translation>
        </message>
        <message>
            <source>Books that aren't in your library then arrive with their title.</source>
            <translation>Les livres absents de votre bibliothèque arrivent alors avec leur titre.</translation>
        </message>
        <message>
            <source>Browse your library on the device and download books from it.</source>
            <translation>Parcourez votre bibliothèque sur l’appareil et téléchargez-y des livres.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every catalogue.</source>
            <translation>KOReader enregistre le nom et la phrase secrète non chiffrés sur l’appareil, comme pour tout catalogue.</translation>
        </message>
        <message>
            <source>Adds this computer to KOReader's list of servers. The others stay.</source>
            <translation>Ajoute cet ordinateur à la liste des serveurs de KOReader. Les autres restent.</translation>
        </message>
        <message>
            <source>Your devices share their reading statistics, and they join yours here.</source>
            <translation>Vos appareils partagent leurs statistiques de lecture, qui rejoignent les vôtres ici.</translation>
        </message>
        <message>
            <source>KOReader stores the user name and passphrase unencrypted on the device, as for every cloud storage.</source>
            <translation>KOReader enregistre le nom et la phrase secrète non chiffrés sur l’appareil, comme pour tout stockage cloud.</translation>
        </message>
        <message>
            <source>KOReader syncs its statistics only while it collects them.</source>
            <translation>KOReader ne synchronise ses statistiques que s’il les tient.</translation>
        </message>
        <message>
            <source>It belongs to the earlier server or address. KOReader would remove it, too.</source>
            <translation>Elle appartient au serveur ou à l’adresse d’avant. KOReader la supprimerait aussi.</translation>
        </message>
        <message>
            <source>If Wi-Fi is off then, KOReader switches it on or asks, depending on its settings.</source>
            <translation>Si le Wi-Fi est alors coupé, KOReader l’active ou demande, selon ses réglages.</translation>
        </message>
        <message>
            <source>KOReader loads plugins when it starts.</source>
            <translation>KOReader charge les modules au démarrage.</translation>
        </message>
        <message>
            <source>Its settings, and what it hasn't sent yet.</source>
            <translation>Ses réglages, et ce qu’il n’a pas encore envoyé.</translation>
        </message>
        <message>
            <source>KOReader is running on this computer. Close it, then try again.</source>
            <translation>KOReader est ouvert sur cet ordinateur. Fermez-le, puis réessayez.</translation>
        </message>
        <message>
            <source>BookOrbit can't tell whether KOReader is running on this device. Close it there, then confirm that it's closed.</source>
            <translation>BookOrbit ne peut pas savoir si KOReader est ouvert sur cet appareil. Fermez-le là-bas, puis confirmez qu’il est fermé.</translation>
        </message>
        <message>
            <source>KOReader hasn't finished writing its statistics, so it may still be running. Close it on the device, then confirm that it's closed.</source>
            <translation>KOReader n’a pas fini d’écrire ses statistiques : il est peut-être encore ouvert. Fermez-le sur l’appareil, puis confirmez qu’il est fermé.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Synchronize now.</source>
            <translation>Pour synchroniser vos statistiques, choisissez Outils ▸ Statistiques de lecture ▸ Synchroniser maintenant.</translation>
        </message>
        <message>
            <source>Eject the device here, unplug it, and start KOReader.</source>
            <translation>Éjectez l’appareil ici, débranchez-le, et démarrez KOReader.</translation>
        </message>
        <message>
            <source>Switch on the plugin “{0}” under Tools ▸ More tools ▸ Plugin management.</source>
            <translation>Activez le module « {0} » dans Outils ▸ Plus d’outils ▸ Gestion des modules.</translation>
        </message>
        <message>
            <source>To sync your statistics, choose Tools ▸ Reading statistics ▸ Sync now.</source>
            <translation>Pour synchroniser vos statistiques, choisissez Outils ▸ Statistiques de lecture ▸ Synchroniser maintenant.</translation>
        </message>
        <message>
            <source>your name and passphrase</source>
            <translation>votre nom et votre phrase secrète</translation>
        </message>
        <message>
            <source>Open a book, choose Tools ▸ Progress sync and tick “Automatically keep documents in sync”.</source>
            <translation>Ouvrez un livre, choisissez Outils ▸ Synchronisation de la progression et cochez « Maintenir automatiquement la synchronisation des documents ».</translation>
        </message>
        <message>
            <source>Set Network ▸ Action when Wi-Fi is off to “turn on”. With any other choice, KOReader turns automatic sync off again.</source>
            <translation>Réglez Réseau ▸ Action si le Wi-Fi est déconnecté sur « allumer ». Avec tout autre choix, KOReader désactive de nouveau la synchronisation automatique.</translation>
        </message>
        <message>
            <source>To open your library, tap the magnifying glass ▸ OPDS catalog ▸ BookOrbit.</source>
            <translation>Pour ouvrir votre bibliothèque, touchez la loupe ▸ Catalogue OPDS ▸ BookOrbit.</translation>
        </message>
        <message>
            <source>If KOReader kept running, restart it: it loads plugins only at its start.</source>
            <translation>Si KOReader tournait encore, redémarrez-le : il ne charge les modules qu’au démarrage.</translation>
        </message>
        <message>
            <source>Enter an address with http:// and a port, such as http://192.168.1.20:7200.</source>
            <translation>Saisissez une adresse avec http:// et un port, par exemple http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>a different login</source>
            <translation>d’autres identifiants</translation>
        </message>
        <message>
            <source>derived from your passphrase</source>
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
            <source>a different key</source>
            <translation>une autre clé</translation>
        </message>
        <message>
            <source>Cloud storage+</source>
            <translation>Stockage cloud+</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>Profils</translation>
        </message>
        <message>
            <source>This {0} contains more than {1} entries.</source>
            <translation>Ce fichier ({0}) contient plus de {1} entrées.</translation>
        </message>
        <message>
            <source>This {0} uses a compression method that e-readers don't support.</source>
            <translation>Ce fichier ({0}) utilise une compression que les liseuses ne prennent pas en charge.</translation>
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
            <source>Calibre's database, metadata.db, is damaged, so BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>La base de données de Calibre, metadata.db, est endommagée : BookOrbit utilise les métadonnées des fichiers. Dans Calibre, choisissez Maintenance de la bibliothèque ▸ Restaurer la base de données ; BookOrbit la lira ensuite automatiquement.</translation>
        </message>
        <message>
            <source>This library was written by a newer Calibre, so BookOrbit uses the metadata in the files. Check for a BookOrbit update.</source>
            <translation>Cette bibliothèque a été écrite par un Calibre plus récent : BookOrbit utilise les métadonnées des fichiers. Cherchez une mise à jour de BookOrbit.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is missing, so BookOrbit uses the metadata in the files. Is this still your Calibre library? If not, remove the folder.</source>
            <translation>La base de données de Calibre, metadata.db, est absente : BookOrbit utilise les métadonnées des fichiers. Est-ce encore votre bibliothèque Calibre ? Sinon, retirez le dossier.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, is damaged: it never ends. BookOrbit uses the metadata in the files. In Calibre, choose Library maintenance ▸ Restore database; BookOrbit then reads it automatically.</source>
            <translation>La base de données de Calibre, metadata.db, est endommagée : elle n’a pas de fin. BookOrbit utilise les métadonnées des fichiers. Dans Calibre, choisissez Maintenance de la bibliothèque ▸ Restaurer la base de données ; BookOrbit la lira ensuite automatiquement.</translation>
        </message>
        <message>
            <source>Calibre's database, metadata.db, can't be read, so BookOrbit uses the metadata in the files. {0}</source>
            <translation>La base de données de Calibre, metadata.db, est illisible : BookOrbit utilise les métadonnées des fichiers. {0}</translation>
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
            <source>This comic contains no pictures.</source>
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
            <source>This book is locked with {0}, so KOReader can't open it. A copy without DRM works.</source>
            <translation>Ce livre est verrouillé par {0}, KOReader ne peut donc pas l’ouvrir. Une copie sans DRM fonctionne.</translation>
        </message>
        <message>
            <source>The cover has more than 100 megapixels, so the book is shown without it.</source>
            <translation>La couverture dépasse 100 mégapixels ; le livre est affiché sans elle.</translation>
        </message>
        <message>
            <source>This file is empty. It may not have been copied completely.</source>
            <translation>Ce fichier est vide. Il n’a peut-être pas été copié entièrement.</translation>
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
            <source>This file is {0}, but its name ends in .{1}. If it's a book, correct the file extension and scan again.</source>
            <translation>Ce fichier est {0}, mais son nom finit par .{1}. Si c’est un livre, corrigez l’extension et relancez l’exploration.</translation>
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
            <source>Its cover is neither JPEG nor PNG, so the cover stays.</source>
            <translation>Sa couverture n’est ni JPEG ni PNG ; elle reste donc.</translation>
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
            <source>Changes written to it don't last, so it is left as it is.</source>
            <translation>Les modifications n’y sont pas conservées, il reste donc tel quel.</translation>
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
            <source>This archive contains no FB2 book.</source>
            <translation>Cette archive ne contient pas de livre FB2.</translation>
        </message>
        <message>
            <source>This is not a regular file, so it can't be a book.</source>
            <translation>Ce n’est pas un fichier ordinaire ; ce ne peut pas être un livre.</translation>
        </message>
        <message>
            <source>The file is no longer there.</source>
            <translation>Le fichier n’est plus là.</translation>
        </message>
        <message>
            <source>The template has no [highlight] section, so the file would contain no highlights.</source>
            <translation>Le modèle n’a pas de section [highlight] : le fichier ne contiendrait aucun surlignage.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. [{2}] has {3}.</source>
            <translation>Ligne {0} : variable inconnue « {1} ». [{2}] a {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unmatched brace. To get a brace in the text, write it twice.</source>
            <translation>Ligne {0} : accolade isolée. Doublez-la pour avoir une accolade dans le texte.</translation>
        </message>
        <message>
            <source>Line {0}: [{1}] has no placeholder “{2}”. It has {3}.</source>
            <translation>Ligne {0} : [{1}] n’a pas de variable « {2} », mais {3}.</translation>
        </message>
        <message>
            <source>Line {0}: unknown placeholder “{1}”. Did you mean “{2}”?</source>
            <translation>Ligne {0} : variable inconnue « {1} ». Vouliez-vous dire « {2} » ?</translation>
        </message>
        <message>
            <source>Line {0}: duplicate section [{1}]. Combine the two.</source>
            <translation>Ligne {0} : section [{1}] en double. Réunissez les deux.</translation>
        </message>
        <message>
            <source>Line {0}: unknown section [{1}]. Available sections: {2}.</source>
            <translation>Ligne {0} : section inconnue [{1}]. Sections disponibles : {2}.</translation>
        </message>
        <message>
            <source>Line {0} is outside any section. Put [highlight] on a line above it.</source>
            <translation>La ligne {0} est hors de toute section. Mettez [highlight] sur une ligne au-dessus.</translation>
        </message>
        <message>
            <source>{0} of this book can't be read.</source>
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
            <source>Its package document has errors, and fixing them could lose data. It is left as it is.</source>
            <translation>Son document de paquet contient des erreurs, et les corriger pourrait faire perdre des données. Il reste tel quel.</translation>
        </message>
        <message>
            <source>It's older than EPUB 2, so it is left as it is.</source>
            <translation>Il est antérieur à EPUB 2 et reste donc tel quel.</translation>
        </message>
        <message>
            <source>A value contains characters that EPUB doesn't allow. Edit it and try again.</source>
            <translation>Une valeur contient des caractères qu’EPUB n’autorise pas. Modifiez-la et réessayez.</translation>
        </message>
        <message>
            <source>The XMP packet</source>
            <translation>le paquet XMP</translation>
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
            <source>This isn't a Goodreads or StoryGraph export. Export your library there as CSV and choose that file.</source>
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
            <source>Couldn't read the file: {0}. Choose another one.</source>
            <translation>Impossible de lire le fichier : {0}. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>This isn't a valid file name. Choose the CSV file of an export.</source>
            <translation>Ce n’est pas un nom de fichier valide. Choisissez le fichier CSV d’un export.</translation>
        </message>
        <message>
            <source>A quotation mark in line {0} is never closed. Close it, or export the file again.</source>
            <translation>Un guillemet de la ligne {0} n’est jamais fermé. Fermez-le, ou exportez de nouveau le fichier.</translation>
        </message>
        <message>
            <source>The entry that begins on line {0} never ends; a quotation mark may be unclosed. Close it, or export the file again.</source>
            <translation>L’entrée qui commence à la ligne {0} ne finit jamais ; un guillemet n’est peut-être pas fermé. Fermez-le, ou exportez de nouveau le fichier.</translation>
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
            <source>This EPUB lists no text to read.</source>
            <translation>Cet EPUB n’indique aucun texte à lire.</translation>
        </message>
        <message>
            <source>A chapter</source>
            <translation>Un chapitre</translation>
        </message>
        <message numerus="yes">
            <source>Reading this file took longer than %n second(s).</source>
            <translation>
                <numerusform>La lecture de ce fichier a pris plus de %Ln seconde.</numerusform>
                <numerusform>La lecture de ce fichier a pris plus de %Ln secondes.</numerusform>
            </translation>
        </message>
        <message>
            <source>BookOrbit's book reader didn't start. Restart BookOrbit; if that doesn't help, reinstall it.</source>
            <translation>Le lecteur de livres de BookOrbit n’a pas démarré. Redémarrez BookOrbit ; si cela n’aide pas, réinstallez-le.</translation>
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
            <source>This EPUB is packed in an unusual way, so it is left as it is.</source>
            <translation>Cet EPUB est empaqueté d’une façon inhabituelle, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>The answer didn't come from Hardcover, so it wasn't used. Sign in again.</source>
            <translation>La réponse ne venait pas de Hardcover, elle n’a donc pas été utilisée. Reconnectez-vous.</translation>
        </message>
        <message>
            <source>No Hardcover token yet. Create one on Hardcover and paste it in BookOrbit.</source>
            <translation>Pas encore de jeton Hardcover. Créez-en un sur Hardcover et collez-le dans BookOrbit.</translation>
        </message>
        <message>
            <source>Can't reach Hardcover. Your changes are waiting and will be sent later.</source>
            <translation>Hardcover est injoignable. Vos modifications attendent et seront envoyées plus tard.</translation>
        </message>
        <message>
            <source>This computer doesn't trust the certificate shown for Hardcover, so nothing was sent. Check its date and time, and any virus scanner or proxy that reads encrypted connections.</source>
            <translation>Cet ordinateur ne fait pas confiance au certificat présenté pour Hardcover, rien n’a donc été envoyé. Vérifiez la date et l’heure, ainsi que l’antivirus ou le proxy qui lit les connexions chiffrées.</translation>
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
            <source>Hardcover's address redirects to another one, which BookOrbit doesn't follow. Check BOOKORBIT_HARDCOVER_URL.</source>
            <translation>L’adresse de Hardcover redirige vers une autre, que BookOrbit ne suit pas. Vérifiez BOOKORBIT_HARDCOVER_URL.</translation>
        </message>
        <message>
            <source>Hardcover refused the request ({0}). Please report this as a BookOrbit bug.</source>
            <translation>Hardcover a refusé la requête ({0}). Merci de le signaler comme un bogue de BookOrbit.</translation>
        </message>
        <message>
            <source>Your token is missing a permission: {0}. Create a new token with it ticked.</source>
            <translation>Il manque une autorisation à votre jeton : {0}. Créez un nouveau jeton en la cochant.</translation>
        </message>
        <message>
            <source>Your Hardcover sign-in doesn't allow {0}. Sign in again and allow it.</source>
            <translation>Votre connexion à Hardcover n’autorise pas {0}. Reconnectez-vous et autorisez-le.</translation>
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
            <source>Can't reach Hardcover. Check your connection and try again.</source>
            <translation>Impossible de joindre Hardcover. Vérifiez votre connexion et réessayez.</translation>
        </message>
        <message>
            <source>You didn't allow BookOrbit to use your account, so nothing was changed.</source>
            <translation>Vous n’avez pas autorisé BookOrbit à utiliser votre compte, rien n’a donc été modifié.</translation>
        </message>
        <message>
            <source>The code wasn't used in time. Sign in again to get a new one.</source>
            <translation>Le code n’a pas été utilisé à temps. Reconnectez-vous pour en obtenir un nouveau.</translation>
        </message>
        <message>
            <source>Hardcover refused to sign in ({0}). Try again.</source>
            <translation>Hardcover a refusé la connexion ({0}). Réessayez.</translation>
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
            <source>Hardcover sent only part of your shelf. Nothing was changed; try again later.</source>
            <translation>Hardcover n’a envoyé qu’une partie de votre étagère. Rien n’a été modifié ; réessayez plus tard.</translation>
        </message>
        <message>
            <source>{0} sent an unusable position. Ask whoever runs it.</source>
            <translation>{0} a envoyé une position inutilisable. Demandez à qui le gère.</translation>
        </message>
        <message>
            <source>{0} is not a KOReader sync server. Check the address.</source>
            <translation>{0} n’est pas un serveur de synchronisation KOReader. Vérifiez l’adresse.</translation>
        </message>
        <message>
            <source>There is no KOReader sync server at {0}. Check the address; some end in /kosync or /api/koreader.</source>
            <translation>Il n’y a pas de serveur de synchronisation KOReader à {0}. Vérifiez l’adresse ; certaines finissent par /kosync ou /api/koreader.</translation>
        </message>
        <message>
            <source>{0} refused this document ({1}). It will be sent again when you read on.</source>
            <translation>{0} a refusé ce document ({1}). Il sera renvoyé quand vous continuerez à lire.</translation>
        </message>
        <message>
            <source>{0} doesn't let this user sync progress. Check its KOReader settings.</source>
            <translation>{0} ne laisse pas cet utilisateur synchroniser sa progression. Vérifiez ses réglages pour KOReader.</translation>
        </message>
        <message>
            <source>{0} redirects to “{1}”, which BookOrbit doesn't follow because it would get your password. If it's right, enter it as the address.</source>
            <translation>{0} redirige vers « {1} », que BookOrbit ne suit pas, car votre mot de passe y serait envoyé. Si c’est juste, saisissez-la comme adresse.</translation>
        </message>
        <message>
            <source>{0} does not accept this name and password. Enter them again, or register there first.</source>
            <translation>{0} n’accepte pas ce nom et ce mot de passe. Saisissez-les de nouveau, ou inscrivez-vous d’abord là-bas.</translation>
        </message>
        <message>
            <source>{0} asked to slow down. Your positions will be sent later.</source>
            <translation>{0} demande de ralentir. Vos positions seront envoyées plus tard.</translation>
        </message>
        <message>
            <source>{0} has a problem ({1}). Your positions will be sent later.</source>
            <translation>{0} a un problème ({1}). Vos positions seront envoyées plus tard.</translation>
        </message>
        <message>
            <source>The certificate of {0} isn't trusted, so nothing was sent. Give that server a certificate that this computer trusts.</source>
            <translation>Le certificat de {0} n’est pas approuvé, rien n’a donc été envoyé. Donnez à ce serveur un certificat approuvé par cet ordinateur.</translation>
        </message>
        <message>
            <source>Couldn't connect securely to {0}. Check the address and its port.</source>
            <translation>Connexion sécurisée à {0} impossible. Vérifiez l’adresse et son port.</translation>
        </message>
        <message>
            <source>Can't reach {0}. Your positions will be sent when it answers again.</source>
            <translation>{0} est injoignable. Vos positions seront envoyées quand il répondra de nouveau.</translation>
        </message>
        <message>
            <source>Wrong username or password. Check BookOrbit ▸ KOReader.</source>
            <translation>Nom d’utilisateur ou mot de passe incorrect. Vérifiez dans BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>BookOrbit isn't accepting progress. Turn it on in BookOrbit ▸ KOReader.</source>
            <translation>BookOrbit n’accepte pas la progression. Activez-la dans BookOrbit ▸ KOReader.</translation>
        </message>
        <message>
            <source>Devices with a public address are refused. If it is yours, allow them in Settings, or with: bookorbit-desktop server --allow-public</source>
            <translation>Les appareils avec une adresse publique sont refusés. Si c’est le vôtre, autorisez-les dans les paramètres, ou avec : bookorbit-desktop server --allow-public</translation>
        </message>
        <message>
            <source>This request names no computer. Use the address that BookOrbit shows.</source>
            <translation>Cette requête ne nomme aucun ordinateur. Utilisez l’adresse que BookOrbit affiche.</translation>
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
            <source>Unknown reading status.</source>
            <translation>Statut de lecture inconnu.</translation>
        </message>
        <message>
            <source>Name a document by its digest.</source>
            <translation>Désignez un document par son empreinte.</translation>
        </message>
        <message>
            <source>The ports {0} to {1} are used by other programs. Choose another port.</source>
            <translation>Les ports {0} à {1} sont utilisés par d’autres programmes. Choisissez un autre port.</translation>
        </message>
        <message>
            <source>This computer can't listen on {0}. Use {1}, or one of its own addresses.</source>
            <translation>Cet ordinateur ne peut pas écouter sur {0}. Utilisez {1}, ou l’une de ses propres adresses.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. Stop it, or choose another port.</source>
            <translation>Le port {0} est utilisé par un autre programme. Arrêtez-le ou choisissez un autre port.</translation>
        </message>
        <message>
            <source>Your system doesn't let BookOrbit use port {0}. Choose one above 1023.</source>
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
            <source>Writing metadata to files is off. Turn it on in Settings ▸ Library, or with “write-metadata --on”.</source>
            <translation>L’écriture des métadonnées dans les fichiers est désactivée. Activez-la dans Réglages ▸ Bibliothèque, ou avec « write-metadata --on ».</translation>
        </message>
        <message>
            <source>Metadata can only be written to EPUB files.</source>
            <translation>Les métadonnées ne peuvent être écrites que dans des fichiers EPUB.</translation>
        </message>
        <message>
            <source>Another program has changed it since, so it stays. Its backup is kept.</source>
            <translation>Un autre programme l’a modifié depuis, il reste donc. Sa sauvegarde est conservée.</translation>
        </message>
        <message>
            <source>Its backup is missing, so it stays as it is.</source>
            <translation>Sa sauvegarde manque, il reste donc tel quel.</translation>
        </message>
        <message>
            <source>The file has changed. Try again.</source>
            <translation>Le fichier a changé. Réessayez.</translation>
        </message>
        <message>
            <source>Another file is there now. Check the preview again.</source>
            <translation>Un autre fichier s’y trouve maintenant. Vérifiez de nouveau l’aperçu.</translation>
        </message>
        <message>
            <source>It's already there, under another path to the same folder.</source>
            <translation>Il y est déjà, par un autre chemin vers le même dossier.</translation>
        </message>
        <message>
            <source>The copy has changed since, so it stays.</source>
            <translation>La copie a changé depuis, elle reste donc.</translation>
        </message>
        <message>
            <source>Organising files is off. Turn it on in Settings ▸ Library, or with “organise --on”.</source>
            <translation>Le rangement des fichiers est désactivé. Activez-le dans Réglages ▸ Bibliothèque, ou avec « organise --on ».</translation>
        </message>
        <message>
            <source>The file is missing. Scan its folder again.</source>
            <translation>Le fichier manque. Parcourez de nouveau son dossier.</translation>
        </message>
        <message>
            <source>It couldn't be read, so its title is only a guess.</source>
            <translation>Il n’a pas pu être lu, son titre n’est donc qu’une supposition.</translation>
        </message>
        <message>
            <source>It was added as a single file. Choose a library folder to organise it into.</source>
            <translation>Il a été ajouté comme fichier seul. Choisissez un dossier de la bibliothèque où le ranger.</translation>
        </message>
        <message>
            <source>This is a link to a file elsewhere.</source>
            <translation>C’est un lien vers un fichier situé ailleurs.</translation>
        </message>
        <message>
            <source>It's in a Calibre library. Only Calibre moves or changes files there.</source>
            <translation>Il est dans une bibliothèque Calibre. Seul Calibre y déplace et modifie des fichiers.</translation>
        </message>
        <message>
            <source>This folder is a Calibre library, where only Calibre adds files. Choose another one.</source>
            <translation>Ce dossier est une bibliothèque Calibre, où seul Calibre ajoute des fichiers. Choisissez-en un autre.</translation>
        </message>
        <message>
            <source>The path would be too long. Shorten the template.</source>
            <translation>Le chemin serait trop long. Raccourcissez le modèle.</translation>
        </message>
        <message>
            <source>Files can only be organised into a library folder. Add that folder first.</source>
            <translation>Les fichiers ne peuvent être rangés que dans un dossier de la bibliothèque. Ajoutez d’abord ce dossier.</translation>
        </message>
        <message>
            <source>Couldn't list the folder {0}. Check its permissions.</source>
            <translation>Le dossier {0} ne peut pas être parcouru. Vérifiez ses permissions.</translation>
        </message>
        <message>
            <source>“{0}” is in a Calibre library, so it was kept. Remove it in Calibre, or remove it here and keep the file.</source>
            <translation>« {0} » est dans une bibliothèque Calibre et a donc été gardé. Retirez-le dans Calibre, ou retirez-le ici en gardant le fichier.</translation>
        </message>
        <message>
            <source>“{0}” is still in the Trash. Restore it there; its progress is kept.</source>
            <translation>« {0} » est encore dans la corbeille. Restaurez-le de là ; sa progression est conservée.</translation>
        </message>
        <message>
            <source>Cancelled before it started.</source>
            <translation>Annulé avant de commencer.</translation>
        </message>
        <message>
            <source>Its book file stayed, so this stayed too.</source>
            <translation>Son fichier de livre est resté, donc celui-ci aussi.</translation>
        </message>
        <message>
            <source>BookOrbit is already working on files. Wait until it has finished, or cancel it.</source>
            <translation>BookOrbit travaille déjà sur des fichiers. Attendez qu’il ait fini, ou annulez.</translation>
        </message>
        <message>
            <source>Nothing to undo.</source>
            <translation>Rien à annuler.</translation>
        </message>
        <message>
            <source>This token belongs to @{0}, but this library is synced with @{1}, so nothing was sent. Use a token of @{1} again, or begin anew with @{0}.</source>
            <translation>Ce jeton appartient à @{0}, mais cette bibliothèque est synchronisée avec @{1}, donc rien n’a été envoyé. Utilisez de nouveau un jeton de @{1}, ou recommencez avec @{0}.</translation>
        </message>
        <message>
            <source>Not signed in to Hardcover yet. Sign in first.</source>
            <translation>Pas encore connecté à Hardcover. Connectez-vous d’abord.</translation>
        </message>
        <message>
            <source>The Hardcover account was changed meanwhile, so nothing more was sent. Sync again.</source>
            <translation>Le compte Hardcover a été changé entre-temps, rien d’autre n’a donc été envoyé. Synchronisez de nouveau.</translation>
        </message>
        <message>
            <source>You're signed in as @{0}, but this library is synced with @{1}, so nothing was sent. Sign in as @{1} again, or begin anew with @{0}.</source>
            <translation>Vous êtes connecté en tant que @{0}, mais cette bibliothèque est synchronisée avec @{1}, donc rien n’a été envoyé. Reconnectez-vous en tant que @{1}, ou recommencez avec @{0}.</translation>
        </message>
        <message>
            <source>Paste a Hardcover token. You can create one at {0}.</source>
            <translation>Collez un jeton Hardcover. Vous pouvez en créer un sur {0}.</translation>
        </message>
        <message>
            <source>You excluded this book from Hardcover.</source>
            <translation>Vous avez exclu ce livre de Hardcover.</translation>
        </message>
        <message>
            <source>Cancelled. Start again to do the rest.</source>
            <translation>Interrompu. Relancez pour faire le reste.</translation>
        </message>
        <message>
            <source>“Leave as on Hardcover” is selected, so there is nothing to apply. Choose who can see your books first.</source>
            <translation>« Laisser comme sur Hardcover » est choisi : il n’y a rien à appliquer. Choisissez d’abord qui peut voir vos livres.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Start again to do the rest.</source>
            <translation>Hardcover n’a pas répondu à temps. Relancez pour faire le reste.</translation>
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
            <source>by the Hardcover ID in its file</source>
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
            <source>by its ID on Goodreads or another platform</source>
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
            <source>You read on after finishing it. Open the book to start a re-read; until then, nothing is sent.</source>
            <translation>Vous avez continué à lire après la fin. Ouvrez le livre pour commencer une relecture ; d’ici là, rien n’est envoyé.</translation>
        </message>
        <message>
            <source>Your device went back to {0}; the book stays at {1}. Open the book to change that.</source>
            <translation>Votre appareil est revenu à {0} ; le livre reste à {1}. Ouvrez le livre pour changer cela.</translation>
        </message>
        <message>
            <source>Match</source>
            <translation>Association</translation>
        </message>
        <message>
            <source>by the Hardcover ID you saved</source>
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
            <source>{0}, set from KOReader's progress.</source>
            <translation>{0}, d’après la progression de KOReader.</translation>
        </message>
        <message>
            <source>Set a status other than Unread.</source>
            <translation>Choisissez un statut autre que Non lu.</translation>
        </message>
        <message>
            <source>Include it.</source>
            <translation>Incluez-le.</translation>
        </message>
        <message>
            <source>Not looked up yet.</source>
            <translation>Pas encore cherché.</translation>
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
            <source>“{0}” (record {1}), {2}, because Hardcover doesn't know {3}, which you saved.</source>
            <translation>« {0} » (fiche {1}), {2}, car Hardcover ne connaît pas {3}, que vous avez enregistré.</translation>
        </message>
        <message>
            <source>Next try {0}.</source>
            <translation>Prochain essai : {0}.</translation>
        </message>
        <message>
            <source>Press Sync now to try again right away.</source>
            <translation>Cliquez sur Synchroniser pour réessayer tout de suite.</translation>
        </message>
        <message>
            <source>Nothing sent yet.</source>
            <translation>Rien d’envoyé pour l’instant.</translation>
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
            <source>Turn it on, or press Sync now.</source>
            <translation>Activez-le, ou cliquez sur Synchroniser.</translation>
        </message>
        <message>
            <source>Nothing is sent before your first sync.</source>
            <translation>Rien n’est envoyé avant votre première synchronisation.</translation>
        </message>
        <message>
            <source>To send: {0}.</source>
            <translation>À envoyer : {0}.</translation>
        </message>
        <message>
            <source>Choose an edition with pages, or enter the page count.</source>
            <translation>Choisissez une édition avec des pages, ou saisissez le nombre de pages.</translation>
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
            <source>Hardcover has no such edition. Check the number, or search by title.</source>
            <translation>Hardcover n’a pas cette édition. Vérifiez le numéro ou cherchez par titre.</translation>
        </message>
        <message>
            <source>Hardcover has no such book. Check the link or number, or search by title.</source>
            <translation>Hardcover n’a pas ce livre. Vérifiez le lien ou le numéro, ou cherchez par titre.</translation>
        </message>
        <message>
            <source>BookOrbit hasn't seen this book on Hardcover yet.</source>
            <translation>BookOrbit n’a pas encore vu ce livre sur Hardcover.</translation>
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
            <source>The ID wasn't trusted: {0}. Pick the right book, or fix the ID.</source>
            <translation>L’identifiant n’est pas fiable : {0}. Choisissez le bon livre ou corrigez l’identifiant.</translation>
        </message>
        <message>
            <source>The ISBN wasn't trusted: {0}. Pick the right book, or fix the ISBN.</source>
            <translation>L’ISBN n’est pas fiable : {0}. Choisissez le bon livre ou corrigez l’ISBN.</translation>
        </message>
        <message>
            <source>You changed a quote of this book on Hardcover; that stays.</source>
            <translation>Vous avez modifié une citation de ce livre sur Hardcover ; cela reste.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. The next sync will check and try again.</source>
            <translation>Hardcover n’a pas répondu à temps. La prochaine synchronisation vérifiera et réessaiera.</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) take[s] {0} days: a tenth of each day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln citation prend {0} jours : un dixième des requêtes de chaque jour est gardé pour les statuts.</numerusform>
                <numerusform>%Ln citations prennent {0} jours : un dixième des requêtes de chaque jour est gardé pour les statuts.</numerusform>
            </translation>
        </message>
        <message>
            <source>Hardcover refused: {0}</source>
            <translation>Hardcover a refusé : {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n quote(s) wait[s] until tomorrow: a tenth of the day's requests is kept for statuses.</source>
            <translation>
                <numerusform>%Ln citation attend demain : un dixième des requêtes du jour est gardé pour les statuts.</numerusform>
                <numerusform>%Ln citations attendent demain : un dixième des requêtes du jour est gardé pour les statuts.</numerusform>
            </translation>
        </message>
        <message>
            <source>undo</source>
            <translation>annulation</translation>
        </message>
        <message>
            <source>This book isn't matched on Hardcover yet. The Hardcover page shows why.</source>
            <translation>Ce livre n’est pas encore associé sur Hardcover. La page Hardcover montre pourquoi.</translation>
        </message>
        <message>
            <source>Confirm this book's match on the Hardcover page first.</source>
            <translation>Confirmez d’abord l’association de ce livre sur la page Hardcover.</translation>
        </message>
        <message>
            <source>Only highlights in your list can be sent.</source>
            <translation>Seuls les surlignages de votre liste peuvent être envoyés.</translation>
        </message>
        <message>
            <source>You wrote or changed it on Hardcover. Remove it there.</source>
            <translation>Vous l’avez écrit ou modifié sur Hardcover. Supprimez-le là-bas.</translation>
        </message>
        <message>
            <source>It isn't on Hardcover.</source>
            <translation>Il n’est pas sur Hardcover.</translation>
        </message>
        <message>
            <source>No such highlight. “highlights” lists them.</source>
            <translation>Ce surlignage n’existe pas. « highlights » les énumère.</translation>
        </message>
        <message>
            <source>Want to Read → Unread: removed from your shelf on Hardcover</source>
            <translation>À lire → Non lu : retiré de votre étagère sur Hardcover</translation>
        </message>
        <message>
            <source>Nobody allowed it within five minutes. Try again.</source>
            <translation>Personne ne l’a autorisé en cinq minutes. Réessayez.</translation>
        </message>
        <message>
            <source>You're signed in</source>
            <translation>Vous êtes connecté</translation>
        </message>
        <message>
            <source>BookOrbit can use your Hardcover account now. You can close this page.</source>
            <translation>BookOrbit peut maintenant utiliser votre compte Hardcover. Vous pouvez fermer cette page.</translation>
        </message>
        <message>
            <source>You're not signed in</source>
            <translation>Vous n’êtes pas connecté</translation>
        </message>
        <message>
            <source>Nothing was changed. You can close this page.</source>
            <translation>Rien n’a été modifié. Vous pouvez fermer cette page.</translation>
        </message>
        <message>
            <source>Hardcover ended this sign-in: it was removed there, or not used for half a year. Sign in again. Nothing is lost.</source>
            <translation>Hardcover a mis fin à cette connexion : elle y a été retirée, ou n’a pas servi pendant six mois. Reconnectez-vous. Rien n’est perdu.</translation>
        </message>
        <message>
            <source>The renewal of your Hardcover sign-in was interrupted, so it ended. Sign in again. Nothing is lost.</source>
            <translation>Le renouvellement de votre connexion à Hardcover a été interrompu, elle a donc pris fin. Reconnectez-vous. Rien n’est perdu.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to its data folder, so your Hardcover sign-in wasn't renewed. Free some space and check the folder's permissions.</source>
            <translation>BookOrbit ne peut pas écrire dans son dossier de données, votre connexion à Hardcover n’a donc pas été renouvelée. Libérez de l’espace et vérifiez les droits du dossier.</translation>
        </message>
        <message>
            <source>Another BookOrbit is renewing your Hardcover sign-in. Try again in a minute.</source>
            <translation>Un autre BookOrbit renouvelle votre connexion à Hardcover. Réessayez dans une minute.</translation>
        </message>
        <message>
            <source>Cancelled. Unsent changes stay pending.</source>
            <translation>Interrompu. Les modifications non envoyées restent en attente.</translation>
        </message>
        <message>
            <source>From here on, this library is synced with @{0}; before, it was @{1}.</source>
            <translation>À partir d’ici, cette bibliothèque est synchronisée avec @{0} ; avant, c’était @{1}.</translation>
        </message>
        <message>
            <source>You left this book out of the sync.</source>
            <translation>Vous avez écarté ce livre de la synchronisation.</translation>
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
            <source>Matched by title and author only. Confirm it on the Hardcover page, or pick another book.</source>
            <translation>Associé par le titre et l’auteur seulement. Confirmez-le sur la page Hardcover, ou choisissez un autre livre.</translation>
        </message>
        <message>
            <source>Undo cancelled. What wasn't undone yet stays as the sync left it.</source>
            <translation>Annulation interrompue. Ce qui n’est pas encore annulé reste tel que la synchronisation l’a laissé.</translation>
        </message>
        <message>
            <source>Undo stopped. The rest will be undone at the next start.</source>
            <translation>Annulation arrêtée. Le reste sera annulé au prochain démarrage.</translation>
        </message>
        <message>
            <source>Nothing to undo: all that syncs wrote is undone already.</source>
            <translation>Rien à annuler : tout ce que les synchronisations ont écrit est déjà annulé.</translation>
        </message>
        <message>
            <source>Hardcover didn't undo everything.</source>
            <translation>Hardcover n’a pas tout annulé.</translation>
        </message>
        <message>
            <source>Run {0} wrote nothing to Hardcover. “log” lists the runs that did.</source>
            <translation>L’exécution {0} n’a rien écrit sur Hardcover. « log » liste celles qui l’ont fait.</translation>
        </message>
        <message>
            <source>Run {0} was sent to another Hardcover account; “log” says which. Use a token of that account to undo it.</source>
            <translation>L’exécution {0} a été envoyée à un autre compte Hardcover ; « log » dit lequel. Utilisez un jeton de ce compte pour l’annuler.</translation>
        </message>
        <message>
            <source>Run {0} is already undone. “log” lists the others.</source>
            <translation>L’exécution {0} est déjà annulée. « log » liste les autres.</translation>
        </message>
        <message>
            <source>There is no highlight number {0}. Nothing was changed.</source>
            <translation>Il n’y a pas de surlignage numéro {0}. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Importing highlights needs KOReader v2025.04 or later. Update KOReader on the device.</source>
            <translation>L’importation de surlignages demande KOReader v2025.04 ou plus récent. Mettez KOReader à jour sur l’appareil.</translation>
        </message>
        <message>
            <source>This book was last opened with an older KOReader, which can't import highlights. Open the book once on the device, close it, and try again.</source>
            <translation>Ce livre a été ouvert la dernière fois par un KOReader plus ancien, qui ne peut pas importer de surlignages. Ouvrez le livre une fois sur l’appareil, fermez-le et réessayez.</translation>
        </message>
        <message>
            <source>The folder for it is a link that leads away from the device, so nothing is written.</source>
            <translation>Le dossier prévu est un lien qui mène hors de l’appareil : rien n’est écrit.</translation>
        </message>
        <message>
            <source>Deleted on this device; they stay deleted there.</source>
            <translation>Supprimés sur cet appareil ; ils y restent supprimés.</translation>
        </message>
        <message>
            <source>KOReader hasn't opened this book yet. Open it once on the device.</source>
            <translation>KOReader n’a pas encore ouvert ce livre. Ouvrez-le une fois sur l’appareil.</translation>
        </message>
        <message>
            <source>This device has exported its own highlights for other devices. Open the book on one of them first, or delete that file.</source>
            <translation>Cet appareil a exporté ses propres surlignages pour d’autres appareils. Ouvrez d’abord le livre sur l’un d’eux, ou supprimez ce fichier.</translation>
        </message>
        <message>
            <source>Highlights from another view of this book are waiting there. Open the book on the device first.</source>
            <translation>Des surlignages d’une autre vue de ce livre y attendent. Ouvrez d’abord le livre sur l’appareil.</translation>
        </message>
        <message>
            <source>They have no position in this book, or were made in another view of it.</source>
            <translation>Ils n’ont pas de position dans ce livre, ou ont été faits dans une autre vue.</translation>
        </message>
        <message>
            <source>An export file there can't be read, so it's left alone. {0}</source>
            <translation>Un fichier d’export s’y trouve et est illisible ; il n’est pas modifié. {0}</translation>
        </message>
        <message>
            <source>Already waiting on the device. Open the book there to import them.</source>
            <translation>Déjà en attente sur l’appareil. Ouvrez-y le livre pour les importer.</translation>
        </message>
        <message>
            <source>The file has changed. Check the preview again.</source>
            <translation>Le fichier a changé. Vérifiez de nouveau l’aperçu.</translation>
        </message>
        <message>
            <source>The device didn't save what was written. Check its storage.</source>
            <translation>L’appareil n’a pas enregistré ce qui a été écrit. Vérifiez son stockage.</translation>
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
            <source>A user name needs at least one letter and can't contain a colon.</source>
            <translation>Un nom d’utilisateur a au moins une lettre et ne contient pas de deux-points.</translation>
        </message>
        <message>
            <source>A passphrase needs at least one letter and fits on one line.</source>
            <translation>Une phrase secrète a au moins une lettre et tient sur une ligne.</translation>
        </message>
        <message>
            <source>The passphrase can't be shown; set a new one to see it.</source>
            <translation>La phrase secrète ne peut pas être affichée ; choisissez-en une nouvelle pour la voir.</translation>
        </message>
        <message>
            <source>A paired device uses the name “{0}”. Revoke it first, or choose another name.</source>
            <translation>Un appareil appairé utilise le nom « {0} ». Révoquez-le d’abord, ou choisissez un autre nom.</translation>
        </message>
        <message>
            <source>Write down the passphrase now: it can't be shown again.</source>
            <translation>Notez maintenant la phrase secrète : elle ne pourra plus être affichée.</translation>
        </message>
        <message>
            <source>Your certificate has expired. Choose a renewed one, or let BookOrbit make a new one.</source>
            <translation>Votre certificat a expiré. Choisissez-en un renouvelé, ou laissez BookOrbit en créer un.</translation>
        </message>
        <message>
            <source>The key of your certificate can't be opened any more. Choose certificate and key again, or let BookOrbit make a new one.</source>
            <translation>La clé de votre certificat ne peut plus être ouverte. Choisissez à nouveau le certificat et la clé, ou laissez BookOrbit en créer un.</translation>
        </message>
        <message>
            <source>{0} can't be read ({1}).</source>
            <translation>Impossible de lire {0} ({1}).</translation>
        </message>
        <message>
            <source>This certificate expired on {0}. Choose a newer one.</source>
            <translation>Ce certificat a expiré le {0}. Choisissez-en un plus récent.</translation>
        </message>
        <message>
            <source>The certificate can't be stored in {0} ({1}).</source>
            <translation>Le certificat ne peut pas être enregistré dans {0} ({1}).</translation>
        </message>
        <message>
            <source>There is no device {0}. “devices” lists them.</source>
            <translation>Il n’y a pas d’appareil {0}. « devices » les liste.</translation>
        </message>
        <message>
            <source>This ID isn't shared by two devices.</source>
            <translation>Cet identifiant n’est pas partagé par deux appareils.</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) have this digest. Choose the one you read.</source>
            <translation>
                <numerusform>%Ln livre a cette empreinte. Choisissez celui que vous lisez.</numerusform>
                <numerusform>%Ln livres ont cette empreinte. Choisissez celui que vous lisez.</numerusform>
            </translation>
        </message>
        <message>
            <source>No device has sent document {0}. “documents” lists those received.</source>
            <translation>Aucun appareil n’a envoyé le document {0}. « documents » liste ceux qui ont été reçus.</translation>
        </message>
        <message>
            <source>Document {0} isn't linked to a book. “documents” lists those that are.</source>
            <translation>Le document {0} n’est lié à aucun livre. « documents » liste ceux qui le sont.</translation>
        </message>
        <message>
            <source>An entry needs a title. Enter your book's title.</source>
            <translation>Une entrée a besoin d’un titre. Saisissez le titre de votre livre.</translation>
        </message>
        <message>
            <source>“{0}” is a folder. Choose a file.</source>
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
            <source>A device tried https:// at the address for http://. Change it to begin with http://, or to {0}.</source>
            <translation>Un appareil a essayé https:// à l’adresse prévue pour http://. Faites-la commencer par http://, ou remplacez-la par {0}.</translation>
        </message>
        <message>
            <source>Devices can't connect while the server is stopped. Start it, then pair.</source>
            <translation>Les appareils ne peuvent pas se connecter tant que le serveur est arrêté. Démarrez-le, puis appairez.</translation>
        </message>
        <message>
            <source>No paired device has the name “{0}”. “credentials” lists them.</source>
            <translation>Aucun appareil appairé ne s’appelle « {0} ». « credentials » les liste.</translation>
        </message>
        <message>
            <source>{0} isn't a Calibre library in BookOrbit. Add its folder first.</source>
            <translation>{0} n’est pas une bibliothèque Calibre de BookOrbit. Ajoutez d’abord son dossier.</translation>
        </message>
        <message>
            <source>Calibre is changing this library right now. Try again in a moment.</source>
            <translation>Calibre modifie cette bibliothèque en ce moment. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>This picture can't be shown. Choose a JPEG, PNG, WebP or GIF of up to 32 MB and 100 megapixels.</source>
            <translation>Cette image ne peut pas être affichée. Choisissez un JPEG, PNG, WebP ou GIF d’au plus 32 Mo et 100 mégapixels.</translation>
        </message>
        <message>
            <source>Couldn't read {0}: {1}. Choose another picture.</source>
            <translation>Impossible de lire {0} : {1}. Choisissez une autre image.</translation>
        </message>
        <message>
            <source>Cancelled. The rest will be done at the next scan or start.</source>
            <translation>Annulé. Le reste sera fait à la prochaine exploration ou au prochain démarrage.</translation>
        </message>
        <message>
            <source>{0} of {1} files read.</source>
            <translation>{0} fichiers lus sur {1}.</translation>
        </message>
        <message>
            <source>import undone</source>
            <translation>importation annulée</translation>
        </message>
        <message>
            <source>Scan cancelled. The next one continues where it stopped.</source>
            <translation>Exploration interrompue ; la prochaine reprend où elle s’est arrêtée.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Check the path and try again.</source>
            <translation>Dossier introuvable : {0}. Vérifiez le chemin et réessayez.</translation>
        </message>
        <message>
            <source>This file doesn't belong to the book. “export” lists the files of each book.</source>
            <translation>Ce fichier n’appartient pas au livre. « export » liste les fichiers de chaque livre.</translation>
        </message>
        <message>
            <source>A book needs at least one file.</source>
            <translation>Un livre a besoin d’au moins un fichier.</translation>
        </message>
        <message>
            <source>The book has an identical copy of this file, and devices can't tell them apart. Split both off together, or remove one.</source>
            <translation>Le livre a une copie identique de ce fichier, et les appareils ne peuvent pas les distinguer. Séparez les deux ensemble, ou retirez-en une.</translation>
        </message>
        <message>
            <source>Choose the book to keep and at least one other book.</source>
            <translation>Choisissez le livre à garder et au moins un autre.</translation>
        </message>
        <message>
            <source>This book is not in the catalogue: it was removed, or its file is missing or broken.</source>
            <translation>Ce livre n’est pas dans le catalogue : il a été retiré, ou son fichier manque ou est endommagé.</translation>
        </message>
        <message>
            <source>This list isn't in the catalogue.</source>
            <translation>Cette liste n’est pas dans le catalogue.</translation>
        </message>
        <message>
            <source>This book has no cover picture.</source>
            <translation>Ce livre n’a pas d’image de couverture.</translation>
        </message>
        <message>
            <source>This file is not in the catalogue: it was removed, is missing or broken.</source>
            <translation>Ce fichier n’est pas dans le catalogue : il a été retiré, manque ou est endommagé.</translation>
        </message>
        <message>
            <source>This book's file has changed. Scan the library in BookOrbit, then try again.</source>
            <translation>Le fichier de ce livre a changé. Parcourez la bibliothèque dans BookOrbit, puis réessayez.</translation>
        </message>
        <message>
            <source>This book's file can't be read right now. Check that its disk is connected.</source>
            <translation>Le fichier de ce livre est illisible pour le moment. Vérifiez que son disque est connecté.</translation>
        </message>
        <message>
            <source>Waiting for your first sync.</source>
            <translation>En attente de votre première synchronisation.</translation>
        </message>
        <message>
            <source>Hardcover is turned off.</source>
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
            <source>%n to send</source>
            <translation>
                <numerusform>%Ln à envoyer</numerusform>
                <numerusform>%Ln à envoyer</numerusform>
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
            <source>This library isn't empty, so nothing was imported: a complete export takes the place of everything. Import it into an empty library, such as with another --data-dir.</source>
            <translation>Cette bibliothèque n’est pas vide : rien n’a été importé, car un export complet prend la place de tout. Importez-le dans une bibliothèque vide, par exemple avec un autre --data-dir.</translation>
        </message>
        <message>
            <source>Couldn't write the file there ({0}). Choose another folder.</source>
            <translation>Impossible d’écrire le fichier à cet endroit ({0}). Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>Sign in again in Settings ▸ Hardcover, or with “token --sign-in”.</source>
            <translation>Reconnectez-vous dans Réglages ▸ Hardcover, ou avec « token --sign-in ».</translation>
        </message>
        <message>
            <source>There is no library yet. BookOrbit creates it on first start.</source>
            <translation>Il n’y a pas encore de bibliothèque. Le premier démarrage la crée.</translation>
        </message>
        <message>
            <source>The database is damaged or empty. BookOrbit leaves it as it is.</source>
            <translation>La base de données est endommagée ou vide. BookOrbit la laisse telle quelle.</translation>
        </message>
        <message>
            <source>Quit BookOrbit and restore a backup: “backup --list” shows them.</source>
            <translation>Quittez BookOrbit et restaurez une sauvegarde : « backup --list » les montre.</translation>
        </message>
        <message>
            <source>Press “Back up now” in Settings ▸ Advanced, or run “backup”. While BookOrbit runs, it makes one every day.</source>
            <translation>Appuyez sur « Sauvegarder maintenant » dans Réglages ▸ Avancé, ou lancez « backup ». Tant que BookOrbit est lancé, il en fait une chaque jour.</translation>
        </message>
        <message>
            <source>Choose a renewed one in Settings ▸ KOReader, or make a new certificate there.</source>
            <translation>Choisissez-en un renouvelé dans Paramètres ▸ KOReader, ou créez-y un nouveau certificat.</translation>
        </message>
        <message>
            <source>Let the system set the time and time zone automatically.</source>
            <translation>Laissez le système régler lui-même l’heure et le fuseau.</translation>
        </message>
        <message>
            <source>This check failed: {0}.</source>
            <translation>Cette vérification a échoué : {0}.</translation>
        </message>
        <message>
            <source>The other checks don't depend on it.</source>
            <translation>Les autres vérifications n’en dépendent pas.</translation>
        </message>
        <message>
            <source>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</source>
            <translation>BookOrbit Desktop {0}, Python {1}, SQLite {2}, {3}.</translation>
        </message>
        <message>
            <source>The disk with {0} has {1} MB left.</source>
            <translation>Il reste {1} Mo sur le disque qui contient {0}.</translation>
        </message>
        <message>
            <source>{0}, with {1} GB free.</source>
            <translation>{0}, avec {1} Go libres.</translation>
        </message>
        <message>
            <source>Sound, with {0} and {1}.</source>
            <translation>En bon état : {0} et {1}.</translation>
        </message>
        <message>
            <source>The newest is from {0}.</source>
            <translation>La plus récente est du {0}.</translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s) can be read.</source>
            <translation>
                <numerusform>%n dossier est lisible.</numerusform>
                <numerusform>%n dossiers sont lisibles.</numerusform>
            </translation>
        </message>
        <message>
            <source>It answers at {0}.</source>
            <translation>Il répond à {0}.</translation>
        </message>
        <message>
            <source>BookOrbit isn't running. Port {0} is free for it.</source>
            <translation>BookOrbit n’est pas lancé. Le port {0} est libre pour lui.</translation>
        </message>
        <message>
            <source>Your certificate expires on {0}.</source>
            <translation>Votre certificat expire le {0}.</translation>
        </message>
        <message>
            <source>To let devices in, run: {0}</source>
            <translation>Pour laisser entrer les appareils, lancez : {0}</translation>
        </message>
        <message>
            <source>Allow BookOrbit in your system's firewall settings.</source>
            <translation>Autorisez BookOrbit dans les réglages du pare-feu de votre système.</translation>
        </message>
        <message>
            <source>{0} is on. Only an administrator can see whether it lets devices in.</source>
            <translation>{0} est actif. Seul un administrateur peut voir s’il laisse entrer les appareils.</translation>
        </message>
        <message>
            <source>It answers.</source>
            <translation>Il répond.</translation>
        </message>
        <message>
            <source>A token is saved. Hardcover last accepted a change on {0}.</source>
            <translation>Un jeton est enregistré. Hardcover a accepté quelque chose pour la dernière fois le {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover can't be renewed, and ends on {0}.</source>
            <translation>La connexion à Hardcover ne peut pas être renouvelée, et prend fin le {0}.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover doesn't allow {0}.</source>
            <translation>La connexion à Hardcover n’autorise pas {0}.</translation>
        </message>
        <message>
            <source>Signed in since {0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Connecté depuis le {0}. La connexion se renouvelle toute seule, et reste valable jusqu’au {1} même sans être utilisée.</translation>
        </message>
        <message>
            <source>It was connected before, but the token is missing, so nothing is sent.</source>
            <translation>Il était connecté, mais il n’y a pas de jeton : rien n’est envoyé.</translation>
        </message>
        <message>
            <source>The clock shows {0}.</source>
            <translation>L’horloge indique {0}.</translation>
        </message>
        <message>
            <source>No answer within {0} seconds.</source>
            <translation>Pas de réponse en {0} secondes.</translation>
        </message>
        <message>
            <source>Try again. If it keeps happening, restart this computer.</source>
            <translation>Réessayez. Si cela persiste, redémarrez cet ordinateur.</translation>
        </message>
        <message>
            <source>The library can't be read: {0}.</source>
            <translation>La bibliothèque est illisible : {0}.</translation>
        </message>
        <message>
            <source>See the database check.</source>
            <translation>Voyez ce qui est dit de la base de données.</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programme</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Base de données</translation>
        </message>
        <message>
            <source>Library folders</source>
            <translation>Dossiers de la bibliothèque</translation>
        </message>
        <message>
            <source>Encryption (https)</source>
            <translation>Chiffrement (https)</translation>
        </message>
        <message>
            <source>Firewall</source>
            <translation>Pare-feu</translation>
        </message>
        <message>
            <source>Password store</source>
            <translation>Coffre à mots de passe</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Horloge</translation>
        </message>
        <message>
            <source>{0} doesn't exist yet. BookOrbit creates it on first start.</source>
            <translation>{0} n’existe pas encore. Le premier démarrage le crée.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to {0}.</source>
            <translation>BookOrbit n’a pas le droit d’écrire dans {0}.</translation>
        </message>
        <message>
            <source>Allow it in the folder’s properties, or choose another folder with --data-dir.</source>
            <translation>Autorisez-le dans les propriétés du dossier, ou choisissez un autre dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>Free some space.</source>
            <translation>Libérez de la place.</translation>
        </message>
        <message>
            <source>{0} is on a network drive, where a database can be damaged.</source>
            <translation>{0} est sur un lecteur réseau, où une base de données peut être endommagée.</translation>
        </message>
        <message>
            <source>Move the library to a disk of this computer, and choose it with --data-dir.</source>
            <translation>Placez la bibliothèque sur un disque de cet ordinateur, et choisissez-la avec --data-dir.</translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n position</numerusform>
                <numerusform>%n positions</numerusform>
            </translation>
        </message>
        <message>
            <source>There is nothing to back up yet.</source>
            <translation>Il n’y a encore rien à sauvegarder.</translation>
        </message>
        <message>
            <source>There is no backup.</source>
            <translation>Il n’y a pas de sauvegarde.</translation>
        </message>
        <message>
            <source>{0} can't be read. Its books are kept.</source>
            <translation>{0} est illisible. Ses livres sont conservés.</translation>
        </message>
        <message>
            <source>Connect the drive, or allow BookOrbit to read the folder.</source>
            <translation>Connectez le lecteur, ou autorisez BookOrbit à lire le dossier.</translation>
        </message>
        <message>
            <source>No folder has been added yet.</source>
            <translation>Aucun dossier n’a encore été ajouté.</translation>
        </message>
        <message>
            <source>BookOrbit runs, but its server is stopped.</source>
            <translation>BookOrbit est lancé, mais son serveur est arrêté.</translation>
        </message>
        <message>
            <source>Start it on the KOReader page.</source>
            <translation>Démarrez-le sur la page KOReader.</translation>
        </message>
        <message>
            <source>It answers, but this computer is on no network.</source>
            <translation>Il répond, mais cet ordinateur n’est sur aucun réseau.</translation>
        </message>
        <message>
            <source>Connect it to the Wi-Fi that your device uses.</source>
            <translation>Connectez-le au Wi-Fi que votre appareil utilise.</translation>
        </message>
        <message>
            <source>This computer no longer has the address {0}.</source>
            <translation>Cet ordinateur n’a plus l’adresse {0}.</translation>
        </message>
        <message>
            <source>Choose another address in Settings ▸ KOReader.</source>
            <translation>Choisissez une autre adresse dans Réglages ▸ KOReader.</translation>
        </message>
        <message>
            <source>Port {0} is used by another program. BookOrbit takes the next free one.</source>
            <translation>Le port {0} est utilisé par un autre programme. BookOrbit prend le premier port libre suivant.</translation>
        </message>
        <message>
            <source>End that program, or choose another port in Settings ▸ KOReader.</source>
            <translation>Fermez ce programme, ou choisissez un autre port dans Réglages ▸ KOReader.</translation>
        </message>
        <message>
            <source>Off. Devices use http.</source>
            <translation>Désactivé. Les appareils utilisent http.</translation>
        </message>
        <message>
            <source>There is no certificate yet. The server makes one when it starts.</source>
            <translation>Il n’y a pas encore de certificat. Le serveur en crée un à son démarrage.</translation>
        </message>
        <message>
            <source>The certificate is valid until {0}.</source>
            <translation>Le certificat est valable jusqu’au {0}.</translation>
        </message>
        <message>
            <source>Your certificate expired on {0}.</source>
            <translation>Votre certificat a expiré le {0}.</translation>
        </message>
        <message>
            <source>No active firewall was found.</source>
            <translation>Aucun pare-feu actif n’a été trouvé.</translation>
        </message>
        <message>
            <source>{0} is on, and lets port {1} in.</source>
            <translation>{0} est actif, et laisse entrer le port {1}.</translation>
        </message>
        <message>
            <source>{0} is on, and blocks port {1}.</source>
            <translation>{0} est actif, et bloque le port {1}.</translation>
        </message>
        <message>
            <source>{0} is on; a device has reached this computer before.</source>
            <translation>{0} est actif ; un appareil a déjà atteint cet ordinateur.</translation>
        </message>
        <message>
            <source>Hardcover accepts the token of @{0}.</source>
            <translation>Hardcover accepte le jeton, de @{0}.</translation>
        </message>
        <message>
            <source>A token is saved. Nothing has been sent yet.</source>
            <translation>Un jeton est enregistré. Rien n’a encore été envoyé.</translation>
        </message>
        <message>
            <source>The sign-in with Hardcover has ended.</source>
            <translation>La connexion à Hardcover a pris fin.</translation>
        </message>
        <message>
            <source>Signed in as @{0}. It renews by itself, and lasts until {1} even if unused.</source>
            <translation>Connecté en tant que @{0}. La connexion se renouvelle toute seule, et reste valable jusqu’au {1} même sans être utilisée.</translation>
        </message>
        <message>
            <source>Not connected.</source>
            <translation>Non connecté.</translation>
        </message>
        <message>
            <source>Save a token in Settings ▸ Hardcover, or with “token --stdin”.</source>
            <translation>Enregistrez un jeton dans Réglages ▸ Hardcover, ou avec « token --stdin ».</translation>
        </message>
        <message>
            <source>The clock shows {0}, which is years ago.</source>
            <translation>L’horloge indique {0}, ce qui est passé depuis longtemps.</translation>
        </message>
        <message>
            <source>The clock shows {0}, but something was stored on {1}.</source>
            <translation>L’horloge indique {0}, mais quelque chose a été enregistré le {1}.</translation>
        </message>
        <message>
            <source>The clock shows {0}. A device's clock was wrong: {1} not counted.</source>
            <translation>L’horloge indique {0}. L’horloge d’un appareil était fausse ; non compté : {1}.</translation>
        </message>
        <message>
            <source>“stats” names the device. Check the time on it.</source>
            <translation>« stats » nomme l’appareil. Vérifiez l’heure sur celui-ci.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this library.</source>
            <translation>Un BookOrbit Desktop plus récent a écrit cette bibliothèque.</translation>
        </message>
        <message>
            <source>Install that version, or restore a backup.</source>
            <translation>Installez cette version, ou restaurez une sauvegarde.</translation>
        </message>
        <message>
            <source>The database can't be read now: {0}.</source>
            <translation>La base de données est illisible pour le moment : {0}.</translation>
        </message>
        <message>
            <source>Close other programs that use it, and check the disk.</source>
            <translation>Fermez les autres programmes qui l’utilisent, et vérifiez le disque.</translation>
        </message>
        <message>
            <source>Install one, such as GNOME Keyring or KWallet, to keep your secrets.</source>
            <translation>Installez-en un, comme GNOME Keyring ou KWallet, pour conserver vos secrets.</translation>
        </message>
        <message>
            <source>The token can't be read.</source>
            <translation>Le jeton est illisible.</translation>
        </message>
        <message>
            <source>BookOrbit has no web site yet that could name a new version.</source>
            <translation>BookOrbit n’a pas encore de site web qui pourrait indiquer une nouvelle version.</translation>
        </message>
        <message>
            <source>{0} can't be reached. Try again later.</source>
            <translation>{0} est injoignable. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Choose a file that ends in .png or .pdf.</source>
            <translation>Choisissez un fichier qui se termine par .png ou .pdf.</translation>
        </message>
        <message>
            <source>Nothing was read or finished in {0}. No file was written.</source>
            <translation>Rien n’a été lu ni fini en {0}. Aucun fichier n’a été écrit.</translation>
        </message>
        <message>
            <source>This session has changed in the meantime. Look at the list again.</source>
            <translation>Cette séance a changé entre-temps. Consultez de nouveau la liste.</translation>
        </message>
        <message>
            <source>There's no session {0}. “sessions list” shows them.</source>
            <translation>La séance {0} n’existe pas. « sessions list » les affiche.</translation>
        </message>
        <message>
            <source>Change {0} doesn't exist, or is undone already.</source>
            <translation>La modification {0} n’existe pas ou est déjà annulée.</translation>
        </message>
        <message>
            <source>This session was changed again since. Undo that change first.</source>
            <translation>Cette séance a été modifiée de nouveau depuis. Annulez d’abord cette modification.</translation>
        </message>
        <message>
            <source>Book {0} has no push {1}. “history {2}” lists them.</source>
            <translation>Le livre {0} n’a pas d’envoi {1}. « history {2} » les liste.</translation>
        </message>
        <message>
            <source>Nothing to reset: no device has sent a position.</source>
            <translation>Rien à réinitialiser : aucun appareil n’a envoyé de position.</translation>
        </message>
        <message>
            <source>A device has sent a newer position in the meantime; that one stays.</source>
            <translation>Entre-temps, un appareil a envoyé une position plus récente ; celle-ci reste.</translation>
        </message>
        <message>
            <source>Last read on {0}.</source>
            <translation>Dernière lecture sur {0}.</translation>
        </message>
        <message>
            <source>Enter the other server's address, user name and password first.</source>
            <translation>Saisissez d’abord l’adresse, l’utilisateur et le mot de passe de l’autre serveur.</translation>
        </message>
        <message>
            <source>The other server's password isn't in your password store. Enter it again.</source>
            <translation>Le mot de passe de l’autre serveur n’est pas dans votre trousseau. Saisissez-le de nouveau.</translation>
        </message>
        <message>
            <source>This is BookOrbit's own address. Enter another server's address.</source>
            <translation>C’est la propre adresse de BookOrbit. Saisissez celle d’un autre serveur.</translation>
        </message>
        <message>
            <source>The password is kept until BookOrbit quits; enter it again after the next start.</source>
            <translation>Le mot de passe est gardé jusqu’à ce que BookOrbit soit quitté ; saisissez-le de nouveau au prochain démarrage.</translation>
        </message>
        <message>
            <source>This book no longer exists on Hardcover. Search Hardcover for the right one.</source>
            <translation>Ce livre n’existe plus sur Hardcover. Cherchez le bon sur Hardcover.</translation>
        </message>
        <message>
            <source>Hardcover didn't answer in time. Try again.</source>
            <translation>Hardcover n’a pas répondu à temps. Réessayez.</translation>
        </message>
        <message>
            <source>Hardcover asked us to slow down. Try again after {0}, or approve with the file's metadata.</source>
            <translation>Hardcover nous demande de ralentir. Réessayez après {0}, ou validez avec les métadonnées du fichier.</translation>
        </message>
        <message>
            <source>Hardcover's daily limit is reached. Try again after {0}, or approve with the file's metadata.</source>
            <translation>La limite quotidienne de Hardcover est atteinte. Réessayez après {0}, ou validez avec les métadonnées du fichier.</translation>
        </message>
        <message>
            <source>No book {0} is waiting for review. “inbox” lists those that are.</source>
            <translation>Aucun livre {0} n’attend de vérification. « inbox » liste ceux qui attendent.</translation>
        </message>
        <message>
            <source>“{0}” has been removed. Undo the removal, or add its file again.</source>
            <translation>« {0} » a été retiré. Annulez le retrait, ou ajoutez de nouveau son fichier.</translation>
        </message>
        <message>
            <source>The folder {0} can't be created: {1}. Choose another folder for backups.</source>
            <translation>Impossible de créer le dossier {0} : {1}. Choisissez un autre dossier pour les sauvegardes.</translation>
        </message>
        <message>
            <source>Stopped before it finished.</source>
            <translation>Arrêté avant la fin.</translation>
        </message>
        <message>
            <source>Couldn't write {0}: {1}. Choose another file.</source>
            <translation>Impossible d’écrire {0} : {1}. Choisissez un autre fichier.</translation>
        </message>
        <message>
            <source>Too many devices are logging in at once. Try again in a moment.</source>
            <translation>Trop d’appareils se connectent en même temps. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>A goal is at most {0} hours.</source>
            <translation>Un objectif est d’au plus {0} heures.</translation>
        </message>
        <message>
            <source>A goal is at most {0} books.</source>
            <translation>Un objectif compte au plus {0} livres.</translation>
        </message>
        <message>
            <source>A goal is at most {0} pages.</source>
            <translation>Un objectif est d’au plus {0} pages.</translation>
        </message>
        <message>
            <source>A goal counts books, pages or hours, in a year or a month.</source>
            <translation>Un objectif compte des livres, des pages ou des heures, par an ou par mois.</translation>
        </message>
        <message>
            <source>A book counts as finished at 95, 98, 99 or 100%.</source>
            <translation>Un livre est terminé à 95, 98, 99 ou 100 %.</translation>
        </message>
        <message>
            <source>Enter from 1 to {0} minutes for a day of reading to count.</source>
            <translation>Saisissez de 1 à {0} minutes pour qu’un jour de lecture compte.</translation>
        </message>
        <message>
            <source>A day can begin between midnight and noon: enter an hour from 0 to 12.</source>
            <translation>Une journée peut commencer entre minuit et midi : saisissez une heure de 0 à 12.</translation>
        </message>
        <message>
            <source>Steps back can be asked about, accepted or ignored.</source>
            <translation>Les retours en arrière peuvent être demandés, acceptés ou ignorés.</translation>
        </message>
        <message>
            <source>The file has changed since you last fetched it. Fetch it again.</source>
            <translation>Le fichier a été modifié depuis sa lecture. Relisez-le.</translation>
        </message>
        <message>
            <source>Only KOReader's statistics and vocabulary are kept here, not {0}.</source>
            <translation>Seuls les statistiques et le vocabulaire de KOReader sont conservés ici, pas {0}.</translation>
        </message>
        <message>
            <source>It's no longer linked to a book.</source>
            <translation>Il n’est plus associé à un livre.</translation>
        </message>
        <message>
            <source>No book in your library has this digest yet.</source>
            <translation>Aucun livre de votre bibliothèque n’a encore cette empreinte.</translation>
        </message>
        <message numerus="yes">
            <source>%n highlight(s) changed</source>
            <translation>
                <numerusform>%n surlignage modifié</numerusform>
                <numerusform>%n surlignages modifiés</numerusform>
            </translation>
        </message>
        <message>
            <source>Send at most {0} highlights at a time.</source>
            <translation>Envoyez au plus {0} surlignages à la fois.</translation>
        </message>
        <message>
            <source>Send at most {0} page views at a time.</source>
            <translation>Envoyez au plus {0} pages vues à la fois.</translation>
        </message>
        <message>
            <source>Folder not found: {0}. Is the device connected?</source>
            <translation>Dossier introuvable : {0}. L’appareil est-il branché ?</translation>
        </message>
        <message>
            <source>No KOReader, and no book it has opened, in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>Ni KOReader ni livre qu’il ait ouvert dans {0}. Choisissez le disque de l’appareil ou son dossier « koreader ».</translation>
        </message>
        <message>
            <source>The server is stopped. Start it before the device syncs.</source>
            <translation>Le serveur est arrêté. Démarrez-le avant que l’appareil ne se synchronise.</translation>
        </message>
        <message>
            <source>On the device, {0} means the device itself. Enter this computer's address in your network, such as http://192.168.1.20:7200.</source>
            <translation>Sur l’appareil, {0} désigne l’appareil lui-même. Saisissez l’adresse de cet ordinateur sur votre réseau, par exemple http://192.168.1.20:7200.</translation>
        </message>
        <message>
            <source>No KOReader in {0}. Choose the device's drive or its “koreader” folder.</source>
            <translation>Pas de KOReader dans {0}. Choisissez le disque de l’appareil ou son dossier « koreader ».</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so it's left alone. {1} Start KOReader once: it repairs the file or creates a new one.</source>
            <translation>{0} est illisible sur l’appareil et n’est donc pas modifié. {1} Démarrez KOReader une fois : il répare le fichier ou en crée un nouveau.</translation>
        </message>
        <message>
            <source>Couldn't tell which version of KOReader this is. Start it once on the device, close it, and plug the device in again.</source>
            <translation>Impossible de connaître la version de ce KOReader. Démarrez-le une fois sur l’appareil, fermez-le, et rebranchez l’appareil.</translation>
        </message>
        <message>
            <source>That folder now belongs to another device. Check the changes again.</source>
            <translation>Ce dossier appartient maintenant à un autre appareil. Vérifiez de nouveau les modifications.</translation>
        </message>
        <message>
            <source>There is nothing on this device to undo.</source>
            <translation>Il n’y a rien à annuler sur cet appareil.</translation>
        </message>
        <message>
            <source>KOReader has changed {0} since. Restoring the earlier file would lose that; you can undo just BookOrbit's settings.</source>
            <translation>KOReader a modifié {0} depuis. Restaurer le fichier précédent ferait perdre cela ; vous pouvez annuler seulement les réglages de BookOrbit.</translation>
        </message>
        <message>
            <source>Wrong passphrase. BookOrbit ▸ KOReader shows it, or sets a new one.</source>
            <translation>Phrase secrète incorrecte. BookOrbit ▸ KOReader l’affiche, ou en définit une nouvelle.</translation>
        </message>
        <message>
            <source>The device needs your passphrase, which isn't in the password store. Enter it here once.</source>
            <translation>L’appareil a besoin de votre phrase secrète, qui n’est pas dans le trousseau. Saisissez-la ici une fois.</translation>
        </message>
        <message>
            <source>The login has changed. Check the changes again.</source>
            <translation>L’identifiant a changé. Vérifiez de nouveau les modifications.</translation>
        </message>
        <message>
            <source>This computer isn't on a network where devices can find it. Connect it to your Wi-Fi, or enter the address devices should use.</source>
            <translation>Cet ordinateur n’est pas sur un réseau où les appareils peuvent le trouver. Connectez-le à votre Wi-Fi, ou saisissez l’adresse que les appareils doivent utiliser.</translation>
        </message>
        <message>
            <source>“{0}”, when a book is closed</source>
            <translation>« {0} », à la fermeture d’un livre</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>supprimé</translation>
        </message>
        <message>
            <source>{0} is a link to another file, so it is left alone. Set this KOReader up by hand.</source>
            <translation>{0} est un lien vers un autre fichier et reste donc tel quel. Configurez ce KOReader à la main.</translation>
        </message>
        <message>
            <source>Nothing on the device was changed. {0}</source>
            <translation>Rien n’a été modifié sur l’appareil. {0}</translation>
        </message>
        <message>
            <source>A file on the device has changed, so nothing was written. Close KOReader there and check the changes again.</source>
            <translation>Un fichier de l’appareil a changé, rien n’a donc été écrit. Fermez-y KOReader et vérifiez de nouveau les modifications.</translation>
        </message>
        <message>
            <source>{0} is missing on the device, and only KOReader's backup is left. Start KOReader once, close it, and try again.</source>
            <translation>{0} manque sur l’appareil, il ne reste que la sauvegarde de KOReader. Démarrez KOReader une fois, fermez-le, et réessayez.</translation>
        </message>
        <message>
            <source>The earlier {0} is no longer on the device, so it can't be restored. Change these settings in KOReader itself.</source>
            <translation>La version précédente de {0} n’est plus sur l’appareil et ne peut donc pas être restaurée. Modifiez ces réglages dans KOReader même.</translation>
        </message>
        <message>
            <source>Not everything could be restored. {0} Plug the device in again and try once more.</source>
            <translation>Tout n’a pas pu être restauré. {0} Rebranchez l’appareil et réessayez.</translation>
        </message>
        <message>
            <source>The device was only partly written. {0} Plug it in again, then undo the setup or run it again.</source>
            <translation>L’appareil n’a été écrit qu’en partie. {0} Rebranchez-le, puis annulez la configuration ou relancez-la.</translation>
        </message>
        <message>
            <source>This folder has more than {0} files.</source>
            <translation>Ce dossier contient plus de {0} fichiers.</translation>
        </message>
        <message>
            <source>{0} on the device can't be read, so nothing was changed. Try again, or restart the device.</source>
            <translation>{0} est illisible sur l’appareil ; rien n’a donc été modifié. Réessayez ou redémarrez l’appareil.</translation>
        </message>
        <message>
            <source>This program's copy of the plugin can't be read. Install BookOrbit Desktop again.</source>
            <translation>Le module fourni avec ce programme est illisible. Réinstallez BookOrbit Desktop.</translation>
        </message>
        <message>
            <source>This file name can't be used here. Rename the file.</source>
            <translation>Ce nom de fichier n’est pas utilisable ici. Renommez le fichier.</translation>
        </message>
        <message>
            <source>Only books and KOReader's exported highlights are taken, not “{0}”.</source>
            <translation>Seuls les livres et les surlignages exportés par KOReader sont acceptés, pas « {0} ».</translation>
        </message>
        <message>
            <source>Another file is called “{0}” here. Rename yours and upload it again.</source>
            <translation>Un autre fichier s’appelle déjà « {0} » ici. Renommez le vôtre et envoyez-le à nouveau.</translation>
        </message>
        <message>
            <source>The backup folder {0} isn't available. Connect the drive, or choose another folder. Until then, backups are in {1}.</source>
            <translation>Le dossier des sauvegardes {0} n’est pas disponible. Connectez le disque ou choisissez un autre dossier. D’ici là, les sauvegardes sont dans {1}.</translation>
        </message>
        <message>
            <source>There is no folder {0}. Create it, or choose another.</source>
            <translation>Le dossier {0} n’existe pas. Créez-le ou choisissez-en un autre.</translation>
        </message>
        <message>
            <source>{0} holds a library. Choose another folder for backups.</source>
            <translation>{0} contient une bibliothèque. Choisissez un autre dossier pour les sauvegardes.</translation>
        </message>
        <message>
            <source>{0} holds the backups of another library, {1}. Choose another folder.</source>
            <translation>{0} contient les sauvegardes d’une autre bibliothèque, {1}. Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}: {1}. Choose another folder.</source>
            <translation>BookOrbit ne peut pas écrire dans {0} : {1}. Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>This file isn't a BookOrbit library.</source>
            <translation>Ce fichier n’est pas une bibliothèque BookOrbit.</translation>
        </message>
        <message>
            <source>This file is damaged.</source>
            <translation>Ce fichier est endommagé.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop made this backup. Install that version to restore it.</source>
            <translation>Cette sauvegarde a été faite par un BookOrbit Desktop plus récent. Installez cette version pour la restaurer.</translation>
        </message>
        <message>
            <source>This is a link or a folder, not a file.</source>
            <translation>C’est un lien ou un dossier, pas un fichier.</translation>
        </message>
        <message>
            <source>This copy was made while the library was open, and is incomplete.</source>
            <translation>Cette copie a été faite pendant que la bibliothèque était ouverte et elle est incomplète.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to read this file.</source>
            <translation>BookOrbit n’a pas le droit de lire ce fichier.</translation>
        </message>
        <message>
            <source>The new backup didn't pass its check and was removed: {0} Check the disks, and your library with a restart.</source>
            <translation>La nouvelle sauvegarde n’a pas passé la vérification et a été supprimée : {0} Vérifiez les disques, et votre bibliothèque en redémarrant BookOrbit.</translation>
        </message>
        <message>
            <source>The disk with {0} is full, so no backup was made. Free some space, or choose another folder for backups.</source>
            <translation>Le disque contenant {0} est plein, aucune sauvegarde n’a donc été faite. Libérez de l’espace ou choisissez un autre dossier pour les sauvegardes.</translation>
        </message>
        <message>
            <source>BookOrbit can't write to {0}, so no backup was made. Allow it in the folder's properties, or choose another folder for backups.</source>
            <translation>BookOrbit ne peut pas écrire dans {0}, aucune sauvegarde n’a donc été faite. Autorisez-le dans les propriétés du dossier ou choisissez un autre dossier pour les sauvegardes.</translation>
        </message>
        <message>
            <source>The disk with {0} has read or write errors, so no backup was made. Check that it's connected and healthy.</source>
            <translation>Le disque contenant {0} a des erreurs de lecture ou d’écriture, aucune sauvegarde n’a donc été faite. Vérifiez qu’il est connecté et en bon état.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so no backup was made. Restart BookOrbit.</source>
            <translation>La base de données de votre bibliothèque est endommagée, aucune sauvegarde n’a donc été faite. Redémarrez BookOrbit.</translation>
        </message>
        <message>
            <source>No backup was made in {0}: {1}. Try again, or choose another folder for backups.</source>
            <translation>Aucune sauvegarde n’a été faite dans {0} : {1}. Réessayez ou choisissez un autre dossier pour les sauvegardes.</translation>
        </message>
        <message>
            <source>The disk with your library is full, so nothing can be saved. Free some space; BookOrbit then continues automatically.</source>
            <translation>Le disque de votre bibliothèque est plein, rien ne peut donc être enregistré. Libérez de l’espace ; BookOrbit continuera alors automatiquement.</translation>
        </message>
        <message>
            <source>Another program is using your library's database, so nothing can be saved. Close it; BookOrbit then continues automatically.</source>
            <translation>Un autre programme utilise la base de données de votre bibliothèque, rien ne peut donc être enregistré. Fermez-le ; BookOrbit continuera alors automatiquement.</translation>
        </message>
        <message>
            <source>BookOrbit isn't allowed to write to your library's folder, so nothing can be saved. Allow it in the folder's properties; BookOrbit then continues automatically.</source>
            <translation>BookOrbit n’a pas le droit d’écrire dans le dossier de votre bibliothèque, rien ne peut donc être enregistré. Autorisez-le dans les propriétés du dossier ; BookOrbit continuera alors automatiquement.</translation>
        </message>
        <message>
            <source>The disk with your library has read or write errors, so nothing can be saved. Check that it's connected and healthy; BookOrbit then continues automatically.</source>
            <translation>Le disque de votre bibliothèque a des erreurs de lecture ou d’écriture, rien ne peut donc être enregistré. Vérifiez qu’il est connecté et en bon état ; BookOrbit continuera alors automatiquement.</translation>
        </message>
        <message>
            <source>Your library's database is damaged, so part of it can't be read or saved. Quit BookOrbit and start it again to restore your newest backup, or start with --set-aside to begin a new library.</source>
            <translation>La base de données de votre bibliothèque est endommagée, une partie ne peut donc être ni lue ni enregistrée. Quittez BookOrbit et redémarrez-le pour restaurer votre sauvegarde la plus récente, ou démarrez avec --set-aside pour commencer une nouvelle bibliothèque.</translation>
        </message>
        <message>
            <source>Your library's database was deleted or replaced while BookOrbit was running, so nothing can be saved. Put it back, or quit BookOrbit and start it again.</source>
            <translation>La base de données de votre bibliothèque a été supprimée ou remplacée pendant que BookOrbit fonctionnait, rien ne peut donc être enregistré. Remettez-la en place, ou quittez BookOrbit et relancez-le.</translation>
        </message>
        <message>
            <source>Saving is taking too long. Try again in a minute.</source>
            <translation>L’enregistrement prend trop de temps. Réessayez dans une minute.</translation>
        </message>
        <message>
            <source>There is no backup {0}. “backup --list” shows all of them.</source>
            <translation>Il n’y a pas de sauvegarde {0}. « backup --list » les affiche toutes.</translation>
        </message>
        <message>
            <source>{0} can't be restored. {1}</source>
            <translation>{0} ne peut pas être restauré. {1}</translation>
        </message>
        <message>
            <source>The backup couldn't be copied: {0}. Nothing was changed.</source>
            <translation>La sauvegarde n’a pas pu être copiée : {0}. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>This library was written by a newer BookOrbit Desktop. Install that version, or use another folder.</source>
            <translation>Cette bibliothèque a été écrite par un BookOrbit Desktop plus récent. Installez cette version ou utilisez un autre dossier.</translation>
        </message>
        <message>
            <source>Page not found. Start at the first page.</source>
            <translation>Page introuvable. Commencez par la première.</translation>
        </message>
        <message>
            <source>This isn't a complete export of BookOrbit. “export --format complete” writes one.</source>
            <translation>Ce n’est pas un export complet de BookOrbit. « export --format complete » en écrit un.</translation>
        </message>
        <message>
            <source>row {0} of “{1}”</source>
            <translation>ligne {0} de « {1} »</translation>
        </message>
        <message>
            <source>This file is damaged or was changed ({0}). Nothing was imported. Export it again.</source>
            <translation>Ce fichier est endommagé ou a été modifié ({0}). Rien n’a été importé. Exportez-le de nouveau.</translation>
        </message>
        <message>
            <source>A newer BookOrbit Desktop wrote this file. Install that version to import it.</source>
            <translation>Un BookOrbit Desktop plus récent a écrit ce fichier. Installez cette version pour l’importer.</translation>
        </message>
        <message>
            <source>its tables aren't those of {0}</source>
            <translation>ses tables ne sont pas celles de {0}</translation>
        </message>
        <message>
            <source>the columns of “{0}” aren't known</source>
            <translation>les colonnes de « {0} » sont inconnues</translation>
        </message>
        <message>
            <source>“{0}” has no rows</source>
            <translation>« {0} » n’a pas de lignes</translation>
        </message>
        <message>
            <source>“{0}” is missing</source>
            <translation>« {0} » manque</translation>
        </message>
        <message>
            <source>row {0} of “{1}” belongs to nothing</source>
            <translation>la ligne {0} de « {1} » n’appartient à rien</translation>
        </message>
        <message>
            <source>This file is larger than 2 GB, which is too large to be imported.</source>
            <translation>Ce fichier dépasse 2 Go : il est trop gros pour être importé.</translation>
        </message>
        <message>
            <source>“{0}” names an unknown table</source>
            <translation>« {0} » nomme une table inconnue</translation>
        </message>
        <message>
            <source>Your home folder is not known, so BookOrbit can’t start with your session. Set HOME.</source>
            <translation>Votre dossier personnel est inconnu, BookOrbit ne peut donc pas démarrer avec votre session. Définissez HOME.</translation>
        </message>
        <message>
            <source>Couldn't change the file {0} ({1}). Check that you can write there, and try again.</source>
            <translation>Impossible de modifier le fichier {0} ({1}). Vérifiez que vous pouvez y écrire, et réessayez.</translation>
        </message>
        <message>
            <source>Windows did not let BookOrbit change its list of programs that start at login ({0}).</source>
            <translation>Windows n’a pas laissé BookOrbit modifier la liste des programmes lancés à l’ouverture de session ({0}).</translation>
        </message>
        <message>
            <source>This file has no certificate. Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”.</source>
            <translation>Ce fichier ne contient pas de certificat. Choisissez un fichier PEM, qui commence par « -----BEGIN CERTIFICATE----- ».</translation>
        </message>
        <message>
            <source>This file has no private key. Choose a PEM file, which begins with “-----BEGIN PRIVATE KEY-----”.</source>
            <translation>Ce fichier ne contient pas de clé privée. Choisissez un fichier PEM, qui commence par « -----BEGIN PRIVATE KEY----- ».</translation>
        </message>
        <message>
            <source>This private key belongs to another certificate. Choose the two that were made together.</source>
            <translation>Cette clé privée appartient à un autre certificat. Choisissez les deux qui vont ensemble.</translation>
        </message>
        <message>
            <source>This private key has a password. Save a copy without one, and choose that.</source>
            <translation>Cette clé privée a un mot de passe. Enregistrez-en une copie sans mot de passe et choisissez-la.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space and try again.</source>
            <translation>Le disque est plein. Libérez de l’espace et réessayez.</translation>
        </message>
        <message>
            <source>Disk quota exceeded. Free some space and try again.</source>
            <translation>Quota de disque dépassé. Libérez de l’espace et réessayez.</translation>
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
            <source>BookOrbit isn't allowed to change this file or its folder. Check their permissions.</source>
            <translation>BookOrbit n’a pas le droit de modifier ce fichier ou son dossier. Vérifiez leurs permissions.</translation>
        </message>
        <message>
            <source>There is a file where the folder should be.</source>
            <translation>Il y a un fichier là où le dossier devrait être.</translation>
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
            <source>The copy differs from the file: the drive didn't save what was written.</source>
            <translation>La copie diffère du fichier : le disque n’a pas enregistré ce qui a été écrit.</translation>
        </message>
        <message>
            <source>The file changed while it was copied. Try again.</source>
            <translation>Le fichier a changé pendant la copie. Réessayez.</translation>
        </message>
        <message>
            <source>The folder you are in was deleted, so {0} leads nowhere. Change to another folder, or give --data-dir a path from the root.</source>
            <translation>Le dossier où vous êtes a été supprimé, {0} ne mène donc nulle part. Passez dans un autre dossier, ou donnez à --data-dir un chemin depuis la racine.</translation>
        </message>
        <message>
            <source>BookOrbit can't find your home folder, which holds your library. Set HOME, or choose a folder with --data-dir.</source>
            <translation>BookOrbit ne trouve pas votre dossier personnel, qui contient votre bibliothèque. Définissez HOME, ou choisissez un dossier avec --data-dir.</translation>
        </message>
        <message>
            <source>The folder {0} belongs to another user. Remove it and start again.</source>
            <translation>Le dossier {0} appartient à un autre utilisateur. Supprimez-le et recommencez.</translation>
        </message>
        <message>
            <source>Your system's password store isn't available, and BookOrbit won't save secrets in a file.</source>
            <translation>Le coffre à mots de passe de votre système n’est pas disponible, et BookOrbit n’enregistre pas de secrets dans un fichier.</translation>
        </message>
        <message>
            <source>Your system's password store doesn't answer. Unlock it or log in again, and try again.</source>
            <translation>Le gestionnaire de mots de passe de votre système ne répond pas. Déverrouillez-le ou reconnectez-vous, puis réessayez.</translation>
        </message>
        <message>
            <source>Your system's password store didn't let BookOrbit in. Try again, and allow it when you are asked.</source>
            <translation>Le coffre à mots de passe de votre système n’a pas laissé entrer BookOrbit. Réessayez, et autorisez-le quand on vous le demande.</translation>
        </message>
        <message>
            <source>Your system's password store is locked. Unlock it and try again.</source>
            <translation>Le coffre à mots de passe de votre système est verrouillé. Déverrouillez-le et réessayez.</translation>
        </message>
        <message>
            <source>Couldn't move {0} to the Trash, so the book was kept. Close the file if it's open and try again.</source>
            <translation>Impossible de mettre {0} à la corbeille, le livre a donc été gardé. Fermez le fichier s’il est ouvert, puis réessayez.</translation>
        </message>
        <message>
            <source>a copy</source>
            <translation>une copie</translation>
        </message>
        <message>
            <source>made by you</source>
            <translation>faite par vous</translation>
        </message>
        <message>
            <source>daily</source>
            <translation>quotidienne</translation>
        </message>
        <message>
            <source>before an upgrade</source>
            <translation>avant une mise à jour</translation>
        </message>
        <message>
            <source>before editing many books</source>
            <translation>avant la modification de nombreux livres</translation>
        </message>
        <message>
            <source>before an import</source>
            <translation>avant une importation</translation>
        </message>
        <message>
            <source>before a merge</source>
            <translation>avant une fusion</translation>
        </message>
        <message>
            <source>before a restore</source>
            <translation>avant une restauration</translation>
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
            <source>No items of this kind.</source>
            <translation>Aucun élément de ce type.</translation>
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
            <source>Nothing to undo.</source>
            <translation>Rien à annuler.</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Dismiss message</source>
            <translation>Fermer le message</translation>
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
