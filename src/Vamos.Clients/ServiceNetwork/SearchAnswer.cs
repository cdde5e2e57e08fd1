namespace Vamos.Clients.ServiceNetwork;

using Vamos.Common.V1;
using Vamos.ServiceNetwork.V1;

/// <summary>One page of a search.</summary>
/// <param name="Matches">The services, best first, each with its reasons.</param>
/// <param name="Sources">The sources asked about the person; empty when none was.</param>
/// <param name="NextPageToken">Goes on behind this page; empty on the last.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record SearchAnswer(IReadOnlyList<ServiceMatch> Matches, IReadOnlyList<SourceStatus> Sources, string NextPageToken, string ExchangeId);
