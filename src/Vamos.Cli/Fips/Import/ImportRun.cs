namespace Vamos.Cli.Fips.Import;

using System.Runtime.CompilerServices;
using Vamos.Clients.Fips;
using Vamos.Fips.Instruments;

/// <summary>One run of an import: goes on behind what is settled, and settles each portion as the hub answers for it.</summary>
internal sealed class ImportRun(ImportFile file, string folder, Quarantine quarantine, ImportState state)
{
    // below what the hub reads in one message, with room for what surrounds the form
    private const int LargestForm = 1_000_000;

    private readonly SortedDictionary<long, ReadForm> _underWay = [];
    private long _number;
    private long _lines;
    private long _unreadable;
    private long _settles;

    public ImportState State { get; private set; } = state;

    /// <summary>Lines read, those of runs before included.</summary>
    public long Lines => State.Lines + _lines;

    /// <summary>Forms and lines set aside, those of runs before included.</summary>
    public long Quarantined => State.Unreadable + State.Refused + _unreadable;

    /// <summary>Runs to the end of the file.</summary>
    /// <param name="forms">Where the forms go.</param>
    /// <param name="tell">Told whenever there is something new.</param>
    /// <param name="cancellation">Gives up; what is settled stays so.</param>
    public async Task RunAsync(FormsClient forms, Action tell, CancellationToken cancellation)
    {
        await foreach (var portion in forms.ImportAsync(ReadAsync(tell, cancellation), cancellationToken: cancellation))
        {
            foreach (var failure in portion.Refused)
            {
                if (_underWay.TryGetValue(failure.CorrelationId, out var read))
                    quarantine.Add(read, failure.CorrelationId, failure);
            }

            foreach (var number in _underWay.Keys.TakeWhile(number => number <= portion.Last).ToArray())
                _underWay.Remove(number);
            Settle(portion, complete: false);
            tell();
        }

        Settle(null, complete: true);
    }

#pragma warning disable CS1998 // a file is read at once
    private async IAsyncEnumerable<FormToImport> ReadAsync(Action tell, [EnumeratorCancellation] CancellationToken cancellation)
#pragma warning restore CS1998
    {
        foreach (var read in file.Forms(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            _number++;
            if (_number <= State.Settled)
                continue;
            tell();
            if (read.Form is { } form && form.CalculateSize() <= LargestForm)
            {
                _underWay[_number] = read;
                // everything before it has been sent or set aside
                _settles = _number - 1;
                yield return new FormToImport(_number, read.RequestId, form);
            }
            else
            {
                SetAside(read);
            }

            _lines += read.Lines.Count;
        }

        _settles = _number;
    }

    // The source has been asked for one form more than the hub has answered for: whatever lies before that one is settled.
    private void Settle(ImportedPortion? portion, bool complete)
    {
        quarantine.Flush();
        State = (State with
        {
            Settled = Math.Max(_settles, State.Settled),
            Lines = State.Lines + _lines,
            Stored = State.Stored + (portion?.Stored ?? 0),
            Repeated = State.Repeated + (portion?.Repeated ?? 0),
            Refused = State.Refused + (portion?.Refused.Count ?? 0),
            Unreadable = State.Unreadable + _unreadable,
            Complete = complete,
        }).Save(folder);
        (_lines, _unreadable) = (0, 0);
    }

    private void SetAside(ReadForm read)
    {
        if (read.Form is null)
            quarantine.Add(read);
        else
            quarantine.AddTooLarge(read, _number);
        _unreadable++;
    }
}
