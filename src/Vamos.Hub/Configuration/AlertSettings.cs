namespace Vamos.Hub.Configuration;

using Vamos.Hosting.Settings;

/// <summary>What is worth an alert, and who is told. Section <c>Hub:Alerts</c>.</summary>
public sealed record AlertSettings
{
    /// <summary>Share of refused and failed exchanges of five minutes that is worth one, in percent. Key <c>ErrorPercent</c>; default 5, 1 to 100.</summary>
    public int ErrorPercent { get; init; } = 5;

    /// <summary>Share of a day's quota that is worth one, in percent. Key <c>QuotaPercent</c>; default 90, 1 to 100.</summary>
    public int QuotaPercent { get; init; } = 90;

    /// <summary>Days before its end that a certificate is worth one. Key <c>CertificateDays</c>; default 30, 1 to 365.</summary>
    public int CertificateDays { get; init; } = 30;

    /// <summary>How long a source must be in trouble. Key <c>SourceAfter</c>; default 2 s, 0 to 10 min.</summary>
    public TimeSpan SourceAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where alerts are posted as JSON; https, or http on this machine. Key <c>Webhook:Address</c>; without it they are not.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Secret that signs them. Key <c>Webhook:SecretFile</c>.</summary>
    public byte[]? WebhookSecret { get; init; }

    /// <summary>Who is told by e-mail; null: nobody.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Reads the section.</summary>
    public static AlertSettings Read(SettingsReader alerts)
    {
        var defaults = new AlertSettings();
        var webhook = alerts.Section("Webhook");
        return new AlertSettings
        {
            ErrorPercent = alerts.Number("ErrorPercent", defaults.ErrorPercent, 1, 100),
            QuotaPercent = alerts.Number("QuotaPercent", defaults.QuotaPercent, 1, 100),
            CertificateDays = alerts.Number("CertificateDays", defaults.CertificateDays, 1, 365),
            SourceAfter = alerts.Duration("SourceAfter", defaults.SourceAfter, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            Webhook = Address(webhook),
            WebhookSecret = webhook.Has("SecretFile") && webhook.ExistingFile("SecretFile") is var file && File.Exists(file) ? File.ReadAllBytes(file) : null,
            Mail = alerts.Section("Mail") is var mail && mail.Has("Host") ? MailSettings.Read(mail) : null,
        };
    }

    private static Uri? Address(SettingsReader webhook)
    {
        if (webhook.OptionalText("Address") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return address;
        webhook.Error("Address", $"is '{text}', must be an https address, or http on this machine");
        return null;
    }
}

/// <summary>A mail server and whom it reaches. Section <c>Hub:Alerts:Mail</c>.</summary>
/// <param name="Host">The server. Key <c>Host</c>.</param>
/// <param name="Port">Its port. Key <c>Port</c>; default 587.</param>
/// <param name="UsesTls">Whether the connection is encrypted by STARTTLS. Key <c>Tls</c>; default true.</param>
/// <param name="From">Sender. Key <c>From</c>.</param>
/// <param name="To">Receivers. Key <c>To</c>, with commas between.</param>
/// <param name="User">Name at the server; null without authentication. Key <c>User</c>.</param>
/// <param name="Password">Password at the server. Key <c>PasswordFile</c>, a file that holds it.</param>
public sealed record MailSettings(string Host, int Port, bool UsesTls, string From, IReadOnlyList<string> To, string? User, string? Password)
{
    private const int SubmissionPort = 587;

    /// <summary>Reads the section.</summary>
    public static MailSettings Read(SettingsReader mail)
    {
        var user = mail.OptionalText("User");
        var password = user is null ? "" : mail.ExistingFile("PasswordFile");
        return new MailSettings(
            mail.Text("Host"),
            mail.Number("Port", SubmissionPort, 1, ushort.MaxValue),
            mail.Choice("Tls", Switch.True) == Switch.True,
            mail.Text("From"),
            mail.Text("To").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            user,
            File.Exists(password) ? File.ReadAllText(password).Trim() : null);
    }

    private enum Switch
    {
        True,
        False,
    }
}
