namespace Vamos.Clients;

using Vamos.Clients.Calls;
using Vamos.Exchange.V1;

/// <summary>How a back office reaches the hub. Checked as a whole before anything is connected: every error is told at once.</summary>
public sealed class VamosClientOptions
{
    /// <summary>
    /// Address of the hub. Default <c>https://localhost:7443</c>, where the sandbox listens. Must be an absolute
    /// <c>https</c> address without path; its host must be one that the hub's certificate names.
    /// </summary>
    public Uri HubAddress { get; set; } = new("https://localhost:7443");

    /// <summary>
    /// PEM file with the authorities that are trusted, usually <c>ca.pem</c>. No default; required. The system's own
    /// authorities are never consulted.
    /// </summary>
    public string AuthorityPath { get; set; } = "";

    /// <summary>PEM file with the certificate of the calling institution. No default; required. The hub takes the institution from it.</summary>
    public string CertificatePath { get; set; } = "";

    /// <summary>PEM file with the private key of that certificate, not encrypted. No default; required.</summary>
    public string KeyPath { get; set; } = "";

    /// <summary>
    /// Code of the institution that the server's certificate must name. Default <c>hub</c>, so that no other member of the
    /// federation can pose as the hub. Null accepts any certificate of the authority.
    /// </summary>
    public string? ExpectedInstitution { get; set; } = "hub";

    /// <summary>
    /// Time that a call with one answer may take, attempts and waits between them included, when the call itself says
    /// nothing. Default 10 s; 1 ms to 1 hour. The hub divides it among the institutions that it asks: a short one makes
    /// answers incomplete, a long one keeps users waiting for an institution that is down. Streams have none of their own.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Purpose that calls declare when they do not say theirs. Default <see cref="Purpose.Unspecified"/>: none, so that the hub
    /// refuses calls about people that do not declare one (<c>PURPOSE_REQUIRED</c>). Every purpose is recorded and must be
    /// covered by the agreement.
    /// </summary>
    public Purpose Purpose { get; set; } = Purpose.Unspecified;

    /// <summary>
    /// Asked before every call, on the caller's thread, for what it declares: the purpose, the case, the user at the screen.
    /// Default null: nothing but <see cref="Purpose"/>. What the call itself says comes first.
    /// </summary>
    public Func<CallDeclaration?>? Declaration { get; set; }

    /// <summary>
    /// Whether calls that the hub could not take (<c>UNAVAILABLE</c>) are tried again. Default true. Only reads are, and writes
    /// that carry a <c>request_id</c>. Switch it off where something above repeats calls itself.
    /// </summary>
    public bool Retries { get; set; } = true;

    /// <summary>
    /// How many times a call is tried in all. Default 3; 2 to 10. More of them ride out longer interruptions, at the price of
    /// load on a hub in trouble.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Wait before the second attempt; doubled before each further one up to <see cref="MaxRetryDelay"/>, and varied by a fifth so
    /// that clients do not return together. Default 200 ms; 1 ms to <see cref="MaxRetryDelay"/>. A longer wait that the hub asks
    /// for is kept.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Longest wait between two attempts that is chosen here. Default 5 s; up to 5 minutes. No wait passes the deadline: when it
    /// would, the call fails at once with what the hub said last.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Greatest message sent or received, in bytes. Default 4 MiB; 64 KiB to 64 MiB. A greater one fails with <c>RESOURCE_EXHAUSTED</c>.</summary>
    public int MaxMessageSize { get; set; } = 4 * 1024 * 1024;
}
