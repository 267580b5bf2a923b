<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sync log entries yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entries match these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sent to Hardcover, and why something was not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rated {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your device has moved on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was moved or deleted. Progress is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your device has moved on. Open the book to follow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, book {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let KOReader decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You did not set these statuses; KOReader decides already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n star(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search title, author or series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library could not be read. The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n book(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your books, with the place you are at in each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for changes in your folders (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No books yet. Drop files here, or choose a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No books match these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading your books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n file(s) could not be read; the list says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reachable: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the status to Reading or Read first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A finish date needs the status Read or Skimmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reader has sent progress yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your device has moved on, to {0}. You set this status.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by hand. KOReader updates won&apos;t change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status and progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through your folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading files: {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n need attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KOReader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page count is a number from 1 to 100,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many pages does “{0}” have?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many pages do these %n book(s) have?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover counts progress in pages. Leave it empty to use the count of the edition.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What your books sync to on Hardcover.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open sync log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books and their state on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync now ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optional: your reading, posted to your profile on hardcover.app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No eligible books to sync. Give a book a status (anything except Unread) and it appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No books in this view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Public</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Followers only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave as on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sees your books on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect your Hardcover account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent until you press Sync now. You see what would be sent first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a token first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking Hardcover…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} You can use the token until you quit, without saving it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste your token here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Get a token” opens Hardcover with the four permissions ticked. Give it a name and an expiry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To save it, install and unlock a password store such as GNOME Keyring or KWallet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send changes automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: nothing is sent until you press Sync now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token kept in your password store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token kept until you quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token from BOOKORBIT_HARDCOVER_TOKEN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token was removed. What was matched and sent stays known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another token…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token comes from BOOKORBIT_HARDCOVER_TOKEN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Want to Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rereading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skimmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for page count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ahead on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused after 10 failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title A–Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Author A–Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n hour(s) ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n day(s) ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} without change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} not matched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books that would be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n book(s) would be sent. Untick what you want to keep here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} already the same on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in this list: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync to Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run in background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show books without a match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this sync?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it wrote on Hardcover is put back as it was before, and what it created is removed. Your books here stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sync could not be undone yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why isn&apos;t this on Hardcover?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up your books. Nothing is sent yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up the editions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover lists no text edition of this book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong. The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel stops after the current request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send %n book(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books processed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books of this sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing this sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting back what was on Hardcover before…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n book(s) put back as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sync could not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping after the current request…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open BookOrbit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy server address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BookOrbit keeps running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your devices can still send their place. To end BookOrbit, choose Quit in this icon&apos;s menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
{0} pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your devices keep their place in step over your Wi-Fi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a book, then Tools ▸ Progress sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom sync server: type the address above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register / Login ▸ Login: type the name and the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document matching method ▸ Binary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick “Automatically keep documents in sync”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync to a newer state ▸ Silently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No device has tried to log in since BookOrbit started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last login: {0}, “{1}”, accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last login: {0}, “{1}”, refused. {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No progress has arrived yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last progress: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n document(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n update(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing arriving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>firewall command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No login at all? Check the Wi-Fi and the address. A firewall may be in the way:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A device appears here when it first sends its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmatched documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your device sent progress for a file BookOrbit hasn&apos;t seen. It&apos;s saved and is given back to your devices even if you never link it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every document your devices sent is matched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unnamed device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept progress from devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Devices keep their progress until it runs again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running on port {0}, but not accepting progress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running on port {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: devices are told so, and newer ones send their progress later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices must log in again afterwards. Their progress is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect your device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device and computer must be on the same Wi-Fi.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If one does not work, try the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On your device, in KOReader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n device(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last progress {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} requests left today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardcover @{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepting progress on {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions for the selected books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the book on Hardcover yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the match; the next sync looks anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter page count…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress is sent in pages of this count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync this book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send what changed in the selected books.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How this book gets to Hardcover, and where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a book first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one book only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it to Hardcover again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it off Hardcover from now on. What is there stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync these books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Sync now” for your first sync; it shows what would be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched to “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page count saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page count of the edition is used again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match cleared — re-matching on the next sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excluded from Hardcover sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Included in Hardcover sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed from Hardcover: %n book(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also remove the entry on Hardcover…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You created this entry yourself; BookOrbit won&apos;t delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %n book(s) from your Hardcover shelf?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: status, dates and rating there are deleted. Your books here stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove entry on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is sent automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send when you mark a book as reading, read, and so on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send progress and dates when your device reports them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send your star ratings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent by itself while “Send changes automatically” is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match “{0}” to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use book without an edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which edition?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an edition first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n reader(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n page(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no page count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audiobook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text and audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title and author, or a link, id or ISBN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books on Hardcover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No results — try a different query.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CopyField</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateButton</name>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop books or folders to add them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>{0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListStates</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>BookOrbit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect your Hardcover account first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo: nothing leaves this computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StarRating</name>
    <message>
        <source>{0} of 5 stars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Something went wrong. The log file has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
