namespace Vamos.Hub.Beneficiaries;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Vamos.Beneficiary.V1;
using Vamos.Hub.Sources;
using Vamos.Trust.Agreements;

/// <summary>Tells what changes about people, as the sources tell it, within what an agreement grants at that moment.</summary>
public sealed class BeneficiaryWatch(SourceRegistry sources, TimeProvider time)
{
    private static readonly FactKind[] NotTold = [FactKind.Unspecified];

    /// <summary>
    /// Whom there is to listen to: the sources that the agreement covers, that hold some wanted kind, and that tell changes or have not said yet whether
    /// they do.
    /// </summary>
    /// <param name="kinds">Kinds that are wanted; empty means all.</param>
    /// <param name="grant">What the agreement grants.</param>
    public IReadOnlyList<AdapterSource> Watched(IReadOnlySet<FactKind> kinds, MethodGrant grant)
    {
        var wanted = WatchedKinds.Of(grant).Where(kind => kinds.Count == 0 || kinds.Contains(kind)).ToHashSet();
        return [.. sources.All.Where(source =>
            grant.Providers.Contains(source.Institution) && source.Offers(wanted) && (source.WatchesChanges || !source.Described))];
    }

    /// <summary>Listens to sources until the caller leaves.</summary>
    /// <param name="watched">Whom to listen to.</param>
    /// <param name="position">Where to go on.</param>
    /// <param name="kinds">Kinds that are wanted; empty means all.</param>
    /// <param name="agreement">What the agreement grants at this moment. Asked at every sign of life, too, so that a quiet stream ends with its agreement.</param>
    /// <param name="begun">Told once it listens: what changes from then on is not missed.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    /// <exception cref="FeedPositionException">A source cannot go on from its position.</exception>
    /// <exception cref="FeedBusyException">As many listen to a source as may.</exception>
    public async IAsyncEnumerable<WatchBeneficiariesResponse> FollowAsync(
        IReadOnlyList<AdapterSource> watched,
        WatchPosition position,
        IReadOnlySet<FactKind> kinds,
        Func<MethodGrant> agreement,
        Func<Task> begun,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var relay = new ChangeRelay(watched, position.Sources, time, cancellation);
        // A token names whom this stream hears; a source that is gone has no place in it.
        var at = watched.Aggregate(WatchPosition.Now, (all, source) =>
            all.At(source.Institution, position.Sources.GetValueOrDefault(source.Institution) ?? ByteString.Empty));
        foreach (var (institution, token) in await relay.BeginAsync(cancellation))
        {
            if (!at.Sources.ContainsKey(institution))
                at = at.At(institution, token);
        }

        await begun();
        await foreach (var (institution, change) in relay.ReadAsync(cancellation))
        {
            var behind = at.At(institution, change.ResumeToken);
            if (change.NationalId is not null && !change.NationalId.Violations("national_id").Any())
            {
                var told = Told(change.Kinds, institution, kinds, agreement());
                for (var i = 0; i < told.Length; i++)
                {
                    yield return new WatchBeneficiariesResponse
                    {
                        // who breaks off between two kinds of one change must hear both again
                        ResumeToken = (i == told.Length - 1 ? behind : at).Write(),
                        NationalId = change.NationalId.Canonical().Clone(),
                        Kind = told[i],
                        Institution = institution,
                        ChangeTime = change.ChangeTime,
                    };
                }
            }
            else
            {
                agreement();
            }

            at = behind;
        }
    }

    private static FactKind[] Told(RepeatedField<FactKind> changed, string institution, IReadOnlySet<FactKind> wanted, MethodGrant grant)
    {
        if (!grant.Providers.Contains(institution))
            return [];
        if (changed.Count == 0)
            return NotTold;
        var granted = WatchedKinds.Of(grant);
        return [.. changed.Where(kind => granted.Contains(kind) && (wanted.Count == 0 || wanted.Contains(kind))).Distinct()];
    }
}
