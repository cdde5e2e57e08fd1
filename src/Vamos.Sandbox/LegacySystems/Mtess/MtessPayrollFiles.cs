namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Writes the payrolls of the register into a folder, both generations: private employers only, some of which still send the form of 2015. A file is
/// written under another name first and comes with its hash. A failing sender breaks off in the middle, one that sends garbage has put its files
/// through a program that re-encoded them, a slow one pauses while it writes, and one that is down sends nothing.
/// </summary>
public sealed class MtessPayrollFiles : ISimulatedSystem
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    private readonly EmploymentRegister _register;
    private readonly string _inbox;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Disturbance _disturbance = Disturbance.None;

    private MtessPayrollFiles(EmploymentRegister register, string inbox, TimeProvider time)
    {
        _register = register;
        _inbox = inbox;
        _time = time;
    }

    /// <inheritdoc />
    public string Name => "mtess-payrolls";

    /// <inheritdoc />
    public string Description => $"payrolls of employers in CSV, {_inbox}";

    /// <inheritdoc />
    public Disturbance Disturbance => _disturbance;

    /// <summary>The lines of the last files that nobody can read.</summary>
    public IReadOnlyList<PayrollDefect> Defects { get; private set; } = [];

    /// <summary>Writes the first payrolls.</summary>
    /// <param name="register">Whose employments they list.</param>
    /// <param name="inbox">The folder where they appear; made when it is missing.</param>
    /// <param name="time">Their date.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<MtessPayrollFiles> StartAsync(EmploymentRegister register, string inbox, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(inbox);
        var files = new MtessPayrollFiles(register, inbox, time);
        await files.WriteAsync(cancellationToken);
        return files;
    }

    /// <summary>Tells it how to behave from now on, and has it send today's payrolls again at once.</summary>
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        _disturbance = disturbance;
        return WriteAsync(cancellationToken);
    }

    /// <summary>Writes today's payrolls.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_disturbance.Mood == Mood.Down)
                return;
            // The ministry's day, so that no payroll is of tomorrow where the machine's clock is ahead.
            var day = DateOnly.FromDateTime(_time.GetUtcNow().ToOffset(Offset).DateTime);
            var declared = _register.Employments.Where(employment => !employment.Employer.IsPublic).OrderBy(employment => employment.Id)
                .ToLookup(employment => employment.Employer.SendsFormerPayrolls);
            PayrollFile[] files =
            [
                PayrollFile.Former(_register, [.. declared[true]], day),
                PayrollFile.Present(_register, [.. declared[false].Where(employment => employment.End is null)], day),
            ];
            foreach (var file in files)
                await WriteAsync(file, _disturbance, cancellationToken);
            Defects = [.. files.SelectMany(file => file.Defects)];
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _oneAtATime.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WriteAsync(PayrollFile file, Disturbance disturbance, CancellationToken cancellationToken)
    {
        // What nobody has fetched yet is replaced; the new hash must not meet the old file.
        var (path, bytes) = (Path.Combine(_inbox, file.Name), file.Bytes);
        File.Delete(path + ".sha256");
        File.Delete(path);
        if (disturbance.Mood == Mood.Slow)
        {
            await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)], cancellationToken);
            await Task.Delay(disturbance.Delay, _time, cancellationToken);
            await File.AppendAllBytesAsync(path, bytes[(bytes.Length / 2)..], cancellationToken);
            return;
        }

        if (disturbance.Mood == Mood.Garbage)
        {
            var another = file.Encoding is UTF8Encoding ? Encoding.Latin1 : Encoding.UTF8;
            await File.WriteAllBytesAsync(path, Encoding.Convert(file.Encoding, another, bytes), cancellationToken);
            return;
        }

        await File.WriteAllBytesAsync(path + ".part", disturbance.Mood == Mood.Failing ? bytes[..(bytes.Length * 2 / 3)] : bytes, cancellationToken);
        await File.WriteAllTextAsync(path + ".sha256", $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {file.Name}\n", cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }
}
