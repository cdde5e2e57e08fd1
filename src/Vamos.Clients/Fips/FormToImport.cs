namespace Vamos.Clients.Fips;

using Vamos.Fips.V1;

/// <summary>One form of an import.</summary>
/// <param name="Number">The caller's number for it, unique within the import; names it among the refused.</param>
/// <param name="RequestId">
/// The caller's identifier of it, the same whenever it is sent again: the hub stores it once. A hash of the form serves.
/// </param>
/// <param name="Form">The form.</param>
public sealed record FormToImport(long Number, string RequestId, IntegratedProtectionForm Form);
