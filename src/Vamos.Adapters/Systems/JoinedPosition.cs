namespace Vamos.Adapters.Systems;

/// <summary>The positions of several change sources as one text: <c>name=position|name=position</c>, each escaped as in an address.</summary>
internal static class JoinedPosition
{
    public static string Write(IReadOnlyList<(string Name, string Position)> positions) =>
        string.Join('|', positions.Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Position)}"));

    /// <summary>The positions of the systems of these names, in their order.</summary>
    /// <exception cref="ChangePositionException">The text is not of this kind, or lacks a system that has been added since.</exception>
    public static string[] Read(string text, IReadOnlyList<string> names)
    {
        var positions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split('|'))
        {
            if (part.Split('=') is not [var name, var position] || !positions.TryAdd(Uri.UnescapeDataString(name), Uri.UnescapeDataString(position)))
                throw new ChangePositionException("not a position of several systems", isTooOld: false);
        }

        return [.. names.Select(name => positions.GetValueOrDefault(name)
            ?? throw new ChangePositionException("the institution has a legacy system now that it did not have then", isTooOld: true))];
    }
}
