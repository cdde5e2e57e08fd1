namespace Vamos.Adapters.Systems;

using Vamos.Adapter.V1;
using Vamos.Adapters.Hosting;
using Vamos.Common.V1;

/// <summary>
/// An institution with several legacy systems, each read by a part of its own. What one part knows is an answer even while another does not
/// answer; then the answer names the one that is missing.
/// </summary>
public sealed class SeveralSystems : IInstitutionAdapter, IChangeSource, IAsyncDisposable
{
    private readonly SystemPart[] _parts;
    private readonly AdapterSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JoinedChanges _changes;

    internal SeveralSystems(IReadOnlyList<IInstitutionAdapter> parts, AdapterSettings settings, TimeProvider time, ILogger<SeveralSystems> logger)
    {
        _parts = [.. parts.Select(part => new SystemPart(part))];
        _settings = settings;
        _time = time;
        _logger = logger;
        _changes = new JoinedChanges(_parts, logger);
    }

    /// <summary>Puts parts together, for the host. Changes are watched when every part is an <see cref="IChangeSource"/>.</summary>
    /// <param name="parts">At least one; the first one's description of a person counts.</param>
    public static Func<IServiceProvider, IInstitutionAdapter> Of(params IReadOnlyList<Func<IServiceProvider, IInstitutionAdapter>> parts) => services =>
    {
        if (parts.Count == 1)
            return parts[0](services);
        IInstitutionAdapter[] made = [.. parts.Select(part => part(services))];
        var time = services.GetRequiredService<TimeProvider>();
        var logger = services.GetRequiredService<ILogger<SeveralSystems>>();
        return new SeveralSystems(made, services.GetRequiredService<AdapterSettings>(), time, logger);
    };

    /// <inheritdoc />
    public DescribeResponse Describe()
    {
        var description = _parts[0].Description.Clone();
        description.OfferedFacts.Add(_parts.Skip(1).SelectMany(part => part.Description.OfferedFacts));
        description.BatchSize = _parts.Min(part => part.Description.BatchSize);
        description.WatchesChanges = _parts.All(part => part is { Description.WatchesChanges: true, Adapter: IChangeSource });
        return description;
    }

    /// <summary>Opens every part; one that opens is enough to answer.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var troubles = await Task.WhenAll(_parts.Select(part => TryOpenAsync(part, cancellationToken)));
        if (troubles.All(trouble => trouble is not null))
            throw new LegacySystemException(string.Join("; ", troubles));
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
        IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var asked = _parts.Where(part => part.Offered.ContainsAny(kinds)).ToArray();
        var answers = await Task.WhenAll(asked.Select(part => TryGetRecordsAsync(part, people, kinds, cancellationToken)));
        var answering = answers.Where(answer => answer is not null).ToArray();
        if (answering.Length == 0)
            throw new LegacySystemException($"none of {string.Join(", ", asked.Select(part => part.Name))} answers");
        var missing = asked.Where((_, i) => answers[i] is null).SelectMany(part => part.Absence(kinds)).ToArray();
        return [.. people.Select((_, i) => JoinedRecords.Of([.. answering.Select(answer => answer![i])], missing))];
    }

    /// <inheritdoc />
    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) => _changes.ReadAsync(position, cancellationToken);

    /// <summary>Runs what each part does beside answering, and goes on trying to open those that could not be opened.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(_parts.Select(part => RunAsync(part, cancellationToken)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
        {
            if (part.Adapter is IAsyncDisposable slow)
                await slow.DisposeAsync();
            else
                (part.Adapter as IDisposable)?.Dispose();
        }
    }

    private async Task<IReadOnlyList<PersonRecords>?> TryGetRecordsAsync(
        SystemPart part, IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        try
        {
            return await part.GetRecordsAsync(people, kinds.Intersect(part.Offered), _settings.SystemTimeout, _time, cancellationToken);
        }
        catch (LegacySystemException e)
        {
            SystemsLog.Missing(_logger, part.Name, e.Message);
            return null;
        }
    }

    private async Task<string?> TryOpenAsync(SystemPart part, CancellationToken cancellationToken)
    {
        try
        {
            await part.OpenAsync(cancellationToken);
            SystemsLog.Open(_logger, part.Name);
            return null;
        }
        catch (LegacySystemException e)
        {
            SystemsLog.NotOpen(_logger, part.Name, _settings.ReopenDelay, e.Message);
            return e.Message;
        }
    }

    private async Task RunAsync(SystemPart part, CancellationToken cancellationToken)
    {
        var work = WorkBeside.RunAsync(part.Adapter, part.Name, _settings.ReopenDelay, _time, _logger, cancellationToken);
        while (!part.IsOpen)
        {
            await Task.Delay(_settings.ReopenDelay, _time, cancellationToken);
            // The host may have opened it in the meantime.
            if (!part.IsOpen)
                await TryOpenAsync(part, cancellationToken);
        }

        await work;
    }
}
