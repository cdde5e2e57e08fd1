namespace Vamos.Fips.Documents.Tree;

using System.Text;

/// <summary>Lines of a text of any length, none of which may be longer than is useful.</summary>
internal sealed class BoundedLines(TextReader text)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Number of the line, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line without the blanks around it; null when it is too long.</summary>
    public string? Current { get; private set; }

    /// <summary>Goes on to the next line.</summary>
    /// <param name="most">Most characters that it may have.</param>
    /// <returns>False after the last one.</returns>
    public bool Next(int most)
    {
        Current = "";
        if (!Fill())
            return false;
        var line = new StringBuilder();
        var tooLong = false;
        for (var ended = false; !ended && Fill();)
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOf('\n');
            ended = length >= 0;
            var part = ended ? rest[..length] : rest;
            tooLong |= line.Length + part.Length > most;
            if (!tooLong)
                line.Append(part);
            _at += part.Length + (ended ? 1 : 0);
        }

        Number++;
        Current = tooLong ? null : line.ToString().Trim().Trim('\uFEFF');
        return true;
    }

    /// <summary>All that is left, from the current line on; null when that is more than can be read as a whole.</summary>
    public string? Rest()
    {
        var rest = new StringBuilder(Current).Append(Number == 0 ? "" : "\n");
        for (; Fill(); _at = _end)
        {
            if (rest.Length + _end - _at > DocumentLimits.File)
                return null;
            rest.Append(_buffer, _at, _end - _at);
        }

        return rest.ToString();
    }

    private bool Fill()
    {
        if (_at < _end)
            return true;
        (_at, _end) = (0, text.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }
}
