namespace Vamos.Cli.Monitoring;

using Vamos.Clients;
using Vamos.Clients.Exchanges;
using Vamos.Exchange.V1;

/// <summary>The sources as they were a moment ago: asked for now and then, for every question is an exchange itself.</summary>
internal sealed class SourceGlance(TrafficClient traffic, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(4);

    private IReadOnlyList<Source> _known = [];
    private string _trouble = "";
    private long? _looked;

    /// <summary>The sources, and why they are not those of now; empty when they are.</summary>
    public async Task<(IReadOnlyList<Source> Sources, string Trouble)> LookAsync(CancellationToken cancellation)
    {
        if (_looked is { } at && time.GetElapsedTime(at) < Between)
            return (_known, _trouble);
        _looked = time.GetTimestamp();
        try
        {
            (_known, _trouble) = (await traffic.ListSourcesAsync(cancellation), "");
        }
        catch (Exception e) when (e is HubUnavailableException or HubDeadlineException)
        {
            _trouble = "The hub does not answer; waiting for it.";
        }

        return (_known, _trouble);
    }
}
