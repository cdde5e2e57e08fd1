namespace Vamos.Adapters;

/// <summary>
/// An adapter whose legacy system can tell what changed since a position: by a change column, a journal of its own, the files of a night. The host
/// asks again and again, and turns the answers into the contract's change feed.
/// </summary>
public interface IChangeSource
{
    /// <summary>
    /// Reads the next changes behind a position, oldest first.
    /// </summary>
    /// <param name="position">
    /// Where the last page ended, or the position of the last change that was seen. Null asks for the present position and no changes.
    /// </param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    /// <returns>Changes, at most a few hundred. A change may come twice; none may be missing.</returns>
    /// <exception cref="ChangePositionException">The position is none of this source's, or what came behind it is no longer known.</exception>
    /// <exception cref="LegacySystemException">The legacy system cannot be read at the moment.</exception>
    Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken);
}
