namespace Vamos.Adapters.Systems;

/// <summary>The changes of several systems as one feed. While one of them cannot be read, the others' changes go on, and pages are not complete.</summary>
internal sealed class JoinedChanges(IReadOnlyList<SystemPart> parts, ILogger logger)
{
    private readonly string[] _names = [.. parts.Select(part => part.Name)];

    public async Task<ChangePage> ReadAsync(string? position, CancellationToken cancellationToken)
    {
        var positions = position is null ? new string?[parts.Count] : JoinedPosition.Read(position, _names);
        var pages = await Task.WhenAll(parts.Select((part, i) => TryReadAsync(part, positions[i], cancellationToken)));
        if (pages.All(page => page is null))
            throw new LegacySystemException("changes of no system can be read");

        var changes = new List<RecordChange>();
        for (var i = 0; i < pages.Length; i++)
        {
            if (pages[i] is not { } page)
                continue;
            foreach (var change in page.Changes)
            {
                positions[i] = change.Position;
                changes.Add(change with { Position = Join(positions) });
            }

            positions[i] = page.Position;
        }

        return new ChangePage(changes, Join(positions), pages.Any(page => page is { More: true }), pages.All(page => page is { IsComplete: true }));
    }

    private string Join(string?[] positions) => JoinedPosition.Write([.. _names.Zip(positions, (name, position) => (name, position!))]);

    private async Task<ChangePage?> TryReadAsync(SystemPart part, string? position, CancellationToken cancellationToken)
    {
        try
        {
            return await ((IChangeSource)part.Adapter).ReadChangesAsync(position, cancellationToken);
        }
        catch (LegacySystemException e) when (position is not null)
        {
            SystemsLog.ChangesMissing(logger, part.Name, e.Message);
            return null;
        }
    }
}
