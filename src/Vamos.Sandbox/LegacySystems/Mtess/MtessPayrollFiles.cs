namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Security.Cryptography;

/// <summary>
/// Writes the payrolls of the register into a folder, both generations: private employers only, some of which still send the form of 2015. It is no
/// server, so misbehaving means other things: slow is a file that comes in two pieces, failing a truncated one, garbage one that is no text, and
/// down that none comes.
/// </summary>
public sealed class MtessPayrollFiles : ISimulatedSystem
{
    private readonly EmploymentRegister _register;
    private readonly string _folder;
    private readonly TimeProvider _time;

    private MtessPayrollFiles(EmploymentRegister register, string folder, TimeProvider time)
    {
        _register = register;
        _folder = folder;
        _time = time;
    }

    /// <inheritdoc />
    public string Name => "mtess-payrolls";

    /// <inheritdoc />
    public string Description => $"payrolls of employers in CSV, {_folder}";

    /// <inheritdoc />
    public Disturbance Disturbance { get; private set; } = Disturbance.None;

    /// <summary>The lines of the last files that nobody can read.</summary>
    public IReadOnlyList<PayrollDefect> Defects { get; private set; } = [];

    /// <summary>Writes the first payrolls.</summary>
    /// <param name="register">Whose employments they list.</param>
    /// <param name="folder">Where they appear; made when it is missing.</param>
    /// <param name="time">Their date.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<MtessPayrollFiles> StartAsync(EmploymentRegister register, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new MtessPayrollFiles(register, folder, time);
        await files.DropAsync(cancellationToken);
        return files;
    }

    /// <inheritdoc />
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        Disturbance = disturbance;
        return DropAsync(cancellationToken);
    }

    /// <summary>Writes today's payrolls.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        if (Disturbance.Mood == Mood.Down)
            return;
        var day = DateOnly.FromDateTime(_time.GetLocalNow().Date);
        var declared = _register.Employments.Where(employment => !employment.Employer.IsPublic).OrderBy(employment => employment.Id).ToLookup(
            employment => employment.Employer.SendsFormerPayrolls);
        (PayrollFile File, byte[] Bytes)[] files =
            [PayrollFile.Former(declared[true], day), PayrollFile.Present(declared[false].Where(employment => employment.End is null), day)];
        foreach (var (file, bytes) in files)
            await WriteAsync(Path.Combine(_folder, file.Name), bytes, cancellationToken);
        Defects = [.. files.SelectMany(entry => entry.File.Defects)];
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A well-behaved sender writes under another name first, and says what the whole should be.
    private async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var disturbance = Disturbance;
        if (disturbance.Mood == Mood.Slow)
        {
            await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)], cancellationToken);
            await Task.Delay(disturbance.Delay, _time, cancellationToken);
            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
            return;
        }

        var written = disturbance.Mood switch
        {
            Mood.Failing => bytes[..(bytes.Length / 2)],
            Mood.Garbage => [0x3C, 0xFF, 0x00, 0x7B, 0x80, 0x00, 0x0A],
            _ => bytes,
        };
        await File.WriteAllBytesAsync(path + ".part", written, cancellationToken);
        await File.WriteAllTextAsync(path + ".sha256", $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {Path.GetFileName(path)}\n", cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }
}
