namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// What changed, found by asking each type for what was updated since. A server may show a change some time after the moment that it writes on it,
/// and writes moments as coarsely as it likes; so every look goes back by the overlap, and what was told before is left out.
/// </summary>
internal sealed class FhirChanges(FhirSystem server, TimeProvider time)
{
    private const int MostChanges = 200;
    // More than this within one moment is a load of the whole register, after which everybody should look at everything.
    private const int MostPages = 2000;

    // A patient that changed may have got another number, with which all that is known of somebody changes.
    private static readonly (string Type, string Field, FactKinds Kinds)[] Types =
    [
        ("Patient", "", default),
        ("Immunization", "patient", FactKinds.Of(FactKind.Immunization)),
        ("Coverage", "beneficiary", FactKinds.Of(FactKind.Coverage)),
        ("Encounter", "subject", FactKinds.Of(FactKind.Pregnancy, FactKind.Nutrition)),
    ];

    private readonly FhirToldChanges _told = new();

    public async Task<ChangePage> ReadAsync(string? position, CancellationToken cancellationToken)
    {
        if (position is not null)
            return await ReadAsync(FhirPosition.Parse(position, Types.Length), cancellationToken);

        // What was shown just before counts as told.
        var now = await NowAsync(cancellationToken);
        var start = new FhirPosition([.. Types.Select(_ => now - server.Settings.ChangeOverlap)], "", 0);
        var page = await ReadAsync(start, cancellationToken);
        while (page.More)
            page = await ReadAsync(FhirPosition.Parse(page.Position, Types.Length), cancellationToken);
        return page with { Changes = [] };
    }

    private async Task<ChangePage> ReadAsync(FhirPosition position, CancellationToken cancellationToken)
    {
        var told = _told.At(position);
        var looks = new List<Look>();
        for (var i = 0; i < Types.Length; i++)
            looks.Add(await LookAsync(Types[i].Type, position.Floors[i], told, cancellationToken));

        var changed = looks.SelectMany((look, type) => look.Changed.Select(record => (Type: type, Record: record)))
            .OrderBy(change => change.Record.LastUpdated).ToArray();
        string[] keys = [.. changed.Select(change => KeyOf(change.Record))];
        var memory = _told.Remember(told, keys);
        var cedulas = await CedulasAsync(changed, cancellationToken);
        List<RecordChange> changes = [];
        for (var i = 0; i < changed.Length; i++)
        {
            var behind = (position with { Memory = memory, Told = i + 1 }).ToString();
            var (type, record) = changed[i];
            changes.AddRange(cedulas[i].Select(cedula => new RecordChange(cedula, Types[type].Kinds, record.LastUpdated!.Value, behind)));
        }

        var floors = looks.Select(look => look.Floor).ToArray();
        string[] still = [.. looks.SelectMany(look => look.Behind)];
        var end = new FhirPosition(floors, _told.Remember(still, []), 0);
        return new ChangePage(changes, end.ToString(), looks.Exists(look => look.More));
    }

    /// <summary>Asks for what changed of one type since a moment, until there is enough that was not told.</summary>
    private async Task<Look> LookAsync(string type, DateTimeOffset floor, HashSet<string> told, CancellationToken cancellationToken)
    {
        List<FhirRecord> changed = [];
        List<(string Key, DateTimeOffset Time)> met = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        DateTimeOffset? serverTime = null;
        var (last, more, sorted) = (floor, false, true);
        await foreach (var page in server.Search.PagesAsync(
            type, MostChanges, MostPages, cancellationToken, ("_lastUpdated", $"ge{Text(floor)}"), ("_sort", "_lastUpdated")))
        {
            serverTime ??= page.ServerTime;
            foreach (var resource in page.Resources.Where(resource => FhirBundle.TypeOf(resource) == type))
            {
                var record = new FhirRecord(resource, default);
                if (record.LastUpdated is not { } updated || record.Id.Length == 0)
                    throw new LegacySystemException($"its FHIR server does not say when a resource of {type} changed");
                sorted &= updated >= last;
                last = updated > last ? updated : last;
                var key = KeyOf(record);
                if (updated < floor || !keys.Add(key))
                    continue;
                met.Add((key, updated));
                if (!told.Contains(key))
                    changed.Add(record);
            }

            // A server that does not sort has to be read to the end.
            if (changed.Count >= MostChanges && sorted && page.Next is not null)
            {
                more = true;
                break;
            }
        }

        var settled = (serverTime ?? last) - server.Settings.ChangeOverlap;
        var next = more && last < settled ? last : settled;
        if (next < floor)
            next = floor;
        return new Look(changed, next, [.. met.Where(one => one.Time >= next).Select(one => one.Key)], more);
    }

    private async Task<IReadOnlyList<NationalId>[]> CedulasAsync((int Type, FhirRecord Record)[] changed, CancellationToken cancellationToken)
    {
        var patients = new FhirPatients(server.Search, server.Settings);
        string?[] ids = [.. changed.Select(change => Types[change.Type].Field is { Length: > 0 } field
            ? FhirReading.PatientOf(change.Record, field, server.Settings.Address)
            : change.Record.Id)];
        await patients.ReadByIdAsync(ids.OfType<string>(), cancellationToken);
        await patients.ReadLinkedAsync(cancellationToken);
        IReadOnlyList<NationalId>[] cedulas = [.. ids.Select(id => patients.CedulasAround(id))];
        foreach (var nobody in changed.Where((_, i) => cedulas[i].Count == 0).GroupBy(change => change.Type))
            FhirLog.ChangeOfNobody(server.Logger, nobody.Count(), Types[nobody.Key].Type);
        return cedulas;
    }

    /// <summary>The server's clock; ours if it shows none.</summary>
    private async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var reply = await server.Client.GetAsync(new Uri(server.Settings.Address, "metadata"), default, cancellationToken);
        return reply.ServerTime ?? time.GetUtcNow();
    }

    private static string KeyOf(FhirRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Type}/{record.Id}@{record.LastUpdated!.Value.UtcTicks}");

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record Look(IReadOnlyList<FhirRecord> Changed, DateTimeOffset Floor, IReadOnlyList<string> Behind, bool More);
}
