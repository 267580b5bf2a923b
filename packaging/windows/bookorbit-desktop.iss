; The installer for Windows: ISCC.exe /DVersion=1.2.0 packaging\windows\bookorbit-desktop.iss, after `dev.py freeze`.
; For one person, without an administrator. What is removed is what was installed; the library stays.
#ifndef Version
  #error Give the version: /DVersion=1.2.0
#endif
#define Name "BookOrbit Desktop"
#define Program "bookorbit-desktop-gui.exe"

[Setup]
AppId={{6E0A6E0B-9C55-4C43-9C0E-7B0A4E1B6D52}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The BookOrbit Desktop authors
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=yes
Compression=lzma2/max
DefaultDirName={autopf}\{#Name}
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
MinVersion=10.0.17763
OutputBaseFilename=bookorbit-desktop-{#Version}-windows-setup
OutputDir=..\..\dist
PrivilegesRequired=lowest
SetupIconFile=..\..\build\icons\bookorbit-desktop.ico
SolidCompression=yes
UninstallDisplayIcon={app}\{#Program}
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"
Name: "french"; MessagesFile: "compiler:Languages\French.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "italian"; MessagesFile: "compiler:Languages\Italian.isl"

[Files]
Source: "..\..\dist\bookorbit-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; Files of the version before, which the new one may no longer have.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Program}"

[Registry]
; The program itself starts with Windows if one asks it to; removing it takes that out.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "{#Name}"; Flags: dontcreatekey uninsdeletevalue

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
