namespace Vamos.Hub.Referrals.Storing;

using System.Security.Cryptography;
using Vamos.Hub.Storage;

/// <summary>The tables of the referrals.</summary>
/// <remarks>
/// <c>referral</c> holds each referral as it is now. <c>referral_feed</c> holds what happened, once for each party, in the order of the commits:
/// <c>referral_head</c> numbers it, and keeps the secret of the resume tokens. <c>referral_request</c> holds the answers that are given again when a
/// request is repeated.
/// </remarks>
internal static class ReferralSchema
{
    public const string Room = "referrals";

    private const int SecretBytes = 32;

    public static IReadOnlyList<Migration> Steps { get; } = [new Migration(1, "referrals", Create)];

    private static string Create(Dialect dialect) =>
        $"""
        CREATE TABLE referral (
            referral_id TEXT PRIMARY KEY,
            sender TEXT NOT NULL,
            receiver TEXT NOT NULL,
            service_id TEXT NOT NULL,
            person_number TEXT NOT NULL,
            person_letter TEXT NOT NULL,
            person_country TEXT NOT NULL,
            reason TEXT NOT NULL,
            state INTEGER NOT NULL,
            deadline BIGINT NOT NULL,
            remind_at BIGINT,
            due_at BIGINT,
            created_at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            version BIGINT NOT NULL,
            decline_reason TEXT NOT NULL,
            outcome TEXT NOT NULL,
            counter_to TEXT NOT NULL,
            case_id TEXT NOT NULL,
            position BIGINT NOT NULL
        );
        CREATE INDEX referral_sender ON referral (sender, position);
        CREATE INDEX referral_receiver ON referral (receiver, position);
        CREATE INDEX referral_due ON referral (due_at) WHERE due_at IS NOT NULL;
        CREATE TABLE referral_feed (
            institution TEXT NOT NULL,
            position BIGINT NOT NULL,
            referral_id TEXT NOT NULL,
            kind INTEGER NOT NULL,
            state INTEGER NOT NULL,
            version BIGINT NOT NULL,
            told_at BIGINT NOT NULL,
            PRIMARY KEY (institution, position)
        );
        CREATE TABLE referral_request (
            caller TEXT NOT NULL,
            method TEXT NOT NULL,
            request_id TEXT NOT NULL,
            content {dialect.Bytes} NOT NULL,
            answer {dialect.Bytes} NOT NULL,
            answered_at BIGINT NOT NULL,
            PRIMARY KEY (caller, method, request_id)
        );
        CREATE INDEX referral_request_age ON referral_request (answered_at);
        CREATE TABLE referral_head (
            id INTEGER PRIMARY KEY,
            position BIGINT NOT NULL,
            secret {dialect.Bytes} NOT NULL
        );
        INSERT INTO referral_head (id, position, secret) VALUES (1, 0, {Secret(dialect)});
        """;

    private static string Secret(Dialect dialect)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        return dialect == Dialect.Sqlite ? $"X'{secret}'" : $"'\\x{secret}'";
    }
}
