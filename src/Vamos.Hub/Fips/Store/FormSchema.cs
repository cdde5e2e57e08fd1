namespace Vamos.Hub.Fips.Store;

using System.Security.Cryptography;
using Vamos.Hub.Storage;

/// <summary>The tables of the registry of household forms.</summary>
/// <remarks>
/// <c>fips_version</c> holds every version of every form for good, numbered in the order of their commits: it is the feed, too. <c>fips_form</c> says
/// which version of a form is the latest and to which household it belongs, <c>fips_match_key</c> finds forms by what identifies their members,
/// <c>fips_household_change</c> keeps splits and merges, <c>fips_feed</c> the key that tokens are checked by.
/// </remarks>
internal static class FormSchema
{
    public const string Room = "fips";

    /// <summary>Department of a version, for the index of the same expression.</summary>
    public const string Department = "substr(district, 1, 2)";

    private const int TokenKeyBytes = 32;

    public static IReadOnlyList<Migration> Steps { get; } = [new Migration(1, "registry of forms", Create)];

    private static string Create(Dialect dialect) =>
        $"""
        CREATE TABLE fips_version (
            seq {dialect.IntegerKey} PRIMARY KEY,
            form_no BIGINT NOT NULL,
            version BIGINT NOT NULL,
            district TEXT NOT NULL,
            instrument INTEGER NOT NULL,
            consumer TEXT NOT NULL,
            submitter TEXT NOT NULL,
            agreement_id TEXT NOT NULL,
            exchange_id TEXT NOT NULL,
            request_key BIGINT NOT NULL,
            request_id TEXT NOT NULL,
            request_digest {dialect.Bytes} NOT NULL,
            stored_at BIGINT NOT NULL,
            people TEXT NOT NULL,
            form {dialect.Bytes}
        );
        CREATE UNIQUE INDEX fips_version_form ON fips_version (form_no, version);
        CREATE INDEX fips_version_request ON fips_version (request_key);
        CREATE INDEX fips_version_district ON fips_version (district, seq);
        CREATE INDEX fips_version_department ON fips_version (({Department}), seq);
        CREATE TABLE fips_form (
            form_no {dialect.IntegerKey} PRIMARY KEY,
            form_id TEXT NOT NULL,
            household_id TEXT NOT NULL,
            seq BIGINT NOT NULL,
            version BIGINT NOT NULL,
            erased_at BIGINT,
            erasure_basis TEXT
        );
        CREATE UNIQUE INDEX fips_form_id ON fips_form (form_id);
        CREATE INDEX fips_form_household ON fips_form (household_id);
        CREATE TABLE fips_match_key (
            match_key BIGINT NOT NULL,
            form_no BIGINT NOT NULL,
            PRIMARY KEY (match_key, form_no)
        ){(dialect == Dialect.Sqlite ? " WITHOUT ROWID" : "")};
        CREATE TABLE fips_household_change (
            household_id TEXT NOT NULL,
            seq BIGINT NOT NULL,
            kind INTEGER NOT NULL,
            other_household_id TEXT NOT NULL,
            form_id TEXT NOT NULL,
            changed_at BIGINT NOT NULL,
            PRIMARY KEY (household_id, seq, kind, other_household_id)
        );
        CREATE TABLE fips_feed (id INTEGER PRIMARY KEY, token_key {dialect.Bytes} NOT NULL);
        INSERT INTO fips_feed (id, token_key) VALUES (1, {Bytes(dialect, RandomNumberGenerator.GetBytes(TokenKeyBytes))});
        """;

    private static string Bytes(Dialect dialect, byte[] bytes) => dialect == Dialect.Sqlite
        ? $"X'{Convert.ToHexString(bytes)}'"
        : $"'\\x{Convert.ToHexStringLower(bytes)}'";
}
