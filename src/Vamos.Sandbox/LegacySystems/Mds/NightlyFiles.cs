namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vamos.Sandbox.Population;

/// <summary>
/// The files that other bodies drop for the ministry at night: delimited by semicolons, in Latin-1, with dots in cédulas and a few lines that nobody
/// can read. The file is written under another name first and comes with its hash, as a careful sender does it. A failing sender breaks off in
/// the middle, one that sends garbage has put its files through an editor that made UTF-8 of them, a slow one pauses while it writes, and one
/// that is down sends nothing.
/// </summary>
public sealed class NightlyFiles : ISimulatedSystem
{
    private readonly SimulatedPopulation _population;
    private readonly string _inbox;
    private readonly SemaphoreSlim _oneNightAtATime = new(1, 1);
    private readonly Dictionary<Cedula, DateOnly> _deaths = [];
    private volatile Disturbance _disturbance = Disturbance.None;

    private NightlyFiles(string inbox, SimulatedPopulation population)
    {
        _inbox = inbox;
        _population = population;
    }

    /// <inheritdoc />
    public string Name => "mds-files";

    /// <inheritdoc />
    public string Description => $"files of the night for the ministry, {_inbox}";

    /// <inheritdoc />
    public Disturbance Disturbance => _disturbance;

    /// <summary>Makes the folder, and drops the files of the first night into it.</summary>
    public static async Task<NightlyFiles> StartAsync(string inbox, SimulatedPopulation population, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(inbox);
        var files = new NightlyFiles(inbox, population);
        await files.WriteNightAsync(population.Today, cancellationToken);
        return files;
    }

    /// <summary>Tells it how to behave from now on, and has it send tonight's files again at once.</summary>
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        _disturbance = disturbance;
        return WriteNightAsync(_population.Today, cancellationToken);
    }

    /// <summary>Somebody dies; the civil register's next file says so.</summary>
    public void Die(Cedula cedula, DateOnly day)
    {
        lock (_deaths)
            _deaths[cedula] = day;
    }

    /// <summary>Drops the files of a night.</summary>
    public async Task WriteNightAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var disturbance = _disturbance;
        if (disturbance.Mood == Mood.Down)
            return;
        await _oneNightAtATime.WaitAsync(cancellationToken);
        try
        {
            Dictionary<Cedula, DateOnly> deaths;
            lock (_deaths)
                deaths = new(_deaths);
            foreach (var (name, lines) in NightlyLists.Of(_population, deaths).Concat(NightlyForms.Of(_population)))
            {
                var path = Path.Combine(_inbox, string.Create(CultureInfo.InvariantCulture, $"{name}_{night:yyyyMMdd}.csv"));
                await WriteAsync(path, Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), disturbance, cancellationToken);
            }
        }
        finally
        {
            _oneNightAtATime.Release();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _oneNightAtATime.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task WriteAsync(string path, byte[] text, Disturbance disturbance, CancellationToken cancellationToken)
    {
        // What nobody has fetched yet is replaced; the new hash must not meet the old file.
        File.Delete(path + ".sha256");
        File.Delete(path);
        switch (disturbance.Mood)
        {
            case Mood.Failing:
                await File.WriteAllBytesAsync(path, text[..(text.Length * 2 / 3)], cancellationToken);
                return;
            case Mood.Garbage:
                await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text)), cancellationToken);
                return;
            case Mood.Slow:
                await File.WriteAllBytesAsync(path, text[..(text.Length / 2)], cancellationToken);
                await Task.Delay(disturbance.Delay, cancellationToken);
                await File.AppendAllBytesAsync(path, text[(text.Length / 2)..], cancellationToken);
                return;
        }

        await File.WriteAllBytesAsync(path + ".part", text, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(text));
        await File.WriteAllTextAsync(path + ".sha256", $"{hash}  {Path.GetFileName(path)}\n", cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }
}
