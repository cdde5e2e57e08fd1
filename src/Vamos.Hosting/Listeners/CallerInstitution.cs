namespace Vamos.Hosting.Listeners;

using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

/// <summary>Who is at the other end of a connection: read once from the client certificate and kept on the connection.</summary>
/// <param name="Code">Code of the institution; null when the certificate, though trusted, names none.</param>
/// <param name="Certificate">The certificate; null on a connection without one.</param>
public sealed record CallerInstitution(string? Code, X509Certificate2? Certificate)
{
    /// <summary>The caller of a call.</summary>
    public static CallerInstitution Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<CallerInstitution>() ?? Unknown;

    private static CallerInstitution Unknown { get; } = new(null, null);
}
