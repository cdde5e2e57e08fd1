namespace Vamos.LoadTest;

using System.Globalization;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal sealed class Options(string[] args)
{
    public string? Text(string name)
    {
        var at = Array.IndexOf(args, "--" + name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public int Number(string name, int fallback) =>
        Text(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : fallback;
}
