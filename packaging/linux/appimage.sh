#!/bin/sh
# One file that runs where it lies: appimage.sh VERSION, after `dev.py freeze`. Needs appimagetool on the PATH.
set -eu
cd "$(dirname "$0")/../.."
name=bookorbit-desktop
app=build/AppDir
rm -rf "$app"
mkdir -p "$app/usr/lib" "$app/usr/share/metainfo"
cp -a "dist/$name" "$app/usr/lib/$name"
cp "resources/$name.desktop" "resources/icons/$name.svg" "$app/"
cp packaging/linux/org.bookorbit.desktop.metainfo.xml "$app/usr/share/metainfo/org.bookorbit.desktop.appdata.xml"
ln -s "usr/lib/$name/$name" "$app/AppRun"
exec appimagetool "$app" "dist/$name-$1-$(uname -m).AppImage"
