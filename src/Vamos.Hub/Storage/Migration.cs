namespace Vamos.Hub.Storage;

/// <summary>One step in the life of a room's tables. A step that was released is never changed; a later one follows it.</summary>
/// <param name="Version">1 for the first step of a room, then one more each.</param>
/// <param name="Name">What it does, in a few words.</param>
/// <param name="Sql">The statements, in the spelling of a database.</param>
public sealed record Migration(int Version, string Name, Func<Dialect, string> Sql);
