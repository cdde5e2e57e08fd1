namespace Vamos.Fips.Instruments.FichaHogar;

using Microsoft.Win32.SafeHandles;

/// <summary>
/// The sheets of a file in another order than they stand there: that of their households. Where both files are in the same order, as they mostly are,
/// it reads straight through. Every line has its end, since files that are cut off are refused before.
/// </summary>
internal sealed class SheetStream(SafeFileHandle file, IReadOnlyList<Sheet> sheets, ReadingGauge gauge) : Stream
{
    private int _sheet;
    private int _within;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_sheet == sheets.Count || count == 0)
            return 0;
        var (from, wanted, next) = Run(count);
        var read = RandomAccess.Read(file, buffer.AsSpan(offset, wanted), from);
        if (read == 0)
            throw new IOException("the file changed while it was read");
        Advance(read, next, wanted);
        gauge.Read(read);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Sheets that follow one another in the file are read at once, as many as fit.
    private (long From, int Wanted, int Next) Run(int count)
    {
        var from = sheets[_sheet].Offset + _within;
        var wanted = sheets[_sheet].Length - _within;
        var next = _sheet + 1;
        while (next < sheets.Count && wanted < count && sheets[next].Offset == from + wanted)
            wanted += sheets[next++].Length;
        return (from, Math.Min(wanted, count), next);
    }

    private void Advance(int read, int next, int wanted)
    {
        if (read == wanted && sheets[next - 1].Offset + sheets[next - 1].Length == sheets[_sheet].Offset + _within + read)
        {
            (_sheet, _within) = (next, 0);
            return;
        }

        _within += read;
        while (_sheet < sheets.Count && _within >= sheets[_sheet].Length)
            _within -= sheets[_sheet++].Length;
    }
}
