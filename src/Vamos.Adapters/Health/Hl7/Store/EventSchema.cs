namespace Vamos.Adapters.Health.Hl7.Store;

/// <summary>The tables of the store. Moments are milliseconds since 1970.</summary>
internal static class EventSchema
{
    public const int Version = 1;

    public const string Tables = """
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS message (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL, control_id TEXT NOT NULL, digest BLOB NOT NULL, type TEXT NOT NULL,
            received INTEGER NOT NULL, raw BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS message_once ON message (control_id, sender, digest);
        CREATE TABLE IF NOT EXISTS set_aside (
            seq INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL, control_id TEXT NOT NULL, digest BLOB NOT NULL, type TEXT NOT NULL,
            received INTEGER NOT NULL, code INTEGER NOT NULL, location TEXT NOT NULL, reason TEXT NOT NULL, cedula TEXT, raw BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS set_aside_once ON set_aside (control_id, sender, digest);
        CREATE INDEX IF NOT EXISTS set_aside_of ON set_aside (cedula) WHERE cedula IS NOT NULL;
        CREATE TABLE IF NOT EXISTS patient (
            id INTEGER PRIMARY KEY AUTOINCREMENT, cedula TEXT, cedula_at INTEGER NOT NULL, name TEXT, name_at INTEGER NOT NULL,
            birth TEXT, birth_at INTEGER NOT NULL, sex TEXT, sex_at INTEGER NOT NULL, marital TEXT, marital_at INTEGER NOT NULL,
            death TEXT, death_at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS patient_of ON patient (cedula) WHERE cedula IS NOT NULL;
        CREATE TABLE IF NOT EXISTS identifier (key TEXT PRIMARY KEY, patient INTEGER NOT NULL, merged_at INTEGER) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS identifier_of ON identifier (patient);
        CREATE TABLE IF NOT EXISTS dose (
            id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, filler TEXT NOT NULL, system TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
            date TEXT NOT NULL, number INTEGER, given INTEGER NOT NULL, establishment TEXT NOT NULL, deleted INTEGER NOT NULL, changed INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS dose_of ON dose (patient);
        CREATE TABLE IF NOT EXISTS change (seq INTEGER PRIMARY KEY AUTOINCREMENT, cedula TEXT NOT NULL, kinds INTEGER NOT NULL, time INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS message_age ON message (received);
        CREATE INDEX IF NOT EXISTS set_aside_age ON set_aside (received);
        """;
}
