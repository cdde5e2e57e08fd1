namespace Vamos.Cli.CommandLine;

using System.Text;

/// <summary>Leaves out the spaces at the ends of lines, by which tables are filled up.</summary>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private int _spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not '\r' and not '\n')
            inner.Write(new string(' ', _spaces));
        _spaces = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
