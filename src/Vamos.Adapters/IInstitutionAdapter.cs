namespace Vamos.Adapters;

using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>
/// What an institution brings to the adapter host: how to read its legacy systems and what they mean. The host does the rest: connections,
/// certificates, deadlines, streams, errors. One that can tell what changed is an <see cref="IChangeSource"/> too; one that asks several
/// legacy systems is made of one such part for each, see <see cref="Systems.SeveralSystems"/>.
/// </summary>
public interface IInstitutionAdapter
{
    /// <summary>What the adapter offers. Needs no legacy system.</summary>
    DescribeResponse Describe();

    /// <summary>
    /// Makes ready to read, and says by an exception why that is impossible now. Called until it succeeds; then <see cref="GetRecordsAsync"/> is.
    /// </summary>
    /// <exception cref="LegacySystemException">The legacy system cannot be read at the moment.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads what the institution knows about some people, all in one go.
    /// </summary>
    /// <param name="people">The people, valid and in canonical form; at most as many as the batch size of <see cref="Describe"/>, some perhaps twice.</param>
    /// <param name="kinds">Kinds that are wanted, never empty, all of them offered.</param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    /// <returns>
    /// One answer for each person, in the same order. When the host receives one that is not found but has issues, nobody can tell whether the
    /// person is known, and the hub is told that the legacy system does not answer. The host fills in when facts were retrieved.
    /// </returns>
    /// <exception cref="LegacySystemException">The legacy system cannot be read at the moment.</exception>
    Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken);

    /// <summary>
    /// Works beside the answering, from the start of the host until it stops, also while the legacy system is not open: listens for events, follows
    /// a folder of files. Begins again when it ends with an exception. Nothing by default.
    /// </summary>
    /// <param name="cancellationToken">Set when the host stops.</param>
    Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
