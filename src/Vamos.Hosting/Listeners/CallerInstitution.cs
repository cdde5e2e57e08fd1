namespace Vamos.Hosting.Listeners;

using Grpc.Core;

/// <summary>Who is at the other end of a connection: resolved once from the client certificate and kept on the connection.</summary>
/// <param name="Code">Code of the institution; null when the certificate, though trusted, names none.</param>
public sealed record CallerInstitution(string? Code)
{
    /// <summary>The caller of a call.</summary>
    public static CallerInstitution Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<CallerInstitution>() ?? Unknown;

    private static CallerInstitution Unknown { get; } = new((string?)null);
}
