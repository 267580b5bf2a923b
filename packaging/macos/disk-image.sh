#!/bin/sh
# dist/BookOrbit Desktop.app as a disk image that one drags into Applications: disk-image.sh VERSION ARCHITECTURE
# With CODESIGN_IDENTITY set, the app was signed when it was frozen; with NOTARY_PROFILE set, Apple is asked for a
# notary's ticket, too. Without both, macOS warns at the first start: right click, Open.
set -eu
cd "$(dirname "$0")/../../dist"
image="bookorbit-desktop-$1-macos-$2.dmg"
rm -rf image "$image"
mkdir image
cp -R "BookOrbit Desktop.app" image/
ln -s /Applications image/Applications
hdiutil create -volname "BookOrbit Desktop" -srcfolder image -format UDZO -ov "$image"
rm -rf image
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
