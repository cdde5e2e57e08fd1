namespace Vamos.Hosting.Certificates;

using Vamos.Certificates;

/// <summary>What <c>/health/ready</c> says about certificates. None of it makes a server unready: it serves until the end.</summary>
public static class CertificateReport
{
    /// <summary>Our own.</summary>
    public static object Of(TlsIdentitySource source)
    {
        var state = source.State;
        var lists = state.Revocations;
        return new
        {
            institution = source.Institution,
            serial_number = state.SerialNumber,
            not_after = state.NotAfter,
            state = state.Revoked ? "revoked" : state.Expiry.Word(),
            loaded_at = state.LoadedAt,
            error = state.LastError,
            revocations = new
            {
                file = lists.File,
                state = lists.LastError is not null ? "refused" : lists.Overdue ? "overdue" : lists.LoadedAt is null ? "none" : "ok",
                loaded_at = lists.LoadedAt,
                next_update = lists.NextUpdate,
                revoked = lists.Count,
                error = lists.LastError,
            },
        };
    }

    /// <summary>One that a server presented to us; null when none did yet.</summary>
    public static object? Of(PresentedCertificate? presented, DateTimeOffset now) => presented is null ? null : new
    {
        serial_number = presented.SerialNumber,
        not_after = presented.NotAfter,
        state = CertificateExpiries.Of(presented.NotAfter, now).Word(),
        seen_at = presented.SeenAt,
    };
}
